/** One value of a code table. */
export type Code<C extends string = string> = { code: C; title: string }

/** Codes of a table that an office edits, with what stands behind each. */
export type DetailedCodes = { code: string; title: string; detail?: unknown }[]

/**
 * A published or home-made list of codes. `status` says whether the codes were checked against the
 * standard's own text; screens and exports that name an unverified table say so.
 */
export type CodeTable<C extends string = string> = {
  id: string
  title: string
  /** Rises with every change; a record keeps its code, the table keeps retired codes readable. */
  version: number
  status: 'verified' | 'unverified'
  source: string
  codes: readonly Code<C>[]
}

/** The title of `code`, or undefined if the table has no such code. */
export function codeTitle(table: CodeTable, code: string): string | undefined {
  return table.codes.find((each) => each.code === code)?.title
}

/** True if the table has `code`. */
export function hasCode<C extends string>(table: CodeTable<C>, code: string): code is C {
  return table.codes.some((each) => each.code === code)
}
