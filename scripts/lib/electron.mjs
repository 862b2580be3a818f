import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { at, say } from './paths.mjs'
import { runNode } from './run.mjs'

const FETCH_LIMIT_MS = 60_000
const packageDir = at('node_modules', 'electron')
const triedFile = at('node_modules', '.cache', 'onewindow', 'electron-tried')

/**
 * The Electron program, fetched if need be. A fetch that failed is tried again only for another version or
 * mirror, or when Electron was asked for by name.
 */
export async function findElectron({ isAskedFor }) {
  const there = findProgram()
  if (there) return there
  const attempt = `${JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')).version} ${process.env.ELECTRON_MIRROR ?? ''}`
  if (!isAskedFor && existsSync(triedFile) && readFileSync(triedFile, 'utf8') === attempt) return undefined

  say('正在获取 Electron……')
  await runNode([join(packageDir, 'install.js')], {
    stdio: 'ignore',
    ...(isAskedFor ? {} : { signal: AbortSignal.timeout(FETCH_LIMIT_MS) }),
  }).catch(() => 1)
  const fetched = findProgram()
  if (fetched) return fetched
  mkdirSync(dirname(triedFile), { recursive: true })
  writeFileSync(triedFile, attempt)
  return undefined
}

function findProgram() {
  const pathFile = join(packageDir, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageDir, 'dist')
  const program = join(dist, readFileSync(pathFile, 'utf8'))
  return existsSync(program) ? program : undefined
}
