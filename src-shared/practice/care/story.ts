import type { ClientAct, ClientActName } from '../../care/events.ts'
import { addDays, addMonths, daysBetween, startOfDay, type Day, type Instant } from '../../kernel/day.ts'
import type { PlaceId, UserId } from '../../kernel/ids.ts'
import { makeIdNumber, makeResident } from '../people.ts'
import { createRandom, type Random } from '../random.ts'
import { PRACTICE_GROUPS, type PracticeGroup } from './groups.ts'

/** One act of a client's stream, with the moment of writing. */
export interface CareStoryAct {
  at: Instant
  kind: ClientActName
  payload: Record<string, unknown>
}

export interface CareStoryFrame {
  from: Day
  today: Day
  worker: { id: UserId; name: string }
  placeIdOf(index: number): PlaceId | null
  newId(): string
}

const CARE_PART = 21
/** Far from the residents of disputes: a client of care is nobody's opponent. */
const FIRST_SERIAL = 700_000
const MS_PER_MINUTE = 60_000

/** A made-up client, told by acts in order; the same for the same seed and serial but for the ids. */
export function makeCareStory(seed: number, serial: number, frame: CareStoryFrame): CareStoryAct[] {
  const random = createRandom(seed, serial, CARE_PART)
  const group = random.weighted(PRACTICE_GROUPS.map((each) => [each, each.weight] as const))
  const startOn = addDays(frame.from, random.int(0, Math.max(1, daysBetween(frame.from, frame.today) - 45)))
  const told = new Telling(random, frame)
  const enrolmentId = frame.newId()
  const track = random.pick(group.tracks)
  told.say(startOn, 'register', person(seed, serial, group, frame))
  told.say(startOn, 'enrol', enrolment(group, enrolmentId, track, startOn))
  told.say(startOn, 'assign', { workerId: frame.worker.id, workerName: frame.worker.name, helpers: [], on: startOn })
  const reportedOn = group.reportsIn && addDays(startOn, random.int(...group.reportsIn))
  if (reportedOn) told.say(reportedOn, 'reportIn', { enrolmentId, on: reportedOn })
  if (reportedOn && group.months)
    told.say(reportedOn, 'changeTerm', {
      enrolmentId,
      endOn: addDays(addMonths(reportedOn, group.months), -1),
      reason: '自报到之日起算',
    })
  const plannedOn = addDays(reportedOn ?? startOn, random.int(1, 6))
  told.say(plannedOn, 'plan', {
    needs: random.pick([group.needs.slice(0, 1), group.needs.slice(0, 2)]).map((kind) => ({ kind, text: '' })),
    goals: group.goals,
    contactWay: random.pick(['any', 'home', 'phone']),
    agreedOn: plannedOn,
    agreedBy: '本人',
  })
  const endOn = random.chance(0.12) ? addDays(plannedOn, random.int(200, 500)) : null
  told.visits(group, plannedOn, endOn)
  if (group.group === 'resettlement' && random.chance(0.6)) {
    const on = addDays(plannedOn, random.int(20, 80))
    told.say(on, 'settled', { enrolmentId, on, way: random.pick(['02', '05', '06', '99']) })
  }
  if (group.group === 'elderly' && track === '' && random.chance(0.08)) {
    const on = addDays(startOn, random.int(30, 200))
    told.say(on, 'changeTrack', { enrolmentId, track: 'weekly', on, reason: '本人希望多来坐坐' })
  }
  if (endOn) told.say(endOn, 'close', { enrolmentId, on: endOn, reason: random.pick(['completed', 'moved']) })
  return told.acts.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

function person(seed: number, serial: number, { group }: PracticeGroup, frame: CareStoryFrame): ClientAct<'register'> {
  const found = makeResident(seed, FIRST_SERIAL + serial, frame.today, group === 'elderly')
  const { name, sex, birthOn, phone, home } = found
  return {
    name,
    sex: sex === '男' ? '1' : '2',
    birthOn,
    idNumber: makeIdNumber(birthOn, sex, serial),
    phone: phone ?? '',
    placeId: frame.placeIdOf(home.placeIndex),
    address: `${home.estate.name}${home.building}号${home.door}室`,
    contacts: [],
  }
}

function enrolment(group: PracticeGroup, enrolmentId: string, track: string, startOn: Day): ClientAct<'enrol'> {
  return {
    enrolmentId,
    group: group.group,
    track,
    basis: group.basis,
    basisNote: '',
    purpose: group.purpose,
    toldOn: startOn,
    consentOn: group.basis === 'law' ? null : startOn,
    consentBy: '',
    startOn,
    endOn: null,
  }
}

/** Collects acts up to today, each a few minutes after the one before it on its day. */
class Telling {
  readonly acts: CareStoryAct[] = []
  private readonly random: Random
  private readonly frame: CareStoryFrame

  constructor(random: Random, frame: CareStoryFrame) {
    this.random = random
    this.frame = frame
  }

  say(on: Day, kind: ClientActName, payload: Record<string, unknown>): void {
    if (on <= this.frame.today) this.acts.push({ at: this.moment(on), kind, payload })
  }

  /** From nine in the morning on, so that what hangs on something comes after it. */
  private moment(on: Day): Instant {
    const minutes = 9 * 60 + (this.acts.length % 300)
    return new Date(Date.parse(startOfDay(on)) + minutes * MS_PER_MINUTE).toISOString() as Instant
  }

  visits(group: PracticeGroup, from: Day, until: Day | null): void {
    const last = until ?? this.frame.today
    let on = addDays(from, this.random.int(2, 20))
    for (; on < last && on <= this.frame.today; on = addDays(on, this.random.int(...group.rhythm)))
      this.visit(group, on)
  }

  private visit({ needs, notes, promises, answers }: PracticeGroup, on: Day): void {
    const { random, frame } = this
    const visitId = frame.newId()
    const how = random.weighted([
      ['home', 70],
      ['phone', 18],
      ['meet', 6],
      ['absent', 6],
    ] as const)
    const isMet = how !== 'absent'
    this.say(on, 'visit', {
      visitId,
      at: this.moment(on),
      how,
      visitors: [frame.worker.name],
      isMet,
      absence: isMet ? null : random.pick(['out', 'unknown']),
      needs: isMet && random.chance(0.25) ? [{ kind: random.pick(needs), text: '' }] : [],
      note: isMet ? random.pick(notes) : '家中无人应门，留了联系卡',
      answers: isMet
        ? Object.fromEntries(Object.entries(answers).map(([key, choices]) => [key, random.pick(choices)]))
        : {},
    })
    if (isMet && random.chance(0.12)) this.promise(visitId, random.pick(promises), on)
    if (isMet && random.chance(0.02)) this.raise(visitId, on)
  }

  private promise(visitId: string, what: string, on: Day): void {
    const promiseId = this.frame.newId()
    this.say(on, 'promise', { promiseId, visitId, what, byOn: addDays(on, 14) })
    const keptOn = addDays(on, this.random.int(3, 16))
    if (this.random.chance(0.9)) this.say(keptOn, 'keepPromise', { promiseId, on: keptOn })
  }

  private raise(visitId: string, on: Day): void {
    const responseId = this.frame.newId()
    const [signedOn, answeredOn] = [addDays(on, 1), addDays(on, this.random.int(2, 6))]
    this.say(on, 'raise', { responseId, visitId, at: this.moment(on), what: '家中水管漏水，地面湿滑' })
    this.say(signedOn, 'signFor', { responseId, at: this.moment(signedOn), by: '物业值班员' })
    this.say(answeredOn, 'respond', {
      responseId,
      at: this.moment(answeredOn),
      by: '物业值班员',
      unit: '物业服务中心',
      answer: '已更换水管，现场擦干',
    })
  }
}
