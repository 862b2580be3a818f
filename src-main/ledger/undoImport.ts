import { recordEvent } from '../intake/record.ts'
import { gatherEntries } from '../search/indexMatter.ts'
import { audit, type Ctx, type Job } from '../ctx/ctx.ts'
import { gatherCounters } from './counters.ts'
import { listImported, markUndone } from './repo.ts'

/** Matters between two reports, after each of which a cancel can come in. */
const PROGRESS_EVERY = 100
const INDEX_EVERY = 1_000

/** Voids what an import brought, but for matters that were worked on since; runs inside one transaction. */
export async function undoImport(
  ctx: Ctx,
  { id: importId, fileName }: { id: string; fileName: string },
  job: Job,
): Promise<{ count: number; kept: number }> {
  const matters = listImported(ctx.db, ctx.actor.userId, importId)
  const untouched = matters.filter((matter) => matter.events === 0)
  const kept = matters.length - untouched.length
  const writeCounters = gatherCounters(ctx.db)
  const entries = gatherEntries(ctx.db)
  for (const [index, { id, version }] of untouched.entries()) {
    recordEvent(ctx, id, version, 'voided', {}, '撤销导入')
    if (index % INDEX_EVERY === 0) entries.write()
    if (index % PROGRESS_EVERY !== 0) continue
    job.report(index, untouched.length, '正在撤销')
    await new Promise((resolve) => setImmediate(resolve))
    job.signal.throwIfAborted()
  }
  entries.end()
  writeCounters()
  markUndone(ctx.db, importId, ctx.now)
  audit(
    ctx,
    'import_undone',
    { kind: 'import', id: importId, title: fileName },
    `作废 ${untouched.length} 件，保留已办理的 ${kept} 件`,
  )
  return { count: untouched.length, kept }
}
