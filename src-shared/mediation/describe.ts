import { day, join, names, text, yuan, type DescribedPayload, type Descriptions } from '../kernel/describe.ts'

/** The acts of a mediation, for the timeline. */
export const MEDIATION_DESCRIPTIONS: Descriptions = {
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
  'mediation.archive': (p) => ({
    title: '归档',
    text: join(
      day(p.on),
      text(p.retention),
      Array.isArray(p.gaps) && p.gaps.length > 0 ? `卷宗未补齐：${p.gaps.map(text).join('、')}` : '',
    ),
  }),
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
    text: Object.keys((p.changes ?? {}) as DescribedPayload).length > 0 ? '更正登记内容' : '',
  }),
}
