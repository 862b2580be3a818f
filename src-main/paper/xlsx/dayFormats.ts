import { tagsOf } from './xml.ts'

/**
 * Built-in formats that show a day, the ones of Chinese programs among them (27-31, 36, 50-54, 57, 58).
 * Those that show only a time of day (18-21, 32-35, 45-47, 55, 56) are numbers to a ledger.
 */
const BUILT_IN = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])

/** For each cell format (`cellXfs`) of a styles part, whether its numbers are days. */
export function dayFormatsOf(styles: string): boolean[] {
  const custom = new Map(
    tagsOf(styles, 'numFmt').map((tag) => [Number(tag.numFmtId), isDayFormat(tag.formatCode ?? '')]),
  )
  const formats = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? ''
  return tagsOf(formats, 'xf').map((tag) => {
    const id = Number(tag.numFmtId ?? 0)
    return custom.get(id) ?? BUILT_IN.has(id)
  })
}

/** Whether a format code such as `yyyy"年"m"月"d"日";@` or `[$-804]d mmm` shows a year or a date. */
export function isDayFormat(code: string): boolean {
  const bare = code
    .replace(/"[^"]*"/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/[\\_*]./g, '')
    .split(';')[0]!
    .replace(/General|AM\/PM|A\/P/gi, '')
  return /[yd年日]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare))
}
