import { OPINION_CONCLUSIONS, REVIEW_RESULTS } from '../../../src-shared/petition/codes.ts'
import type { PetitionActName } from '../../../src-shared/petition/events.ts'
import { last, opinionOf } from '../../../src-shared/petition/project.ts'
import { peopleChoices } from '../../app/peopleChoices.ts'
import { choicesOf, timeField } from '../../workbench/fieldSpec.ts'
import { dayField } from '../../workbench/simpleAct.ts'
import {
  choiceField,
  citizenNames,
  describedOf,
  handlingUnit,
  howContacted,
  longField,
  NEXT_NUMBER,
  ownName,
  textField,
  toBoolean,
  type SimpleAct,
  type Surroundings,
} from '../actParts.ts'

const LEVELS = { handling: '信访处理意见书', review: '复查意见书', recheck: '复核意见书' } as const
type Level = keyof typeof LEVELS
const ITEM_BLANK = { request: '', conclusion: '', reply: '' }

/** What is being answered now. */
export function levelNow({ view }: Pick<Surroundings, 'view'>): Level {
  const { stage } = view.state
  return stage === 'rechecking' ? 'recheck' : stage === 'reviewing' ? 'review' : 'handling'
}

/** Acts from hearing to recheck, and contact beside them (信访工作条例 Arts. 25, 28, 31-36; B1.6). */
export const ANSWER_ACTS: Partial<Record<PetitionActName, SimpleAct>> = {
  hear: {
    note: '重大、复杂、疑难的可以举行听证（第三十一条）；复核听证所需的时间不计入复核期限（第三十六条）。',
    initial: (s) => ({
      of: s.view.state.stage === 'rechecking' ? 'recheck' : 'handling',
      fromOn: s.today,
      toOn: s.today,
      place: '',
      participants: citizenNames(s.view),
      record: '',
    }),
    fields: () => [
      dayField('fromOn', '开始日期'),
      dayField('toOn', '结束日期'),
      textField('place', '地点', 100, { required: true }),
      textField('participants', '参加人', 500, { required: true, span: 'full' }),
      longField('record', '听证笔录', 20_000, { rows: 8 }),
    ],
  },
  settle: {
    note: '裁量权范围内，经双方同意可以调解，也可以自行和解；达成的制作调解协议书或者和解协议书（第三十三条）。',
    initial: (s) => ({
      on: s.today,
      form: 'mediated',
      parties: [citizenNames(s.view), describedOf(s)?.againstUnit || handlingUnit(s)].filter(Boolean).join('；'),
      terms: [''],
      amountFen: null,
    }),
    fields: () => [
      dayField('on', '达成日期'),
      choiceField('form', '形式', choicesOf({ mediated: '调解协议', agreed: '和解协议' })),
      { kind: 'amount', name: 'amountFen', label: '涉及金额', hint: '没有的不填' },
      textField('parties', '各方', 300, { required: true, span: 'full' }),
      { kind: 'lines', name: 'terms', label: '协议内容', required: true, max: 40, span: 'full' },
    ],
  },
  issueOpinion: {
    note: (s) =>
      levelNow(s) === 'handling'
        ? '请求逐项答复；写明事实、依据和处理意见，告知复查的机关和三十日（第三十二条、第三十五条）。'
        : levelNow(s) === 'review'
          ? '复查意见书面答复信访人，告知复核的机关和三十日（第三十五条、第三十六条）。'
          : '复核意见是终局意见（第三十六条）。',
    columns: 2,
    initial: (s) => {
      const level = levelNow(s)
      const before = opinionOf(s.view.record, level === 'recheck' ? 'review' : 'handling')
      const asked = describedOf(s)?.requests ?? ['']
      const organs = {
        handling: handlingUnit(s),
        review: last(s.view.record, 'applyReview')?.organ ?? s.settings?.reviewOrgan ?? '',
        recheck: last(s.view.record, 'applyReview')?.organ ?? s.settings?.recheckOrgan ?? '',
      }
      return {
        level,
        on: s.today,
        unit: organs[level],
        number: level === 'handling' && organs.handling === ownName(s) ? s.view.nextNumber : '',
        items: asked.map((request) => ({ request, conclusion: '', reply: '' })),
        factsFound: level === 'handling' ? '' : (before?.factsFound ?? ''),
        legalBasis: level === 'handling' ? '' : (before?.legalBasis ?? ''),
        conclusion: '',
        reviewResult: '',
        nextOrgan: level === 'handling' ? s.settings?.reviewOrgan : level === 'review' ? s.settings?.recheckOrgan : '',
        signedBy: '',
      }
    },
    fields: (s, values) => [
      choiceField('level', '文书', choicesOf(LEVELS)),
      dayField('on', '签发日期'),
      textField('unit', '出具单位', 80, { required: true }),
      textField('number', '文书编号', 60, {
        required: true,
        hint: values['unit'] === ownName(s) ? NEXT_NUMBER : '填出具单位的文号',
      }),
      {
        kind: 'rows',
        name: 'items',
        label: '逐项答复',
        item: '请求',
        required: true,
        max: 20,
        blank: ITEM_BLANK,
        fields: [
          longField('request', '请求', 500, { rows: 2 }),
          choiceField('conclusion', '结论', choicesOf(OPINION_CONCLUSIONS), {
            hint: '请求合理但缺乏依据的，解释说明',
          }),
          longField('reply', '处理意见', 3000, { rows: 3 }),
        ],
      },
      longField('factsFound', '认定的事实', 8000, { rows: 5, hint: '时间、地点、主要事实和证据' }),
      longField('legalBasis', '依据的法律法规政策', 2000, { rows: 3, hint: '写到条款' }),
      choiceField('conclusion', '总的结论', choicesOf(OPINION_CONCLUSIONS)),
      choiceField('reviewResult', '对原意见', choicesOf(REVIEW_RESULTS), { isHidden: values['level'] === 'handling' }),
      textField('nextOrgan', values['level'] === 'review' ? '申请复核的机关' : '申请复查的机关', 80, {
        required: true,
        isHidden: values['level'] === 'recheck',
        hint: '原办理机关的上一级；可在设置里预先填好',
      }),
      textField('signedBy', '签发人', 40, { required: true, hint: '一般由分管领导签，重大的由主要领导签' }),
    ],
  },
  applyReview: {
    note: '信访人的权利：收到书面答复之日起三十日内，向上一级机关申请（第三十五条、第三十六条）。',
    initial: (s) => {
      const level = s.view.state.opinions.review?.servedOn ? 'recheck' : 'review'
      const told = opinionOf(s.view.record, level === 'review' ? 'handling' : 'review')?.nextOrgan
      return {
        level,
        on: s.today,
        organ: told || (level === 'review' ? s.settings?.reviewOrgan : s.settings?.recheckOrgan) || '',
        receivedOn: s.today,
      }
    },
    fields: () => [
      choiceField('level', '申请什么', choicesOf({ review: '复查', recheck: '复核' })),
      dayField('on', '申请日期'),
      dayField('receivedOn', '机关收到的日期', { hint: '三十日内答复，从这天起算' }),
      textField('organ', '向哪个机关申请', 80, { required: true, span: 'full' }),
    ],
  },
  tellExtension: {
    note: '延长期限的，应当告知信访人延期理由（第三十四条）。延期办理告知书在“卷内文书”里出具。',
    initial: ({ today }) => ({ on: today, how: 'direct' }),
    fields: () => [
      dayField('on', '告知日期'),
      choiceField(
        'how',
        '告知方式',
        choicesOf({ direct: '直接送达', mail: '挂号邮寄', left: '留置送达', online: '网上送达', other: '其他方式' }),
      ),
    ],
  },
  reportUrgent: {
    note: '重大、紧急信访事项和信息，及时报告本级党委政府，通报有关主管部门和联席会议办公室；不得隐瞒、谎报、缓报（第二十五条、第四十六条）。',
    initial: ({ today }) => ({ on: today, at: '', toWhom: '' }),
    fields: () => [
      dayField('on', '报告日期'),
      timeField('at', '时间', { required: true }),
      textField('toWhom', '报告给谁', 200, { required: true }),
    ],
  },
  recuse: {
    note: '经办、审核的人与事项或者信访人有直接利害关系的，应当回避（第二十八条）。信访人可以申请，本人也应当提出；代理员的回避另记。',
    initial: (s) => ({
      on: s.today,
      person: last(s.view.record, 'accept')?.handler ?? '',
      askedBy: citizenNames(s.view).slice(0, 40),
      reason: '',
      isGranted: '',
      successor: '',
    }),
    fields: (s, values) => [
      dayField('on', '日期'),
      textField('person', '谁回避', 40, { required: true }),
      textField('askedBy', '提出人', 40, { required: true }),
      longField('reason', '理由', 300),
      choiceField('isGranted', '决定', choicesOf({ yes: '同意回避', no: '不需要回避' })),
      choiceField('successor', '改由谁办理', peopleChoices(s.colleagues, 'name'), {
        allowFree: true,
        isHidden: values['isGranted'] !== 'yes',
      }),
    ],
    toPayload: ({ isGranted, ...rest }) => ({ ...rest, isGranted: toBoolean(isGranted) }),
  },
  contact: {
    note: '办理中联系过信访人的记下来：说了什么、信访人怎么说。',
    initial: ({ today }) => ({ on: today, how: 'phone', text: '' }),
    fields: () => [dayField('on', '日期'), howContacted(), longField('text', '联系情况', 1000)],
  },
}
