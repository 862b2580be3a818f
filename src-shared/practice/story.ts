import { addDays, formatDayChinese, fromSerial, toSerial, type Day, type Instant } from '../kernel/day.ts'
import type { Channel } from '../intake/schema.ts'
import { castDispute, fillPlaceSlots, monthText, nameSide } from './cast.ts'
import { practiceCentre } from './centre.ts'
import { DISPUTE_FAMILIES, MATTER_FAMILIES } from './families/index.ts'
import type { DisputeFamily, MatterFamily } from './family.ts'
import { playMediation } from './mediation.ts'
import { isOfficeDay, officeDayFrom } from './officeDays.ts'
import { ageOn, makeResident, roomText, toPersonParty, type Person } from './people.ts'
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
const KINDS: readonly (readonly [StoryKind, number])[] = [['mediation', 70], ['petition', 10], ['linkage', 5], ['care', 6], ['answered', 9]]
/** Disputes that a committee hears of without being asked. */
const PROACTIVE_CLASSES: readonly string[] = ['01', '02', '09', '17']
const NEAR_HOME_SOURCES: readonly (readonly [StorySource, number])[] = [['applied', 63], ['proactive', 26], ['police', 5], ['petition', 3], ['court', 2], ['other_referral', 1]]
const DEFAULT_SOURCES: readonly (readonly [StorySource, number])[] = [['applied', 76], ['government', 11], ['court', 8], ['petition', 3], ['other_referral', 1.5], ['procuratorate', 0.5]]

function disputeStory(random: Random, index: number, range: StoryRange, receivedOn: Day, resident: Person): Story {
  const family = chooseDispute(random, receivedOn, resident)
  const cast = castDispute(family, resident, index, receivedOn, random)
  const { scope } = cast
  const source = random.weighted(family.sources ? (Object.entries(family.sources) as [StorySource, number][]) : PROACTIVE_CLASSES.includes(family.justice) ? NEAR_HOME_SOURCES : DEFAULT_SOURCES)
  const summary = render(random.pick(family.summary), scope)
  scope.slots['facts'] = render(random.pick(family.facts), scope)
  const facts = lengthen(
    scope.slots['facts'] + render(random.pick(source === 'police' && family.justice === '16' ? FROM_TRAFFIC_POLICE : HOW_IT_CAME[source]), scope),
    source === 'court' ? COURT_TAILS : DISPUTE_TAILS,
    scope,
  )
  const wish = render(random.pick(family.wish), scope)
  const clock = clockOf(family, source, random)
  const triagedDay = officeDayFrom(scope.receivedSerial + (random.chance(0.75) ? 0 : random.int(1, 2))) - scope.receivedSerial
  const horizonDay = toSerial(range.to) - scope.receivedSerial
  const channel = channelOf(source, random)
  const { mediation, difficulty } = playMediation(family, cast, { source, clock, isVisit: channel === 'visit', triagedDay, horizonDay })
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
    ...referral(source, clock, random, receivedOn, family.justice === '16'),
    difficulty,
    mediation,
  }
}

function matterStory(random: Random, index: number, range: StoryRange, receivedOn: Day, resident: Person, kind: Exclude<StoryKind, 'mediation'>, channel: Channel): Story {
  const family = chooseMatter(random, receivedOn, resident, kind)
  const received = toSerial(receivedOn)
  const occurredOn = addDays(receivedOn, -random.int(1, 45))
  const scope: Scope = { random, slots: {}, sexes: {}, retired: {}, receivedSerial: received, baseSerial: received, latestSerial: 0 }
  nameSide(scope, 'A', { person: resident }, receivedOn)
  fillPlaceSlots(scope, resident.home)
  scope.slots['on'] = formatDayChinese(occurredOn)
  scope.slots['onM'] = monthText(occurredOn)
  scope.slots['today'] = formatDayChinese(receivedOn)
  Object.assign(scope.slots, CHANNEL_WORDS[channel])
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
    parties: [toPersonParty(random, resident, 'visitor', resident.phone)],
    summary: render(random.pick(family.summary), scope),
    facts: lengthen(render(random.pick(family.facts), scope), kind === 'answered' ? ANSWERED_TAILS : MATTER_TAILS, scope),
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

function referral(source: StorySource, clock: StoryClock, random: Random, receivedOn: Day, isTraffic: boolean): { sourceUnit?: string; sourceNumber?: string } {
  const year = receivedOn.slice(0, 4)
  const number = random.int(3, 980)
  switch (source) {
    case 'police':
      return isTraffic
        ? { sourceUnit: '青禾交警大队梧桐里中队', sourceNumber: `青交调〔${year}〕${number}号` }
        : { sourceUnit: '梧桐里派出所', sourceNumber: `梧桐所移〔${year}〕${number}号` }
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

const FROM_TRAFFIC_POLICE = ['交警部门处理后，双方同意就赔偿进行人民调解，案件移交调委会。', '交警告知可由人民调解委员会调解，双方同意，随函移送有关材料。']
const DISPUTE_TAILS = [
  '经询问，双方未就此事起诉或申请仲裁。',
  '此前[亲友|居委会]也劝说过，[效果不明显|没有结果]。',
  '{As}[带来了相关材料和照片|留下了联系电话]，希望[尽快得到处理|早日解决]。',
  '双方[过去没有大的矛盾|都愿意把事情说清楚]，只是[谁也不肯先让步|缺少一个居中说话的人]。',
]
const COURT_TAILS = ['双方对主要事实争议不大，[愿意通过协商了结|均有协商意愿]。', '承办人随函移交了[起诉材料|立案材料]复印件一套。']
const MATTER_TAILS = [
  '{A}留有联系电话，[方便回复|可随时联系]。',
  '{A}住在附近多年，[希望引起重视|也愿意配合了解情况]。',
  '{A}表示[理解办理需要时间|不急在一两天]，但希望有[明确答复|回音]。',
]
const ANSWERED_TAILS = ['{A:他/她}住在{est}，[第一次来咨询|以前也来办过事]。', '受理员作了记录，[前后约十分钟|没有其他事项]。', '{A}留有联系电话，[如有变化可以通知|方便回复]。']
/** How a matter came, as its texts say it. */
const CHANNEL_WORDS: Record<Channel, { came: string; told: string }> = {
  visit: { came: '到窗口', told: '已当面告知' },
  call: { came: '来电', told: '已在电话中告知' },
  letter: { came: '来信', told: '已电话联系告知' },
  online: { came: '在网上留言', told: '已网上回复' },
  transfer: { came: '经转来', told: '已电话告知' },
  outreach: { came: '向上门走访的网格员', told: '网格员已当场告知' },
}

/** Facts are 80 characters at least, as an intake form wants them. */
function lengthen(facts: string, tails: readonly string[], scope: Scope): string {
  let text = facts
  const first = scope.random.int(0, tails.length - 1)
  for (let step = 0; text.length < 80 && step < tails.length; step++) text += render(tails[(first + step) % tails.length] as string, scope)
  return text
}

const HOW_IT_CAME: Record<StorySource, readonly string[]> = {
  applied: ['', '', '{As}遂到窗口申请调解。', '{As}申请由调委会主持调解。', '双方表示愿意接受调解。'],
  proactive: ['{committee}了解情况后，征得双方同意，由调委会主动调解。', '网格员走访时得知此事，经征求意见，双方同意调解。', '{committee}{helper}上门了解后报调委会，双方均愿意坐下来谈。'],
  police: ['接报警后派出所民警到场了解情况，经双方同意移交调委会调解。', '有人报警，民警到场后告知可以申请人民调解，双方同意，派出所出具移交函。'],
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
