import type { MatterCursor, MatterFilter, MatterOrder, MatterRow } from '../../src-shared/intake/schema.ts'
import { startOfDay } from '../../src-shared/kernel/day.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import { IS_SECRET } from './confidentialRepo.ts'
import { HIDDEN, SEALED, VISIBLE } from './visible.ts'
import { wordsTerm } from './wordsRepo.ts'

const COLUMNS = `m.id, m.number, m.kind, m.stage, m.summary, m.party_names AS partyNames, coalesce(pl.name, '') AS placeName, m.channel,
  m.received_on AS receivedOn, m.entered_at AS enteredAt, m.due_on AS dueOn, coalesce(u.name, '') AS ownerName`

/** Ids of the matters closed on `@closedFrom` or after, whatever way they went; each is in one of the three tables at most. */
export const CLOSED_SINCE = `SELECT matter_id FROM mediation WHERE closed_on >= @closedFrom
  UNION ALL SELECT matter_id FROM petition WHERE closed_on >= @closedFrom
  UNION ALL SELECT matter_id FROM linkage_task WHERE closed_on >= @closedFrom`

/**
 * One stretch of an order, read along its index. By the clock there are two: what has one, then what has none. Only open
 * matters have one, which is what lets SQLite use the index of those.
 */
interface Stretch {
  where: string
  by: string
  after: string
}
const BY_RECEIVED: Stretch = {
  where: '',
  by: 'm.received_on DESC, m.rid DESC',
  after: '(m.received_on, m.rid) < (@afterOn, @afterRid)',
}
const CLOCKED: Stretch = {
  where: 'm.is_open = 1 AND m.due_on IS NOT NULL',
  by: 'm.due_on, m.rid',
  after: '(m.due_on, m.rid) > (@afterOn, @afterRid)',
}
const UNCLOCKED: Stretch = { where: 'm.due_on IS NULL', by: 'm.rid', after: 'm.rid > @afterRid' }

/** The stretches that are left behind a cursor. */
function stretchesOf(order: MatterOrder, after: MatterCursor | null): Stretch[] {
  if (order === 'received') return [BY_RECEIVED]
  return after && after.dueOn === null ? [UNCLOCKED] : [CLOCKED, UNCLOCKED]
}

/** What a cursor binds in a stretch; only what it asks for. */
function boundOf(stretch: Stretch, after: MatterCursor): Parameters {
  if (stretch === UNCLOCKED) return { afterRid: after.rid }
  return { afterOn: (stretch === BY_RECEIVED ? after.receivedOn : after.dueOn) ?? '', afterRid: after.rid }
}

type Parameters = Record<string, string | number>

/** WHERE terms of a filter; constant text per shape of filter, so that statements stay few and cached. */
function whereOf(db: Db, filter: MatterFilter, reads: 'all' | 'page'): { terms: string[]; parameters: Parameters } {
  const terms: string[] = []
  const parameters: Parameters = {}
  const add = (term: string, name: string, value: string | number | null) => {
    if (value === null) return
    terms.push(term)
    parameters[name] = value
  }
  if (filter.isOpenOnly) terms.push('m.is_open = 1')
  if (filter.ids.length > 0) add('m.id IN (SELECT value FROM json_each(@ids))', 'ids', JSON.stringify(filter.ids))
  add('m.kind = @kind', 'kind', filter.kind)
  // The plus keeps SQLite from reading the kinds one after the other and sorting all of them for one page.
  if (filter.kinds.length > 0)
    add('+m.kind IN (SELECT value FROM json_each(@kinds))', 'kinds', JSON.stringify(filter.kinds))
  add(
    `(m.kind <> 'linkage' OR EXISTS (SELECT 1 FROM linkage_task t WHERE t.matter_id = m.id AND t.linkage = @taskLinkage))`,
    'taskLinkage',
    filter.taskLinkage || null,
  )
  if (filter.words) {
    const words = wordsTerm(db, filter.words, reads)
    terms.push(words.term)
    Object.assign(parameters, words.parameters)
  }
  add('m.place_id = @placeId', 'placeId', filter.placeId)
  add('m.channel = @channel', 'channel', filter.channel)
  add('m.received_on >= @from', 'from', filter.receivedFrom)
  add('m.received_on <= @to', 'to', filter.receivedTo)
  add('m.entered_at >= @enteredFrom', 'enteredFrom', filter.enteredFrom && startOfDay(filter.enteredFrom))
  add(`m.id IN (${CLOSED_SINCE})`, 'closedFrom', filter.closedFrom)
  add('m.due_on <= @dueTo', 'dueTo', filter.dueTo)
  add('m.owner_id = @ownerId', 'ownerId', filter.ownerId)
  if (filter.stages.length === 1) add('m.stage = @stage', 'stage', filter.stages[0] ?? null)
  else if (filter.stages.length > 1)
    add('m.stage IN (SELECT value FROM json_each(@stages))', 'stages', JSON.stringify(filter.stages))
  return { terms, parameters }
}

/** As a literal: with a bound LIMIT SQLite plans for a whole table and a page takes half as long again. */
function pageSize(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new RangeError('A page has 1 to 1000 rows')
  return limit
}

export type ListedMatter = MatterRow & { rid: number; isSecret: 0 | 1 }

/**
 * One page of what `me` may know of, after a cursor; as fast at the end of the list as at its start. Newest received first,
 * or the clock that ends first on top and what has none last.
 */
export function listMatters(
  db: Db,
  me: string,
  filter: MatterFilter,
  page: { order: MatterOrder; limit: number; after: MatterCursor | null },
): { rows: ListedMatter[]; next: MatterCursor | null } {
  const { order, limit, after } = page
  const { terms, parameters } = whereOf(db, filter, 'page')
  const found: ListedMatter[] = []
  let from = after
  for (const stretch of stretchesOf(order, after)) {
    const rows = readStretch(db, [...terms, VISIBLE], { ...parameters, me }, stretch, limit, from)
    found.push(...rows.slice(0, limit - found.length))
    if (found.length === limit) break
    from = null
  }
  const last = found.length === limit ? found.at(-1) : undefined
  return { rows: found, next: last ? { receivedOn: last.receivedOn, dueOn: last.dueOn, rid: last.rid } : null }
}

function readStretch(
  db: Db,
  terms: readonly string[],
  parameters: Parameters,
  stretch: Stretch,
  limit: number,
  after: MatterCursor | null,
): ListedMatter[] {
  const all = [...terms, stretch.where, after ? stretch.after : ''].filter(Boolean)
  const sql = `SELECT m.rid, ${COLUMNS}, ${IS_SECRET} AS isSecret FROM matter m LEFT JOIN place pl ON pl.id = m.place_id LEFT JOIN user_account u ON u.id = m.owner_id
    WHERE ${all.join(' AND ')} ORDER BY ${stretch.by} LIMIT ${pageSize(limit)}`
  return prepared(db, sql).all({ ...parameters, ...(after && boundOf(stretch, after)) }) as ListedMatter[]
}

/** All of a filter, page by page, so that the connection is free for other work in between. */
export function* eachMatter(
  db: Db,
  me: string,
  filter: MatterFilter,
  order: MatterOrder,
): IterableIterator<ListedMatter> {
  let after: MatterCursor | null = null
  do {
    const page: ReturnType<typeof listMatters> = listMatters(db, me, filter, { order, limit: 1000, after })
    yield* page.rows
    after = page.next
  } while (after)
}

/** How many matters of a filter `me` may know of. All are counted, from an index alone where one will do, less the hidden. */
export function countMatters(db: Db, me: string, filter: MatterFilter): number {
  const { terms, parameters } = whereOf(db, filter, 'all')
  const count = (from: string, all: readonly string[], bound: Parameters): number => {
    const where = all.length > 0 ? `WHERE ${all.join(' AND ')}` : ''
    return (prepared(db, `SELECT count(*) AS n FROM ${from} ${where}`).get(bound) as { n: number }).n
  }
  return count('matter m', terms, parameters) - count(SEALED, [...terms, HIDDEN], { ...parameters, me })
}
