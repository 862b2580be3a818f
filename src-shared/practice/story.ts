import { addDays, formatDayChinese, fromSerial, toSerial, type Day, type Instant } from '../kernel/day.ts'
import type { Channel } from '../intake/schema.ts'
import { castDispute, fillPlaceSlots, monthText, nameSide } from './cast.ts'
import { practiceCentre } from './centre.ts'
import { DISPUTE_FAMILIES, MATTER_FAMILIES } from './families/index.ts'
import type { DisputeFamily, MatterFamily } from './family.ts'
import { playMediation } from './mediation.ts'
import { isOfficeDay, officeDayFrom } from './officeDays.ts'
import { ageOn, makeMobile, makeResident, roomText, toPersonParty, type Person } from './people.ts'
import { createRandom, type Random } from './random.ts'
import { render, type Scope } from './template.ts'
import type { Story, StoryClock, StoryKind, StorySource } from './types.ts'

/** The days within which everything of a story happens, both included. */
export type StoryRange = { from: Day; to: Day }

/**
 * Story `index` of the practice centre: the same for the same seed and range, whatever was made
 * before. All people, companies and places are invented.
 */
export function makeStory(seed: number, index: number, range: StoryRange): Story {
  const random = createRandom(seed, index)
  const isReturning = index > 0 && random.chance(0.06)
  const resident = makeResident(seed, isReturning ? random.int(0, index - 1) : index, range.to)
  const kind: StoryKind = random.weighted(KINDS)
  const source = kind === 'mediation' ? undefined : chooseChannel(random)
  const received = receivedSerial(random, range, source)
  const receivedOn = fromSerial(received)
  const resides = { ...resident, age: ageOn(resident.birthOn, receivedOn) }
  return kind === 'mediation'
    ? disputeStory(random, index, range, receivedOn, resides)
    : matterStory(random, index, range, receivedOn, resides, kind, source as Channel)
}

const KINDS: readonly (readonly [StoryKind, number])[] = [['mediation', 70], ['petition', 10], ['linkage', 5], ['care', 6], ['answered', 9]]
const DEFAULT_SOURCES: readonly (readonly [StorySource, number])[] = [['applied', 66], ['proactive', 19], ['police', 5], ['government', 4], ['petition', 3], ['court', 2.6], ['procuratorate', 0.1], ['other_referral', 0.3]]

function disputeStory(random: Random, index: number, range: StoryRange, receivedOn: Day, resident: Person): Story {
  const family = chooseDispute(random, receivedOn, resident)
  const cast = castDispute(family, resident, index, receivedOn, random)
  const { scope } = cast
  const source = random.weighted(family.sources ? (Object.entries(family.sources) as [StorySource, number][]) : DEFAULT_SOURCES)
  const summary = render(random.pick(family.summary), scope)
  scope.slots['facts'] = render(random.pick(family.facts), scope)
  const facts = scope.slots['facts'] + render(random.pick(HOW_IT_CAME[source]), scope)
  const wish = render(random.pick(family.wish), scope)
  const clock = clockOf(family, source, random)
  const triagedDay = officeDayFrom(scope.receivedSerial + (random.chance(0.75) ? 0 : random.int(1, 2))) - scope.receivedSerial
  const horizonDay = toSerial(range.to) - scope.receivedSerial
  const { mediation, difficulty } = playMediation(family, cast, { source, clock, placeIndex: resident.home.placeIndex, triagedDay, horizonDay })
  return {
    index,
    family: family.key,
    kind: 'mediation',
    receivedOn,
    ...entry(random, scope.receivedSerial, range),
    occurredOn: cast.occurredOn,
    channel: channelOf(source, random),
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
    ...referral(source, clock, random, receivedOn),
    difficulty,
    mediation,
  }
}

function matterStory(random: Random, index: number, range: StoryRange, receivedOn: Day, resident: Person, kind: Exclude<StoryKind, 'mediation'>, channel: Channel): Story {
  const family = chooseMatter(random, receivedOn, resident, kind)
  const received = toSerial(receivedOn)
  const occurredOn = addDays(receivedOn, -random.int(1, 45))
  const scope: Scope = { random, slots: {}, sexes: {}, receivedSerial: received, baseSerial: received, latestSerial: 0 }
  nameSide(scope, 'A', { person: resident }, receivedOn)
  fillPlaceSlots(scope, resident.home)
  scope.slots['on'] = formatDayChinese(occurredOn)
  scope.slots['onM'] = monthText(occurredOn)
  for (const [name, options] of Object.entries(family.picks ?? {})) scope.slots[name] = random.pick(options)
  const triagedDay = officeDayFrom(received + (kind === 'answered' || random.chance(0.7) ? 0 : random.int(1, 3))) - received
  const story: Story = {
    index,
    family: family.key,
    kind,
    receivedOn,
    ...entry(random, received, range),
    occurredOn,
    channel,
    ...placeOf(resident),
    parties: [toPersonParty(random, resident, 'visitor', random.chance(0.9) ? makeMobile(index * 2) : undefined)],
    summary: render(random.pick(family.summary), scope),
    facts: render(random.pick(family.facts), scope),
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
    if (family.a?.sex && family.a.sex !== resident.sex) continue
    return family
  }
}

const byMonth: (readonly (readonly [DisputeFamily, number])[])[] = []
function disputesOf(month: number): readonly (readonly [DisputeFamily, number])[] {
  return (byMonth[month] ??= DISPUTE_FAMILIES.map((family) => [family, family.weight * (family.months?.includes(month) ? 2.2 : 1)] as const))
}

function chooseMatter(random: Random, receivedOn: Day, resident: Person, kind: MatterFamily['kind']): MatterFamily {
  const month = Number(receivedOn.slice(5, 7))
  const fitting = MATTER_FAMILIES.filter((family) => family.kind === kind && resident.age >= (family.age?.[0] ?? 0) && resident.age <= (family.age?.[1] ?? 200))
  return random.weighted(fitting.map((family) => [family, family.weight * (family.months?.includes(month) ? 2.2 : 1)] as const))
}

function chooseChannel(random: Random): Channel {
  return random.weighted([['visit', 56], ['call', 24], ['letter', 4], ['online', 12], ['outreach', 4]] as const)
}

function channelOf(source: StorySource, random: Random): Channel {
  if (source === 'proactive') return random.chance(0.85) ? 'outreach' : 'call'
  if (source !== 'applied') return 'transfer'
  return random.weighted([['visit', 78], ['call', 12], ['online', 8], ['letter', 2]] as const)
}

function clockOf(family: DisputeFamily, source: StorySource, random: Random): StoryClock {
  if (source === 'court') return random.weighted([['court_before', 75], ['court_summary', 17], ['court_ordinary', 8]] as const)
  return family.clock ?? 'general'
}

function referral(source: StorySource, clock: StoryClock, random: Random, receivedOn: Day): { sourceUnit?: string; sourceNumber?: string } {
  const year = receivedOn.slice(0, 4)
  const number = random.int(3, 980)
  switch (source) {
    case 'police':
      return { sourceUnit: '梧桐里派出所', sourceNumber: `梧桐所移〔${year}〕${number}号` }
    case 'court':
      return { sourceUnit: practiceCentre().court, sourceNumber: `（${year}）青禾${clock === 'court_before' ? '诉前调' : '民初'}${number + 1000}号` }
    case 'petition':
      return { sourceUnit: '梧桐里街道信访办公室', sourceNumber: `梧信转〔${year}〕${number}号` }
    case 'government':
      return { sourceUnit: random.pick(['梧桐里市场监督管理所', '梧桐里街道社区事务受理服务中心', '梧桐里房屋管理所']), sourceNumber: `移〔${year}〕${number}号` }
    case 'procuratorate':
      return { sourceUnit: '练州市青禾区人民检察院', sourceNumber: `青禾检委〔${year}〕${number % 60}号` }
    case 'other_referral':
      return { sourceUnit: '青禾区法律援助中心', sourceNumber: `青援转〔${year}〕${number % 90}号` }
    default:
      return {}
  }
}

const HOW_IT_CAME: Record<StorySource, readonly string[]> = {
  applied: ['', '', '{As}遂到窗口申请调解。', '{As}申请由调委会主持调解。', '双方表示愿意接受调解。'],
  proactive: ['{committee}了解情况后，征得双方同意，由调委会主动调解。', '网格员走访时得知此事，经征求意见，双方同意调解。', '{committee}{helper}上门了解后报调委会，双方均愿意坐下来谈。'],
  police: ['派出所到场处置后，经双方同意移交调委会调解。', '民警告知可以人民调解，双方同意，派出所出具移交函。'],
  court: ['法院征得双方同意，委托调委会调解。', '经法院诉讼服务中心引导，双方同意先行调解。'],
  government: ['主管部门受理投诉后，征得双方同意，转调委会调解。', '经主管部门告知，双方愿意人民调解，材料随函移送。'],
  petition: ['信访办了解后认为属民事争议，经双方同意移交调解。', '经信访窗口甄别并征得双方同意，转调委会调解。'],
  procuratorate: ['检察机关征得双方同意后委托调解。'],
  other_referral: ['法律援助中心征得双方同意，转调委会调解。'],
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
  const enteredAt = new Date((serial * 1440 + minute - 480) * 60_000 + random.int(0, 59) * 1000).toISOString() as Instant
  return { enteredAt, clerk: random.weighted([['chuangkou1', 45], ['chuangkou2', 40], ['chuangkou3', 15]] as const) }
}
