import { JUSTICE_CLASSES } from '../../src-shared/mediation/disputeClasses.ts'
import { codeTitle } from '../../src-shared/kernel/codeTable.ts'
import { dayOf, formatDayChinese, type Day } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { CONCLUSIONS, SATISFACTIONS, SOURCES } from '../../src-shared/mediation/events.ts'
import { dossierOrder } from '../../src-shared/mediation/dossier.ts'
import type { PaperData } from '../../src-shared/paper/registry.ts'
import { listDeadlines } from '../intake/deadlineRepo.ts'
import { dossierProblems } from './dossierCheck.ts'
import { gapsPaper } from './gapsPaper.ts'
import { listDocuments } from './repo.ts'
import type { Builders } from './draftPaper.ts'
import { nameOf, partiesOf, principals, toPrintParty, type MatterFile } from './matterFile.ts'

const committee = (file: MatterFile): string => file.ctx.settings.committeeName
const number = (file: MatterFile): string => file.row?.dossierNumber ?? ''
const mediators = (file: MatterFile): string[] => file.record.mediators.map((each) => each.name)
const names = (file: MatterFile): string[] => principals(file).map((party) => party.name)
const className = (file: MatterFile): string =>
  file.record.accepted ? (codeTitle(JUSTICE_CLASSES, file.record.accepted.justiceClass) ?? '') : ''

/** `张三与李四邻里纠纷`, the name of a case on covers and visits. */
export function caseTitle(file: MatterFile): string {
  const first = partiesOf(file, 'applicant', 'visitor')[0]?.name ?? ''
  const second = partiesOf(file, 'respondent')[0]?.name ?? ''
  const many = principals(file).length > 2 ? '等' : ''
  return first || second
    ? `${[first, second].filter(Boolean).join('与')}${many}${className(file)}`
    : file.matter.summary
}

const applicationForm = (file: MatterFile): PaperData<'application_form'> => ({
  committeeName: committee(file),
  applicants: partiesOf(file, 'applicant', 'visitor').map((party) => toPrintParty(file, party)),
  respondents: partiesOf(file, 'respondent').map((party) => toPrintParty(file, party)),
  summary: file.record.accepted?.facts ?? (file.matter.facts || file.matter.summary),
  requests: file.record.accepted?.requests ?? (file.matter.wish ? [file.matter.wish] : []),
  appliedOn: file.matter.receivedOn,
})

function acceptanceForm(file: MatterFile): PaperData<'acceptance_form'> {
  const { accepted } = file.record
  if (!accepted) throw new AppError('not_allowed', '尚未受理')
  const isApplied = accepted.source === 'applied'
  const unknown = principals(file).some((party) => !file.mediation.consentedBy.includes(party.partyId))
  return {
    committeeName: committee(file),
    number: number(file),
    acceptedOn: accepted.acceptedOn,
    method: isApplied ? '依当事人申请' : accepted.source === 'proactive' ? '调委会主动调解' : '接受委托移送',
    isConsented: file.mediation.refusedBy.length > 0 ? false : unknown ? null : true,
    parties: principals(file).map((party) => toPrintParty(file, party)),
    disputeClass: className(file),
    source: [SOURCES[accepted.source], accepted.referralUnit, accepted.referralNumber].filter(Boolean).join(' '),
    summary: accepted.facts,
    registrar: file.matter.enteredBy,
  }
}

function rightsNotice(file: MatterFile): PaperData<'rights_notice'> {
  const { settings } = file.ctx
  const asked = file.record.recusals
  const toldOn = Object.values(file.record.toldOn).sort()
  return {
    committeeName: committee(file),
    number: number(file),
    parties: names(file),
    mediators: mediators(file),
    isRecusalAsked: file.record.mediators.length > 0 ? asked.length > 0 : null,
    recusalNote: asked
      .map(
        (each) =>
          `${each.askedBy}提出${each.mediatorName}回避：${each.reason}（${each.isGranted ? '同意' : '不同意'}）`,
      )
      .join('；'),
    privacy: {
      handler: [settings.committeeName, settings.centreName].filter(Boolean).join('、'),
      contact: [settings.centrePhone, settings.centreAddress].filter(Boolean).join(' '),
      purpose: '办理本纠纷的人民调解，制作和保管调解卷宗',
      method: '由调解工作人员登记、存储和使用；在本单位电脑中加密保存；依法归档',
      kinds: '姓名、性别、年龄、联系方式、住址、证件号码及与纠纷有关的情况',
      retention: settings.retention || '按卷宗封面注明的期限',
      rights: '可以向上列联系方式申请查阅、复制、更正、补充或依法删除本人信息',
    },
    noticedOn: (toldOn[0] as Day | undefined) ?? null,
  }
}

function sessionRecord(file: MatterFile, ref: string): PaperData<'session_record'> {
  const session = file.record.sessions.find((each) => each.id === ref) ?? file.record.sessions.at(-1)
  if (!session) throw new AppError('not_allowed', '还没有调解记录')
  return {
    committeeName: committee(file),
    number: number(file),
    ordinal: session.no,
    heldOn: session.heldOn,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    place: session.place,
    cause: caseTitle(file),
    parties: session.presentPartyIds.map((id) => nameOf(file, id)),
    participants: session.participants ? session.participants.split(/[、，,;；\s]+/).filter(Boolean) : [],
    mediators: mediators(file),
    recorder: session.recorder,
    isNoticeGiven: session.isRightsTold,
    isPublic: session.isPublic,
    record: session.record,
    result: { agreed: '调解成功', failed: '调解不成', continues: '有待继续调解' }[session.result] as '调解成功',
  }
}

const MODES = { at_once: '即时履行', once: '一次履行', instalments: '分期履行', deed: '以行为履行' } as const

function agreement(file: MatterFile): PaperData<'agreement'> {
  const { agreement: agreed, instalments } = file.record
  if (agreed?.form !== 'written') throw new AppError('not_allowed', '没有书面协议')
  const signatories = agreed.signatories
    .map(({ partyId }) => file.parties.find((party) => party.partyId === partyId))
    .filter((party) => party !== undefined)
  return {
    committeeName: committee(file),
    number: number(file),
    parties: signatories.map((party) => toPrintParty(file, party)),
    facts: agreed.disputedFacts,
    terms: agreed.terms,
    performanceMode: [MODES[agreed.performance], agreed.performanceMeans].filter(Boolean).join('，'),
    performancePlace: agreed.performancePlace,
    performancePeriod: agreed.performBy ? `${formatDayChinese(agreed.performBy)}前` : '',
    amountFen: agreed.amountFen,
    instalments: instalments.map((each) => ({ dueOn: each.dueOn, amountFen: each.amountFen, note: each.what })),
    copies: agreed.copies,
    mediators: mediators(file),
    recorder: file.record.sessions.at(-1)?.recorder ?? '',
    agreedOn: agreed.reachedOn,
    effectiveOn: file.mediation.agreement?.effectiveOn ?? null,
  }
}

function oralAgreement(file: MatterFile): PaperData<'oral_agreement'> {
  const { agreement: agreed } = file.record
  if (agreed?.form !== 'oral') throw new AppError('not_allowed', '没有口头协议')
  const performed = file.mediation.conclusion
  return {
    committeeName: committee(file),
    number: number(file),
    acceptedOn: file.mediation.acceptedOn,
    parties: principals(file).map((party) => toPrintParty(file, party)),
    facts: agreed.disputedFacts,
    place: file.record.sessions.at(-1)?.place ?? '',
    isSuccessful: true,
    amountFen: agreed.amountFen,
    content:
      agreed.terms.length === 1
        ? (agreed.terms[0] ?? '')
        : agreed.terms.map((term, index) => `${index + 1}. ${term}`).join('\n'),
    performanceMode: [MODES[agreed.performance], agreed.performanceMeans].filter(Boolean).join('，'),
    performancePeriod: agreed.performBy ? `${formatDayChinese(agreed.performBy)}前` : '',
    performed: performed === 'done' ? '已履行' : performed === 'partly' ? '部分履行' : performed ? '未履行' : null,
    mediators: mediators(file),
    agreedOn: agreed.reachedOn,
  }
}

function terminationNotice(file: MatterFile): PaperData<'termination_notice'> {
  const { terminated, accepted } = file.record
  if (!terminated) throw new AppError('not_allowed', '没有终止调解')
  return {
    committeeName: committee(file),
    number: number(file),
    parties: names(file),
    reason: terminated.reason,
    remedies: terminated.remedies,
    undisputedFacts: terminated.undisputedFacts,
    entrustedBy: accepted?.referralUnit ?? '',
    mediators: mediators(file),
    issuedOn: terminated.on,
  }
}

function returnVisit(file: MatterFile): PaperData<'return_visit'> {
  const visit = file.record.returnVisit
  if (!visit) throw new AppError('not_allowed', '还没有回访')
  return {
    committeeName: committee(file),
    visited: nameOf(file, visit.partyId),
    agreementNumber: file.row?.agreementNumber ?? '',
    cause: caseTitle(file),
    visitedOn: visit.on,
    method: ({ home: '上门', phone: '电话', other: '其他' } as const)[visit.how],
    findings: visit.text,
    performance: CONCLUSIONS[visit.conclusion],
    satisfaction: visit.satisfaction === '' ? null : SATISFACTIONS[visit.satisfaction],
    visitor: visit.visitor,
  }
}

function judicialConfirmation(file: MatterFile): PaperData<'judicial_confirmation'> {
  const { agreement: agreed } = file.record
  const state = file.mediation.agreement
  if (agreed?.form !== 'written' || !state) throw new AppError('not_allowed', '没有书面协议')
  const lastDay = listDeadlines(file.ctx.db, file.matter.id).find((row) => row.ruleId === 'A-09')?.dueOn ?? null
  return {
    court: file.record.confirmationApplied?.court ?? file.ctx.settings.judicialCourt,
    committeeName: committee(file),
    agreementNumber: number(file),
    applicants: principals(file).map((party) => ({ ...toPrintParty(file, party), serviceAddress: party.address })),
    request: `请求确认${committee(file)}${number(file)}人民调解协议有效。`,
    reasons: agreed.disputedFacts,
    agreedOn: state.reachedOn,
    effectiveOn: state.effectiveOn,
    lastDayOn: lastDay,
    materials: ['人民调解协议书', '调解组织主持调解的证明', '身份或资格证明', '与协议相关的财产权利证明'].map(
      (name) => ({ name, copies: '' }),
    ),
    appliedOn: file.record.confirmationApplied?.on ?? null,
  }
}

function dossierCover(file: MatterFile): PaperData<'dossier_cover'> {
  const { archived } = file.record
  return {
    committeeName: committee(file),
    title: caseTitle(file),
    number: number(file),
    mediators: mediators(file),
    startedOn: file.mediation.acceptedOn,
    endedOn: file.mediation.closedOn,
    filedBy: archived?.filedBy ?? '',
    filedOn: archived?.on ?? null,
    retention: archived?.retention ?? file.ctx.settings.retention,
  }
}

/** The covers of the dossier itself, and what only helps to complete it. */
const NOT_IN_CATALOGUE = ['dossier_cover', 'dossier_catalogue', 'dossier_gaps']

/** Papers in the order of A2.1 with their running page numbers; what is on paper only is added by hand. */
function dossierCatalogue(file: MatterFile): PaperData<'dossier_catalogue'> {
  const documents = listDocuments(file.ctx.db, file.matter.id).filter(
    (document) => !document.isVoid && !NOT_IN_CATALOGUE.includes(document.kind),
  )
  const sorted = [...documents].sort(
    (a, b) => dossierOrder(a.kind) - dossierOrder(b.kind) || (a.issuedAt < b.issuedAt ? -1 : 1),
  )
  let page = 1
  return {
    committeeName: committee(file),
    number: number(file),
    title: caseTitle(file),
    entries: sorted.map((document) => {
      const from = page
      page += document.pages
      return {
        name: document.title,
        author: document.issuedBy,
        on: dayOf(document.issuedAt),
        pages: document.pages === 1 ? String(from) : `${from}-${page - 1}`,
      }
    }),
  }
}

const dossierGaps = (file: MatterFile): PaperData<'dossier_gaps'> =>
  gapsPaper(file, dossierProblems(file), {
    committeeName: committee(file),
    number: number(file),
    title: caseTitle(file),
  })

export const MEDIATION_BUILDERS = {
  application_form: applicationForm,
  acceptance_form: acceptanceForm,
  rights_notice: rightsNotice,
  session_record: sessionRecord,
  agreement,
  oral_agreement: oralAgreement,
  termination_notice: terminationNotice,
  return_visit: returnVisit,
  judicial_confirmation: judicialConfirmation,
  dossier_cover: dossierCover,
  dossier_catalogue: dossierCatalogue,
  dossier_gaps: dossierGaps,
} satisfies Builders
