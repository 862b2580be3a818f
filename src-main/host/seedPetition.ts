import type { EventId, MatterId, PartyId, RowId } from '../../src-shared/kernel/ids.ts'
import { addDays } from '../../src-shared/kernel/day.ts'
import { PETITION_REFS } from '../../src-shared/practice/petition/plan.ts'
import type { Story, StoryPetition, StoryPetitionAct } from '../../src-shared/practice/types.ts'
import { listParties } from '../intake/partyRepo.ts'
import { getMatter } from '../intake/record.ts'
import { saveLink } from '../intake/repo.ts'
import { openMediation } from '../petition/toMediation.ts'
import type { Actor, Ctx } from '../ctx/ctx.ts'
import { instantOn, putActs, withClock, type Act, type Course } from './seedEvents.ts'
import { mediationActs } from './seedMediation.ts'

/**
 * Writes the course of a petition after its triage. One that goes to mediation opens it the way the
 * program does; what the mediation reports back is recorded by its own acts.
 *
 * @param matterOf petitions written before, by the index of their story
 */
export function seedPetition(
  ctx: Ctx,
  story: Story,
  course: Course,
  before: readonly Act[],
  matterOf: ReadonlyMap<number, MatterId>,
): void {
  const petition = story.petition as StoryPetition
  const ids = idsOf(ctx, story, course, matterOf)
  const toAct = (act: StoryPetitionAct): Act => {
    const id = ctx.newId<EventId>()
    ids.set(act.ref, id)
    return [act.day, `petition.${act.act}`, withIds(act.payload, ids), act.login, '', id]
  }
  const first = story.repeatOf === undefined ? undefined : matterOf.get(story.repeatOf)
  if (first) saveLink(ctx.db, course.matterId, first, 'same_matter')

  const referral = petition.acts.findIndex(({ act }) => act === 'toMediation')
  if (referral < 0) return putActs(ctx, course, [...before, ...petition.acts.map(toAct)])
  putActs(ctx, course, [...before, ...petition.acts.slice(0, referral).map(toAct)])
  const asked = petition.acts[referral] as StoryPetitionAct
  const mediationId = refer(ctx, course, asked, (payload) => {
    ids.set(PETITION_REFS.mediation, payload.mediationId)
    return toAct({ ...asked, payload })
  })
  if (petition.mediation) mediate(ctx, course, petition.mediation, mediationId)
  const rest = petition.acts.slice(referral + 1).filter(({ isReportedBack }) => !isReportedBack)
  putActs(ctx, course, rest.map(toAct))
}

/** Ids in place of the story's references; a repeat whose first one is not here counts as a first one. */
function idsOf(
  ctx: Ctx,
  story: Story,
  { matterId, actors }: Course,
  matterOf: ReadonlyMap<number, MatterId>,
): Map<string, string | null> {
  const ids = new Map<string, string | null>()
  listParties(ctx.db, matterId).forEach(({ partyId }, index) => ids.set(PETITION_REFS.party(index), partyId))
  ids.set(PETITION_REFS.first, (story.repeatOf !== undefined && matterOf.get(story.repeatOf)) || null)
  for (const [login, { userId }] of actors) ids.set(PETITION_REFS.user(login), userId)
  return ids
}

/** References stand alone in a field or in a list. */
function withIds<P extends object>(payload: P, ids: ReadonlyMap<string, string | null>): P {
  const swap = (value: unknown): unknown =>
    typeof value === 'string' && ids.has(value) ? ids.get(value) : Array.isArray(value) ? value.map(swap) : value
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, swap(value)])) as P
}

type Referral = ReturnType<typeof openMediation>

function refer(ctx: Ctx, course: Course, { day, payload }: StoryPetitionAct, toAct: (payload: Referral) => Act) {
  const then = withClock(ctx, instantOn(addDays(course.receivedOn, day), 600), course.clerk)
  const referred = openMediation(then, getMatter(then, course.matterId), payload as Referral)
  putActs(ctx, course, [toAct(referred)])
  return referred.mediationId
}

function mediate(
  ctx: Ctx,
  { clerk, actors }: Course,
  story: NonNullable<StoryPetition['mediation']>,
  matterId: MatterId,
): void {
  const parties = listParties(ctx.db, matterId)
  const acts = mediationActs(
    { ...story, parties: parties.map(({ role, name }) => ({ role, name }) as never) },
    parties.map(({ partyId }): PartyId => partyId),
    (login) => actors.get(login) as Actor,
    () => ctx.newId<RowId>(),
  )
  putActs(ctx, { matterId, receivedOn: story.receivedOn, clerk, actors, title: 'Mediation of a petition' }, acts)
}
