import { createHash } from 'node:crypto'
import type { PublishedView } from '../../src-shared/directive/published.ts'
import type { PublishedKind } from '../../src-shared/district/publish.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { parseContent, readPublished, type ReadPublished } from '../../src-shared/publishedContent.ts'
import { saveTableVersion, tableVersions } from '../centre/codeTables.ts'
import { saveHolidaysNow } from '../centre/holidays.ts'
import { readHolidayTables } from '../centre/repo.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { listPublished, type PublishedRecord } from './repo.ts'

/** Printed where a table's source stands, so that an office knows its own from the district's. */
const sourceOf = (source: string): string => `区里发布：${source}`.slice(0, 200)

type Good = Exclude<ReadPublished, { problem: string }>
interface Read {
  record: PublishedRecord
  note: string
  sha256: string
  read: ReadPublished
}

/** What was published as this program takes it; a checksum that does not fit is a reason like any other. */
function read(record: PublishedRecord): Read {
  const content = parseContent(record.content)
  if (!content) return { record, note: '', sha256: '', read: { problem: '内容读不出来' } }
  const { note, sha256, body } = content
  const isWhole = createHash('sha256').update(body).digest('hex') === sha256
  return {
    ...{ record, note, sha256 },
    read: isWhole
      ? readPublished(record.kind as PublishedKind, record.subject, body)
      : { problem: '校验码不符，内容可能在路上损坏，没有采用' },
  }
}

/** Whether the street has it in force already, by what it says: another seat may have confirmed it. */
function isApplied(ctx: Pick<Ctx, 'db'>, good: Good): boolean {
  if (good.kind === 'template') return true
  if (good.kind === 'holidays') {
    const own = readHolidayTables(ctx.db).find(({ year }) => year === good.holidays.year)
    return (
      own !== undefined && JSON.stringify({ ...own, source: '' }) === JSON.stringify({ ...good.holidays, source: '' })
    )
  }
  return tableVersions(ctx, good.table).some(
    (each) =>
      each.effectiveFrom === good.next.effectiveFrom && JSON.stringify(each.codes) === JSON.stringify(good.next.codes),
  )
}

function stateOf(ctx: Pick<Ctx, 'db' | 'today'>, { record, read: found }: Read, all: readonly PublishedRecord[]) {
  if ('problem' in found) return { state: 'refused' as const, why: found.problem }
  const isOpen = found.kind !== 'template' && isApplied(ctx, found)
  if (isOpen) return { state: 'applied' as const, why: '' }
  if (record.withdrawnAt) return { state: 'withdrawn' as const, why: '区里已撤回' }
  const newer = all.find(
    (each) =>
      each.kind === record.kind &&
      each.subject === record.subject &&
      each.version > record.version &&
      !each.withdrawnAt &&
      each.effectiveFrom <= ctx.today,
  )
  if (newer) return { state: 'superseded' as const, why: `已有第 ${newer.version} 版` }
  if (found.kind === 'template' && record.effectiveFrom <= ctx.today) return { state: 'applied' as const, why: '' }
  // A code table is in force from its day, whenever it is confirmed; a year's days off may be confirmed at once, too.
  return found.kind === 'template'
    ? { state: 'coming' as const, why: `${record.effectiveFrom} 起自动使用` }
    : { state: 'due' as const, why: '等待负责人确认' }
}

function summaryOf(found: ReadPublished): string {
  if ('problem' in found) return ''
  if (found.kind === 'template') return `${found.file}，${found.text.length} 字`
  if (found.kind === 'code_table') return found.next.codes.map(({ code, title }) => `${code} ${title}`).join('、')
  const days = found.holidays.daysOff.map(({ name, fromOn, toOn }) => `${name} ${fromOn} 至 ${toOn}`)
  return [...days, ...found.holidays.makeupDays.map(({ on }) => `${on} 上班`)].join('、')
}

export function viewPublished(ctx: Pick<Ctx, 'db' | 'today'>): PublishedView[] {
  const all = listPublished(ctx.db)
  return all.flatMap((record) => {
    const { kind } = record
    if (kind !== 'code_table' && kind !== 'holidays' && kind !== 'template') return []
    const one = read(record)
    const { id, subject, version, title, effectiveFrom, publishedAt, publishedBy } = record
    return [
      {
        ...{ id, kind, subject, version, title, effectiveFrom, publishedAt, publishedBy },
        ...{ note: one.note, sha256: one.sha256, summary: summaryOf(one.read) },
        ...stateOf(ctx, one, all),
      },
    ]
  })
}

/** Templates in force, by file: the newest that has begun and was not withdrawn. For the typesetter. */
export function templatesInForce(ctx: Pick<Ctx, 'db' | 'today'>): { file: string; text: string }[] {
  const byFile = new Map<string, { file: string; text: string }>()
  const all = listPublished(ctx.db)
  for (const record of all) {
    if (record.kind !== 'template' || byFile.has(record.subject)) continue
    const one = read(record)
    if (stateOf(ctx, one, all).state !== 'applied' || 'problem' in one.read || one.read.kind !== 'template') continue
    byFile.set(record.subject, { file: one.read.file, text: one.read.text })
  }
  return [...byFile.values()]
}

export const publishedHandlers = {
  'published.list': (ctx) => viewPublished(ctx),
  'published.apply': async (ctx, { id, jobId }) => {
    const record = listPublished(ctx.db).find((each) => each.id === id)
    const view = viewPublished(ctx).find((each) => each.id === id)
    if (!record || !view) throw new AppError('not_found', '没有这次发布')
    if (view.state !== 'due') throw new AppError('not_allowed', view.why || '已经生效')
    const { read: found } = read(record)
    if ('problem' in found || found.kind === 'template') throw new AppError('not_allowed', view.why)
    if (found.kind === 'holidays') {
      const table = { ...found.holidays, source: sourceOf(found.holidays.source) }
      return { moved: (await saveHolidaysNow(ctx, table, jobId)).count }
    }
    ctx.transact((tx) => saveTableVersion(tx, found.table, { ...found.next, source: sourceOf(found.next.source) }))
    return { moved: 0 }
  },
} satisfies Partial<Handlers>
