type Row = Readonly<Record<string, unknown>>

/** How the rows of one owner are told apart and written. */
export interface RowWriter<R> {
  keyOf(row: R): string
  remove(row: R): void
  insert(row: R): void
}

/**
 * Makes the rows that are held into those that are wanted, and touches no row that is already so: most acts change one
 * row of several, and each row written costs its page, its indexes and its share of the log.
 *
 * @param held as they were read, every column of them
 */
export function replaceRows<R extends object>(held: readonly R[], wanted: readonly R[], writer: RowWriter<R>): void {
  const left = new Map(held.map((row) => [writer.keyOf(row), row]))
  const missing: R[] = []
  for (const row of wanted) {
    const key = writer.keyOf(row)
    const before = left.get(key)
    if (before && isSame(before as Row, row as Row)) left.delete(key)
    else missing.push(row)
  }
  for (const row of left.values()) writer.remove(row)
  for (const row of missing) writer.insert(row)
}

const isSame = (held: Row, wanted: Row): boolean => Object.keys(held).every((field) => held[field] === wanted[field])
