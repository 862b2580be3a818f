/** Rows in which every word of the search is found somewhere in the text. */
export function searchRows<Row>(rows: readonly Row[], search: string, textOf: (row: Row) => string): Row[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...rows]
  return rows.filter((row) => {
    const text = textOf(row).toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

const HEAD_AND_FOOT_REM = 4.25
const ROW_REM = 2.125
/** A grid is never lower. */
const LEAST_REM = 12
const MOST_ROWS = 12

/** As high as its rows; a long list scrolls in itself. */
export const gridHeight = (rows: number): string =>
  `${Math.max(HEAD_AND_FOOT_REM + Math.min(rows, MOST_ROWS) * ROW_REM, LEAST_REM)}rem`
