import { addDays, formatDayChinese, fromSerial, toSerial, type Day, type Instant } from '../kernel/day.ts'
import type { Channel } from '../intake/schema.ts'
import {
  CHANNEL_WORDS,
  channelOf,
  chooseChannel,
  chooseSource,
  clockOf,
  disputeFacts,
  matterFacts,
  referral,
} from './arrival.ts'
import { castDispute, fillPlaceSlots, monthText, nameSide } from './cast.ts'
import { DISPUTE_FAMILIES, MATTER_FAMILIES } from './families/index.ts'
import type { DisputeFamily, MatterFamily } from './family.ts'
import { playMediation } from './mediation.ts'
import { isOfficeDay, officeDayFrom } from './officeDays.ts'
import { ageOn, makeResident, roomText, toPersonParty, type Person } from './people.ts'
import { createRandom, type Random } from './random.ts'
import { render, type Scope } from './template.ts'
import type { Story, StoryKind } from './types.ts'

/** The days within which everything of a story happens, both included. */
export type StoryRange = { from: Day; to: Day }

/**
 * Story `index` of the practice centre: the same for the same seed and range, whatever was made
 * before. All people, companies and places are invented.
 */
export function makeStory(seed: number, index: number, range: StoryRange): Story {
  const random = createRandom(seed, index)
  const isReturning = index > 0 && random.chance(0.06)
  const serial = isReturning ? random.int(0, index - 1) : index
  const resident = makeResident(seed, serial, range.to, kindOf(seed, serial) === 'care')
  const kind = kindOf(seed, index)
  const source = kind === 'mediation' ? undefined : chooseChannel(random)
  const received = receivedSerial(random, range, source)
  const receivedOn = fromSerial(received)
  const resides = { ...resident, age: ageOn(resident.birthOn, receivedOn) }
  return kind === 'mediation'
    ? disputeStory(random, index, range, receivedOn, resides)
    : matterStory(random, index, range, receivedOn, resides, kind, source as Channel)
}

function kindOf(seed: number, index: number): StoryKind {
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

function matterStory(
  random: Random,
  index: number,
  range: StoryRange,
  receivedOn: Day,
  resident: Person,
  kind: Exclude<StoryKind, 'mediation'>,
  channel: Channel,
): Story {
  const family = chooseMatter(random, receivedOn, resident, kind)
  const received = toSerial(receivedOn)
  const occurredOn = addDays(receivedOn, -random.int(1, 45))
  const scope: Scope = {
    random,
    slots: {},
    sexes: {},
    retired: {},
    receivedSerial: received,
    baseSerial: received,
    latestSerial: 0,
  }
  nameSide(scope, 'A', { person: resident }, receivedOn)
  fillPlaceSlots(scope, resident.home)
  scope.slots['on'] = formatDayChinese(occurredOn)
  scope.slots['onM'] = monthText(occurredOn)
  scope.slots['today'] = formatDayChinese(receivedOn)
  Object.assign(scope.slots, CHANNEL_WORDS[channel])
  for (const [name, options] of Object.entries(family.picks ?? {})) scope.slots[name] = random.pick(options)
  const triagedDay =
    officeDayFrom(received + (kind === 'answered' || random.chance(0.7) ? 0 : random.int(1, 3))) - received
  const story: Story = {
    index,
    family: family.key,
    kind,
    receivedOn,
    ...entry(random, received, range),
    occurredOn,
    channel,
    ...placeOf(resident),
    parties: [toPersonParty(random, resident, 'visitor', resident.phone)],
    summary: render(random.pick(family.summary), scope),
    facts: matterFacts(render(random.pick(family.facts), scope), kind === 'answered', scope),
    wish: render(random.pick(family.wish), scope),
    leadUnit: family.unit,
    contentClass: family.contentClass,
    purpose: family.purpose,
  }
  if (triagedDay <= toSerial(range.to) - received) {
    story.triagedDay = triagedDay
    if (family.answer) story.answer = render(random.pick(family.answer), scope)
  }
  return story
}

/** Weekdays mostly; what comes by web or telephone may come on any day. */
function receivedSerial(random: Random, range: StoryRange, channel: Channel | undefined): number {
  const from = toSerial(range.from)
  const to = toSerial(range.to)
  for (let attempt = 0; attempt < 40; attempt++) {
    const serial = random.int(from, to)
    if (isOfficeDay(serial) || (channel === 'online' && random.chance(0.5)) || random.chance(0.03)) return serial
  }
  return to
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

function chooseMatter(random: Random, receivedOn: Day, resident: Person, kind: MatterFamily['kind']): MatterFamily {
  const month = Number(receivedOn.slice(5, 7))
  const fitting = MATTER_FAMILIES.filter(
    (family) =>
      family.kind === kind && resident.age >= (family.age?.[0] ?? 0) && resident.age <= (family.age?.[1] ?? 200),
  )
  return random.weighted(
    fitting.map((family) => [family, family.weight * (family.months?.includes(month) ? 2.2 : 1)] as const),
  )
}

function placeOf(resident: Person): Pick<Story, 'placeIndex' | 'gridIndex' | 'location'> {
  const { placeIndex, gridIndex, estate } = resident.home
  return { placeIndex, gridIndex, location: `${estate.name}${roomText(resident.home)}` }
}

/** Entered within opening hours of the day, or of a following office day; never after the range. */
function entry(random: Random, received: number, range: StoryRange): { enteredAt: Instant; clerk: string } {
  const last = toSerial(range.to)
  const wanted = officeDayFrom(received + (random.chance(0.9) ? 0 : random.int(1, 2)))
  const serial = Math.min(wanted, last)
  const minute = random.chance(0.55) ? random.int(8 * 60 + 35, 11 * 60 + 25) : random.int(13 * 60 + 32, 16 * 60 + 50)
  const enteredAt = new Date(
    (serial * 1440 + minute - 480) * 60_000 + random.int(0, 59) * 1000,
  ).toISOString() as Instant
  return {
    enteredAt,
    clerk: random.weighted([
      ['chuangkou1', 45],
      ['chuangkou2', 40],
      ['chuangkou3', 15],
    ] as const),
  }
}
