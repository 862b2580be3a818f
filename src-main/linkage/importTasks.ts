import { IntakeCard } from '../../src-shared/intake/schema.ts'
import { rememberMapping } from '../../src-shared/ledger/sheet/recallMapping.ts'
import { TASK_SHEET_FIELDS } from '../../src-shared/ledger/sheet/taskSheetFields.ts'
import { toSheetTask, type SheetTask } from '../../src-shared/ledger/toSheetTask.ts'
import { DESCRIBE_INPUT } from '../../src-shared/linkage/events.ts'
import type { SheetSource } from '../../src-shared/linkage/sheetSource.ts'
import { recordEvent } from '../intake/record.ts'
import { registerMatter } from '../intake/register.ts'
import { gatherCounters } from '../ledger/counters.ts'
import { readRecords, type ImportFile } from '../ledger/readRecords.ts'
import { insertBatch } from '../ledger/repo.ts'
import { gatherEntries } from '../search/indexMatter.ts'
import { audit, type Ctx, type Job } from '../ctx/ctx.ts'
import { recordAct } from './acts.ts'
import { findKnownSheets, getSource } from './sheetSources.ts'
import { rememberHeads } from './sheetRepo.ts'

/** Rows between two reports, after each of which a cancel can come in. */
const PROGRESS_EVERY = 20
const INDEX_EVERY = 500

/**
 * Registers every task of another system's list that is not here yet, described and waiting for its dispatch; runs
 * inside one transaction on the writing thread's own connection.
 *
 * @returns how many were registered, and how many were here already and left alone
 */
export async function importTasks(
  ctx: Ctx,
  importId: string,
  file: ImportFile,
  job: Job,
): Promise<{ count: number; known: number }> {
  const source = getSource(ctx, file.sourceId)
  const entries = gatherEntries(ctx.db)
  const writeCounters = gatherCounters(ctx.db)
  let [done, count] = [0, 0]
  for await (const { values } of readRecords(file, ctx.today, job)) {
    const task = toSheetTask(values, ctx.today)
    if (!findKnownSheets(ctx, source, [task.sheet.number]).has(task.sheet.number)) {
      register(ctx, source, task, importId)
      count += 1
    }
    done += 1
    if (done % INDEX_EVERY === 0) entries.write()
    if (done % PROGRESS_EVERY !== 0) continue
    job.report(done, file.rowCount, '正在登记')
    await new Promise((resolve) => setImmediate(resolve))
    job.signal.throwIfAborted()
  }
  entries.end()
  writeCounters()
  const { userId, name } = ctx.actor
  const batch = { id: importId, fileName: file.fileName, count, at: ctx.now, byId: userId, by: name }
  insertBatch(ctx.db, { ...batch, system: source.name })
  rememberHeads(ctx.db, source.id, rememberMapping(file.mapping, file.headers, TASK_SHEET_FIELDS))
  audit(ctx, 'imported', { kind: 'import', id: importId, title: file.fileName }, `${source.name} ${count} 件`)
  return { count, known: done - count }
}

/** Card, triage and description, as the acts one by one. */
function register(ctx: Ctx, source: SheetSource, { card, sheet, place, people, isSecret }: SheetTask, importId: string): void {
  const { matterId, version } = registerMatter(
    ctx,
    IntakeCard.parse({ ...(card as object), sourceUnit: source.name }),
    { importId },
  )
  const triage = { route: 'linkage', answer: '', remedies: [] }
  const triaged = recordEvent(ctx, matterId, version, 'triaged', triage, '来件导入')
  const act = DESCRIBE_INPUT.parse({
    linkage: source.linkage,
    source: source.door,
    sheet: { ...sheet, system: source.name },
    eventClass: source.eventClass,
    place,
    people,
    isSecret,
  })
  recordAct(ctx, 'describe', { matterId, version: triaged.version, act })
}
