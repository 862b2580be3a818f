import { fromSerial, toSerial, type Day } from '../kernel/day.ts'
import {
  channelOf,
  chooseChannel,
  choosePetitionChannel,
  chooseSource,
  clockOf,
  disputeFacts,
  referral,
} from './arrival.ts'
import { castDispute } from './cast.ts'
import { entry, placeOf, receivedSerial, type StoryRange } from './entering.ts'
import { DISPUTE_FAMILIES } from './families/index.ts'
import type { DisputeFamily } from './family.ts'
import { tellAgain, tellMatter } from './matterStory.ts'
import { playMediation } from './mediation.ts'
import { officeDayFrom } from './officeDays.ts'
import { ageOn, makeResident, type Person } from './people.ts'
import { createRandom, type Random } from './random.ts'
import { render } from './template.ts'
import type { Story, StoryKind } from './types.ts'

export type { StoryRange }

/**
 * Story `index` of the practice centre: the same for the same seed and range, whatever was made
 * before. All people, companies and places are invented.
 */
export function makeStory(seed: number, index: number, range: StoryRange): Story {
  const arrived = arrive(seed, index, range)
  const { random, receivedOn, resident, kind, channel } = arrived
  if (kind === 'mediation' || !channel) return disputeStory(random, index, range, receivedOn, resident)
  const told = tellMatter({ ...arrived, kind, channel })
  return (kind === 'petition' && isRepeat(seed, index) && repeatOf(seed, index, range, random)) || told.story
}

/** Who comes, when, how and with what kind of matter. */
function arrive(seed: number, index: number, range: StoryRange) {
  const random = createRandom(seed, index)
  const isReturning = index > 0 && random.chance(0.06)
  const serial = isReturning ? random.int(0, index - 1) : index
  const resident = makeResident(seed, serial, range.to, kindOf(seed, serial) === 'care')
  const kind = kindOf(seed, index)
  const channel =
    kind === 'mediation' ? undefined : kind === 'petition' ? choosePetitionChannel(random) : chooseChannel(random)
  const receivedOn = fromSerial(receivedSerial(random, range, channel, kind === 'petition'))
  return {
    random,
    index,
    range,
    receivedOn,
    resident: { ...resident, age: ageOn(resident.birthOn, receivedOn) },
    kind,
    channel,
  }
}

/** A petition that somebody brings again, told from its first one; undefined where none fits. */
function repeatOf(seed: number, index: number, range: StoryRange, random: Random): Story | undefined {
  for (let attempt = 0; index > 0 && attempt < 40; attempt++) {
    const first = random.int(0, index - 1)
    if (kindOf(seed, first) !== 'petition' || isRepeat(seed, first)) continue
    const { kind, channel, ...arrived } = arrive(seed, first, range)
    if (kind !== 'petition' || !channel) continue
    const again = tellAgain(tellMatter({ ...arrived, kind, channel }), index, range, random)
    if (again) return again
  }
  return undefined
}

const isRepeat = (seed: number, index: number): boolean => createRandom(seed, index, REPEAT_PART).chance(0.07)
const REPEAT_PART = 4

/** What kind of matter a story is of, without telling it. */
export function kindOf(seed: number, index: number): StoryKind {
  return createRandom(seed, index, KIND_PART).weighted(KINDS)
}

const KIND_PART = 3
const KINDS: readonly (readonly [StoryKind, number])[] = [
  ['mediation', 70],
  ['petition', 10],
  ['linkage', 5],
  ['care', 6],
  ['answered', 9],
]

function disputeStory(random: Random, index: number, range: StoryRange, receivedOn: Day, resident: Person): Story {
  const family = chooseDispute(random, receivedOn, resident)
  const cast = castDispute(family, resident, index, receivedOn, random)
  const { scope } = cast
  const picked = chooseSource(family, random)
  // What happened three weeks ago cannot have been to court yet.
  const source = picked === 'court' && scope.receivedSerial - toSerial(cast.occurredOn) < 25 ? 'applied' : picked
  const summary = render(random.pick(family.summary), scope)
  scope.slots['facts'] = render(random.pick(family.facts), scope)
  const facts = disputeFacts(scope.slots['facts'], family, source, scope)
  const wish = render(random.pick(family.wish), scope)
  const clock = clockOf(family, source, random)
  const triagedDay =
    officeDayFrom(scope.receivedSerial + (random.chance(0.75) ? 0 : random.int(1, 2))) - scope.receivedSerial
  const horizonDay = toSerial(range.to) - scope.receivedSerial
  const channel = channelOf(source, random)
  const { mediation, difficulty } = playMediation(family, cast, {
    source,
    clock,
    isVisit: channel === 'visit',
    triagedDay,
    horizonDay,
  })
  return {
    index,
    family: family.key,
    kind: 'mediation',
    receivedOn,
    ...entry(random, scope.receivedSerial, range),
    occurredOn: cast.occurredOn,
    channel,
    ...placeOf(resident),
    parties: cast.parties,
    summary,
    facts,
    wish,
    ...(triagedDay <= horizonDay ? { triagedDay } : {}),
    justiceClass: family.justice,
    governanceClass: family.governance,
    source,
    clock,
    ...referral(source, clock, random, receivedOn, family.justice),
    difficulty,
    mediation,
  }
}

function chooseDispute(random: Random, receivedOn: Day, resident: Person): DisputeFamily {
  const month = Number(receivedOn.slice(5, 7))
  for (;;) {
    const family = random.weighted(disputesOf(month))
    const [least, most] = family.a?.age ?? [0, 200]
    if (resident.age < least || resident.age > most) continue
    if (family.rise && (family.rise === 'low') !== resident.home.estate.lowRise) continue
    if (family.a?.sex && family.a.sex !== resident.sex) continue
    return family
  }
}

const byMonth: (readonly (readonly [DisputeFamily, number])[])[] = []
function disputesOf(month: number): readonly (readonly [DisputeFamily, number])[] {
  return (byMonth[month] ??= DISPUTE_FAMILIES.map(
    (family) => [family, family.weight * (family.months?.includes(month) ? 2.2 : 1)] as const,
  ))
}
