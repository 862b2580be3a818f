import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import type { DataKey } from '../../src-main/store/open.ts'
import { APP_DIR } from './testCore.ts'

/**
 * Puts a child of `tests/support`, the writing and the indexing thread into one file each, in a folder of its own inside
 * node_modules, so that many starts cost half. The caller removes the folder.
 */
export async function bundleChild(name: string): Promise<string> {
  const cache = join(APP_DIR, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'crash-'))
  const input = {
    [name]: join(APP_DIR, 'tests', 'support', `${name}.ts`),
    writer: join(APP_DIR, 'src-main', 'host', 'writer.ts'),
    indexer: join(APP_DIR, 'src-main', 'host', 'indexer.ts'),
  }
  await build({
    configFile: false,
    root: APP_DIR,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3', '@myriaddreamin/typst-ts-node-compiler'] },
    build: { ssr: true, outDir, minify: false, rolldownOptions: { input, output: { entryFileNames: '[name].js' } } },
  })
  // Else Node looks for the kind of module by compiling each file twice.
  writeFileSync(join(outDir, 'package.json'), '{"type":"module"}')
  return outDir
}

/** The child that is killed hundreds of times. One run on `dataDir` that ends by itself leaves its compiled code for the others. */
export async function buildChild(dataDir: string, key: DataKey): Promise<string> {
  const outDir = await bundleChild('crashChild')
  await promisify(execFile)(process.execPath, childArgs('once', dataDir, key, outDir), { env: childEnv(outDir) })
  return outDir
}

const childArgs = (mode: string, dataDir: string, key: DataKey, childDir: string): string[] => [
  join(childDir, 'crashChild.js'),
  mode,
  APP_DIR,
  dataDir,
  key.toString('hex'),
]
export const childEnv = (childDir: string) => ({ ...process.env, NODE_COMPILE_CACHE: join(childDir, 'cache') })

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Starts a child on a folder and kills it, SIGKILL, `afterMs` after its `lines`-th acknowledgement.
 * @returns every acknowledgement that it gave
 */
export function runAndKill(
  mode: 'acts' | 'import' | 'backup',
  dataDir: string,
  key: DataKey,
  childDir: string,
  when: { lines: number; afterMs: number },
): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, childArgs(mode, dataDir, key, childDir), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: childEnv(childDir),
    })
    let [said, complained, seen] = ['', '', 0]
    const kill = (): void => void child.kill('SIGKILL')
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const before = seen
      seen += text.split('\n').length - 1
      if (before < when.lines && seen >= when.lines) setTimeout(kill, when.afterMs)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const lines = said.split('\n').slice(0, -1)
      if (signal === 'SIGKILL') resolve(lines.map((line) => JSON.parse(line) as unknown))
      else reject(new Error(`The child ended by itself with ${code}: ${complained}`))
    })
    if (when.lines === 0) setTimeout(kill, when.afterMs)
  })
}
