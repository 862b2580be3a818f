/** What a number pattern may hold: `{year}`, `{seat}`, `{committee}`, `{street}`, `{seq}` or `{seq:4}`. */
export interface NumberParts {
  year: number
  seat: string
  seq: number
  committee: string
  street: string
}

/** The parts by the names that a person reads and clicks, each with the token that stands for it. */
export const PATTERN_PARTS = [
  { token: '{year}', title: '年份' },
  { token: '{seat}', title: '座席字母' },
  { token: '{seq:4}', title: '四位序号' },
  { token: '{seq}', title: '序号' },
  { token: '{committee}', title: '调委会简称' },
  { token: '{street}', title: '街道' },
] as const

const NAMES = { year: '年份', seat: '座席字母', committee: '调委会简称', street: '街道', seq: '序号' } as const
const DIGITS = '零一二三四五六七八九'

const TOKEN = /\{(year|seat|committee|street|seq)(?::(\d))?\}/g

/**
 * `（{year}）{committee}人调字第{seat}{seq:4}号` -> `（2026）梧桐人调字第A0012号`. Two different
 * (year, seat, seq) never give the same text as long as {@link checkPattern} accepts the pattern.
 */
export function formatNumber(pattern: string, parts: NumberParts): string {
  return pattern.replace(TOKEN, (_, name: keyof NumberParts, width?: string) =>
    String(parts[name]).padStart(Number(width ?? 0), '0'),
  )
}

/** `（{year}）第{seq:4}号` as a form shows it: `（【年份】）第【四位序号】号`. */
export function showPattern(pattern: string): string {
  return pattern.replace(TOKEN, (_, name: keyof NumberParts, width?: string) => {
    const size = width === undefined ? '' : `${DIGITS[Number(width)]}位`
    return `【${size}${NAMES[name]}】`
  })
}

/** The inverse of {@link showPattern}; what it does not know stays as it is, for {@link checkPattern} to refuse. */
export function readPattern(shown: string): string {
  return shown.replace(
    /【(?:([零一二三四五六七八九])位)?([^【】]+)】/g,
    (whole, digit: string | undefined, title: string) => {
      const name = Object.entries(NAMES).find((entry) => entry[1] === title)?.[0]
      return name === undefined ? whole : `{${name}${digit === undefined ? '' : `:${DIGITS.indexOf(digit)}`}}`
    },
  )
}

/** Why a pattern cannot be used, in Chinese, or undefined if it can. */
export function checkPattern(pattern: string): string | undefined {
  const tokens = [...pattern.matchAll(TOKEN)].map((match) => match[1])
  for (const needed of ['year', 'seat', 'seq'] as const) {
    const count = tokens.filter((token) => token === needed).length
    if (count !== 1) return `编号格式里【${NAMES[needed]}】应当正好出现一次`
  }
  if (/\d/.test(pattern.replace(TOKEN, ' '))) return '编号格式里除年份、序号外请不要写数字，以免混淆'
  if (/\}\{(?=year|seq)/.test(pattern) && /\{(year|seq(:\d)?)\}\{(year|seq)/.test(pattern))
    return '年份和序号之间要有文字或符号隔开'
  if (/[{}【】]/.test(pattern.replace(TOKEN, ''))) return '编号格式里有不认识的【】内容，请用下面的按钮插入'
  return undefined
}
