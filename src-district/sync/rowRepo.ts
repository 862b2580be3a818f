import { setImmediate } from 'node:timers/promises'
import { bucketOf, NO_SUM, xorSum, type Sum } from '../../src-shared/sync/digest.ts'
import { anyOf, columnsOf, eachOf, joined, unnest } from '../db/columns.ts'
import type { Sql } from '../db/db.ts'
import { sumOfHeld, toHeld, writeOlder, type HeldRow, type StoredRow } from './heldRow.ts'
import { nameOf } from './mergeBatch.ts'
import { isPlainText } from './text.ts'

const COLUMNS = 'tbl, key, bucket, seq, made_seq, stamp, gone, older, data, matter, only_for'

/** What the street holds under these names, all at once. */
export async function findRows(
  sql: Sql,
  street: string,
  names: Iterable<{ table: string; key: string }>,
): Promise<Map<string, HeldRow>> {
  const keys: Record<string, string[]> = {}
  for (const { table, key } of names) (keys[table] ??= []).push(key)
  const held = new Map<string, HeldRow>()
  const found = await Promise.all(
    Object.entries(keys).map(([table, wanted]) =>
      sql<StoredRow>(eachOf(3, 'key', `SELECT ${COLUMNS} FROM sync_row WHERE street_code = $1 AND tbl = $2`), [
        street,
        table,
        joined(wanted),
      ]),
    ),
  )
  for (const rows of found) for (const row of rows) held.set(nameOf(row.tbl, row.key), toHeld(row))
  return held
}

const ROW_TYPES = [
  'text',
  'text',
  'smallint',
  'bigint',
  'bigint',
  'text',
  'smallint',
  'text',
  'text',
  'text',
  'text',
] as const
/** For rows that are not there: the street's head is locked, so none comes between, and looking twice costs a third more. */
const ADD_ROWS = `INSERT INTO sync_row (street_code, ${COLUMNS}) SELECT $1, r.* FROM ${unnest(ROW_TYPES, 2)} r`
const CHANGE_ROWS = `${ADD_ROWS}
  ON CONFLICT (street_code, tbl, key) DO UPDATE SET seq = excluded.seq, stamp = excluded.stamp, gone = excluded.gone,
    older = excluded.older, data = excluded.data, matter = excluded.matter`

/** So many rows are on their way, and PostgreSQL writes them, while the next are made into text. */
const ROWS_AT_ONCE = 200

/**
 * Writes rows as they are now, and what is counted from them, by a few statements. They are asked for and not waited for, which
 * their transaction does.
 *
 * @returns by how much the sum over the rows of every seat changes
 */
export async function saveRows(
  sql: Sql,
  street: string,
  rows: readonly HeldRow[],
  before: ReadonlyMap<string, HeldRow>,
): Promise<Sum> {
  if (rows.length === 0) return NO_SUM
  const isThere = ({ table, key }: HeldRow): boolean => before.has(nameOf(table, key))
  const write = (statement: string, some: readonly HeldRow[]): void => {
    if (some.length > 0) void sql(statement, [street, ...columnsOf(ROW_TYPES.length, some.map(toStored))])
  }
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const some = rows.slice(at, at + ROWS_AT_ONCE)
    write(
      ADD_ROWS,
      some.filter((held) => !isThere(held)),
    )
    write(CHANGE_ROWS, some.filter(isThere))
    if (rows.length > ROWS_AT_ONCE) await setImmediate()
  }
  saveHeads(sql, street, rows, before)
  saveFileRefs(sql, street, rows)
  return saveSums(sql, street, rows, before)
}

const toStored = (held: HeldRow): (string | number | null)[] => [
  held.table,
  held.key,
  bucketOf(held.key),
  held.seq,
  held.madeSeq,
  held.row.stamp,
  held.row.gone ? 1 : 0,
  writeOlder(held),
  JSON.stringify(held.row.values),
  held.matter,
  held.onlyFor,
]

const HEAD_TYPES = [
  ...(['text', 'text', 'text', 'text', 'text', 'integer', 'text', 'text', 'text', 'text'] as const),
  'smallint' as const,
]
const SAVE_HEADS = `INSERT INTO matter_head (street_code, id, number, kind, stage, channel, is_open, received_on, entered_at,
    due_on, merged_into, gone)
  SELECT $1, r.* FROM ${unnest(HEAD_TYPES, 2)} r
  ON CONFLICT (street_code, id) DO UPDATE SET number = excluded.number, kind = excluded.kind, stage = excluded.stage,
    channel = excluded.channel, is_open = excluded.is_open, received_on = excluded.received_on,
    entered_at = excluded.entered_at, due_on = excluded.due_on, merged_into = excluded.merged_into, gone = excluded.gone`

/** Of matters only, and of those whose head says something else than before: most changes are of other fields. */
function saveHeads(sql: Sql, street: string, rows: readonly HeldRow[], before: ReadonlyMap<string, HeldRow>): void {
  const heads: ReturnType<typeof toHead>[] = []
  for (const held of rows) {
    if (held.table !== 'matter') continue
    const head = toHead(held)
    const was = before.get(nameOf(held.table, held.key))
    if (!was || toHead(was).some((value, at) => value !== head[at])) heads.push(head)
  }
  if (heads.length === 0) return
  void sql(SAVE_HEADS, [street, ...columnsOf(HEAD_TYPES.length, heads)])
}

const toHead = ({ key, row: { values, gone } }: HeldRow): (string | number | null)[] => [
  key,
  text(values['number']),
  text(values['kind']),
  text(values['stage']),
  text(values['channel']),
  typeof values['is_open'] === 'number' ? Math.trunc(values['is_open']) & 1 : null,
  text(values['received_on']),
  text(values['entered_at']),
  text(values['due_on']),
  text(values['merged_into']),
  gone ? 1 : 0,
]

/** Short codes and days only; whatever else stands there is for the row itself to keep. */
const text = (value: unknown): string | null => (typeof value === 'string' && isPlainText(value, 100) ? value : null)

function saveFileRefs(sql: Sql, street: string, rows: readonly HeldRow[]): void {
  const refs: [string, string, string][] = []
  for (const { table, key, row } of rows) {
    const sha256 = row.values['sha256']
    if (typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && !row.gone) refs.push([sha256, table, key])
  }
  if (refs.length === 0) return
  void sql(
    `INSERT INTO file_ref (street_code, sha256, tbl, key) SELECT $1, r.* FROM ${unnest(['text', 'text', 'text'], 2)} r
     ON CONFLICT DO NOTHING`,
    [street, ...columnsOf(3, refs)],
  )
}

const SUM_TYPES = ['text', 'text', 'integer', 'bigint', 'bigint'] as const
const SAVE_SUMS = `INSERT INTO digest (street_code, tbl, owner, bucket, high, low) SELECT $1, r.* FROM ${unnest(SUM_TYPES, 2)} r
  ON CONFLICT (street_code, tbl, owner, bucket) DO UPDATE SET high = digest.high # excluded.high, low = digest.low # excluded.low`

function saveSums(sql: Sql, street: string, rows: readonly HeldRow[], before: ReadonlyMap<string, HeldRow>): Sum {
  const buckets = new Map<string, { table: string; owner: string; bucket: number; sum: Sum }>()
  let common = NO_SUM
  for (const held of rows) {
    const was = before.get(nameOf(held.table, held.key))
    const sum = was ? xorSum(sumOfHeld(was), sumOfHeld(held)) : sumOfHeld(held)
    const [table, owner, bucket] = [held.table, held.onlyFor ?? '', bucketOf(held.key)]
    const name = `${table}|${owner}|${bucket}`
    const entry = buckets.get(name)
    if (entry) entry.sum = xorSum(entry.sum, sum)
    else buckets.set(name, { table, owner, bucket, sum })
    if (owner === '') common = xorSum(common, sum)
  }
  const stored = [...buckets.values()].map(({ table, owner, bucket, sum }) => [table, owner, bucket, ...sum])
  void sql(SAVE_SUMS, [street, ...columnsOf(SUM_TYPES.length, stored)])
  return common
}

/** Matters of the street by number, of those asked for. */
export async function findNumbers(
  sql: Sql,
  street: string,
  numbers: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (numbers.length === 0) return found
  const rows = await sql<{ number: string; id: string }>(
    eachOf(2, 'number', 'SELECT number, id FROM matter_head WHERE street_code = $1 AND gone = 0'),
    [street, joined(numbers)],
  )
  for (const { number, id } of rows) found.set(number, [...(found.get(number) ?? []), id])
  return found
}

/** Pairs of values of these rows, found without asking PostgreSQL to read what people typed. */
export async function listPairsOf(
  sql: Sql,
  street: string,
  rows: readonly { table: { name: string }; key: string }[],
): Promise<HeldRow[]> {
  const names = new Set(rows.map(({ table, key }) => nameOf(table.name, key)))
  const pairs = await sql<StoredRow>(
    `SELECT ${COLUMNS} FROM sync_row WHERE street_code = $1 AND tbl = 'overwritten' AND gone = 0`,
    [street],
  )
  return pairs
    .map(toHeld)
    .filter(({ row: { values } }) => names.has(nameOf(String(values['table_name']), String(values['row_key']))))
}

/** Forgets the files that only these rows spoke of. */
export async function dropFilesOf(
  sql: Sql,
  street: string,
  rows: readonly { table: { name: string }; key: string }[],
): Promise<void> {
  const dropped = await sql<{ sha256: string }>(
    `DELETE FROM file_ref f USING ${unnest(['text', 'text'], 2)} r (tbl, key)
     WHERE f.street_code = $1 AND f.tbl = r.tbl AND f.key = r.key RETURNING f.sha256`,
    [
      street,
      ...columnsOf(
        2,
        rows.map(({ table, key }) => [table.name, key]),
      ),
    ],
  )
  if (dropped.length === 0) return
  await sql(
    `DELETE FROM file_piece p WHERE p.street_code = $1 AND p.sha256 = ANY (${anyOf(2)})
     AND NOT EXISTS (SELECT FROM file_ref r WHERE r.street_code = $1 AND r.sha256 = p.sha256)`,
    [street, joined(dropped.map(({ sha256 }) => sha256))],
  )
}
