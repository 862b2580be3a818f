import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claimDataFolder, defaultDataDir } from '../../../src-main/host/dataFolder.ts'

const holder = fileURLToPath(new URL('./holdFolder.ts', import.meta.url))
let dir: string
const started: ChildProcess[] = []

beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'onewindow-')), 'data')
})
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  rmSync(join(dir, '..'), { recursive: true, force: true })
})

async function startHolder(): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [holder, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  const [said] = (await once(child.stdout!, 'data')) as [Buffer]
  return { child, said: said.toString().trim() }
}

describe('claimDataFolder', () => {
  it('makes the folder for its user alone and writes nothing that others can read', () => {
    const claim = claimDataFolder(dir, 'electron')
    if ('heldBy' in claim) throw new Error('held')
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    expect(statSync(join(dir, 'running.json')).mode & 0o777).toBe(0o600)
    claim.release()
    expect(existsSync(join(dir, 'running.json'))).toBe(false)
  })

  it('refuses a second process, says who has it, and frees it after a kill', async () => {
    const first = await startHolder()
    expect(first.said).toBe('claimed')

    expect((await startHolder()).said).toBe(`held by ${first.child.pid}`)
    expect(claimDataFolder(dir, 'electron')).toMatchObject({ heldBy: { pid: first.child.pid, shell: 'loopback' } })

    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    const after = claimDataFolder(dir, 'electron')
    expect(after).not.toHaveProperty('heldBy')
    expect(JSON.parse(readFileSync(join(dir, 'running.json'), 'utf8'))).toMatchObject({ pid: process.pid })
    if (!('heldBy' in after)) after.release()
  })

  it('can be taken again once released', () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const claim = claimDataFolder(dir, 'loopback')
      if ('heldBy' in claim) throw new Error('held')
      claim.release()
    }
  })
})

describe('defaultDataDir', () => {
  it.each([
    ['win32', { APPDATA: 'A' }, 'A', 'OneWindow'],
    ['darwin', { HOME: '/Users/x' }, '/Users/x/Library/Application Support', 'OneWindow'],
    ['linux', { HOME: '/home/x' }, '/home/x/.local/share', 'onewindow'],
    ['linux', { HOME: '/home/x', XDG_DATA_HOME: '/d' }, '/d', 'onewindow'],
  ] as const)('%s %o', (platform, env, parent, name) => {
    expect(defaultDataDir(platform, env, false)).toBe(join(parent, name))
    expect(defaultDataDir(platform, env, true)).not.toBe(defaultDataDir(platform, env, false))
  })
})
