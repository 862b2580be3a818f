import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract, type Method } from '../../src-shared/contract.ts'
import { ROLES, type Role } from '../../src-shared/kernel/roles.ts'
import { giveKey } from '../support/careDesk.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

/**
 * Who may call what, written down a second time on purpose: C 窗口受理员, M 人民调解员, S 社工, K 帮扶负责人, H 负责人,
 * A 系统管理员; `public` before log-in, `own` also while a new password is due. A change of the contract
 * must be made here, too.
 */
const TABLE: Record<string, Method[]> = {
  public: [
    'account.status',
    'account.lookAgain',
    'account.setUp',
    'account.recoverySheet',
    'account.confirmRecovery',
    'account.login',
    'account.recover',
    'account.logout',
    'account.lock',
  ],
  own: ['account.changePassword'],
  CMSKHA: [
    'account.colleagues',
    'centre.settings',
    'centre.places',
    'centre.holidays',
    'centre.codeTable',
    'jobs.progress',
    'jobs.cancel',
    'papers.fontSelfTest',
    'published.list',
    'sync.status',
    'sync.attention',
    'sync.now',
  ],
  K: [
    'care.setUp',
    'care.renewRecovery',
    'care.recoverySheet',
    'care.confirmRecovery',
    'care.join',
    'care.grant',
    'care.revoke',
    'care.officeFingerprint',
    'care.trustOffice',
    'care.previewConfigure',
    'care.configure',
    'care.handOver',
    'care.purgeCandidates',
    'care.previewSeal',
    'care.purge',
    'care.purges',
    'care.looks',
    'care.signMonth',
    'care.differ',
    'care.exportDifferences',
    'care.exportMonth',
  ],
  SK: [
    'care.status',
    'care.accept',
    'care.changePerson',
    'care.enrol',
    'care.reportIn',
    'care.changeTrack',
    'care.changeTerm',
    'care.suspend',
    'care.resume',
    'care.close',
    'care.withdrawConsent',
    'care.assign',
    'care.plan',
    'care.correctVisit',
    'care.skipVisit',
    'care.promise',
    'care.keepPromise',
    'care.dropPromise',
    'care.raise',
    'care.signFor',
    'care.respond',
    'care.help',
    'care.refer',
    'care.answerReferral',
    'care.review',
    'care.settled',
    'care.takeBack',
    'care.clients',
    'care.client',
    'care.reveal',
    'care.same',
    'care.register',
    'care.visit',
    'care.round',
    'care.addPhoto',
    'care.photo',
    'care.removePhoto',
    'care.due',
    'care.exportDue',
    'care.printDue',
    'care.waiting',
    'care.groups',
    'care.helps',
    'care.listHelp',
    'care.projects',
    'care.saveProject',
    'care.saveSession',
    'care.handOvers',
    'care.drafts',
    'care.draft',
    'care.saveDraft',
    'care.discardDraft',
    'care.previewPaper',
    'care.issuePaper',
    'care.paperBytes',
    'care.months',
    'care.month',
    'care.previewMonth',
    'care.differences',
    'care.differenceSheet',
  ],
  CMSHA: ['sync.exportPackage', 'sync.importPackage'],
  A: [
    'users.list',
    'users.add',
    'users.setRoles',
    'users.setUnit',
    'users.setActive',
    'users.resetPassword',
    'users.renewRecovery',
    'centre.restoreBackup',
  ],
  HA: [
    'audit.list',
    'audit.verify',
    'centre.saveSettings',
    'centre.saveHolidays',
    'centre.saveCodeTable',
    'centre.backupStatus',
    'centre.backupNow',
    'centre.previewBackup',
    'centre.recount',
    'sync.join',
    'sync.setPaused',
    'sync.acceptLineage',
  ],
  CHA: ['centre.savePlace'],
  H: [
    'directive.return',
    'published.apply',
    'intake.reportUp',
    'intake.unseal',
    'intake.withdrawReportUp',
    'matters.void',
    'ledger.signOff',
    'ledger.issueDifferences',
    'mediation.reopen',
    'petition.reopen',
    'linkage.confer',
    'linkage.reopen',
    'duty.order',
    'duty.answerSwap',
  ],
  CH: [
    'directive.receive',
    'directive.accept',
    'directive.link',
    'directive.previewReply',
    'directive.reply',
    'petition.accept',
    'petition.tellAcceptance',
    'petition.transfer',
    'petition.recordUnitReceipt',
    'petition.tellDirection',
    'petition.unitObjects',
    'petition.unitAccepts',
    'petition.unitReports',
    'petition.objectToSender',
    'petition.senderDecides',
    'petition.guide',
    'petition.leadToProcedure',
    'petition.procedureBegins',
    'petition.procedureEnds',
    'petition.handReport',
    'petition.refuse',
    'petition.reply',
    'petition.publish',
    'petition.recuse',
    'petition.toMediation',
    'petition.mediationReturns',
    'petition.hear',
    'petition.settle',
    'petition.issueOpinion',
    'petition.applyReview',
    'petition.extendDeadline',
    'petition.tellExtension',
    'petition.supervise',
    'petition.superviseAnswer',
    'petition.reportUrgent',
    'petition.close',
    'petition.archive',
    'linkage.file',
    'linkage.dispatch',
    'linkage.refuseReturn',
    'linkage.addHelpers',
    'linkage.releaseHelper',
    'linkage.copyTo',
    'linkage.markUrgent',
    'linkage.endUrgent',
    'linkage.extendDeadline',
    'linkage.supervise',
    'linkage.close',
    'linkage.archive',
    'linkage.previewBatch',
    'linkage.dispatchBatch',
    'linkage.undoBatch',
    'duty.savePost',
    'duty.savePerson',
    'duty.setCells',
    'duty.propose',
    'duty.copyMonth',
    'duty.takeBack',
  ],
  MH: [
    'mediation.recordRecusal',
    'mediation.recordSession',
    'mediation.reachAgreement',
    'mediation.signAsMediator',
    'mediation.terminate',
    'mediation.close',
    'mediation.extendDeadline',
    'mediation.recordPause',
    'mediation.correct',
    'papers.void',
  ],
  CMH: [
    'import.open',
    'import.dryRun',
    'import.commit',
    'import.undo',
    'mediation.accept',
    'mediation.refuse',
    'mediation.recordConsent',
    'mediation.tellRights',
    'mediation.assignMediators',
    'mediation.signAsParty',
    'mediation.sealByCommittee',
    'mediation.performInstalment',
    'mediation.concludePerformance',
    'mediation.applyConfirmation',
    'mediation.decideConfirmation',
    'mediation.archive',
  ],
  CMSH: [
    'duty.month',
    'duty.setup',
    'duty.reveal',
    'duty.conflicts',
    'duty.now',
    'duty.day',
    'duty.record',
    'duty.alerts',
    'duty.swaps',
    'duty.events',
    'duty.draftHandover',
    'duty.figures',
    'duty.print',
    'duty.export',
    'sync.recordState',
    'sync.conflicts',
    'sync.exportConflicts',
    'sync.printConflicts',
    'sync.settleConflict',
    'sync.quarantine',
    'sync.retryQuarantined',
    'sync.renumber',
    'sync.fetchPaper',
    'directive.list',
    'directive.get',
    'directive.export',
    'directive.print',
    'drafts.save',
    'drafts.get',
    'drafts.list',
    'drafts.discard',
    'drafts.restore',
    'intake.register',
    'intake.amend',
    'intake.seal',
    'intake.suggest',
    'intake.triage',
    'intake.link',
    'intake.unlink',
    'intake.merge',
    'intake.unmerge',
    'intake.keepApart',
    'intake.mergeParties',
    'intake.unmergeParty',
    'matters.list',
    'matters.count',
    'matters.get',
    'matters.reveal',
    'matters.handOver',
    'matters.takeBack',
    'matters.settleStep',
    'matters.export',
    'matters.print',
    'ledger.months',
    'ledger.month',
    'ledger.preview',
    'ledger.export',
    'ledger.differences',
    'figures.month',
    'figures.saveManual',
    'figures.preview',
    'figures.rows',
    'figures.trend',
    'import.history',
    'mediation.get',
    'mediation.visitReturn',
    'mediation.proposeClasses',
    'mediation.whatIfExtended',
    'petition.get',
    'petition.whatIfExtended',
    'petition.describe',
    'petition.serve',
    'petition.contact',
    'petition.rate',
    'petition.visitReturn',
    'petition.withdraw',
    'petition.mandate',
    'petition.revokeMandate',
    'petition.endMandate',
    'petition.recuseAgent',
    'petition.handOverAgency',
    'petition.runErrand',
    'petition.submit',
    'petition.recordReceipt',
    'petition.meet',
    'petition.finishAction',
    'petition.feedBack',
    'linkage.get',
    'linkage.list',
    'linkage.export',
    'linkage.print',
    'linkage.findSlip',
    'linkage.whatIfExtended',
    'linkage.describe',
    'linkage.unitReceives',
    'linkage.unitReturns',
    'linkage.unitAnswers',
    'linkage.note',
    'linkage.instruct',
    'linkage.superviseAnswer',
    'linkage.verify',
    'linkage.lookBack',
    'linkage.feedBack',
    'papers.preview',
    'papers.issue',
    'papers.bytes',
    'search.find',
    'today.list',
    'today.morningSheet',
  ],
}
const LETTERS: Record<Role, string> = {
  clerk: 'C',
  mediator: 'M',
  social_worker: 'S',
  care_head: 'K',
  head: 'H',
  admin: 'A',
}
const LOGINS: Record<Role, string> = {
  clerk: 'chuangkou',
  mediator: 'tiaojie',
  social_worker: 'shegong',
  care_head: 'bangfu',
  head: 'head',
  admin: 'admin',
}
const METHODS = Object.entries(TABLE).flatMap(([who, methods]) => methods.map((method) => ({ who, method })))

let t: TestCore
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  await t.hire('tiaojie', '调解员丁', 'mediator')
  await t.hire('shegong', '社工戊', 'social_worker')
  await t.hire('bangfu', '帮扶负责人己', 'care_head')
  // The role alone opens nothing: who knocks here has been given the key as well (tests/main/careKeys.test.ts).
  await t.as('bangfu')('care.setUp', { password: PASSWORD })
  await giveKey(t, 'shegong')
})
afterAll(() => t.close())

/** The door asks who is calling before it reads the input, so an impossible input shows how far one comes. */
async function knock(caller: string, method: string): Promise<string> {
  const reply = await t.reply(caller, method, 'no input at all')
  return reply.ok ? 'ok' : reply.error.code
}

describe('the table of permissions', () => {
  it('names every procedure once', () => {
    const methods = METHODS.map(({ method }) => method)
    expect([...methods].sort()).toEqual(Object.keys(contract).sort())
  })

  it('is what the door does for nobody', async () => {
    for (const { who, method } of METHODS)
      expect(await knock('nobody', method), method).toBe(who === 'public' ? 'invalid' : 'not_logged_in')
  })

  it.each(ROLES)('is what the door does for %s', async (role) => {
    for (const { who, method } of METHODS) {
      const isAllowed = who === 'public' || who === 'own' || who.includes(LETTERS[role])
      expect(await knock(LOGINS[role], method), method).toBe(isAllowed ? 'invalid' : 'forbidden')
    }
  })

  it('is what the door does for a locked session and for one that owes a new password', async () => {
    await t.as('admin')('users.add', {
      login: 'neu',
      name: '新人',
      roles: ['clerk', 'mediator'],
      password: 'chushi-2026',
    })
    await t.as('neu')('account.login', { login: 'neu', password: 'chushi-2026' })
    for (const { who, method } of METHODS)
      expect(await knock('neu', method), method).toBe(
        who === 'public' || who === 'own' ? 'invalid' : 'must_change_password',
      )
    await t.as('neu')('account.changePassword', { oldPassword: 'chushi-2026', newPassword: PASSWORD })
    for (const { who, method } of METHODS)
      expect(await knock('neu', method), method).toBe(/public|own|C|M/.test(who) ? 'invalid' : 'forbidden')
    await t.as('neu')('account.lock', {})
    for (const { who, method } of METHODS)
      expect(await knock('neu', method), method).toBe(who === 'public' ? 'invalid' : 'not_logged_in')
  })

  it('has no door for what is not in it', async () => {
    for (const method of ['matters.delete', 'constructor', '__proto__', '', 'toString'])
      expect(await knock('admin', method)).toBe('not_found')
  })

  it('lets the administrator at nothing with case content', () => {
    for (const { who, method } of METHODS) {
      if (who.includes('A'))
        expect(method).toMatch(
          /^(users|centre|audit|account|jobs)\.|^papers\.fontSelfTest$|^published\.list$|^sync\.(status|attention|now|join|setPaused|acceptLineage|exportPackage|importPackage)$/,
        )
    }
  })
})
