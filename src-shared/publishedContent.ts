import { z } from 'zod'
import { HolidayTable } from './calendar/holidayTable.ts'
import { EDITABLE_TABLES, TableVersion, type EditableTable } from './centre/codeTables.ts'
import type { PublishedKind } from './district/publish.ts'
import { PAPERS } from './paper/registry.ts'

/** The column `content` of what the district published. */
export const PublishedContent = z.object({ note: z.string(), sha256: z.string(), body: z.string() })
export type PublishedContent = z.infer<typeof PublishedContent>

export type ReadPublished =
  | { kind: 'code_table'; table: EditableTable; next: Omit<TableVersion, 'version'> }
  | { kind: 'holidays'; holidays: HolidayTable }
  | { kind: 'template'; file: string; text: string }
  | { problem: string }

/** Files of `resources/paper` that a paper is made of by itself; shared parts are not published one by one. */
export const TEMPLATE_FILES: readonly string[] = [
  ...new Set(Object.values(PAPERS).map(({ template }) => template)),
].sort()

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
const words = (error: z.ZodError): string =>
  error.issues.find(({ message }) => /\p{Script=Han}/u.test(message))?.message ?? '内容的格式不对'

/** Reads what was published as a seat takes it; the district checks it so before it sends it. */
export function readPublished(kind: PublishedKind, subject: string, body: string): ReadPublished {
  if (kind === 'template') {
    if (!TEMPLATE_FILES.includes(subject)) return { problem: `本程序没有 ${subject} 这个版式` }
    if (!body.includes('#import "')) return { problem: '不是文书版式文件：没有引用 base.typ' }
    return { kind, file: subject, text: body }
  }
  if (kind === 'holidays') {
    const parsed = HolidayTable.safeParse(json(body))
    if (!parsed.success) return { problem: words(parsed.error) }
    return String(parsed.data.year) === subject ? { kind, holidays: parsed.data } : { problem: '年份与内容不符' }
  }
  const table = EDITABLE_TABLES.find((each) => each === subject)
  if (!table) return { problem: `本程序没有 ${subject} 这张代码表` }
  const parsed = TableVersion.omit({ version: true }).safeParse(json(body))
  if (!parsed.success) return { problem: words(parsed.error) }
  const codes = parsed.data.codes.map(({ code }) => code)
  const twice = codes.find((code, at) => codes.indexOf(code) !== at)
  return twice === undefined ? { kind, table, next: parsed.data } : { problem: `代码 ${twice} 重复` }
}

/** The column as it stands; null where it is not readable. */
export function parseContent(text: string): PublishedContent | null {
  return PublishedContent.safeParse(json(text)).data ?? null
}
