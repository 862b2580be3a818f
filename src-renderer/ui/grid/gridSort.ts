import type { GridColumn, GridSort } from './gridTypes.ts'

const collator = new Intl.Collator('zh-CN', { numeric: true })

/** The order of `rows` by a column: numbers by size, texts as a Chinese dictionary does, empty values last. */
export function sortedOrder<Row>(
  rows: readonly Row[],
  column: GridColumn<Row>,
  direction: GridSort['direction'],
): number[] {
  const values = rows.map((row) =>
    column.sortValue ? column.sortValue(row) : (row as Record<string, unknown>)[column.key],
  )
  const sign = direction === 'up' ? 1 : -1
  return rows
    .map((_, index) => index)
    .sort((a, b) => {
      const [left, right] = [values[a], values[b]]
      const leftEmpty = isEmpty(left)
      const rightEmpty = isEmpty(right)
      if (leftEmpty || rightEmpty) return Number(leftEmpty) - Number(rightEmpty) || a - b
      return sign * compare(left, right) || a - b
    })
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}
function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return collator.compare(String(left), String(right))
}

/** Up, then down, then as given. */
export function nextSort(sort: GridSort | undefined, key: string): GridSort | undefined {
  if (sort?.key !== key) return { key, direction: 'up' }
  return sort.direction === 'up' ? { key, direction: 'down' } : undefined
}
