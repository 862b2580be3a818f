import type { Head } from './detectHeader.ts'
import type { SheetField } from './field.ts'
import { proposeMapping } from './proposeMapping.ts'

/** How a head of one or two lines is called in one word. */
export const headName = ({ group, title }: Pick<Head, 'group' | 'title'>): string =>
  [group, title].filter(Boolean).join(' ')

/**
 * A column for each field: where it was found last under the same head, else by its name; null for none. What was left
 * out on purpose stays out.
 *
 * @param remembered by field, the head of its column at the last import, empty for a field that was left out
 */
export function recallMapping(
  heads: readonly Head[],
  fields: readonly SheetField[],
  remembered: Readonly<Record<string, string>>,
): Record<string, number | null> {
  const recalled = new Map<string, number | null>()
  for (const { key } of fields) {
    const name = remembered[key]
    const head = heads.find((each) => headName(each) === name)
    if (name === '') recalled.set(key, null)
    else if (head && ![...recalled.values()].includes(head.column)) recalled.set(key, head.column)
  }
  const taken = [...recalled.values()]
  const { columns } = proposeMapping(
    heads.filter(({ column }) => !taken.includes(column)),
    fields.filter(({ key }) => !recalled.has(key)),
  )
  for (const { key, column } of columns) recalled.set(key, column)
  return Object.fromEntries(fields.map(({ key }) => [key, recalled.get(key) ?? null]))
}

/**
 * What is remembered of a mapping that was used: the head of each column, and empty for a field that was left out although
 * the list had a column that looks like it. A field that this list lacked is not remembered: the next may have it.
 */
export function rememberMapping(
  mapping: Readonly<Record<string, number | null>>,
  headers: readonly string[],
  fields: readonly SheetField[],
): Record<string, string> {
  const heads = headers.flatMap((title, column): Head[] => (title ? [{ column, title }] : []))
  const remembered: Record<string, string> = {}
  for (const [key, column] of Object.entries(mapping))
    if (column !== null) remembered[key] = (headers[column] ?? '').slice(0, 60)
  for (;;) {
    const again = recallMapping(heads, fields, remembered)
    const unwanted = fields.filter(({ key }) => (mapping[key] ?? null) === null && again[key] !== null)
    if (unwanted.length === 0) return remembered
    for (const { key } of unwanted) remembered[key] = ''
  }
}
