import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { at, nodeBinary } from '../../scripts/lib/paths.mjs'
import type { TestPostgres } from '../../tests/support/postgres.ts'
import { nodeFlags } from './child.ts'
import { usageOf, usageOfPostgres, type Usage } from './processes.ts'

const STREET = '310101001'
const MAIN = at('src-district', 'main.ts')

/** The product's own district server, operated by its own commands. */
export interface BenchDistrict {
  /** A code with which one seat may join; only while the server is stopped. */
  newCode(): string
  makeSnapshot(): void
  start(): Promise<string>
  stop(): Promise<void>
  usage(): Usage & { postgres?: Usage }
}

export async function createBenchDistrict(dir: string, postgres?: TestPostgres): Promise<BenchDistrict> {
  const url = (await postgres?.newDatabase()) ?? ''
  const env = { ...process.env, DATABASE_URL: url }
  const operate = (...words: string[]): string =>
    execFileSync(nodeBinary(), [MAIN, ...words, '--data', dir], { env, encoding: 'utf8', stdio: 'pipe' })
  operate('street', 'add', STREET, '东门街道')
  const chief =
    url === '' ? 0 : Number(/^\d+/.exec(readFileSync(join(folderOf(url), 'data', 'postmaster.pid'), 'utf8')))
  let child: ReturnType<typeof spawn> | undefined
  let ended = Promise.resolve()
  return {
    newCode: () => /接入码：(\S+)/.exec(operate('code', STREET))?.[1] ?? '',
    makeSnapshot: () => void operate('snapshot', STREET),
    async start() {
      const started = spawn(nodeBinary(), [...nodeFlags(), MAIN, '--data', dir, '--port', '0'], {
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      child = started
      ended = new Promise((resolve) => started.once('exit', () => resolve()))
      return new Promise<string>((resolve, reject) => {
        let said = ''
        started.stderr.on('data', (part: Buffer) => {
          said += part.toString('utf8')
          const address = /地址\s+(https?:\/\/\S+?)[（\s]/.exec(said)?.[1]
          if (address && said.includes('停止')) resolve(address)
        })
        started.on('exit', () => reject(new Error(said)))
      })
    },
    async stop() {
      child?.kill('SIGTERM')
      await ended
    },
    usage() {
      const own = usageOf(child?.pid as number)
      return chief === 0 ? own : { ...own, postgres: usageOfPostgres(chief) }
    },
  }
}

const folderOf = (url: string): string => /host=([^&]+)/.exec(url)?.[1] ?? ''
