import { formatDayChinese, type Day } from '../kernel/day.ts'
import { toYuanText } from '../kernel/money.ts'
import { ROUTES } from './schema.ts'

/** What happened, for the timeline: a short title and a line of text. */
export interface Described {
  title: string
  text: string
}

type Payload = Record<string, unknown>
type NameOf = (partyId: string) => string

const day = (value: unknown): string => (typeof value === 'string' && value ? formatDayChinese(value as Day) : '')
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const names = (value: unknown, nameOf: NameOf): string =>
  Array.isArray(value) ? value.map((id) => nameOf(String(id))).join('、') : ''
const yuan = (value: unknown): string => (typeof value === 'number' && value > 0 ? `${toYuanText(value)} 元` : '')
const join = (...parts: string[]): string => parts.filter((part) => part !== '').join('，')

const DESCRIPTIONS: Record<string, (p: Payload, nameOf: NameOf) => Described> = {
  registered: (p) => ({ title: '登记', text: p.isImported ? '由表格导入' : '' }),
  amended: (p) => ({ title: '修改登记', text: Array.isArray(p.changed) ? p.changed.join('、') : '' }),
  triaged: (p) => ({
    title: `分流：${ROUTES[p.route as keyof typeof ROUTES] ?? ''}`,
    text: join(
      text(p.answer),
      Array.isArray(p.remedies) && p.remedies.length > 0 ? `已告知：${p.remedies.join('、')}` : '',
    ),
  }),
  linked: () => ({ title: '关联事项', text: '' }),
  unlinked: () => ({ title: '取消关联', text: '' }),
  merged: () => ({ title: '并入其他事项', text: '' }),
  unmerged: () => ({ title: '撤销并入', text: '' }),
  handed_over: (p) => ({ title: `移交给${text(p.toName)}`, text: '' }),
  taken_back: () => ({ title: '撤回上一步', text: '' }),
  voided: () => ({ title: '作废', text: '' }),
  'mediation.imported': (p) => ({ title: '由旧台账导入', text: text(p.dossierNumber) }),
  'mediation.accept': (p) => ({ title: '受理', text: day(p.acceptedOn) }),
  'mediation.refuse': (p) => ({ title: '不予受理', text: join(day(p.refusedOn), text(p.reason)) }),
  'mediation.recordConsent': (p, nameOf) => ({
    title: p.isGiven ? '同意调解' : '拒绝调解',
    text: join(nameOf(text(p.partyId)), day(p.on)),
  }),
  'mediation.tellRights': (p, nameOf) => ({ title: '权利义务告知', text: join(names(p.partyIds, nameOf), day(p.on)) }),
  'mediation.assignMediators': (p) => ({
    title: '指定调解员',
    text: Array.isArray(p.mediators) ? p.mediators.map((each: { name: string }) => each.name).join('、') : '',
  }),
  'mediation.recordRecusal': (p) => ({
    title: p.isGranted ? '调解员回避' : '不予回避',
    text: join(text(p.mediatorName), text(p.reason)),
  }),
  'mediation.recordSession': (p) => ({
    title: '调解',
    text: join(
      day(p.heldOn),
      text(p.place),
      { agreed: '调解成功', failed: '调解不成', continues: '有待继续调解' }[text(p.result)] ?? '',
    ),
  }),
  'mediation.reachAgreement': (p) => ({
    title: p.form === 'oral' ? '达成口头协议' : '达成书面协议',
    text: join(day(p.reachedOn), yuan(p.amountFen)),
  }),
  'mediation.signAsParty': (p, nameOf) => ({ title: '当事人签名', text: join(nameOf(text(p.partyId)), day(p.on)) }),
  'mediation.signAsMediator': (p) => ({ title: '调解员签名', text: join(text(p.name), day(p.on)) }),
  'mediation.sealByCommittee': (p) => ({ title: '加盖调委会印章', text: day(p.on) }),
  'mediation.performInstalment': (p) => ({
    title: `第 ${String(p.no)} 期履行`,
    text: join(day(p.on), yuan(p.amountFen), text(p.note)),
  }),
  'mediation.concludePerformance': (p) => ({
    title: `履行情况：${{ done: '已履行', partly: '部分履行', not: '未履行', refused: '拒不履行' }[text(p.conclusion)] ?? ''}`,
    text: join(day(p.on), text(p.note)),
  }),
  'mediation.visitReturn': (p, nameOf) => ({ title: '回访', text: join(nameOf(text(p.partyId)), day(p.on)) }),
  'mediation.applyConfirmation': (p) => ({ title: '申请司法确认', text: join(day(p.on), text(p.court)) }),
  'mediation.decideConfirmation': (p) => ({
    title: '司法确认结果',
    text: join({ valid: '裁定有效', rejected: '驳回', withdrawn: '撤回' }[text(p.result)] ?? '', text(p.caseNumber)),
  }),
  'mediation.terminate': (p) => ({ title: '终止调解', text: join(day(p.on), text(p.reason)) }),
  'mediation.close': (p) => ({ title: '结案', text: join(day(p.on), text(p.note)) }),
  'mediation.archive': (p) => ({ title: '归档', text: join(day(p.on), text(p.retention)) }),
  'mediation.reopen': (p) => ({ title: '重新打开', text: join(day(p.on), text(p.reason)) }),
  'mediation.extendDeadline': (p) => ({
    title: '延长期限',
    text: join(`${String(p.amount)}`, text(p.approver), text(p.reason)),
  }),
  'mediation.recordPause': (p) => ({
    title: '不计入期限',
    text: join(`${day(p.fromOn)}至${day(p.toOn)}`, text(p.reason)),
  }),
  'mediation.correct': (p) => ({
    title: '更正',
    text: Object.keys((p.changes ?? {}) as Payload).length > 0 ? '更正登记内容' : '',
  }),
}

/** Chinese title and text of an event; an unknown kind shows itself, so that nothing is hidden. */
export function describeEvent(kind: string, payload: unknown, nameOf: NameOf): Described {
  const describe = DESCRIPTIONS[kind]
  return describe ? describe((payload ?? {}) as Payload, nameOf) : { title: kind, text: '' }
}
