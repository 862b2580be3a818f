export interface TextPart {
  text: string
  isMatch: boolean
}

/** Splits a text where the searched words stand in it, so that they can be marked. Case and width do not matter. */
export function markMatch(text: string, searched: string): TextPart[] {
  const words = [...new Set(fold(searched).split(/\s+/).filter(Boolean))].sort((a, b) => b.length - a.length)
  const folded = [...text].map(foldInPlace).join('')
  if (words.length === 0) return [{ text, isMatch: false }]
  const parts: TextPart[] = []
  let at = 0
  while (at < text.length) {
    const next = nearest(folded, words, at)
    if (!next) break
    if (next.from > at) parts.push({ text: text.slice(at, next.from), isMatch: false })
    parts.push({ text: text.slice(next.from, next.to), isMatch: true })
    at = next.to
  }
  if (at < text.length) parts.push({ text: text.slice(at), isMatch: false })
  return parts
}

/** Splits a text so that the characters at `positions` are marked, neighbours together. */
export function markPositions(text: string, positions: readonly number[]): TextPart[] {
  const parts: TextPart[] = []
  for (let at = 0; at < text.length; at += 1) {
    const isMatch = positions.includes(at)
    const last = parts.at(-1)
    if (last?.isMatch === isMatch) last.text += text[at] ?? ''
    else parts.push({ text: text[at] ?? '', isMatch })
  }
  return parts
}

function nearest(folded: string, words: readonly string[], at: number): { from: number; to: number } | undefined {
  let best: { from: number; to: number } | undefined
  for (const word of words) {
    const from = folded.indexOf(word, at)
    if (from >= 0 && (!best || from < best.from)) best = { from, to: from + word.length }
  }
  return best
}

/** As `fold`, but what would change its length (an ellipsis, a ligature) stays, so that places are the same. */
function foldInPlace(character: string): string {
  const folded = fold(character)
  return folded.length === character.length ? folded : character
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
