import { addMonths, dayOf, formatChinaTime, type Day, type Instant } from '../../kernel/day.ts'
import type { GroupId } from '../codes.ts'
import type { ClientState, Enrolment } from '../fold.ts'
import type { GroupConfig } from '../groups.ts'
import type { DueVisit } from '../views.ts'

/** Of whom and by whom a paper is made. Builders are pure: what they print lies in here, in full. */
export interface PaperSource {
  office: string
  phone: string
  address: string
  headPhone: string
  number: string
  state: ClientState
  today: Day
  myName: string
  /** Photos are printed only where somebody ticked it. */
  withPhotos: boolean
  /** Due visits as they were unfolded, with what became of them. */
  due: readonly Pick<DueVisit, 'on' | 'state' | 'visitId'>[]
  /** A group as it was configured on a day. */
  configOf: (group: GroupId, on: Day) => GroupConfig
}

export const SEX_WORDS: Readonly<Record<string, string>> = { 1: '男', 2: '女' }

/** Whose paper it is, for papers that stay in the office. */
export function personHead({ office, number, state, today, configOf }: PaperSource) {
  const { person, enrolments } = state
  return {
    office,
    number,
    name: person?.name ?? '',
    sex: SEX_WORDS[person?.sex ?? ''] ?? '',
    age: person?.birthOn ? `${ageOn(person.birthOn, today)}岁` : '',
    phone: person?.phone ?? '',
    address: person?.address ?? '',
    groups: enrolments
      .filter(({ closed }) => !closed || enrolments.every((each) => each.closed))
      .map(({ group }) => configOf(group, today).title),
  }
}

export function ageOn(born: Day, today: Day): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4))
  return today.slice(5) < born.slice(5) ? years - 1 : years
}

export const askOf = ({ myName, phone, address, headPhone }: PaperSource) => ({
  worker: myName,
  phone,
  address,
  headPhone,
})

/** Words that would tell a bystander why somebody is visited. */
export const TELLING = /矫正|戒毒|吸毒|康复|安置|帮教|刑|释放|精神|家暴|告诫|残疾|低保|困境|留守|帮扶/

/** Lines for papers that others may see: one that tells why somebody is visited is left off, whoever wrote it. */
export const withoutTelling = (lines: readonly string[]): string[] =>
  lines.map((line) => line.trim()).filter((line) => line !== '' && !TELLING.test(line))

const POLITE: Readonly<Record<string, string>> = { 1: '先生', 2: '女士' }

/** 甲女士: whom a slip is for, without the whole name. */
export function politeName({ person }: ClientState): string {
  if (!person) return ''
  const title = POLITE[person.sex] ?? ''
  return title ? `${[...person.name][0] ?? ''}${title}` : ''
}

export const timeOf = (at: Instant): { on: Day; time: string } => ({
  on: dayOf(at),
  time: formatChinaTime(at).slice(11),
})

/** Visits of a time with the denominator beside them. */
export function countsOf({ state, due }: PaperSource, from: Day, to: Day) {
  const within = (day: Day): boolean => from <= day && day <= to
  // What can still be done in time is not yet counted: then 应访 is 实访, 改期不访 and 没有走访成 together.
  const called = due.filter(({ on, state: became }) => within(on) && became !== 'open')
  const visits = state.visits.filter(({ at }) => within(dayOf(at)))
  const promises = state.promises.filter(({ writtenAt }) => within(dayOf(writtenAt)))
  const count = (list: readonly unknown[]): string => String(list.length)
  return {
    due: count(called),
    made: count(called.filter(({ state: became }) => became === 'timely' || became === 'late')),
    met: count(visits.filter(({ isMet }) => isMet)),
    absent: count(visits.filter(({ how }) => how === 'absent')),
    skipped: count(called.filter(({ state: became }) => became === 'skipped')),
    missed: count(called.filter(({ state: became }) => became === 'missed' || became === 'absent')),
    promises: count(promises),
    kept: count(promises.filter(({ kept }) => kept)),
  }
}

/** The day to which a record is kept after an enrolment ended. */
export function keptUntil({ configOf }: PaperSource, { group, closed }: Enrolment): Day | null {
  return closed ? addMonths(closed.on, configOf(group, closed.on).retention.months) : null
}
