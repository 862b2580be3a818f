import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { OutputOf } from '../../src-shared/contract.ts'
import { createCoreWithState } from '../../src-main/host/core.ts'
import { silentLog } from '../../src-main/host/log.ts'
import { PRACTICE_PASSWORD } from '../../src-main/host/practice.ts'
import { seedCentre } from '../../src-main/host/seed.ts'
import { APP_DIR } from './bulkStore.ts'

/**
 * Seconds of each step that a user sees, through the door, those of the processor in it (all threads; they tell how much
 * of the time other programs took), and the most memory held until then, MB.
 */
export type ImportTimes = Record<
  'open' | 'check' | 'commit' | 'index' | 'undo',
  { seconds: number; cpuSeconds: number; peakMb: number }
>

const openCore = (dataDir: string) =>
  createCoreWithState({
    dataDir,
    appDir: APP_DIR,
    version: 'bench',
    isPractice: true,
    shell: 'loopback',
    log: silentLog,
  })

/** An encrypted store with people, places and no matters. */
export async function makeEmptyStore(dataDir: string): Promise<void> {
  const { core, state } = openCore(dataDir)
  await seedCentre(state, 0, () => {})
  await core.close()
}

/**
 * Imports a ledger into an empty encrypted store as the application does: opened, checked, committed by the writing
 * thread with parties, events, counters and audit, indexed in the background, then undone. Fails unless every row arrived and left. The
 * typesetter, which log-in would warm up and no import needs, is left out.
 */
export async function timeImport(file: string, count: number, dataDir: string): Promise<ImportTimes> {
  const { core, state } = openCore(dataDir)
  state.services.warmUp = () => Promise.resolve()
  const call = async <T>(method: string, input: unknown): Promise<T> => {
    const reply = await core.dispatch('bench', { method, input })
    if (!reply.ok) throw new Error(reply.error.message)
    return reply.value as T
  }
  const times: Partial<ImportTimes> = {}
  const timed = async <T>(step: keyof ImportTimes, work: () => Promise<T>): Promise<T> => {
    const [start, startCpu] = [performance.now(), process.cpuUsage()]
    const value = await work()
    const { user, system } = process.cpuUsage(startCpu)
    const cpuSeconds = (user + system) / 1_000_000
    times[step] = { seconds: (performance.now() - start) / 1_000, cpuSeconds, peakMb: peakMb() }
    return value
  }
  const one = (sql: string): unknown => state.open?.db.prepare(sql).pluck().get()
  await call('account.login', { login: 'chuangkou1', password: PRACTICE_PASSWORD })
  const { importId, mapping } = await timed('open', () =>
    call<OutputOf<'import.open'>>('import.open', {
      fileName: basename(file),
      xlsxBase64: readFileSync(file).toString('base64'),
      jobId: 'open',
    }),
  )
  const checked = await timed('check', () =>
    call<OutputOf<'import.dryRun'>>('import.dryRun', { importId, mapping, jobId: 'check' }),
  )
  if (checked.good !== count) throw new Error(`${checked.good} of ${count} rows are good`)
  await timed('commit', () => call('import.commit', { importId, jobId: 'commit' }))
  if (one('SELECT count(*) FROM mediation') !== count) throw new Error('Rows are missing')
  await timed('index', async () => {
    while (state.indexing) await new Promise((resolve) => setTimeout(resolve, 50))
  })
  if (one('SELECT count(*) FROM matter_search') !== count) throw new Error('Search entries are missing')
  await timed('undo', () => call('import.undo', { importId, jobId: 'undo' }))
  if (one(`SELECT count(*) FROM matter WHERE stage = 'void'`) !== count) throw new Error('Rows were left')
  await core.close()
  return times as ImportTimes
}

/** The most memory that this process, threads included, has held. */
export const peakMb = (): number => process.resourceUsage().maxRSS / 1_024
