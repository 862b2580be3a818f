/** `930`, `0930`, `9:30`, `9点半`, `9：05` -> `09:30`; undefined if the text is no time of day. */
export function parseTime(text: string): string | undefined {
  const typed = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace('点半', ':30')
    .replace(/点$/, ':00')
    .replace('点', ':')
    .replace(/分$/, '')
  const match = /^(\d{1,2}):(\d{2})$/.exec(typed) ?? /^(\d{1,2})(\d{2})$/.exec(typed)
  if (!match || Number(match[1]) > 23 || Number(match[2]) > 59) return undefined
  return `${(match[1] ?? '').padStart(2, '0')}:${match[2]}`
}
