import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const DEBIAN = '/usr/lib/postgresql'
const PROGRAMS = ['initdb', 'pg_ctl', 'pg_dump', 'pg_restore']
/** Older ones lack functions that the district's statements use. */
const OLDEST = 14

/** The folder with PostgreSQL's own programs: Debian's newest, or one on the path; undefined where there is none. */
export function findPostgres(env = process.env) {
  const debian = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .filter((version) => Number(version) >= OLDEST)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(DEBIAN, version, 'bin'))
    : []
  const folders = [...(env.ONEWINDOW_POSTGRES ? [env.ONEWINDOW_POSTGRES] : []), ...debian]
  folders.push(...(env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''))
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return folders.find((folder) => PROGRAMS.every((program) => existsSync(join(folder, `${program}${suffix}`))))
}
