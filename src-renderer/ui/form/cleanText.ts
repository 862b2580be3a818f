const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]/g
const ODD_SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]/g

/** Text pasted into one line: no invisible characters, no line breaks, single ordinary spaces, none at the ends. */
export function cleanLine(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(/\r\n?|\n/g, ' ')
    .replace(ODD_SPACES, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** Text pasted into several lines: line breaks stay, spaces at line ends go, at most one empty line in a row. */
export function cleanLines(text: string): string {
  const lines = text.replace(INVISIBLE, '').replace(/\r\n?/g, '\n').replace(ODD_SPACES, ' ').split('\n')
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** A number or code: full-width forms narrowed, every space, hyphen and dot removed, letters in capitals. */
export function cleanCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[\s\-‐-―−.·]/g, '')
    .toUpperCase()
}

/** A phone number: as a code, without the country code of China; an extension after a comma, # or 转 stays. */
export function cleanPhone(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[\s()]/g, '')
    .replace(/[‐-―−]/g, '-')
  const domestic = plain.replace(/^(\+|00)86-?/, '')
  return /^1[\d-]+$/.test(domestic) ? domestic.replaceAll('-', '') : domestic
}
