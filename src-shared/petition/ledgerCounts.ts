import { daysBetween, type Day } from '../kernel/day.ts'
import type { Form, Rating } from './codes.ts'

/** What of a petition its two ledgers count; values as in the `petition` row. */
export interface CountedPetition {
  receivedOn: Day
  form: Form
  purpose: string
  contentClass: string
  peopleCount: number
  /** 集体访 by the registration form, which proposes it from the office's own number of people (five, unverified). */
  isGroup: number
  isJointLetter: number
  repeatOf: string | null
  /** Of a letter, by code: which office first registered it; '' for other forms. */
  origin: string
  /** Of a visit, by code: where it was made if not here. */
  visitPlace: string
  mayPublish: number
  wishesSecrecy: number
  publishedOn: Day | null
  toldDueOn: Day | null
  toldOn: Day | null
  answerDueOn: Day | null
  answeredOn: Day | null
  extendedDays: number
  reviewOn: Day | null
  reviewResult: string
  recheckOn: Day | null
  recheckResult: string
  wasContacted: number
  mediationId: string | null
  submittedOn: Day | null
  result: string
  ratedUnit: Rating | ''
  ratedAgency: Rating | ''
  closedOn: Day | null
  placeId: string | null
  monthReceived: string
  monthMandated: string
  monthClosed: string
}

/**
 * What one petition adds to the counters of its months: measure -> amount. It depends on the petition alone and never
 * on the day of counting, so that kept counters and a recount agree.
 */
export function petitionContributions(c: CountedPetition): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (measure: string, n = 1) => {
    if (n !== 0) counts.set(measure, (counts.get(measure) ?? 0) + n)
  }
  const isFirst = c.repeatOf === null
  add('total')
  add('people', c.peopleCount)
  add(`form.${c.form}`)
  add(`purpose.${c.purpose || 'none'}`)
  add(`content.${c.contentClass || 'none'}`)
  if (c.placeId) add(`place.${c.placeId}`)
  add(isFirst ? 'first' : 'repeat')
  if (isFirst && c.wasContacted) add('firstContacted')
  if (c.form === 'letter') add(`letterFrom.${c.origin || 'none'}`)
  if (c.form === 'visit') {
    add('visitPeople', c.peopleCount)
    if (c.visitPlace) {
      add(`visitTo.${c.visitPlace}`)
      add(`visitTo.${c.visitPlace}.people`, c.peopleCount)
    }
    if (c.isGroup) {
      add('collective')
      add('collectivePeople', c.peopleCount)
    }
  }
  if (c.form === 'letter' && c.isJointLetter) add('jointLetter')
  addDuty(add, 'told', c.toldDueOn, c.toldOn)
  addDuty(add, 'answered', c.answerDueOn, c.answeredOn)
  if (isFirst && c.toldOn) addCycle(add, 'tell', c.receivedOn, c.toldOn)
  if (isFirst && c.answeredOn) addCycle(add, 'answer', c.receivedOn, c.answeredOn)
  if (isToBePublished(c)) {
    add('publish.due')
    if (c.publishedOn) add('publish.done')
  }
  if (c.extendedDays > 0) add('extended')
  if (c.reviewOn) add('review')
  if (c.reviewResult) add(`review.${c.reviewResult}`)
  if (c.recheckOn) add('recheck')
  if (c.recheckResult) add(`recheck.${c.recheckResult}`)
  if (c.mediationId) add('mediated')
  if (c.submittedOn) add('submitted')
  if (c.result) add(`result.${c.result}`)
  if (c.closedOn) add('closed')
  if (c.ratedUnit) add(`unit.${c.ratedUnit}`)
  if (c.ratedAgency) add(`agency.${c.ratedAgency}`)
  return counts
}

/** 应公开: answered, the citizen agreed and asked for no secrecy, no report. What B3.5 leaves open is said under the table. */
const isToBePublished = (c: CountedPetition): boolean =>
  c.answeredOn !== null && c.mayPublish === 1 && c.wishesSecrecy === 0 && c.purpose !== 'report'

type Add = (measure: string, n?: number) => void

function addDuty(add: Add, name: string, dueOn: Day | null, doneOn: Day | null): void {
  if (!dueOn) return
  add(`${name}.due`)
  if (doneOn) add(doneOn <= dueOn ? `${name}.inTime` : `${name}.late`)
}

function addCycle(add: Add, name: string, from: Day, to: Day): void {
  add(`${name}.cycles`)
  add(`${name}.days`, Math.max(0, daysBetween(from, to)))
}
