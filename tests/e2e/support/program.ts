import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { askForStartAddress } from '../../../src-main/host/wake.ts'
import type { Prepared } from './prepareFolder.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const MAIN = join(ROOT, 'out', 'main')
// Not the test runner's own loaders.
const env = { ...process.env, NODE_OPTIONS: '' }
const run = promisify(execFile)

/** The product itself: the built loopback shell, in a process of its own on a real data folder. */
export interface Program {
  readonly dir: string
  readonly pid: number
  /** What the program printed when it was ready. */
  readonly firstAddress: string
  /** One more start address, as a second start of the program gets it. */
  startAddress(): Promise<string>
  /** In order, as when the launcher ends. */
  stop(): Promise<void>
  /** Without a word, as a power cut does. */
  kill(): Promise<void>
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'onewindow-e2e-'))
}

export function removeFolder(dir: string): void {
  rmSync(dir, { recursive: true, force: true })
}

/** Fills an empty data folder with everybody of `PEOPLE`, and one matter in mediation; `schema` as of another version. */
export async function prepareFolder(dir: string, schema?: number): Promise<Prepared> {
  const script = fileURLToPath(new URL('./prepareFolder.ts', import.meta.url))
  const { stdout } = await run(process.execPath, [script, dir, ...(schema ? [String(schema)] : [])], { env })
  return JSON.parse(stdout) as Prepared
}

/** Makes a practice centre of a few matters in an empty folder. */
export async function seedPractice(dir: string, rows: number): Promise<void> {
  await run(process.execPath, [join(MAIN, 'cli.js'), 'seed', dir, '--rows', String(rows)], { env })
}

/** Starts the program and waits until it can be opened. */
export async function startProgram(dir: string, ...args: string[]): Promise<Program> {
  const child = spawn(process.execPath, [join(MAIN, 'loopback.js'), '--data', dir, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const hasEnded = once(child, 'exit')
  const [firstAddress] = (await Promise.race([
    once(createInterface({ input: child.stdout! }), 'line'),
    hasEnded.then(([code]) => Promise.reject(new Error(`The program ended with ${code}`))),
  ])) as [string]
  return {
    dir,
    pid: child.pid!,
    firstAddress,
    async startAddress() {
      const running = JSON.parse(readFileSync(join(dir, 'running.json'), 'utf8'))
      const address = await askForStartAddress(running)
      if (address === undefined) throw new Error('The program gave no start address')
      return address
    },
    async stop() {
      if (child.connected) child.send('stop')
      await hasEnded
    },
    async kill() {
      child.kill('SIGKILL')
      await hasEnded
    },
  }
}
