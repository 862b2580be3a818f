/**
 * Search text as the index and the query see it: one form for full and half width and for
 * compatibility characters (NFKC), lower case.
 */
export function normaliseSearchText(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/**
 * The tokens of a text for an FTS5 table with `detail='none'`: every pair of neighbouring letters
 * or digits, and the last character of a run alone, so that a prefix query finds single
 * characters; of Latin letters and digits every three besides, because pairs of ten digits tell
 * nothing apart (phones, numbers, pinyin initials). A run ends at anything else (space, comma, dash). Characters beyond the basic plane
 * (Ext-B and on) count as one, and so do private ones (PUA), with which old systems write rare names.
 *
 * Join with spaces, in a table with `tokenize="unicode61 remove_diacritics 0"`.
 */
export function toGrams(text: string): string[] {
  return runsOf(text).flatMap((run) => [
    ...run.map((character, index) => character + (run[index + 1] ?? '')),
    ...threesOf(run).filter(isAscii),
  ])
}

/** A query over {@link toGrams} tokens. */
export type MatchQuery = {
  /** For `MATCH`. */
  match: string
  /**
   * True if the index answers more than the text: pairs may stand apart or in another order, signs
   * are not indexed. Then each row found must be checked with {@link containsSearchText}. No row is ever missed.
   */
  needsRecheck: boolean
}

/**
 * The FTS5 query that finds every row containing `text`: one character as a prefix, more as all
 * pairs. Undefined if there is no letter or digit in it. Pieces apart by spaces or signs are all
 * wanted, in any order.
 */
export function toMatchQuery(text: string): MatchQuery | undefined {
  const runs = runsOf(text)
  if (runs.length === 0) return undefined
  const terms = runs.flatMap((run) => (run.length === 1 ? [`${quote(run[0] ?? '')}*`] : windowsOf(run).map(quote)))
  const isWhole = runs.length === 1 && runs[0]?.join('') === normaliseSearchText(text).trim()
  const isOneTerm = isWhole && (runs[0]!.length <= 2 || (runs[0]!.length === 3 && isAscii(runs[0]!.join(''))))
  return { match: [...new Set(terms)].join(' AND '), needsRecheck: !isOneTerm }
}

/** True if every piece of `query` (split at spaces) is in `text`, both normalised: the recheck. */
export function containsSearchText(text: string, query: string): boolean {
  const normalised = normaliseSearchText(text)
  return normaliseSearchText(query)
    .split(/\s+/)
    .every((piece) => normalised.includes(piece))
}

const threesOf = (run: string[]): string[] => run.slice(2).map((_, index) => run.slice(index, index + 3).join(''))
const pairsOf = (run: string[]): string[] => run.slice(1).map((character, index) => (run[index] ?? '') + character)
const isAscii = (text: string): boolean => /^[\x20-\x7e]+$/.test(text)

/** The fewest tokens that cover a run of a query: threes where they are indexed, else pairs. */
function windowsOf(run: string[]): string[] {
  const threes = threesOf(run).filter(isAscii)
  const pairs = pairsOf(run).filter((pair, index) => {
    const isCovered = [index - 1, index].some(
      (at) => at >= 0 && at + 3 <= run.length && isAscii(run.slice(at, at + 3).join('')),
    )
    return !isCovered || !isAscii(pair)
  })
  return [...threes, ...pairs]
}

function runsOf(text: string): string[][] {
  return [...normaliseSearchText(text).matchAll(/[\p{L}\p{N}\p{Co}]+/gu)].map(([run]) => [...run])
}

/** Letters and digits only, so there is nothing to escape. */
function quote(token: string): string {
  return `"${token}"`
}
