import { addDays, formatDayChinese, fromSerial, toSerial, type Day } from '../kernel/day.ts'
import type { Channel } from '../intake/schema.ts'
import { CHANNEL_WORDS, matterFacts } from './arrival.ts'
import { fillPlaceSlots, monthText, nameSide } from './cast.ts'
import { entry, placeOf, type StoryRange } from './entering.ts'
import { MATTER_FAMILIES } from './families/index.ts'
import type { MatterFamily } from './family.ts'
import { officeDayFrom } from './officeDays.ts'
import { TASK_PHRASES } from './linkage/phrases.ts'
import { playTask } from './linkage/play.ts'
import { toPersonParty, type Person } from './people.ts'
import { PETITION_PHRASES } from './petition/phrases.ts'
import { fromAbove, playPetition } from './petition/play.ts'
import type { Random } from './random.ts'
import { render, type Scope } from './template.ts'
import type { Story, StoryKind } from './types.ts'

/** Who comes with a matter that is no dispute between two sides. */
interface Arrived {
  random: Random
  index: number
  range: StoryRange
  receivedOn: Day
  resident: Person
  kind: Exclude<StoryKind, 'mediation'>
  channel: Channel
}

export interface ToldMatter {
  story: Story
  family: MatterFamily
  resident: Person
  scope: Scope
}

/** A petition, a joint matter of units, a care matter, or a question answered at once. */
export function tellMatter({ random, index, range, receivedOn, resident, kind, channel }: Arrived): ToldMatter {
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
    ...(channel === 'transfer' ? fromAbove(receivedOn, index) : {}),
  }
  if (triagedDay <= toSerial(range.to) - received) {
    story.triagedDay = triagedDay
    if (family.answer) story.answer = render(random.pick(family.answer), scope)
  }
  const phrases = TASK_PHRASES[family.key]
  if (kind === 'linkage' && phrases && story.triagedDay !== undefined)
    story.task = playTask(random, { ...story, triagedDay: story.triagedDay }, phrases, toSerial(range.to) - received)
  const told = { story, family, resident, scope }
  if (kind === 'petition') work(told, range)
  return told
}

/**
 * The same matter brought again some weeks later, linked to its first one; undefined if that lies
 * beyond the range or was a report, which is followed up by the organ that has it.
 */
export function tellAgain(first: ToldMatter, index: number, range: StoryRange, random: Random): Story | undefined {
  const { family, resident, story: before } = first
  const received = officeDayFrom(toSerial(before.receivedOn) + random.int(25, 160))
  if (received > toSerial(range.to) || family.purpose === '检举控告') return undefined
  const { petition: _petition, peopleCount: _count, triagedDay: _triaged, ...same } = before
  const channel = random.pick(['visit', 'call', 'online'] as const)
  const receivedOn = fromSerial(received)
  const scope = { ...first.scope, random, receivedSerial: received, baseSerial: received }
  const triagedDay = 0
  const story: Story = {
    ...same,
    index,
    receivedOn,
    ...entry(random, received, range),
    channel,
    summary: `${before.summary}（再次反映）`,
    facts: before.facts + render(random.pick(AGAIN), scope),
    sourceUnit: '',
    sourceNumber: '',
    repeatOf: before.index,
    triagedDay,
  }
  work({ story, family, resident, scope }, range)
  return story
}

const AGAIN = [
  '此前已经反映过，[情况有所好转但没有彻底解决|至今没有完全解决]，现再次提出。',
  '此事曾经登记办理，近期[又出现同样情况|进展不明显]，故再次反映。',
]

const RECENT_DAYS = 100

/** Lets a petition take its way, as far as the range goes; a few came as a group with one representative. */
function work({ story, family, resident, scope }: ToldMatter, range: StoryRange): void {
  const phrases = PETITION_PHRASES[family.key]
  if (!phrases || story.triagedDay === undefined) return
  const { random } = scope
  const { index, receivedOn, triagedDay, channel, clerk, wish, facts, summary } = story
  const horizonDay = toSerial(range.to) - scope.receivedSerial
  const isCommon = family.purpose === '求决' && family.key !== 'wage_claim'
  const isGroup = isCommon && channel === 'visit' && random.chance(0.06)
  if (isGroup) story.peopleCount = random.int(5, 12)
  else if (isCommon && random.chance(0.1)) story.peopleCount = random.int(2, 4)
  story.petition = playPetition(
    {
      ...{ index, receivedOn, triagedDay, channel, clerk, wish, facts, summary },
      family,
      phrases,
      scope,
      problemPlace: `${scope.slots['road']}${scope.slots['est']}`,
      home: resident.home,
      isRepeat: story.repeatOf !== undefined,
      isGroup,
      isRecent: horizonDay < RECENT_DAYS,
    },
    horizonDay,
  )
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
