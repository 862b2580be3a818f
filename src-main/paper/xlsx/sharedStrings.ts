import { unescapeCellText } from './xml.ts'

/** The texts of a workbook, by number. */
export type SharedStrings = (index: number) => string

/** What nearly every text looks like. */
const PLAIN = /^<[is][is]><t(?: xml:space="preserve")?>([^<]*)<\/t><\//
const TEXT = /<(?:\w+:)?t(?:\s[^>]*)?(?<!\/)>([^<]*)</g
const PHONETIC = /<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g
const CACHED_TEXTS = 50_000

/** The text of a string item or an inline string: its runs joined, phonetic hints left out. */
export function textOf(xml: string): string {
  const plain = PLAIN.exec(xml)
  if (plain) return unescapeCellText(plain[1]!)
  let text = ''
  for (const match of (xml.includes('rPh') ? xml.replace(PHONETIC, '') : xml).matchAll(TEXT)) text += match[1]!
  return unescapeCellText(text)
}

/**
 * Keeps the part as bytes and decodes a text when it is asked for: a ledger of 100,000 rows has millions of texts,
 * which would take four times the memory as strings.
 */
export function indexSharedStrings(bytes: Buffer): SharedStrings {
  const prefix = /<(\w+:)?sst[\s>]/.exec(bytes.toString('utf8', 0, 2_000))?.[1] ?? ''
  const item = Buffer.from(`<${prefix}si`)
  let starts = new Uint32Array(1_024)
  let count = 0
  for (let at = bytes.indexOf(item); at >= 0; at = bytes.indexOf(item, at + item.length)) {
    if (count + 1 === starts.length) {
      const longer = new Uint32Array(starts.length * 2)
      longer.set(starts)
      starts = longer
    }
    starts[count++] = at
  }
  starts[count] = bytes.length

  // Only texts that come again are kept: most are used once, and keeping those would cost more than decoding.
  const isSeen = new Uint8Array(count)
  const cache = new Map<number, string>()
  return (index) => {
    if (!(index >= 0 && index < count)) return ''
    const known = cache.get(index)
    if (known !== undefined) return known
    const text = textOf(bytes.toString('utf8', starts[index], starts[index + 1]))
    if (isSeen[index] && cache.size < CACHED_TEXTS) cache.set(index, text)
    isSeen[index] = 1
    return text
  }
}
