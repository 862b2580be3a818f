import { SIMPLE_ACTS, type SimpleActName } from '../../src-shared/care/inputs.ts'
import type { CheckedInput } from '../../src-shared/contract.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { UserId } from '../../src-shared/kernel/ids.ts'
import { findUser } from '../account/repo.ts'
import type { CareCtx, Handlers } from '../ctx/ctx.ts'
import { checkEnrolment, checkTrack } from './enrolment.ts'
import { getClient, recordActs, type Act } from './record.ts'

type Method = `care.${SimpleActName}`

/** Ids that the core puts into a payload: no caller chooses one. */
const OWN_ID: Partial<Record<SimpleActName, string>> = {
  enrol: 'enrolmentId',
  promise: 'promiseId',
  raise: 'responseId',
  help: 'measureId',
  refer: 'referralId',
  review: 'reviewId',
}

/** One handler for every act that is one event of one client. */
export const actHandlers = Object.fromEntries(
  (Object.keys(SIMPLE_ACTS) as SimpleActName[]).map((name) => [
    `care.${name}`,
    (ctx: CareCtx, { clientId, version, act }: CheckedInput<Method>) => {
      checkAct(ctx, clientId, name, act)
      return recordActs(ctx, clientId, [toAct(ctx, name, act)], version)
    },
  ]),
) as Pick<Handlers, Method>

function checkAct(ctx: CareCtx, clientId: string, name: SimpleActName, act: object): void {
  if (name === 'enrol') {
    const { person } = getClient(ctx, clientId).state
    if (person) checkEnrolment(ctx, person, act as CheckedInput<'care.enrol'>['act'])
  } else if (name === 'changeTrack') {
    const { enrolmentId, track } = act as CheckedInput<'care.changeTrack'>['act']
    const enrolment = getClient(ctx, clientId).state.enrolments.find(({ id }) => id === enrolmentId)
    if (enrolment) checkTrack(ctx, enrolment.group, track)
  } else if (name === 'assign') checkGivesAway(ctx, clientId)
}

/** Who looks after somebody sees everything: nobody takes that for himself from a colleague. */
function checkGivesAway(ctx: CareCtx, clientId: string): void {
  const { assigned } = getClient(ctx, clientId).state
  const { userId, roles } = ctx.actor
  if (!assigned || assigned.workerId === userId || roles.includes('care_head')) return
  throw new AppError('not_allowed', `现在由 ${assigned.workerName} 走访，请由他本人或帮扶负责人更换`)
}

/** What the event will hold: the input with what only the core knows. */
export function toAct(ctx: CareCtx, kind: SimpleActName, input: object): Act {
  const key = OWN_ID[kind]
  const payload: Record<string, unknown> = { ...input, ...(key && { [key]: ctx.newId() }) }
  if (kind === 'assign') payload['workerName'] = workerName(ctx, payload['workerId'] as UserId)
  return { kind, payload }
}

/** @throws AppError 'invalid' if this is nobody who does care work */
export function workerName(ctx: CareCtx, userId: string): string {
  const user = findUser(ctx.db, userId)
  if (!user?.isActive || !user.roles.some((role) => role === 'social_worker' || role === 'care_head'))
    throw new AppError('invalid', '帮扶人须是在职的社工或帮扶负责人')
  return user.name
}
