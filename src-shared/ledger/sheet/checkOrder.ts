import type { FieldValue } from './field.ts'
import type { Mapping } from './proposeMapping.ts'

/** Days of a case that cannot lie the other way round; the later one is named. */
const ORDER: readonly [earlier: string, later: string, message: string][] = [
  ['acceptedOn', 'closedOn', '结案日期：早于受理日期'],
  ['acceptedOn', 'returnVisitOn', '回访日期：早于受理日期'],
  ['closedOn', 'archivedOn', '归档日期：早于结案日期'],
]

/** Problems between the cells of one row, each at the column of the later day. */
export function checkOrder(
  values: Readonly<Record<string, FieldValue>>,
  mapping: Pick<Mapping, 'columns'>,
): { column: number; message: string }[] {
  return ORDER.flatMap(([earlier, later, message]) => {
    const [first, second] = [values[earlier], values[later]]
    if (typeof first !== 'string' || typeof second !== 'string' || second >= first) return []
    return [{ column: mapping.columns.find(({ key }) => key === later)?.column ?? 0, message }]
  })
}
