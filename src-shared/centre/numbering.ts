/** What a number pattern may hold: `{year}`, `{seat}`, `{committee}`, `{street}`, `{seq}` or `{seq:4}`. */
export interface NumberParts {
  year: number
  seat: string
  seq: number
  committee: string
  street: string
}

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

/** Why a pattern cannot be used, in Chinese, or undefined if it can. */
export function checkPattern(pattern: string): string | undefined {
  const tokens = [...pattern.matchAll(TOKEN)].map((match) => match[1])
  for (const needed of ['year', 'seat', 'seq'] as const) {
    const count = tokens.filter((token) => token === needed).length
    if (count !== 1) return `编号格式里 {${needed}} 应当正好出现一次`
  }
  if (/\d/.test(pattern.replace(TOKEN, ' '))) return '编号格式里除年份、序号外请不要写数字，以免混淆'
  if (/\}\{(?=year|seq)/.test(pattern) && /\{(year|seq(:\d)?)\}\{(year|seq)/.test(pattern))
    return '年份和序号之间要有文字或符号隔开'
  if (/[{}]/.test(pattern.replace(TOKEN, ''))) return '编号格式里有不认识的花括号内容'
  return undefined
}
