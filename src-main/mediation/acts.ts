import { AppError } from '../../src-shared/kernel/errors.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { ACT_TITLES, MEDIATION_ACTS, type MediationActName } from '../../src-shared/mediation/events.ts'
import {
  proposeFromText,
  proposeGovernanceClass,
  proposeJusticeClass,
} from '../../src-shared/mediation/classMapping.ts'
import { GOVERNANCE_CLASSES } from '../../src-shared/mediation/governanceClasses.ts'
import { JUSTICE_CLASSES } from '../../src-shared/mediation/disputeClasses.ts'
import { whyNot } from '../../src-shared/mediation/whyNot.ts'
import { codeTitle, hasCode } from '../../src-shared/kernel/codeTable.ts'
import { dossierProblems } from '../documents/dossierCheck.ts'
import { openFile } from '../documents/matterFile.ts'
import { findDeadline, supposeExtended } from '../intake/deadlines.ts'
import { getMatter, recordEvent, type Recorded } from '../intake/record.ts'
import { listParties } from '../intake/partyRepo.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { findMediation, hasSession } from './repo.ts'

interface ActInput {
  matterId: string
  version: number
  act: Record<string, unknown>
}

type ActMethod = `mediation.${MediationActName}`

/** Every act is recorded the same way; what may be done when is the fold's affair. */
const actHandlers = Object.fromEntries(
  (Object.keys(MEDIATION_ACTS) as MediationActName[]).map((name) => [
    `mediation.${name}`,
    (ctx: Ctx, input: ActInput) => act(ctx, name, input),
  ]),
) as unknown as Pick<Handlers, ActMethod>

function act(ctx: Ctx, name: MediationActName, { matterId, version, act: payload }: ActInput): Recorded {
  getMatter(ctx, matterId) // before any other answer: who may not know of it learns nothing here
  checkFuture(ctx, name, payload)
  checkReceipt(ctx, matterId, payload)
  checkParties(ctx, matterId, payload)
  checkClasses(payload)
  if (payload.sessionId && !hasSession(ctx.db, matterId, payload.sessionId as RowId))
    throw new AppError('invalid', '没有这次调解记录，请重新打开后再改')
  const full = { ...payload, ...completed(ctx, name, matterId, payload) }
  return recordEvent(
    ctx,
    matterId,
    version,
    `mediation.${name}`,
    full,
    typeof payload.reason === 'string' && name !== 'refuse' && name !== 'terminate' ? payload.reason : '',
  )
}

/** What the core itself adds to an act. */
function completed(ctx: Ctx, name: MediationActName, matterId: string, payload: ActInput['act']): ActInput['act'] {
  if (name === 'recordSession') return { sessionId: payload.sessionId ?? ctx.newId<RowId>() }
  return name === 'archive' ? { gaps: findGaps(ctx, matterId, payload) } : {}
}

/** A dossier with gaps is filed only with a reason; gaps and reason stay on the record. */
function findGaps(ctx: Ctx, matterId: string, { reason }: ActInput['act']): string[] {
  const file = openFile(ctx, matterId)
  if (whyNot(file.mediation, 'archive')) return [] // refused for that
  const gaps = dossierProblems(file).map(({ text }) => text)
  if (gaps.length > 0 && String(reason ?? '').length < 2)
    throw new AppError('invalid', `卷宗体检还有 ${gaps.length} 处没有补齐：请先补齐，或写明仍要归档的原因`)
  return gaps
}

/** An act is recorded when it has happened; only terms of performance lie ahead. */
function checkFuture(ctx: Ctx, name: MediationActName, payload: Record<string, unknown>): void {
  for (const field of ['on', 'acceptedOn', 'refusedOn', 'heldOn', 'reachedOn']) {
    const day = payload[field]
    if (typeof day === 'string' && day > ctx.today)
      throw new AppError('invalid', `${ACT_TITLES[name]}的日期不能晚于今天`)
  }
}

/** A case is not taken up before it came in; which of the two days is wrong, the clerk knows. */
function checkReceipt(ctx: Ctx, matterId: string, { acceptedOn }: Record<string, unknown>): void {
  if (typeof acceptedOn !== 'string') return
  const { receivedOn } = getMatter(ctx, matterId)
  if (acceptedOn < receivedOn)
    throw new AppError('invalid', `受理日期早于收到日期 ${receivedOn}；如收到日期有误，请先在“修改登记”里更正`)
}

function checkParties(ctx: Ctx, matterId: string, payload: Record<string, unknown>): void {
  const wanted = [
    payload.partyId,
    ...((payload.partyIds ?? payload.presentPartyIds ?? []) as string[]),
    ...((payload.signatories ?? []) as { partyId: string }[]).map((each) => each.partyId),
  ].filter(Boolean)
  if (wanted.length === 0) return
  const known = new Set<string>(listParties(ctx.db, matterId).map((party) => party.partyId))
  if (wanted.some((id) => !known.has(id as string))) throw new AppError('invalid', '所选当事人不在这件事项里')
}

function checkClasses(payload: Record<string, unknown>): void {
  if (typeof payload.justiceClass === 'string' && !hasCode(JUSTICE_CLASSES, payload.justiceClass))
    throw new AppError('invalid', '请选择纠纷类别')
  if (typeof payload.governanceClass === 'string' && !hasCode(GOVERNANCE_CLASSES, payload.governanceClass))
    throw new AppError('invalid', '请选择综治类别')
}

export const actsHandlers = {
  ...actHandlers,

  'mediation.correct': (ctx, { matterId, version, reason, changes }) => {
    checkClasses(changes)
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
    if (Object.keys(given).length === 0) throw new AppError('invalid', '没有要更正的内容')
    if (!findMediation(ctx.db, getMatter(ctx, matterId).id)?.acceptedOn)
      throw new AppError('not_allowed', '尚未受理，没有可更正的内容')
    return recordEvent(ctx, matterId, version, 'mediation.correct', { changes: given }, reason)
  },

  'mediation.proposeClasses': (_ctx, { justiceClass, governanceClass, text }) => {
    const fromText = proposeFromText(text)
    const justice = governanceClass ? proposeJusticeClass(governanceClass, text) : fromText.justice
    const governance = justiceClass ? proposeGovernanceClass(justiceClass, text) : fromText.governance
    return {
      justice: justice.map((code) => ({ code, title: codeTitle(JUSTICE_CLASSES, code) ?? '' })),
      governance: governance.map((code) => ({ code, title: codeTitle(GOVERNANCE_CLASSES, code) ?? '' })),
    }
  },

  'mediation.whatIfExtended': (ctx, { matterId, ruleId, amount }) => {
    getMatter(ctx, matterId)
    const row = findDeadline(ctx, matterId, ruleId)
    if (!row) throw new AppError('not_found', '没有这个期限')
    const supposed = supposeExtended(row, amount, ctx.calendar)
    if (!supposed) throw new AppError('not_allowed', '这个期限没有延长的规定')
    return { dueOn: supposed.dueOn, steps: supposed.steps.map((step) => step.text) }
  },
} satisfies Partial<Handlers>
