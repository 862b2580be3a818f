import type { FieldValue, Fields } from '../../src-shared/sync/merge.ts'
import type { Rejected } from '../../src-shared/sync/protocol.ts'
import type { Stamp } from '../../src-shared/sync/stamp.ts'
import { findSynced, type SyncedTable } from '../../src-shared/sync/tables.ts'
import { isPlainText } from './text.ts'

/** Characters of one row's texts, at most: a page with one such row is still a page. */
export const ROW_CHARS = 4 * 1024 * 1024

/** A row of a batch that may be looked at further. */
export interface SentRow {
  table: SyncedTable
  key: string
  stamp: Stamp
  gone: boolean
  values: Fields
  older: Readonly<Record<string, Stamp>>
  /** Its matter was sealed after the district had it: values and history are to be wiped. */
  isErasure: boolean
}

const STAMP = /^[0-9a-z]{18}$/
const FIELD = /^[a-z][a-z0-9_]{0,39}$/
const TABLE = /^[a-z_]{1,40}$/
const NOTHING: Readonly<Record<string, Stamp>> = {}

/**
 * Checks one row by hand, because zod takes longer for it than PostgreSQL; a test holds it against `WireRow`.
 * A seat that could write here what it may not is refused for this row alone.
 */
export function readRow(raw: unknown): SentRow | Rejected {
  if (!Array.isArray(raw) || raw.length < 5 || raw.length > 6) return refuse('', '', 'shape', '不是一条记录')
  const [name, key, stamp, gone, values, older] = raw as unknown[]
  if (typeof name !== 'string' || !TABLE.test(name)) return refuse('', '', 'shape', '表名不对')
  if (typeof key !== 'string' || !isPlainText(key, 300) || key === '') return refuse(name, '', 'shape', '主键不对')
  const table = findSynced(name)
  if (!table) return refuse(name, key, 'unknown_table', '区里的程序还不认识这类记录，升级后会再送')
  if (table.isDistricts) return refuse(name, key, 'forbidden', '这类记录只由区里写')
  if (table.key.length > 1 && key.split('/').length !== table.key.length) return refuse(name, key, 'shape', '主键不对')
  if (typeof stamp !== 'string' || !STAMP.test(stamp)) return refuse(name, key, 'shape', '时间戳不对')
  if (gone !== 0 && gone !== 1) return refuse(name, key, 'shape', '删除标记不对')
  const length = lengthOfFields(values)
  if (length === undefined) return refuse(name, key, 'shape', '字段不对')
  if (length > ROW_CHARS) return refuse(name, key, 'too_large', '这条记录太大，区里没有收下')
  if (older !== undefined && !areStamps(older, stamp)) return refuse(name, key, 'shape', '字段的时间戳不对')
  const fields = values as Fields
  const isErasure = gone === 1 && fields['erase'] === 1
  if (table.isEvent && gone === 1 && !isErasure) return refuse(name, key, 'forbidden', '已发生的事实不能删除')
  if (table.name === 'matter' && !isNumber(fields['number'])) return refuse(name, key, 'shape', '编号不对')
  return {
    table,
    key,
    stamp: stamp as Stamp,
    gone: gone === 1,
    values: fields,
    older: (older as Record<string, Stamp> | undefined) ?? NOTHING,
    isErasure,
  }
}

export const isRejected = (row: SentRow | Rejected): row is Rejected => 'code' in row

function refuse(table: string, key: string, code: Rejected['code'], message: string): Rejected {
  return { table, key, code, message }
}
export const rejectRow = ({ table, key }: SentRow, code: Rejected['code'], message: string): Rejected =>
  refuse(table.name, key, code, message)

const isNumber = (value: FieldValue | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value !== '' && isPlainText(value, 100))

/** How long the texts are together; undefined if these are no fields. */
function lengthOfFields(values: unknown): number | undefined {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return undefined
  let length = 0
  for (const field of Object.keys(values)) {
    if (!FIELD.test(field)) return undefined
    const value = (values as Fields)[field]
    if (typeof value === 'string') length += value.length
    else if (typeof value !== 'number' && value !== null) return undefined
  }
  return length
}

function areStamps(older: unknown, newest: string): older is Record<string, Stamp> {
  if (typeof older !== 'object' || older === null || Array.isArray(older)) return false
  for (const [field, stamp] of Object.entries(older)) {
    if (!FIELD.test(field)) return false
    if (typeof stamp !== 'string' || !STAMP.test(stamp) || stamp > newest) return false
  }
  return true
}
