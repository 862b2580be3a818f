import { RecoverySheet } from '../../paper/officePapers.ts'
import { definePaper, seal, signature } from '../../paper/spec.ts'
import * as person from './personSchema.ts'
import * as data from './schema.ts'

const care = { templateVersion: '1', page: 'A4', needsNumber: false } as const
const optional = { isRequired: false }
const OWN_FORM = '公开走访系统栏目归纳，非官方表样[待核]'
const privacy = (articles: string) => `个人信息保护法${articles}`
const worker = signature('worker', '走访（帮扶）人（签名）', 'clerk')
const citizen = signature('person', '本人或者监护人（签名）', 'party', optional)
const head = signature('head', '负责人（签名）', 'head')

/** Papers of care visits. None has a series of its own: a number that runs on would tell how many people there are. */
export const CARE_PAPERS = {
  care_visit_record: definePaper({
    ...care,
    title: '走访记录表',
    template: 'care_visit_record.typ',
    schema: data.VisitRecord,
    legalBasis: [OWN_FORM, privacy('第六条、第十九条')],
    signaturePlaces: [{ ...worker, isPerPerson: true }, citizen],
  }),
  care_plan: definePaper({
    ...care,
    title: '帮扶方案',
    template: 'care_plan.typ',
    schema: data.CarePlan,
    legalBasis: [OWN_FORM, '社区矫正法第二十四条、第二十五条；戒毒条例第十八条；反家庭暴力法第五条'],
    signaturePlaces: [citizen, worker, { ...head, isRequired: false }],
  }),
  care_review: definePaper({
    ...care,
    title: '季度小结（年度评估）',
    template: 'care_review.typ',
    schema: data.CareReview,
    legalBasis: [OWN_FORM, '半年小结、年度评估为各地通行做法[待核]'],
    signaturePlaces: [worker, head],
  }),
  care_end_summary: definePaper({
    ...care,
    title: '帮扶结束小结',
    template: 'care_end_summary.typ',
    schema: data.CareEndSummary,
    legalBasis: [OWN_FORM, privacy('第十九条、第四十七条')],
    signaturePlaces: [worker, head],
  }),
  care_end_notice: definePaper({
    ...care,
    title: '服务结束告知书',
    template: 'care_end_notice.typ',
    schema: person.CareEndNotice,
    legalBasis: [privacy('第十七条、第十九条、第四十七条')],
    signaturePlaces: [seal('office', '（印章）', 'centre')],
  }),
  care_consent: definePaper({
    ...care,
    title: '告知同意书',
    template: 'care_consent.typ',
    schema: person.ConsentSheet,
    legalBasis: [privacy('第十三条、第十四条、第十七条、第二十九条至第三十一条、第三十五条')],
    signaturePlaces: [
      signature('person', '本人（签名）', 'party', optional),
      signature('guardian', '监护人（签名）', 'party', optional),
      { ...worker, label: '告知人（签名）' },
    ],
  }),
  care_slip: definePaper({
    ...care,
    page: 'A5',
    title: '服务联系单',
    template: 'care_slip.typ',
    schema: person.VisitSlip,
    legalBasis: [privacy('第十七条、第四十四条至第五十条')],
    signaturePlaces: [],
  }),
  care_round_list: definePaper({
    ...care,
    page: 'A4-landscape',
    title: '走访名单',
    template: 'care_round_list.typ',
    schema: data.RoundList,
    legalBasis: ['内部工作用纸'],
    signaturePlaces: [],
  }),
  care_due_list: definePaper({
    ...care,
    title: '到期事项清单',
    template: 'care_due_list.typ',
    schema: data.DueList,
    legalBasis: ['内部工作用纸'],
    signaturePlaces: [],
  }),
  care_hand_over: definePaper({
    ...care,
    page: 'A4-landscape',
    title: '走访对象移交清单',
    template: 'care_hand_over.typ',
    schema: data.HandOverList,
    legalBasis: ['内部工作用纸', privacy('第五十一条')],
    signaturePlaces: [
      signature('from', '移交人（签名）', 'clerk'),
      signature('to', '接收人（签名）', 'clerk'),
      { ...head, label: '监交人（签名）' },
    ],
  }),
  care_destruction: definePaper({
    ...care,
    title: '走访记录销毁单',
    template: 'care_destruction.typ',
    schema: data.DestructionRecord,
    legalBasis: [privacy('第十九条、第四十七条'), '预防未成年人犯罪法第五十九条'],
    signaturePlaces: [signature('operator', '销毁人（签名）', 'clerk'), signature('witness', '监销人（签名）', 'head')],
  }),
  care_recovery_sheet: definePaper({
    ...care,
    title: '帮扶走访恢复码密封单',
    template: 'care_recovery_sheet.typ',
    schema: RecoverySheet,
    legalBasis: ['内部工作用纸'],
    signaturePlaces: [signature('keeper', '保管人（签名）', 'head'), signature('witness', '封存人（签名）', 'head')],
  }),
}
