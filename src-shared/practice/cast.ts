import { formatDayChinese, fromSerial, toSerial, type Day } from '../kernel/day.ts'
import { practiceCentre } from './centre.ts'
import type { CastRule, DisputeFamily } from './family.ts'
import { makeSurname } from './names.ts'
import {
  ageOn,
  makeHome,
  makeMobile,
  makeOrganisation,
  makePerson,
  roomText,
  toCompanyParty,
  toPersonParty,
  type Home,
  type Organisation,
  type Person,
} from './people.ts'
import type { Random } from './random.ts'
import { render, type Scope } from './template.ts'
import type { StoryParty } from './types.ts'

/** One side of a dispute after casting. */
type Side = { person?: Person; org?: Organisation }

/** Who is in a story and what its templates may say. */
export type Cast = {
  scope: Scope
  parties: StoryParty[]
  /** Indexes in `parties`. */
  applicant: number
  respondents: number[]
  thirdParty?: number
  occurredOn: Day
  askYuan: number
  settledYuan: number
  offerYuan: number
  /** What amounts of this dispute are rounded to. */
  stepYuan: number
}

/** Casts a dispute around its resident: sides, relations, amounts, and every slot of its texts. */
export function castDispute(
  family: DisputeFamily,
  resident: Person,
  index: number,
  receivedOn: Day,
  random: Random,
): Cast {
  const received = toSerial(receivedOn)
  const occurredOn = fromSerial(received - random.int(family.ago[0], family.ago[1]))
  const kinSurname = kinSurnameOf(family, resident, random)
  const a = castSide(family.a ?? {}, resident, receivedOn, kinSurname, random)
  const b = family.a?.org ? { person: resident } : castSide(family.b, resident, receivedOn, kinSurname, random, true)
  const b2 = family.b2 ? castSide(family.b2, resident, receivedOn, kinSurname, random, true, b.person?.name) : undefined

  const scope: Scope = {
    random,
    slots: {},
    sexes: {},
    retired: {},
    receivedSerial: received,
    baseSerial: received,
    latestSerial: 0,
  }
  const parties: StoryParty[] = []
  const phoneOf = (person: Person, offset: number): string | undefined => {
    if (person === resident) return resident.phone
    return offset === 1 && random.chance(0.93) ? makeMobile(index * 2 + 1) : undefined
  }
  const add = (side: Side, role: StoryParty['role'], offset: number): number => {
    parties.push(
      side.org
        ? toCompanyParty(side.org, role)
        : toPersonParty(random, side.person as Person, role, phoneOf(side.person as Person, offset)),
    )
    return parties.length - 1
  }
  const applicant = add(a, 'applicant', 0)
  const respondents = [add(b, 'respondent', 1)]
  if (b2) respondents.push(add(b2, 'respondent', 2))
  nameSide(scope, 'A', a, receivedOn)
  nameSide(scope, 'B', b, receivedOn)
  if (b2) nameSide(scope, 'B2', b2, receivedOn)
  for (const [letter, side, at] of [
    ['A', a, applicant],
    ['B', b, respondents[0]],
  ] as const)
    addRepresentative(letter, side, at as number, scope, parties, receivedOn, random)
  const thirdParty =
    family.third && random.chance(0.22)
      ? add({ org: makeOrganisation(random, family.third, resident.home) }, 'third_party', 9)
      : undefined

  fillPlaceSlots(scope, resident.home)
  scope.slots['on'] = formatDayChinese(occurredOn)
  scope.slots['onM'] = monthText(occurredOn)
  scope.slots['loss'] = scope.retired['A'] ? '护理费' : '误工费'
  const amounts = fillMoneySlots(family, scope)
  for (const [name, options] of Object.entries(family.picks ?? {})) scope.slots[name] = random.pick(options)
  scope.slots['issue'] = render(family.issue, scope)
  scope.slots['performer'] = family.pay?.reverse
    ? `${scope.slots['A']}等住户`
    : b2
      ? `${scope.slots['B']}、${scope.slots['B2']}`
      : (scope.slots['Bs'] as string)
  return { scope, parties, applicant, respondents, thirdParty, occurredOn, ...amounts }
}

/** The slots that tell where it is: also used by matters that are no dispute. */
export function fillPlaceSlots(scope: Scope, home: Home): void {
  const place = practiceCentre().places[home.placeIndex] as { name: string; helper: string }
  Object.assign(scope.slots, {
    est: home.estate.name,
    road: home.estate.road,
    bld: `${home.building}号楼`,
    floor: String(home.floor),
    committee: place.name,
    helper: place.helper,
    pm: home.estate.property,
  })
}

/** `2025年3月`. */
export function monthText(day: Day): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月`
}

/** Slots of one person or company: full name, short name, who speaks, age, job, room. */
export function nameSide(scope: Scope, letter: string, side: Side, receivedOn: Day): void {
  const { slots, sexes } = scope
  const { person, org } = side
  slots[letter] = org ? org.name : (person as Person).name
  slots[`${letter}s`] = org ? org.shortName : (person as Person).name
  slots[`${letter}say`] = slots[`${letter}s`] as string
  sexes[letter] = person?.sex
  if (!person) return
  scope.retired[letter] = person.occupation === '退休'
  slots[`${letter}age`] = String(ageOn(person.birthOn, receivedOn))
  slots[`${letter}job`] = person.occupation
  slots[`${letter}at`] = roomText(person.home)
}

function kinSurnameOf(family: DisputeFamily, resident: Person, random: Random): string {
  const isParent = (family.b.gap?.[1] ?? 0) < -18
  return isParent && resident.sex === '女' ? makeSurname(random) : (resident.name[0] as string)
}

function castSide(
  rule: CastRule,
  resident: Person,
  today: Day,
  kinSurname: string,
  random: Random,
  isOther = false,
  takenName?: string,
): Side {
  if (rule.org) return { org: makeOrganisation(random, rule.org, resident.home) }
  if (!isOther) return { person: resident }
  const residentAge = ageOn(resident.birthOn, today)
  const age = rule.gap
    ? Math.max(19, residentAge + random.int(rule.gap[0], rule.gap[1]))
    : random.int(rule.age?.[0] ?? 26, rule.age?.[1] ?? 74)
  const sex =
    rule.sex === 'opposite' ? (resident.sex === '男' ? '女' : '男') : (rule.sex ?? (random.chance(0.55) ? '男' : '女'))
  const surname = rule.sameSurname ? kinSurname : undefined
  for (;;) {
    const person = makePerson(random, {
      age,
      sex,
      home: homeOf(rule, resident.home, random),
      today,
      surname,
      jobs: rule.jobs,
    })
    if (person.name !== resident.name && person.name !== takenName) return { person }
  }
}

function homeOf(rule: CastRule, home: Home, random: Random): Home {
  switch (rule.home) {
    case 'above':
      return { ...home, floor: home.floor + 1 }
    case 'below':
      return { ...home, floor: home.floor - 1 }
    case 'next':
      return { ...home, door: home.door === 4 ? 3 : home.door + 1 }
    case 'building':
      return { ...home, floor: home.floor === 2 ? 1 : home.floor - 2 || 1, door: random.int(1, 4) }
    case 'estate':
      return {
        ...home,
        building: random.int(1, home.estate.buildings),
        floor: random.int(1, 5),
        door: random.int(1, 4),
      }
    case 'same':
      return home
    default:
      return makeHome(random)
  }
}

/** A company is spoken for by an agent, or by its legal representative. */
function addRepresentative(
  letter: string,
  side: Side,
  at: number,
  scope: Scope,
  parties: StoryParty[],
  today: Day,
  random: Random,
): void {
  if (!side.org) return
  if (random.chance(0.2)) {
    scope.slots[`${letter}say`] =
      `${side.org.shortName}${side.org.name.endsWith('店') ? '经营者' : '法定代表人'}${side.org.legalRepresentative}`
    return
  }
  const person = makePerson(random, {
    age: random.int(26, 52),
    sex: random.chance(0.5) ? '男' : '女',
    home: makeHome(random),
    today,
    jobs: [side.org.repTitle],
  })
  const agent = toPersonParty(random, person, 'agent', undefined)
  parties.push({
    ...agent,
    address: side.org.address,
    phone: side.org.phone,
    occupation: side.org.repTitle,
    agentFor: at,
    relation: `${side.org.shortName}${side.org.repTitle}`,
    authority: random.chance(0.7) ? '特别授权' : '一般授权',
  })
  scope.slots[`${letter}say`] = `${side.org.shortName}${side.org.repTitle}${person.name}`
}

/** Asked, moved to, settled and offered: always ask > mid >= m >= up > offer, rounded as people round. */
function fillMoneySlots(
  family: DisputeFamily,
  scope: Scope,
): Pick<Cast, 'askYuan' | 'settledYuan' | 'offerYuan' | 'stepYuan'> {
  if (!family.money) return { askYuan: 0, settledYuan: 0, offerYuan: 0, stepYuan: 1 }
  const { random, slots } = scope
  const [least, most, step] = family.money
  const round = (yuan: number) => Math.max(step, Math.round(yuan / step) * step)
  const ask = round(least * (most / least) ** random.next())
  const [low, high] = family.settle ?? [0.5, 0.95]
  const share = low + (high - low) * random.next()
  const unit = family.pay?.style === 'monthly' ? 24 * 50 : family.pay?.style === 'split' ? step * 2 : step
  const settled = Math.min(ask, Math.max(unit, Math.round((ask * share) / unit) * unit))
  const offer = Math.min(round(settled * (0.3 + 0.4 * random.next())), settled)
  const middle = (from: number, to: number) => round((from + to) / 2)
  Object.assign(slots, {
    ask: String(ask),
    m: String(settled),
    offer: String(offer),
    mid: String(middle(settled, ask)),
  })
  return { askYuan: ask, settledYuan: settled, offerYuan: offer, stepYuan: step }
}
