import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { findPostgres } from '../../scripts/lib/postgres.mjs'

export interface TestPostgres {
  /** PostgreSQL's own programs. */
  bin: string
  /** A new, empty database owned by a user that is no superuser. */
  newDatabase(): Promise<string>
  /** As the superuser, to the same database as a `newDatabase` address. */
  superUrl(url: string): string
  stop(): void
}

const OWNER = 'district_owner'
const SUPER = 'chief'

/** Why this machine has none, in a sentence for the screen. */
export class NoPostgres extends Error {}

/**
 * Starts a PostgreSQL of its own in a temporary folder, reached by a socket there and by nothing else, as an ordinary user.
 *
 * @param isDurable whether commits wait for the disk, as they do in earnest
 * @throws NoPostgres
 */
export function startPostgres(isDurable = false): TestPostgres {
  const bin = findPostgres()
  if (!bin) throw new NoPostgres('本机没有 PostgreSQL 14 或更新版本')
  if (process.platform === 'win32') throw new NoPostgres('Windows 上不另起 PostgreSQL')
  const dir = mkdtempSync(join(tmpdir(), 'ow-pg-'))
  const user = ordinaryUser()
  if (user) chownSync(dir, user.uid, user.gid)
  const data = join(dir, 'data')
  const run = (program: string, args: string[]): void => {
    const { status, stderr, error } = spawnSync(join(bin, program), args, {
      ...user,
      cwd: dir,
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    })
    if (status !== 0) throw new NoPostgres(`PostgreSQL 没有启动：${(error?.message ?? stderr).split('\n')[0]}`)
  }
  const settings = [`-k ${dir}`, `-c listen_addresses=''`, ...(isDurable ? [] : ['-c fsync=off'])].join(' ')
  try {
    run('initdb', ['-D', data, '-A', 'trust', '-U', SUPER, '-E', 'UTF8', '--locale=C', '--no-sync'])
    run('pg_ctl', ['-D', data, '-w', '-l', join(dir, 'log'), '-o', settings, 'start'])
  } catch (error) {
    rmSync(dir, { recursive: true, force: true })
    throw error
  }
  let count = 0
  const url = (name: string, database: string): string => `postgres://${name}@/${database}?host=${dir}`
  return {
    bin,
    async newDatabase() {
      count += 1
      const chief = new pg.Client({ connectionString: url(SUPER, 'postgres') })
      await chief.connect()
      if (count === 1) await chief.query(`CREATE ROLE ${OWNER} LOGIN CREATEROLE`)
      await chief.query(`CREATE DATABASE d${count} OWNER ${OWNER}`)
      await chief.end()
      return url(OWNER, `d${count}`)
    },
    superUrl: (address) => address.replace(OWNER, SUPER),
    stop() {
      spawnSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], { ...user, cwd: dir, stdio: 'ignore' })
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

let shared: TestPostgres | undefined

/**
 * One that all test files of this process share, each in databases of its own: starting one takes seconds. It is stopped with
 * the process, which Vitest ends by a signal.
 *
 * @throws NoPostgres
 */
export function sharedPostgres(): TestPostgres {
  if (shared) return shared
  const started = startPostgres()
  process.once('exit', started.stop)
  process.once('SIGTERM', () => {
    started.stop()
    process.kill(process.pid, 'SIGTERM') // and now as if nobody listened
  })
  return (shared = started)
}

/** PostgreSQL refuses to run as root: then as its own user, or as nobody. */
function ordinaryUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    try {
      const ask = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }))
      return { uid: ask('-u'), gid: ask('-g') }
    } catch {
      continue
    }
  }
  throw new NoPostgres('以 root 运行，又没有可用的普通用户')
}
