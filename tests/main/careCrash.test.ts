import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCoreWithState } from '../../src-main/host/core.ts'
import { silentLog } from '../../src-main/host/log.ts'
import type { Db } from '../../src-main/store/open.ts'
import { bundleChild, childEnv, randomOf } from '../support/crash.ts'
import { careDesk, type CareDesk } from '../support/careDesk.ts'
import { howMany } from '../support/depth.ts'
import { APP_DIR, PASSWORD } from '../support/testCore.ts'

const KILLS = howMany(4, 12)
let t: CareDesk
let clientId: string
let childDir: string
beforeAll(async () => {
  childDir = await bundleChild('careCrashChild')
  t = await careDesk()
  clientId = await t.register('葛崩溃（测试）')
  await t.core.close()
})
let running: ChildProcess | undefined
afterAll(() => {
  running?.kill('SIGKILL') // it would write for ever where the test ran out of time
  rmSync(t.dataDir, { recursive: true, force: true })
  rmSync(childDir, { recursive: true, force: true })
})

/** Runs the child until `afterMs` after its first acknowledgement. @returns the visits that it said were saved */
function runAndKill(afterMs: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(childDir, 'careCrashChild.js'), APP_DIR, t.dataDir, PASSWORD, clientId],
      { stdio: ['ignore', 'pipe', 'pipe'], env: childEnv(childDir) },
    )
    running = child
    let [said, complained] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs)
      said += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text))
    child.on('exit', (code) => (code === null ? resolve(said.split('\n').slice(0, -1)) : reject(new Error(complained))))
  })
}

/** Opens the folder as the next log-in does. */
async function afterwards(check: (main: Db, care: Db) => void): Promise<void> {
  const { core, state } = createCoreWithState({
    dataDir: t.dataDir,
    appDir: APP_DIR,
    version: '',
    isPractice: false,
    shell: 'loopback',
    log: silentLog,
    scryptN: 16,
  })
  await core.dispatch('w', { method: 'account.login', input: { login: 'shegong', password: PASSWORD } })
  if (!state.open || !state.care) throw new Error('did not open')
  check(state.open.db, state.care.db)
  await core.close()
}

describe('a process that is killed while it writes two files', () => {
  it('has every acknowledged visit, each event with its box and each box with its event', async () => {
    const random = randomOf(20_260_318)
    const saved: string[] = []
    for (let kill = 0; kill < KILLS; kill += 1) {
      saved.push(...(await runAndKill(random() * 120)))
      await afterwards((main, care) => {
        const visits = new Set(care.prepare('SELECT id FROM care_visit').pluck().all())
        expect(saved.filter((id) => !visits.has(id))).toEqual([])
        const boxes = main.prepare('SELECT id FROM care_box ORDER BY id').pluck().all()
        expect(care.prepare('SELECT box_id FROM care_event ORDER BY box_id').pluck().all()).toEqual(boxes)
        // A visit and what it promises are one act: both or neither.
        const count = (kind: string) => care.prepare('SELECT count(*) FROM care_event WHERE kind = ?').pluck().get(kind)
        expect(count('visit')).toBe(count('promise'))
        expect(care.pragma('quick_check', { simple: true })).toBe('ok')
      })
    }
    expect(saved.length).toBeGreaterThan(KILLS)
  }, 300_000)
})
