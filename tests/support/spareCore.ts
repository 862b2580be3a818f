import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RpcReply } from '../../src-shared/contract.ts'
import { createCoreWithState, type Core, type CoreOptions } from '../../src-main/host/core.ts'
import type { CoreState } from '../../src-main/host/coreState.ts'
import { silentLog } from '../../src-main/host/log.ts'
import { APP_DIR, NOON } from './testCore.ts'
import { testTypesetter } from './testTypesetter.ts'

export interface SpareCore {
  core: Core
  state: CoreState
  clock: { nowMs: number }
  /** Errors that are bugs. */
  bugs: unknown[]
  call(method: string, input?: unknown, callerId?: string): Promise<RpcReply>
}

/** A core on a folder that may hold anything: nobody set up or logged in. */
export function spareCore(dataDir: string, options: Partial<CoreOptions> = {}): SpareCore {
  const clock = { nowMs: NOON }
  const bugs: unknown[] = []
  const { core, state } = createCoreWithState({
    dataDir,
    appDir: APP_DIR,
    version: '0.0.0-test',
    isPractice: false,
    shell: 'loopback',
    log: silentLog,
    clock: () => clock.nowMs,
    scryptN: 2 ** 4,
    checksOutput: true,
    typesetter: testTypesetter,
    onBug: (error) => bugs.push(error),
    ...options,
  })
  const call = async (method: string, input: unknown = {}, callerId = 'window'): Promise<RpcReply> =>
    core.dispatch(callerId, { method, input })
  return { core, state, clock, bugs, call }
}

/** Copies of one folder for tests that spoil it; all removed by `clear`. */
export function copiesOf(template: () => string): { next(): string; clear(): void } {
  const made: string[] = []
  return {
    next() {
      const dir = mkdtempSync(join(tmpdir(), 'onewindow-copy-'))
      made.push(dir)
      cpSync(template(), dir, { recursive: true })
      return dir
    },
    clear: () => made.splice(0).forEach((dir) => rmSync(dir, { recursive: true, force: true })),
  }
}
