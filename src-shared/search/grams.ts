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
  const tokens: string[] = []
  for (const run of runsOf(text)) {
    for (let index = 0; index < run.length; index++) tokens.push((run[index] ?? '') + (run[index + 1] ?? ''))
    for (const three of threesOf(run)) tokens.push(three)
  }
  return tokens
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

/** Every three neighbouring Latin letters or digits of a run. */
function threesOf(run: string[]): string[] {
  const threes: string[] = []
  let streak = 0
  for (let index = 0; index < run.length; index++) {
    streak = (run[index]?.charCodeAt(0) ?? 0x80) < 0x80 ? streak + 1 : 0
    if (streak >= 3) threes.push((run[index - 2] ?? '') + (run[index - 1] ?? '') + (run[index] ?? ''))
  }
  return threes
}

const pairsOf = (run: string[]): string[] => run.slice(1).map((character, index) => (run[index] ?? '') + character)
const isAscii = (text: string): boolean => /^[\x20-\x7e]+$/.test(text)

/** The fewest tokens that cover a run of a query: threes where they are indexed, else pairs. */
function windowsOf(run: string[]): string[] {
  const threes = threesOf(run)
  const pairs = pairsOf(run).filter((pair, index) => {
    const isCovered = [index - 1, index].some(
      (at) => at >= 0 && at + 3 <= run.length && isAscii(run.slice(at, at + 3).join('')),
    )
    return !isCovered || !isAscii(pair)
  })
  return [...threes, ...pairs]
}

const LETTER = /[\p{L}\p{N}\p{Co}]/u

/** True for what is indexed. The two common ranges first: the general test costs ten times as much. */
function isLetter(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0x4e00 && code <= 0x9fff) return true
  if (code < 0x80)
    return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
  return LETTER.test(character)
}

function runsOf(text: string): string[][] {
  const runs: string[][] = []
  let run: string[] = []
  for (const character of normaliseSearchText(text)) {
    if (isLetter(character)) run.push(character)
    else if (run.length > 0) {
      runs.push(run)
      run = []
    }
  }
  if (run.length > 0) runs.push(run)
  return runs
}

/** Letters and digits only, so there is nothing to escape. */
function quote(token: string): string {
  return `"${token}"`
}
