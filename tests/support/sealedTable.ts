import type { Method } from '../../src-shared/contract.ts'
import type { DirectiveId } from '../../src-shared/directive/schema.ts'
import { dutyContract } from '../../src-shared/duty/schema.ts'
import type { EventId, MatterId, PartyId, UserId } from '../../src-shared/kernel/ids.ts'
import { LEDGERS } from '../../src-shared/ledger/registry.ts'
import { careContract } from '../../src-shared/care/schema.ts'
import { jointContract } from '../../src-shared/joint/schema.ts'
import { LINKAGE_ACTS } from '../../src-shared/linkage/events.ts'
import { MEDIATION_ACTS } from '../../src-shared/mediation/events.ts'
import { PETITION_ACTS } from '../../src-shared/petition/events.ts'
import { volunteerContract } from '../../src-shared/volunteer/schema.ts'

export const MARK = '密语标记'
export const PHONE = '13900000077'
export const ID_NUMBER = '110101199003070871'
export const SQUAD = '示范街道城管中队'
export const SQUAD_REPORT = {
  reported: [
    { kind: 'unit' as const, name: SQUAD },
    { kind: 'person' as const, name: '负责人乙' },
  ],
}
/** The head is reported by name, one is of the squad, one has nothing to do with it; and the administrator. */
export const EXCLUDED = ['head', 'duiyuan', 'pangren', 'admin'] as const

/** A directive about the report itself, written before it was sealed, and one about no matter. */
export const DIRECTIVE_ABOUT_IT = '00000000-0000-7000-8000-0000000000d1' as DirectiveId
export const OTHER_DIRECTIVE = '00000000-0000-7000-8000-0000000000d2' as DirectiveId

export interface Ids {
  sealed: MatterId
  version: number
  open: MatterId
  document: string
  party: PartyId
  openParty: PartyId
  clerkId: UserId
}
type Inputs = unknown[]

const month = (ledger: string) => ({ ledger, month: '2026-03' })
const ledgers = (input: (ledger: string) => unknown): Inputs => Object.keys(LEDGERS).map(input)
export const card = { receivedOn: '2026-03-18', summary: '改一改' }
const nobody = { name: '', phone: '', idNumber: '', address: '', summary: '' }

/** What a person reads without naming the report: the same before and after it, but for those who may know. */
export const READS: Partial<
  Record<Method, { inputs: (ids: Pick<Ids, 'open' | 'openParty'>) => Inputs; showsIt: boolean }>
> = {
  'matters.list': {
    inputs: () => [
      { filter: {} },
      { filter: { isOpenOnly: true } },
      { filter: { kind: 'petition' }, limit: 1 },
      { filter: { words: MARK, kinds: ['open', 'petition', 'mediation', 'linkage'], taskLinkage: '2' }, order: 'due' },
    ],
    showsIt: true,
  },
  'matters.count': {
    inputs: () => [
      { filter: {} },
      { filter: { isOpenOnly: true, channel: 'visit' } },
      { filter: { words: MARK, dueTo: '2027-01-01' } },
    ],
    showsIt: true,
  },
  'matters.get': { inputs: ({ open }) => [{ matterId: open }], showsIt: true },
  'matters.reveal': { inputs: ({ open }) => [{ matterId: open, purpose: '核对' }], showsIt: false },
  'petition.get': { inputs: ({ open }) => [{ matterId: open }], showsIt: true },
  'linkage.board': { inputs: () => [{ month: '2026-03' }], showsIt: false },
  'linkage.printBoard': { inputs: () => [{ month: '2026-03', purpose: '例会' }], showsIt: false },
  'linkage.exportBoard': { inputs: () => [{ month: '2026-03', purpose: '例会' }], showsIt: false },
  'linkage.exportUnits': { inputs: () => [{ purpose: '名录' }], showsIt: false },
  'linkage.printUnits': { inputs: () => [{ words: '队', purpose: '名录' }], showsIt: false },
  'linkage.list': { inputs: () => [{}, { filter: { isOpenOnly: true }, order: 'due' }], showsIt: false },
  'linkage.export': { inputs: () => [{ purpose: '月报' }], showsIt: false },
  'linkage.print': { inputs: () => [{ purpose: '月报' }], showsIt: false },
  'linkage.sealableTasks': { inputs: () => [{ unitCode: '05' }], showsIt: false },
  'linkage.takenTasks': { inputs: () => [{}], showsIt: false },
  'linkage.takenTask': { inputs: ({ open }) => [{ matterId: open }], showsIt: false },
  'search.find': {
    inputs: () => [MARK, 'mybj', '0077', ID_NUMBER, SQUAD, '补充材料', '2026-A'].map((text) => ({ text })),
    showsIt: true,
  },
  'search.office': {
    inputs: () => [MARK, SQUAD, '2026-A'].map((text) => ({ text })),
    showsIt: false,
  },
  'intake.suggest': {
    inputs: () => [
      { ...nobody, name: `${MARK}人` },
      { ...nobody, name: '王某某（测试）', phone: '13800000001' },
      { ...nobody, phone: PHONE },
      { ...nobody, idNumber: ID_NUMBER },
      { ...nobody, address: `${MARK}路 1 号` },
      { ...nobody, summary: `${MARK}收受好处放任占道` },
    ],
    showsIt: true,
  },
  'directive.list': { inputs: () => [{}, { isOpenOnly: true }], showsIt: true },
  'directive.export': { inputs: () => [{ purpose: '月报' }], showsIt: false },
  'directive.print': { inputs: () => [{ purpose: '月报' }], showsIt: false },
  'today.list': { inputs: () => [{}, { isMineOnly: true }], showsIt: true },
  'duty.draftHandover': {
    inputs: () => [{ on: '2026-03-18', shift: '01', postId: '01900000-0000-7000-8000-000000000001' }],
    showsIt: false,
  },
  'today.morningSheet': { inputs: () => [{}], showsIt: false },
  'matters.export': {
    inputs: () => [
      { filter: {}, purpose: '月报', jobId: 'j' },
      { filter: { words: MARK }, order: 'due', purpose: '月报', jobId: 'j' },
    ],
    showsIt: false,
  },
  'matters.print': {
    inputs: () => [
      { filter: {}, purpose: '月报' },
      { filter: { words: MARK }, order: 'due', purpose: '月报' },
    ],
    showsIt: false,
  },
  'ledger.months': { inputs: () => ledgers((ledger) => ({ ledger, year: 2026 })), showsIt: false },
  'ledger.month': { inputs: () => ledgers(month), showsIt: false },
  'ledger.preview': { inputs: () => ledgers(month), showsIt: false },
  'ledger.previewCentre': { inputs: () => [{ month: '2026-03' }], showsIt: false },
  'ledger.printCentre': { inputs: () => [{ month: '2026-03', purpose: '例会' }], showsIt: false },
  'ledger.export': { inputs: () => ledgers((ledger) => ({ ...month(ledger), purpose: '月报' })), showsIt: false },
  'ledger.differences': { inputs: () => ledgers(month), showsIt: false },
  'figures.month': { inputs: () => ledgers(month), showsIt: false },
  'figures.preview': { inputs: () => ledgers(month), showsIt: false },
  'figures.rows': { inputs: () => ledgers((ledger) => ({ ...month(ledger), key: 'total' })), showsIt: false },
  'figures.trend': { inputs: () => ledgers((ledger) => ({ ledger, from: '2026-01', to: '2026-12' })), showsIt: false },
  'import.history': { inputs: () => [{}], showsIt: false },
  'drafts.list': { inputs: () => [{}, { isBinned: true }], showsIt: false },
  'drafts.get': { inputs: () => [{ key: 'intake:new' }], showsIt: false },
  'jobs.progress': { inputs: () => [{ jobId: 'j' }], showsIt: false },
  'audit.list': { inputs: () => [{}, { limit: 3 }, { action: 'looked' }, { before: 40, limit: 20 }], showsIt: true },
  'audit.verify': { inputs: () => [{}], showsIt: false },
}

const batchOf = (matterId: MatterId, version: number) => ({
  tasks: [{ matterId, version }],
  linkage: '4',
  eventClass: '04',
  on: '2026-03-18',
  request: '请办理',
  assignments: [{ role: 'lead', unitCode: '05', dueOn: '2026-03-25' }],
})

/** Procedures that take the id of a matter, a paper or a person: for those excluded as if there were no such id. */
export const TAKES: Partial<Record<Method, (ids: Ids) => Inputs>> = {
  'intake.amend': ({ sealed, version }) => [{ matterId: sealed, version, card, reason: '' }],
  'intake.triage': ({ sealed, version }) => [
    { matterId: sealed, version, route: 'mediation' },
    { matterId: sealed, version: 1, route: 'answered', answer: '已答复' },
  ],
  'intake.link': ({ sealed, version, open }) => [
    { matterId: sealed, version, otherId: open },
    { matterId: open, version: 2, otherId: sealed },
  ],
  'intake.unlink': ({ sealed, version, open }) => [
    { matterId: sealed, version, otherId: open },
    { matterId: open, version: 2, otherId: sealed },
  ],
  'intake.merge': ({ sealed, version, open }) => [
    { matterId: sealed, version, intoId: open, reason: '' },
    { matterId: open, version: 2, intoId: sealed, reason: '' },
  ],
  'intake.unmerge': ({ sealed, version }) => [{ matterId: sealed, version, reason: '' }],
  'intake.keepApart': ({ sealed, open }) => [
    { matterId: sealed, otherId: open },
    { matterId: open, otherId: sealed },
  ],
  'intake.mergeParties': ({ party, openParty }) => [
    { partyId: party, intoId: openParty },
    { partyId: openParty, intoId: party },
  ],
  'intake.unmergeParty': ({ party }) => [{ partyId: party }],
  'intake.seal': ({ sealed, version }) => [
    { matterId: sealed, version, reported: [{ kind: 'unit', name: '别的单位' }] },
  ],
  'intake.unseal': ({ sealed, version }) => [{ matterId: sealed, version, reason: '看看' }],
  'intake.reportUp': ({ sealed, version }) => [{ matterId: sealed, version, reason: '看看' }],
  'intake.withdrawReportUp': ({ sealed, version }) => [{ matterId: sealed, version, reason: '看看' }],
  'directive.get': () => [{ directiveId: DIRECTIVE_ABOUT_IT }],
  'directive.receive': () => [{ directiveId: DIRECTIVE_ABOUT_IT, seen: 0 }],
  'directive.accept': () => [{ directiveId: DIRECTIVE_ABOUT_IT, seen: 0 }],
  'directive.return': () => [{ directiveId: DIRECTIVE_ABOUT_IT, seen: 0, reason: '看看' }],
  'directive.link': ({ sealed }) => [
    { directiveId: DIRECTIVE_ABOUT_IT, seen: 0, matterId: sealed },
    { directiveId: OTHER_DIRECTIVE, seen: 0, matterId: sealed },
  ],
  'directive.previewReply': () => [{ directiveId: DIRECTIVE_ABOUT_IT, seen: 0, text: '看看', approvedBy: '甲' }],
  'directive.reply': ({ document }) => [
    { directiveId: DIRECTIVE_ABOUT_IT, seen: 0, text: '看看', approvedBy: '甲' },
    { directiveId: DIRECTIVE_ABOUT_IT, seen: 0, text: '看看', approvedBy: '甲', documentIds: [document] },
  ],
  'intake.register': ({ party }) => [{ ...card, parties: [{ partyId: party, party: { name: '甲' } }] }],
  'matters.get': ({ sealed }) => [{ matterId: sealed }],
  'matters.reveal': ({ sealed }) => [{ matterId: sealed, purpose: '看看' }],
  'matters.handOver': ({ sealed, version, clerkId }) => [{ matterId: sealed, version, toUserId: clerkId, reason: '' }],
  'matters.settleStep': ({ sealed, version }) => [
    { matterId: sealed, version, eventId: '00000000-0000-7000-8000-000000000001' as EventId, reason: '看看' },
  ],
  'matters.takeBack': ({ sealed, version }) => [{ matterId: sealed, version, reason: '看看' }],
  'matters.void': ({ sealed, version }) => [{ matterId: sealed, version, reason: '看看' }],
  'mediation.get': ({ sealed }) => [{ matterId: sealed }],
  'mediation.correct': ({ sealed, version }) => [
    { matterId: sealed, version, reason: '看看', changes: { facts: '甲' } },
  ],
  'mediation.whatIfExtended': ({ sealed }) => [{ matterId: sealed, ruleId: 'A-01', amount: 1 }],
  'petition.get': ({ sealed }) => [{ matterId: sealed }],
  'linkage.get': ({ sealed }) => [{ matterId: sealed }],
  'linkage.usualDays': ({ sealed }) => [{ matterId: sealed, on: '2026-03-02' }],
  'linkage.whatIfExtended': ({ sealed }) => [{ matterId: sealed, ruleId: 'L-02', anchor: '', amount: 1 }],
  'linkage.sealable': ({ sealed }) => [{ matterId: sealed, key: 'k' }],
  'linkage.exportSealed': ({ sealed, version }) => [
    { unitCode: '05', tasks: [{ matterId: sealed, version, key: 'k', documentIds: [] }] },
  ],
  'linkage.takenTask': ({ sealed }) => [{ matterId: sealed }],
  'linkage.sealAnswer': ({ sealed, version }) => [
    { matterId: sealed, version, answer: { on: '2026-03-18', text: '已办', closure: 'substantive' } },
  ],
  'linkage.previewBatch': ({ sealed, version }) => [{ ...batchOf(sealed, version), matterIds: [sealed] }],
  'linkage.dispatchBatch': ({ sealed, version, open }) => [
    batchOf(sealed, version),
    { ...batchOf(open, 2), tasks: [...batchOf(open, 2).tasks, ...batchOf(sealed, version).tasks] },
  ],
  'petition.whatIfExtended': ({ sealed }) => [{ matterId: sealed, ruleId: 'B-03', anchor: '', amount: 1 }],
  'papers.preview': ({ sealed }) => [
    { matterId: sealed, kind: 'receipt_slip' },
    { matterId: sealed, kind: 'deadline_sheet' },
  ],
  'papers.issue': ({ sealed }) => [{ matterId: sealed, kind: 'receipt_slip' }],
  'papers.bytes': ({ document }) => ['view', 'print', 'save'].map((purpose) => ({ documentId: document, purpose })),
  'papers.void': ({ document }) => [{ documentId: document, reason: '看看' }],
}

/** Recorded like {@link TAKES}, by a handler that never reads the act before it knows that the caller may. */
export const ACTS: readonly string[] = [
  ...Object.keys(MEDIATION_ACTS).map((name) => `mediation.${name}`),
  ...Object.keys(PETITION_ACTS).map((name) => `petition.${name}`),
  ...Object.keys(LINKAGE_ACTS).map((name) => `linkage.${name}`),
].filter((method) => !Object.hasOwn(TAKES, method))

/** Procedures that can tell of no matter, and why. */
export const APART: Record<string, readonly Method[]> = {
  'log-in, keys and people': [
    'account.status',
    'account.lookAgain',
    'account.setUp',
    'account.recoverySheet',
    'account.confirmRecovery',
    'account.login',
    'account.recover',
    'account.logout',
    'account.lock',
    'account.changePassword',
    'account.colleagues',
    'users.list',
    'users.add',
    'users.setRoles',
    'users.setUnit',
    'users.setActive',
    'users.resetPassword',
    'users.renewRecovery',
  ],
  'the care records, in a store of their own (care.test.ts, careBytes.test.ts)': Object.keys(careContract) as Method[],
  'settings and places; what a new calendar moves is named by what the reader may know of (below)': [
    'centre.settings',
    'centre.saveSettings',
    'centre.places',
    'centre.savePlace',
    'centre.holidays',
    'centre.codeTable',
    'centre.saveHolidays',
    'centre.saveCodeTable',
  ],
  'copies of the whole store; what is in one is told without sealed matters (below)': [
    'centre.backupStatus',
    'centre.backupNow',
    'centre.previewBackup',
    'centre.restoreBackup',
  ],
  'sync; counts leave sealed matters out, conflicts and the tray those that the reader may not know of (sync.test.ts)':
    [
      'sync.status',
      'sync.attention',
      'sync.recordState',
      'sync.join',
      'sync.now',
      'sync.setPaused',
      'sync.acceptLineage',
      'sync.conflicts',
      'sync.exportConflicts',
      'sync.printConflicts',
      'sync.revealConflict',
      'sync.settleConflict',
      'sync.quarantine',
      'sync.retryQuarantined',
      'sync.renumber',
      'sync.exportPackage',
      'sync.importPackage',
      'sync.fetchPaper',
    ],
  "one's own drafts only": ['drafts.save', 'drafts.discard', 'drafts.restore'],
  'a sheet of the office itself; its matters are mediations, which are never sealed': [
    'import.open',
    'import.dryRun',
    'import.commit',
    'import.undo',
  ],
  "another system's list; a report behind a number of theirs is named only to who may know of it (sheetImport.test.ts)":
    [
      'import.openPasted',
      'linkage.sheetSources',
      'linkage.twins',
      'linkage.saveSheetSource',
      'linkage.answers',
      'linkage.exportAnswers',
      'linkage.tellAnswers',
    ],
  'papers of a ledger, in which no sealed matter is': [
    'ledger.signOff',
    'ledger.issueDifferences',
    'figures.saveManual',
    'centre.recount',
  ],
  'a paper or a batch of tasks; a report becomes none (linkage.test.ts)': ['linkage.findSlip', 'linkage.undoBatch'],
  'grids: a matter is named only to who may know of it, and on no paper (grid.test.ts)': [
    'grid.cards',
    'grid.saveCard',
    'grid.printCard',
    'grid.events',
    'grid.event',
    'grid.record',
    'grid.amend',
    'grid.check',
    'grid.finish',
    'grid.takeBack',
    'grid.handOver',
    'grid.void',
    'grid.diaries',
    'grid.writeDiary',
    'grid.voidDiary',
    'grid.day',
    'grid.issueDay',
    'grid.export',
    'grid.print',
  ],
  'assessment of units: no sealed matter is counted or listed (assessment.test.ts)': [
    'assessment.month',
    'assessment.unit',
    'assessment.records',
    'assessment.selfScore',
    'assessment.review',
    'assessment.appeal',
    'assessment.withdrawAppeal',
    'assessment.decide',
    'assessment.trial',
    'assessment.lock',
    'assessment.differences',
    'assessment.issueDifferences',
    'assessment.issue',
    'assessment.export',
    'assessment.print',
  ],
  'records of 联防, 联治, 联动 and 联创, which are of no matter; their counts are those of ledgers without sealed matters':
    Object.keys(jointContract) as Method[],
  'a sealed file; a report leaves in none, and behind a code that came back it is not found (sealedPackage.test.ts)': [
    'linkage.openSealed',
    'linkage.takeTasks',
    'linkage.takeAnswer',
  ],
  'no matter at all': [
    'linkage.seatKey',
    'linkage.makeSeatKey',
    'linkage.unitKeys',
    'linkage.readKeyCode',
    'linkage.saveUnitKey',
    'linkage.removeUnitKey',
    ...(Object.keys(volunteerContract) as Method[]),
    ...(Object.keys(dutyContract) as Method[]).filter((method) => method !== 'duty.draftHandover'),
    'published.list',
    'published.apply',
    'papers.fontSelfTest',
    'mediation.proposeClasses',
    'jobs.cancel',
  ],
}
