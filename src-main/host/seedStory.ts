import { addDays } from '../../src-shared/kernel/day.ts'
import { idCheckDigit } from '../../src-shared/intake/identity.ts'
import { PartyInput, type MatterPartyInput } from '../../src-shared/intake/schema.ts'
import type { MatterId, PlaceId, RowId } from '../../src-shared/kernel/ids.ts'
import type { Story, StoryParty } from '../../src-shared/practice/types.ts'
import { listParties } from '../intake/partyRepo.ts'
import { registerMatter } from '../intake/register.ts'
import type { Actor, Ctx } from '../ctx/ctx.ts'
import { putActs, withClock, type Act, type Course } from './seedEvents.ts'
import { linkageActs } from './seedLinkage.ts'
import { mediationActs } from './seedMediation.ts'
import { seedPetition } from './seedPetition.ts'

export interface SeedCentre {
  /** Place ids by index of the practice centre's places, each with its grids. */
  places: { id: PlaceId; grids: PlaceId[] }[]
  actors: Map<string, Actor>
  /** Petitions written so far, by the index of their story. */
  matterOf: Map<number, MatterId>
}

/**
 * Writes one story as if it had been worked day by day: the card through the normal register, then
 * its acts as events under the day and person of each, folded once at the end.
 *
 * @throws Error if an act of the story is against the rules: a fault of the generator
 */
export function seedStory(ctx: Ctx, story: Story, centre: SeedCentre): void {
  const { receivedOn, triagedDay, petition } = story
  const { actors, matterOf } = centre
  const clerk = actors.get(story.clerk) as Actor
  const matterId = register(withClock(ctx, story.enteredAt, clerk), story, centre)
  const title = `Story ${story.index} (${story.family})`
  const course: Course = { matterId, receivedOn, clerk, actors, title }
  if (petition) matterOf.set(story.index, matterId)
  if (triagedDay === undefined || addDays(receivedOn, triagedDay) > ctx.today) return
  const triaged: Act = [
    triagedDay,
    'triaged',
    { route: story.kind, answer: story.answer ?? '', remedies: [] },
    story.clerk,
  ]
  if (petition) return seedPetition(ctx, story, course, [triaged], matterOf)
  if (story.task) return putActs(ctx, course, [triaged, ...linkageActs(ctx, receivedOn, story.task)])
  const parties = listParties(ctx.db, matterId).map((party) => party.partyId)
  const acts = mediationActs(
    story,
    parties,
    (login) => actors.get(login) as Actor,
    () => ctx.newId<RowId>(),
  )
  putActs(ctx, course, [triaged, ...acts.filter(([day]) => addDays(receivedOn, day) <= ctx.today)])
}

function register(ctx: Ctx, story: Story, { places }: SeedCentre): MatterId {
  const place = places[story.placeIndex]
  const { matterId } = registerMatter(
    ctx,
    {
      receivedOn: story.receivedOn,
      channel: story.channel,
      summary: story.summary,
      facts: story.facts,
      wish: story.wish,
      placeId: place?.grids[story.gridIndex] ?? place?.id ?? null,
      placeDetail: story.location,
      sourceUnit: story.sourceUnit ?? '',
      sourceNumber: story.sourceNumber ?? '',
      peopleCount: story.peopleCount ?? 0,
      isAnonymous: false,
      parties: story.parties.map((party) => toParty(party, story.parties)),
    },
    { report: story.petition?.reported ? { reported: story.petition.reported } : null },
  )
  return matterId
}

const BLANK = PartyInput.parse({})

function toParty(p: StoryParty, all: readonly StoryParty[]): MatterPartyInput {
  return {
    role: p.role,
    partyId: null,
    actsFor: p.agentFor === undefined ? '' : (all[p.agentFor]?.name ?? ''),
    authority: [p.relation, p.authority].filter(Boolean).join('，'),
    party: {
      ...BLANK,
      kind: p.kind,
      name: p.name,
      sex: p.sex === '男' ? '1' : p.sex === '女' ? '2' : '0',
      birthOn: p.birthOn ?? null,
      phone: p.phone ?? '',
      address: p.address ?? '',
      occupation: p.occupation ?? '',
      idType: p.idNumber ? '111' : '',
      idNumber: p.idNumber ? practiceId(p.idNumber) : '',
      legalRepresentative: p.legalRepresentative ?? '',
      legalRepresentativeTitle: p.legalRepresentativeTitle ?? '',
    },
  }
}

/** The generator's region does not exist; this one exists and is given to nobody, so that forms accept it. */
function practiceId(idNumber: string): string {
  const digits = `310000${idNumber.slice(6, 17)}`
  return digits + idCheckDigit(digits)
}
