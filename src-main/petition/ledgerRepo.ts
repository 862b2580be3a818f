import type { Day, Month } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { CountedPetition } from '../../src-shared/petition/ledgerCounts.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** As stored; `ledgerSource.ts` puts the codes into words. */
export interface RawPetition extends CountedPetition {
  matterId: MatterId
  number: string
  agencyNumber: string | null
  summary: string
  unit: string
  problemPlace: string
  agentName: string
  mandatedOn: Day | null
  archivedOn: Day | null
  /** JSON array of `{kind, name, phone, idNumber, address}`, in order. */
  people: string
}

const COUNTED = `m.received_on AS receivedOn, p.form, p.purpose, p.content_class AS contentClass, p.people_count AS peopleCount,
  p.is_group AS isGroup, p.is_joint_letter AS isJointLetter, p.repeat_of AS repeatOf, p.origin, p.visit_place AS visitPlace,
  p.may_publish AS mayPublish, p.wishes_secrecy AS wishesSecrecy, p.published_on AS publishedOn, p.told_due_on AS toldDueOn, p.told_on AS toldOn,
  p.answer_due_on AS answerDueOn, p.answered_on AS answeredOn, p.extended_days AS extendedDays, p.review_on AS reviewOn,
  p.review_result AS reviewResult, p.recheck_on AS recheckOn, p.recheck_result AS recheckResult, p.was_contacted AS wasContacted,
  p.mediation_id AS mediationId, p.submitted_on AS submittedOn, p.result, p.rated_unit AS ratedUnit, p.rated_agency AS ratedAgency,
  p.closed_on AS closedOn, m.place_id AS placeId, p.month_received AS monthReceived, p.month_mandated AS monthMandated,
  p.month_closed AS monthClosed`

const ROWS = `SELECT p.matter_id AS matterId, m.number, p.agency_number AS agencyNumber, m.summary, p.unit, p.problem_place AS problemPlace,
    p.agent_name AS agentName, p.mandated_on AS mandatedOn, p.archived_on AS archivedOn,
    (SELECT json_group_array(json_object('kind', y.kind, 'name', y.name, 'phone', y.phone, 'idNumber', y.id_number, 'address', y.address) ORDER BY mp.position)
       FROM matter_party mp JOIN party y ON y.id = mp.party_id WHERE mp.matter_id = p.matter_id AND mp.role IN ('applicant', 'visitor')) AS people,
    ${COUNTED}
  FROM petition p JOIN matter m ON m.id = p.matter_id`

/** The kept month and the day behind it, by basis. A sealed matter has neither month. */
const BASES = {
  received: { month: 'p.month_received', day: 'm.received_on' },
  mandated: { month: 'p.month_mandated', day: 'p.mandated_on' },
  closed: { month: 'p.month_closed', day: 'p.closed_on' },
} as const
export type PetitionBasis = keyof typeof BASES

export function listPetitions(db: Db, basis: PetitionBasis, month: Month): RawPetition[] {
  const by = BASES[basis]
  // The second condition is what lets SQLite use the index, which leaves empty months out.
  return prepared(db, `${ROWS} WHERE ${by.month} = ? AND ${by.month} <> '' ORDER BY ${by.day}, m.rid`).all(
    month,
  ) as RawPetition[]
}

export function listPetitionsBetween(db: Db, basis: PetitionBasis, from: Day, to: Day): RawPetition[] {
  const by = BASES[basis]
  return prepared(db, `${ROWS} WHERE ${by.month} <> '' AND ${by.day} BETWEEN ? AND ? ORDER BY ${by.day}, m.rid`).all(
    from,
    to,
  ) as RawPetition[]
}

export function eachCountedPetition(db: Db): IterableIterator<CountedPetition> {
  return db
    .prepare(`SELECT ${COUNTED} FROM petition p JOIN matter m ON m.id = p.matter_id`)
    .iterate() as IterableIterator<CountedPetition>
}

export interface PetitionMonthDays {
  matterId: MatterId
  receivedOn: Day
  mandatedOn: Day | null
  closedOn: Day | null
}

/** The days that decide each counted petition's months. */
export function listPetitionMonthDays(db: Db): PetitionMonthDays[] {
  return prepared(
    db,
    `SELECT p.matter_id AS matterId, m.received_on AS receivedOn, p.mandated_on AS mandatedOn, p.closed_on AS closedOn
     FROM petition p JOIN matter m ON m.id = p.matter_id WHERE p.month_received <> '' AND m.is_sealed = 0`,
  ).all() as PetitionMonthDays[]
}

export function updatePetitionMonths(
  db: Db,
  matterId: MatterId,
  months: Pick<CountedPetition, 'monthReceived' | 'monthClosed'>,
): void {
  prepared(
    db,
    'UPDATE petition SET month_received = @monthReceived, month_closed = @monthClosed WHERE matter_id = @matterId',
  ).run({ ...months, matterId })
}

export function updateMandateMonth(db: Db, matterId: MatterId, month: string): void {
  prepared(db, 'UPDATE petition SET month_mandated = ? WHERE matter_id = ?').run(month, matterId)
}
