import type { OutputOf } from '../../src-shared/contract.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { CONCLUSIONS, SATISFACTIONS, type MediationActName } from '../../src-shared/mediation/events.ts'
import type { MediationView } from '../../src-shared/mediation/schema.ts'
import { proposeRemedies, TERMINATION_REASONS } from '../../src-shared/mediation/terminationReasons.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'
import { choicesOf, type FieldSpec, type Values } from './fieldSpec.ts'

/** What a form may know besides the mediation itself. */
export interface Surroundings {
  view: MediationView
  today: Day
  myName: string
  settings: OutputOf<'centre.settings'> | undefined
}

/** A form made of ordinary fields only. */
export interface SimpleAct {
  /** A sentence on top: the rule behind the act. */
  note?: string
  initial: (s: Surroundings) => Values
  fields: (s: Surroundings, values: Values) => FieldSpec[]
  toPayload?: (values: Values) => unknown
  /** Several in a row are usual, one party after the other: true while there is one left. */
  hasMore?: (s: Surroundings) => boolean
}

const day = (name: string, label: string): FieldSpec => ({ kind: 'day', name, label, required: true })
const partyChoices = ({ view }: Surroundings): Choice[] => view.consents.map(({ partyId, name }) => ({ value: partyId, label: name || '（未填姓名）' }))
const filled = (lines: unknown): string[] => (lines as string[]).map((line) => line.trim()).filter(Boolean)
const unpaid = ({ view }: Surroundings) => view.agreement?.instalments.filter((each) => !each.paidOn) ?? []
const remedies: FieldSpec = { kind: 'lines', name: 'remedies', label: '告知的其他途径', required: true, max: 10, span: 'full', hint: '写明机关；会印在告知书上' }

const HOW_ASKED = { oral: '当面口头', phone: '电话', written: '书面' }
const HOW_VISITED = { home: '上门', phone: '电话', other: '其他' }

export const SIMPLE_ACTS: Partial<Record<MediationActName, SimpleAct>> = {
  refuse: {
    note: '不予受理要说明理由，并告知其他救济途径。',
    initial: ({ today, view }) => ({ refusedOn: today, reason: '', remedies: proposeRemedies(view.detail?.justiceClass ?? '') }),
    fields: () => [day('refusedOn', '日期'), { kind: 'long', name: 'reason', label: '不受理原因', required: true, maxLength: 500, span: 'full' }, remedies],
    toPayload: (values) => ({ ...values, remedies: filled(values['remedies']) }),
  },
  recordConsent: {
    note: '当事人一方明确拒绝调解的，不得调解（人民调解法第十七条）。',
    hasMore: ({ view }) => view.consents.some(({ state }) => state === 'unknown'),
    initial: (s) => ({
      partyId: s.view.consents.find(({ state }) => state === 'unknown')?.partyId ?? s.view.consents[0]?.partyId ?? '',
      isGiven: 'yes',
      on: s.today,
      how: 'oral',
    }),
    fields: (s) => [
      { kind: 'choice', name: 'partyId', label: '当事人', required: true, options: partyChoices(s) },
      { kind: 'choice', name: 'isGiven', label: '意见', required: true, options: choicesOf({ yes: '同意调解', no: '明确拒绝' }) },
      day('on', '日期'),
      { kind: 'choice', name: 'how', label: '方式', required: true, options: choicesOf(HOW_ASKED) },
    ],
    toPayload: (values) => ({ ...values, isGiven: values['isGiven'] === 'yes' }),
  },
  tellRights: {
    note: '调解前口头或书面告知调解的性质、原则、效力和当事人的权利义务。告知书在“文书”里预览、出具，请各方签收。',
    initial: ({ view, today }) => ({ partyIds: view.consents.filter(({ isTold }) => !isTold).map(({ partyId }) => partyId), on: today, how: 'written' }),
    fields: (s) => [
      { kind: 'multi', name: 'partyIds', label: '被告知的当事人', required: true, options: partyChoices(s), span: 'full' },
      day('on', '日期'),
      { kind: 'choice', name: 'how', label: '方式', required: true, options: choicesOf({ written: '书面', oral: '口头' }) },
    ],
  },
  recordRecusal: {
    note: '记下谁提出、为什么、结果如何。同意回避的，要重新指定调解员。',
    initial: ({ view, today }) => ({ mediatorName: view.detail?.mediators[0]?.name ?? '', askedBy: '', reason: '', isGranted: true, on: today }),
    fields: (s) => [
      { kind: 'choice', name: 'mediatorName', label: '调解员', required: true, options: (s.view.detail?.mediators ?? []).map(({ name }) => ({ value: name, label: name })) },
      { kind: 'choice', name: 'askedBy', label: '提出人', required: true, allowFree: true, options: partyChoices(s).map(({ label }) => ({ value: label, label })), hint: '当事人，或调解员本人' },
      day('on', '日期'),
      { kind: 'long', name: 'reason', label: '理由', required: true, maxLength: 300, span: 'full' },
      { kind: 'check', name: 'isGranted', label: '同意回避，另行指定' },
    ],
  },
  performInstalment: {
    hasMore: (s) => unpaid(s).length > 0,
    initial: (s) => ({ no: String(unpaid(s)[0]?.no ?? ''), on: s.today, amountFen: unpaid(s)[0]?.amountFen ?? null, note: '' }),
    fields: (s) => [
      { kind: 'choice', name: 'no', label: '哪一期', required: true, options: unpaid(s).map((each) => ({ value: String(each.no), label: `第${each.no}期`, note: `${each.dueOn} 前` })) },
      day('on', '履行日期'),
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
      day('on', '日期'),
      { kind: 'text', name: 'note', label: '说明', maxLength: 500, span: 'full' },
    ],
  },
  visitReturn: {
    initial: (s) => ({ partyId: s.view.consents[0]?.partyId ?? '', on: s.today, how: 'phone', text: '', conclusion: 'done', satisfaction: '', visitor: s.myName }),
    fields: (s) => [
      { kind: 'choice', name: 'partyId', label: '受访人', required: true, options: partyChoices(s) },
      day('on', '回访日期'),
      { kind: 'choice', name: 'how', label: '方式', required: true, options: choicesOf(HOW_VISITED) },
      { kind: 'long', name: 'text', label: '回访情况', required: true, maxLength: 2000, rows: 4, span: 'full', hint: '履行情况、是否满意、有无反复、采取的措施' },
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
        ...day('on', '申请日期'),
        hint: view.confirmation.lastDay ? `最后一日：${view.confirmation.lastDay}` : '',
        warning: view.confirmation.lastDay && String(values['on']) > view.confirmation.lastDay ? '已过三十日，法院一般不予受理，仍可就协议起诉' : '',
      },
      { kind: 'text', name: 'court', label: '受理法院', required: true, maxLength: 60, span: 2 },
    ],
  },
  decideConfirmation: {
    initial: ({ today }) => ({ on: today, caseNumber: '', result: 'valid' }),
    fields: () => [
      day('on', '裁定日期'),
      { kind: 'text', name: 'caseNumber', label: '法院案号', required: true, maxLength: 60 },
      { kind: 'choice', name: 'result', label: '结果', required: true, options: choicesOf({ valid: '确认有效', rejected: '驳回申请', withdrawn: '撤回申请' }) },
    ],
  },
  terminate: {
    note: '调解不成的应当终止，并告知当事人可以通过仲裁、行政、司法途径维护权利（人民调解法第二十六条）。',
    initial: ({ view, today }) => ({ on: today, reasonCode: '2', reason: '', remedies: proposeRemedies(view.detail?.justiceClass ?? ''), undisputedFacts: '' }),
    fields: () => [
      day('on', '终止日期'),
      { kind: 'choice', name: 'reasonCode', label: '终止原因', required: true, span: 2, options: TERMINATION_REASONS.codes.map(({ code, title }) => ({ value: code, label: title })) },
      { kind: 'long', name: 'reason', label: '原因说明', required: true, maxLength: 500, span: 'full' },
      remedies,
      { kind: 'long', name: 'undisputedFacts', label: '无争议的事实', maxLength: 3000, span: 'full', hint: '需各方同意并签字；没有可不填' },
    ],
    toPayload: (values) => ({ ...values, remedies: filled(values['remedies']) }),
  },
  close: {
    initial: ({ today }) => ({ on: today, note: '' }),
    fields: () => [day('on', '结案日期'), { kind: 'text', name: 'note', label: '说明', maxLength: 500, span: 2 }],
  },
  archive: {
    note: '归档前请看一下“卷宗体检”。保管期限以当地档案部门规定为准。',
    initial: ({ today, settings, myName }) => ({ on: today, retention: settings?.retention ?? '', filedBy: myName, grade: '', subsidyFen: null }),
    fields: () => [
      day('on', '归档日期'),
      { kind: 'choice', name: 'retention', label: '保管期限', required: true, allowFree: true, options: ['10年', '30年', '永久'].map((text) => ({ value: text, label: text })) },
      { kind: 'text', name: 'filedBy', label: '立卷人', required: true, maxLength: 40 },
      { kind: 'text', name: 'grade', label: '补贴等级', maxLength: 20 },
      { kind: 'amount', name: 'subsidyFen', label: '补贴金额' },
    ],
    toPayload: (values) => ({ ...values, subsidyFen: values['subsidyFen'] ?? 0 }),
  },
  reopen: {
    note: '已签发月份的台账不会变；重新打开后的变化列入差异单。',
    initial: ({ today }) => ({ on: today, reason: '' }),
    fields: () => [day('on', '日期'), { kind: 'text', name: 'reason', label: '原因', required: true, maxLength: 300, span: 2 }],
  },
  recordPause: {
    note: '例如医疗纠纷的鉴定时间不计入调解期限（医疗纠纷预防和处理条例第三十八条）。',
    initial: ({ view, today }) => ({ ruleId: running(view)[0]?.ruleId ?? '', fromOn: today, toOn: today, reason: '' }),
    fields: ({ view }) => [
      { kind: 'choice', name: 'ruleId', label: '期限', required: true, options: running(view).map(({ ruleId, title }) => ({ value: ruleId, label: title })) },
      day('fromOn', '从'),
      { ...day('toOn', '到'), hint: '两头都不计入' },
      { kind: 'text', name: 'reason', label: '原因', required: true, maxLength: 300, span: 'full' },
    ],
  },
}

export function running(view: MediationView) {
  return view.matter.deadlines.filter(({ state }) => state === 'running' || state === 'missed')
}
