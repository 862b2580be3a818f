import type { UserRow } from '../../src-shared/account/schema.ts'
import { foldMatter, type MatterState } from '../../src-shared/intake/matterFold.ts'
import { isReported } from '../../src-shared/intake/reported.ts'
import type { Reported } from '../../src-shared/intake/schema.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { findUser, listUsers } from '../account/repo.ts'
import type { Ctx } from '../ctx/ctx.ts'
import type { Db } from '../store/open.ts'
import { findMatter, listEvents, type EventRow, type MatterRecord } from './repo.ts'
import { listReported, listSealed, writeSeal } from './sealRepo.ts'

type Person = Pick<UserRow, 'id' | 'name' | 'unit'>

/** The person himself, somebody of his name, or one of a reported unit's people. */
export function isReportedPerson(person: Person, reported: readonly Reported[]): boolean {
  if (reported.some((each) => each.userId === person.id) || isReported(person.name, reported)) return true
  return isReported(
    person.unit,
    reported.filter((each) => each.kind === 'unit'),
  )
}

/** Who may know of a sealed matter: who entered it, who is in charge, whom the seal lets in, the heads; nobody reported. */
function knowersOf(
  db: Db,
  seal: NonNullable<MatterState['seal']>,
  matter: Pick<MatterRecord, 'ownerId'>,
  events: readonly EventRow[],
): string[] {
  const enteredBy = events.find((event) => event.kind === 'registered')?.actorId
  const named = new Set<string | null | undefined>([enteredBy, matter.ownerId, ...seal.allowed])
  return (
    listUsers(db)
      .filter((user) => named.has(user.id) || (user.isActive && user.roles.includes('head')))
      // A report never leaves this seat: who logs in at another one cannot know of it.
      .filter((user) => !user.isRemote && !user.roles.includes('admin') && !isReportedPerson(user, seal.reported))
      .map((user) => user.id)
  )
}

/** Writes what a matter's events say of its seal; costs an ordinary matter nothing. */
export function settleSeal(db: Db, matter: MatterRecord, state: MatterState, events: readonly EventRow[]): void {
  const { seal } = state
  if (!seal && matter.isSealed === 0) return
  writeSeal(db, matter.id, seal && { knowers: knowersOf(db, seal, matter, events), reported: seal.reported })
}

/** Says anew who may know of each sealed matter; after a person of the office came, went, or changed role or unit. */
export function settleAllSeals(db: Db): void {
  for (const id of listSealed(db)) {
    const matter = findMatter(db, id)
    const events = listEvents(db, id)
    if (matter) settleSeal(db, matter, foldMatter(events, {}), events) // no topic has a say in it
  }
}

/**
 * The guard of every act that hands a matter, or a paper of it, to a unit or an outside person: transfer,
 * assignment, invitation, errand, supervision, service. Does nothing for a matter that is not sealed.
 *
 * @param names of units and persons about to receive it
 * @throws AppError 'not_allowed' if one of them is reported (信访工作条例第三十条)
 */
export function refuseReportedUnit(ctx: Pick<Ctx, 'db'>, matterId: string, names: readonly string[]): void {
  const reported = listReported(ctx.db, matterId)
  if (names.some((name) => isReported(name, reported))) throw refusal()
}

/**
 * As {@link refuseReportedUnit}, for people of the office by their id, with the unit they belong to.
 *
 * @throws AppError 'not_allowed'
 */
export function refuseReportedUser(ctx: Pick<Ctx, 'db'>, matterId: string, userIds: readonly string[]): void {
  const reported = listReported(ctx.db, matterId)
  if (reported.length === 0) return
  for (const id of userIds) {
    const user = findUser(ctx.db, id)
    if (user && isReportedPerson(user, reported)) throw refusal()
  }
}

const refusal = (): AppError =>
  new AppError('not_allowed', '这是检举控告，不能转给被举报的单位或人员，也不能让其知悉（信访工作条例第三十条）')
