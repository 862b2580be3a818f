/**
 * Search text as the index and the query see it: one form for full and half width and for
 * compatibility characters (NFKC), lower case.
 */
export function normaliseSearchText(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/**
 * The tokens of a text for an FTS5 table with `detail='none'`, one for each letter or digit: it and
 * its neighbour, of Latin letters and digits it and the next two, because pairs of ten digits tell
 * nothing apart (phones, numbers, pinyin initials). At the end of a run a token is shorter, so that
 * a prefix query finds what is shorter than a token. A run ends at anything else (space, comma,
 * dash). Characters beyond the basic plane (Ext-B and on) count as one, and so do private ones
 * (PUA), with which old systems write rare names.
 *
 * Join with spaces, in a table with `tokenize="unicode61 remove_diacritics 0"`.
 */
export function toGrams(text: string): string[] {
  return runsOf(text).flatMap((run) =>
    run.map((character, index) => {
      const [second = '', third = ''] = [run[index + 1], run[index + 2]]
      return third !== '' && isAscii(character + second + third) ? character + second + third : character + second
    }),
  )
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
  const terms = runs.flatMap((run) => (run.length === 1 ? [prefix(run[0] ?? '')] : windowsOf(run)))
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

const isAscii = (text: string): boolean => /^[\x20-\x7e]+$/.test(text)

/** The fewest terms that cover a run of a query: whole tokens where it has them, else beginnings of tokens. */
function windowsOf(run: string[]): string[] {
  const three = (at: number): string => (at >= 0 && at + 3 <= run.length ? run.slice(at, at + 3).join('') : '')
  const isThree = (at: number): boolean => three(at) !== '' && isAscii(three(at))
  return run.flatMap((character, at) => {
    if (isThree(at)) return [quote(three(at))]
    const second = run[at + 1]
    if (second === undefined || isThree(at - 1)) return []
    return [isAscii(character + second) ? prefix(character + second) : quote(character + second)]
  })
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

const prefix = (token: string): string => `${quote(token)}*`

/** Letters and digits only, so there is nothing to escape. */
function quote(token: string): string {
  return `"${token}"`
}
