import { TableVersion } from '../../src-shared/centre/codeTables.ts'
import { issueTexts } from '../../src-shared/kernel/issueText.ts'
import { type Day } from '../../src-shared/kernel/day.ts'
import { cleanCode, cleanLine } from '../ui/form/cleanText.ts'
import { parseTsv } from '../ui/grid/tsv.ts'

export interface CodeRow {
  code: string
  title: string
}
/** A new version as it is typed; the day is '' until it can be read. */
export interface CodeTableDraft {
  title: string
  source: string
  effectiveFrom: string
  codes: CodeRow[]
}
export type NextVersion = Omit<TableVersion, 'version'>

const isBlank = ({ code, title }: CodeRow): boolean => code.trim() === '' && title.trim() === ''

export const newestOf = (versions: readonly TableVersion[]): TableVersion | undefined =>
  [...versions].sort((a, b) => b.version - a.version)[0]

/** A new version with the codes of another, from today or from the newest version's day if that is still to come. */
export function draftFrom(base: TableVersion, versions: readonly TableVersion[], today: Day): CodeTableDraft {
  const earliest = newestOf(versions)?.effectiveFrom ?? today
  return {
    title: base.title,
    source: '',
    effectiveFrom: earliest > today ? earliest : today,
    codes: base.codes.map((row) => ({ ...row })),
  }
}

export const withoutBlanks = (rows: readonly CodeRow[]): CodeRow[] => rows.filter((row) => !isBlank(row))

/** For the contract to check: codes in plain digits. */
export function toNext({ title, source, effectiveFrom, codes }: CodeTableDraft): unknown {
  return { title, source, effectiveFrom, codes: codes.map((row) => ({ code: cleanCode(row.code), title: row.title })) }
}

/** What is wrong with a draft, by field name; a row's fields are `codes.3.code` and `codes.3.title`. */
export function faultsOf(versions: readonly TableVersion[], draft: CodeTableDraft): Record<string, string> {
  const faults = issueTexts(TableVersion.omit({ version: true }).safeParse(toNext(draft)).error)
  const seen = new Map<string, number>()
  draft.codes.forEach((row, at) => {
    const code = cleanCode(row.code)
    const first = seen.get(code)
    if (code === '') return
    if (first === undefined) seen.set(code, at)
    else faults[`codes.${at}.code`] ??= `与第 ${first + 1} 行的代码重复`
  })
  const earliest = newestOf(versions)?.effectiveFrom
  if (earliest && draft.effectiveFrom !== '' && draft.effectiveFrom < earliest)
    faults['effectiveFrom'] ??= `不能早于上一版的 ${earliest}：旧事项按旧版显示，不会被改写`
  return faults
}

/** A draft that was checked, or undefined if it still has faults. */
export function checkedNext(draft: CodeTableDraft): NextVersion | undefined {
  return TableVersion.omit({ version: true }).safeParse(toNext(draft)).data
}

/** By code, as digits are read; rows without one come last. */
export function sortedByCode(rows: readonly CodeRow[]): CodeRow[] {
  const rank = ({ code }: CodeRow): string => cleanCode(code) || '~'
  return [...rows].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0))
}

/**
 * Lays cells copied in WPS or Excel over the rows from row `at`; more lines become more rows. Two columns are code and
 * title, one column goes where it was pasted; a line of headings is left out. undefined: no table, just text.
 */
export function pasteCodes(
  rows: readonly CodeRow[],
  at: number,
  field: keyof CodeRow,
  text: string,
): CodeRow[] | undefined {
  if (!/[\t\n]/.test(text.trim())) return undefined
  const block = parseTsv(text).map((line) => line.map(cleanLine))
  const hasTwo = (block[0]?.length ?? 0) > 1
  const isHead = hasTwo && !/^\d+$/.test(cleanCode(block[0]?.[0] ?? '')) && /^\d+$/.test(cleanCode(block[1]?.[0] ?? ''))
  const pasted = block
    .slice(isHead ? 1 : 0)
    .filter((line) => line.some((cell) => cell.trim() !== ''))
    .map(([first = '', second = '']): Partial<CodeRow> => {
      if (hasTwo) return { code: cleanCode(first), title: second.trim() }
      return { [field]: field === 'code' ? cleanCode(first) : first.trim() }
    })
  const laid = rows.map((row) => ({ ...row }))
  pasted.forEach((row, down) => (laid[at + down] = { code: '', title: '', ...laid[at + down], ...row }))
  return laid
}

/** What a draft changes against the version before it, in one sentence for people. */
export function describeChanges(before: TableVersion, draft: CodeTableDraft): string {
  const had = new Map(before.codes.map(({ code, title }) => [code, title]))
  const has = new Map(withoutBlanks(draft.codes).map(({ code, title }) => [cleanCode(code), title.trim()]))
  const added = [...has].filter(([code]) => !had.has(code))
  const retired = [...had].filter(([code]) => !has.has(code))
  const renamed = [...has].filter(([code, title]) => had.has(code) && had.get(code) !== title)
  const parts = [
    listed('新增', added),
    listed('停用', retired),
    listed(
      '改名',
      renamed.map(([code, title]) => [code, `${had.get(code)}→${title}`]),
    ),
  ].filter(Boolean)
  return `与第 ${before.version} 版比：${parts.join('；') || '代码没有变化'}。`
}

const AT_MOST = 6
function listed(word: string, codes: readonly (readonly [string, string])[]): string {
  if (codes.length === 0) return ''
  const shown = codes.slice(0, AT_MOST).map(([code, title]) => `${code} ${title}`)
  return `${word} ${codes.length} 项（${shown.join('、')}${codes.length > AT_MOST ? ' 等' : ''}）`
}

/** Whether a version applies today, in words. */
export function standingOf(
  version: TableVersion,
  inForce: TableVersion | undefined,
  today: Day,
): { kind: 'ok' | 'info' | 'idle'; text: string } {
  if (version === inForce) return { kind: 'ok', text: '今天使用' }
  return version.effectiveFrom > today ? { kind: 'info', text: '还没有生效' } : { kind: 'idle', text: '已有新版' }
}
