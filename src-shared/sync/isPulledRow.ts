const TABLE = /^[a-z_]{1,40}$/
const STAMP = /^[0-9a-z]{18}$/
const FIELD = /^[a-z][a-z0-9_]{0,39}$/

/** The same as `PulledRowShape`, by hand: a first sync checks hundreds of thousands, and zod takes as long as SQLite. A test compares both. */
export function isPulledRow(row: unknown): boolean {
  if (!Array.isArray(row) || row.length < 6 || row.length > 7) return false
  const [seq, table, key, stamp, gone, values, older] = row as unknown[]
  return (
    Number.isSafeInteger(seq) &&
    typeof table === 'string' &&
    TABLE.test(table) &&
    typeof key === 'string' &&
    key !== '' &&
    key.length <= 300 &&
    typeof stamp === 'string' &&
    STAMP.test(stamp) &&
    (gone === 0 || gone === 1) &&
    areFields(values, isValue) &&
    (older === undefined || areFields(older, isStamp))
  )
}

const isValue = (value: unknown): boolean =>
  typeof value === 'string' || value === null || (typeof value === 'number' && Number.isFinite(value))
const isStamp = (value: unknown): boolean => typeof value === 'string' && STAMP.test(value)

function areFields(fields: unknown, isFine: (value: unknown) => boolean): boolean {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return false
  for (const field of Object.keys(fields))
    if (!FIELD.test(field) || !isFine((fields as Record<string, unknown>)[field])) return false
  return true
}
