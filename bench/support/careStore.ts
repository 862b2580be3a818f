import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CareStore } from '../../src-main/ctx/ctx.ts'
import { createCoreWithState, type Core } from '../../src-main/host/core.ts'
import type { CoreState } from '../../src-main/host/coreState.ts'
import { silentLog } from '../../src-main/host/log.ts'
import { PRACTICE_PASSWORD } from '../../src-main/host/practice.ts'
import { seedCentre } from '../../src-main/host/seed.ts'
import { APP_DIR } from './bulkStore.ts'

/** So many years of visits make about 35 a client. */
const YEARS = 8

export interface BenchCare {
  core: Core
  state: CoreState
  care: CareStore
  /** The caller id of the head of care. */
  caller: string
}

/** Encrypted stores with so many made-up clients of care, written as the program writes them; made once and kept. */
export async function careStore(clients: number): Promise<BenchCare> {
  const dir = join(process.env.ONEWINDOW_BENCH_DIR ?? tmpdir(), `onewindow-bench-care-${clients}`)
  const done = join(dir, 'complete')
  if (!existsSync(done)) {
    rmSync(dir, { recursive: true, force: true })
    const { core, state } = open(dir)
    await seedCentre(state, 0, () => {}, { clients, careYears: YEARS })
    await core.close()
    mkdirSync(done)
  }
  const { core, state } = open(dir)
  const reply = await core.dispatch('bench', {
    method: 'account.login',
    input: { login: 'bangfu', password: PRACTICE_PASSWORD },
  })
  if (!reply.ok) throw new Error(reply.error.message)
  if (!state.care) throw new Error('The care records are closed')
  return { core, state, care: state.care, caller: 'bench' }
}

const open = (dataDir: string) =>
  createCoreWithState({
    dataDir,
    appDir: APP_DIR,
    version: 'bench',
    isPractice: true,
    shell: 'loopback',
    log: silentLog,
  })
