import { toYuanText } from '../../src-shared/kernel/money.ts'
import { CONCLUSIONS, SATISFACTIONS, type MediationActName } from '../../src-shared/mediation/events.ts'
import { choicesOf, type FieldSpec } from '../workbench/fieldSpec.ts'
import { dayField } from '../workbench/simpleAct.ts'
import { partyChoices, type SimpleAct, type Surroundings } from './simpleAct.ts'

const unpaid = ({ view }: Surroundings) => view.agreement?.instalments.filter((each) => !each.paidOn) ?? []
type Unpaid = ReturnType<typeof unpaid>[number]
const owed = (each: Unpaid | undefined): number | null => (each ? each.amountFen - each.paidFen : null)
const HOW_VISITED = { home: '上门', phone: '电话', other: '其他' }

const WHY_INCOMPLETE: FieldSpec = {
  kind: 'text',
  name: 'reason',
  label: '没有补齐仍要归档的原因',
  required: true,
  maxLength: 300,
  span: 'full',
}

/** Acts after the agreement. */
export const LATE_ACTS: Partial<Record<MediationActName, SimpleAct>> = {
  performInstalment: {
    hasMore: (s) => unpaid(s).length > 0,
    initial: (s) => ({
      no: String(unpaid(s)[0]?.no ?? ''),
      on: s.today,
      amountFen: owed(unpaid(s)[0]),
      note: '',
    }),
    fields: (s) => [
      {
        kind: 'choice',
        name: 'no',
        label: '哪一期',
        required: true,
        options: unpaid(s).map((each) => ({
          value: String(each.no),
          label: `第${each.no}期`,
          note: `${each.dueOn} 前，尚欠 ${toYuanText(owed(each) ?? 0)} 元`,
        })),
      },
      dayField('on', '履行日期'),
      { kind: 'amount', name: 'amountFen', label: '实付金额', required: true },
      { kind: 'text', name: 'note', label: '凭证或说明', maxLength: 300, span: 'full' },
    ],
    toPayload: (values) => ({ ...values, no: Number(values['no']) }),
  },
  concludePerformance: {
    note: '调委会应当监督协议履行（人民调解法第三十一条）。',
    initial: ({ today }) => ({ conclusion: 'done', on: today, note: '' }),
    fields: () => [
      { kind: 'choice', name: 'conclusion', label: '履行情况', required: true, options: choicesOf(CONCLUSIONS) },
      dayField('on', '日期'),
      { kind: 'text', name: 'note', label: '说明', maxLength: 500, span: 'full' },
    ],
  },
  visitReturn: {
    initial: (s) => ({
      partyId: s.view.consents[0]?.partyId ?? '',
      on: s.today,
      how: 'phone',
      text: '',
      conclusion: 'done',
      satisfaction: '',
      visitor: s.myName,
    }),
    fields: (s) => [
      { kind: 'choice', name: 'partyId', label: '受访人', required: true, options: partyChoices(s) },
      dayField('on', '回访日期'),
      { kind: 'choice', name: 'how', label: '方式', required: true, options: choicesOf(HOW_VISITED) },
      {
        kind: 'long',
        name: 'text',
        label: '回访情况',
        required: true,
        maxLength: 2000,
        rows: 4,
        span: 'full',
        hint: '履行情况、是否满意、有无反复、采取的措施',
      },
      { kind: 'choice', name: 'conclusion', label: '履行结论', required: true, options: choicesOf(CONCLUSIONS) },
      { kind: 'choice', name: 'satisfaction', label: '满意度', options: choicesOf(SATISFACTIONS) },
      { kind: 'text', name: 'visitor', label: '回访人', maxLength: 40 },
    ],
  },
  applyConfirmation: {
    note: '双方自协议生效之日起三十日内共同向人民法院申请司法确认（人民调解法第三十三条、民事诉讼法第二百零五条）。',
    initial: ({ today, settings }) => ({ on: today, court: settings?.judicialCourt ?? '' }),
    fields: ({ view }, values) => [
      {
        ...dayField('on', '申请日期'),
        hint: view.confirmation.lastDay ? `最后一日：${view.confirmation.lastDay}` : '',
        warning:
          view.confirmation.lastDay && String(values['on']) > view.confirmation.lastDay
            ? '已过三十日，法院一般不予受理，仍可就协议起诉'
            : '',
      },
      { kind: 'text', name: 'court', label: '受理法院', required: true, maxLength: 60, span: 2 },
    ],
  },
  decideConfirmation: {
    initial: ({ today }) => ({ on: today, caseNumber: '', result: 'valid' }),
    fields: () => [
      dayField('on', '裁定日期'),
      { kind: 'text', name: 'caseNumber', label: '法院案号', required: true, maxLength: 60 },
      {
        kind: 'choice',
        name: 'result',
        label: '结果',
        required: true,
        options: choicesOf({ valid: '确认有效', rejected: '驳回申请', withdrawn: '撤回申请' }),
      },
    ],
  },
  close: {
    initial: ({ today }) => ({ on: today, note: '' }),
    fields: () => [dayField('on', '结案日期'), { kind: 'text', name: 'note', label: '说明', maxLength: 500, span: 2 }],
  },
  archive: {
    note: '保管期限以当地档案部门规定为准。',
    warnings: ({ view }) => ({
      title: `卷宗体检还有 ${view.dossier.length} 处没有补齐，请先补齐；仍要归档的，请写明原因：`,
      lines: view.dossier.map(({ text }) => text),
    }),
    initial: ({ today, settings, myName }) => ({
      on: today,
      retention: settings?.retention ?? '',
      filedBy: myName,
      grade: '',
      subsidyFen: null,
      reason: '',
    }),
    fields: ({ view }) => [
      dayField('on', '归档日期'),
      {
        kind: 'choice',
        name: 'retention',
        label: '保管期限',
        required: true,
        allowFree: true,
        options: ['10年', '30年', '永久'].map((text) => ({ value: text, label: text })),
      },
      { kind: 'text', name: 'filedBy', label: '立卷人', required: true, maxLength: 40 },
      { kind: 'text', name: 'grade', label: '补贴等级', maxLength: 20 },
      { kind: 'amount', name: 'subsidyFen', label: '补贴金额' },
      ...(view.dossier.length > 0 ? [WHY_INCOMPLETE] : []),
    ],
  },
  reopen: {
    note: '已签发月份的台账不会变；重新打开后的变化列入差异单。',
    initial: ({ today }) => ({ on: today, reason: '' }),
    fields: () => [
      dayField('on', '日期'),
      { kind: 'text', name: 'reason', label: '原因', required: true, maxLength: 300, span: 2 },
    ],
  },
}
