import type { DIARY_ORDERS, DiaryFilter, EVENT_ORDERS, EventFilter } from '../../src-shared/grid/schema.ts'
import { addDays, startOfDay, type Day, type Instant } from '../../src-shared/kernel/day.ts'
import type { PlaceId } from '../../src-shared/kernel/ids.ts'
import { VISIBLE } from '../intake/visible.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import { DIARY_COLUMNS, EVENT_COLUMNS, type DiaryRecord, type EventRecord } from './repo.ts'

/** With the words of its place, and of its matter where `me` may know of that. */
export interface ListedEvent extends EventRecord {
  /** When it became a matter of the centre, whoever may know of that. */
  handedAt: Instant | null
  placeName: string
  communityId: PlaceId
  matterNumber: string
  matterClosedOn: Day | null
}

const PLACE_NAME = `CASE WHEN up.name IS NULL THEN coalesce(p.name, '') ELSE up.name || ' · ' || p.name END AS placeName`
const PLACES = (row: string): string =>
  `LEFT JOIN place p ON p.id = ${row}.place_id LEFT JOIN place up ON up.id = p.parent_id`
const EVENTS = `SELECT ${EVENT_COLUMNS}, ${PLACE_NAME}, coalesce(p.parent_id, e.place_id) AS communityId,
    h.entered_at AS handedAt, coalesce(m.number, '') AS matterNumber, t.closed_on AS matterClosedOn
  FROM grid_event e ${PLACES('e')}
  LEFT JOIN matter h ON h.id = e.matter_id
  LEFT JOIN matter m ON m.id = e.matter_id AND ${VISIBLE}
  LEFT JOIN linkage_task t ON t.matter_id = m.id`

const ORDERS: Record<(typeof EVENT_ORDERS)[number], string> = {
  found: 'e.found_on DESC, e.id DESC',
  place: 'placeName, e.found_on DESC, e.id DESC',
  class: 'e.class, e.found_on DESC, e.id DESC',
}
const STATES = {
  void: `e.void_reason <> ''`,
  done: `e.void_reason = '' AND e.done_on IS NOT NULL`,
  handed: `e.void_reason = '' AND e.done_on IS NULL AND e.matter_id IS NOT NULL`,
  checked: `e.void_reason = '' AND e.done_on IS NULL AND e.matter_id IS NULL AND e.checked_on IS NOT NULL`,
  found: `e.void_reason = '' AND e.done_on IS NULL AND e.matter_id IS NULL AND e.checked_on IS NULL`,
  open: `e.void_reason = '' AND e.done_on IS NULL`,
} as const

type Parameters = Record<string, string | number>

function eventTerms(filter: EventFilter): { where: string; parameters: Parameters } {
  const terms = ['1 = 1']
  const parameters: Parameters = {}
  const add = (term: string, name: string, value: string | null): void => {
    if (!value) return
    terms.push(term)
    parameters[name] = value
  }
  if (filter.state) terms.push(STATES[filter.state])
  add('(e.place_id = @placeId OR p.parent_id = @placeId)', 'placeId', filter.placeId)
  add(`substr(e.class, 1, length(@class)) = @class`, 'class', filter.class)
  add('e.found_on >= @from', 'from', filter.foundFrom)
  add('e.found_on <= @to', 'to', filter.foundTo)
  add(
    '(instr(e.number, @words) > 0 OR instr(e.summary, @words) > 0 OR instr(e.place_detail, @words) > 0 OR instr(e.facts, @words) > 0)',
    'words',
    filter.words,
  )
  return { where: terms.join(' AND '), parameters }
}

export function listEvents(
  db: Db,
  me: string,
  filter: EventFilter,
  order: (typeof EVENT_ORDERS)[number],
  limit: number,
  offset: number,
): ListedEvent[] {
  const { where, parameters } = eventTerms(filter)
  return prepared(db, `${EVENTS} WHERE ${where} ORDER BY ${ORDERS[order]} LIMIT @limit OFFSET @offset`).all({
    ...parameters,
    me,
    limit,
    offset,
  }) as ListedEvent[]
}

export function countEvents(db: Db, filter: EventFilter): number {
  const { where, parameters } = eventTerms(filter)
  return (
    prepared(db, `SELECT count(*) AS n FROM grid_event e LEFT JOIN place p ON p.id = e.place_id WHERE ${where}`).get(
      parameters,
    ) as { n: number }
  ).n
}

export function findListedEvent(db: Db, me: string, id: string): ListedEvent | undefined {
  return prepared(db, `${EVENTS} WHERE e.id = @id`).get({ id, me }) as ListedEvent | undefined
}

/** Events of a period by the day that counts, void ones left out, in the order of the ledger. */
export function listEventsBetween(db: Db, me: string, by: 'found' | 'done', from: Day, to: Day): ListedEvent[] {
  const day = by === 'found' ? 'e.found_on' : 'e.done_on'
  return prepared(db, `${EVENTS} WHERE ${day} BETWEEN @from AND @to AND e.void_reason = '' ORDER BY ${day}, e.id`).all({
    me,
    from,
    to,
  }) as ListedEvent[]
}

/** Events to which something happened on a day: found, dealt with, made a matter of the centre, or done. */
export function listEventsOfDay(db: Db, me: string, on: Day): ListedEvent[] {
  return prepared(
    db,
    `${EVENTS} WHERE e.void_reason = '' AND (e.found_on = @on OR e.checked_on = @on OR e.done_on = @on
       OR (h.entered_at >= @dayStart AND h.entered_at < @dayEnd)) ORDER BY placeName, e.found_on, e.id`,
  ).all({ me, on, dayStart: startOfDay(on), dayEnd: startOfDay(addDays(on, 1)) }) as ListedEvent[]
}

export interface ListedDiary extends DiaryRecord {
  placeName: string
  eventNumber: string
}
const DIARIES = `SELECT ${DIARY_COLUMNS}, ${PLACE_NAME}, coalesce(e.number, '') AS eventNumber
  FROM grid_diary d ${PLACES('d')} LEFT JOIN grid_event e ON e.id = d.event_id`

function diaryTerms(filter: DiaryFilter): { where: string; parameters: Parameters } {
  const terms = [`d.void_reason = ''`]
  const parameters: Parameters = {}
  const add = (term: string, name: string, value: string | null): void => {
    if (!value) return
    terms.push(term)
    parameters[name] = value
  }
  add('(d.place_id = @placeId OR p.parent_id = @placeId)', 'placeId', filter.placeId)
  add('d.kind = @kind', 'kind', filter.kind)
  add('d.noted_on >= @from', 'from', filter.from)
  add('d.noted_on <= @to', 'to', filter.to)
  add('(instr(d.title, @words) > 0 OR instr(d.text, @words) > 0)', 'words', filter.words)
  return { where: terms.join(' AND '), parameters }
}

const DIARY_ORDER: Record<(typeof DIARY_ORDERS)[number], string> = {
  noted: 'd.noted_on DESC, d.id DESC',
  place: 'placeName, d.noted_on DESC, d.id DESC',
  kind: 'd.kind, d.noted_on DESC, d.id DESC',
}

export function listDiaries(
  db: Db,
  filter: DiaryFilter,
  order: (typeof DIARY_ORDERS)[number],
  limit: number,
  offset: number,
): ListedDiary[] {
  const { where, parameters } = diaryTerms(filter)
  return prepared(db, `${DIARIES} WHERE ${where} ORDER BY ${DIARY_ORDER[order]} LIMIT @limit OFFSET @offset`).all({
    ...parameters,
    limit,
    offset,
  }) as ListedDiary[]
}

export function countDiaries(db: Db, filter: DiaryFilter): number {
  const { where, parameters } = diaryTerms(filter)
  return (
    prepared(db, `SELECT count(*) AS n FROM grid_diary d LEFT JOIN place p ON p.id = d.place_id WHERE ${where}`).get(
      parameters,
    ) as { n: number }
  ).n
}
