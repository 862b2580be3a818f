import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { at, fail, root, say } from './paths.mjs'
import { run, runNode } from './run.mjs'

const SOURCES = ['src-main', 'src-shared', 'src-renderer', 'docs', 'electron.vite.config.ts', 'package-lock.json']
const BUILD_STAMP = at('out', '.sources')

/** Installs exactly what the lockfile says, if that is not what is there. */
export async function ensureInstalled() {
  if (isInstalled()) return
  // `npm ci` empties the folder that a link points to, which may be somebody else's.
  if (lstatSync(at('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink())
    fail('node_modules 是一个链接，里面的依赖与锁定版本不一致；没有安装。请删去链接后重试。')
  say('正在按锁定版本安装依赖（首次约需一两分钟）……')
  const npmScript = process.env.npm_execpath
  // `npm ci` refuses a lockfile that lacks an optional package of another platform; `npm install` keeps to
  // what the lockfile has and looks for the rest.
  const args = [...(isLockWhole() ? ['ci'] : ['install', '--no-save']), '--no-audit', '--no-fund']
  const code = npmScript?.endsWith('.js')
    ? await run(process.execPath, [npmScript, ...args])
    : await run('npm', args, { shell: process.platform === 'win32' })
  if (code !== 0) fail('依赖没有装好。请检查网络或 npm 镜像设置（npm config get registry），然后重试。')
}

/** Compares the lockfile with the copy that npm keeps of what it installed. */
function isInstalled() {
  const installed = readLock(at('node_modules', '.package-lock.json'))
  const wanted = readLock(at('package-lock.json'))
  if (!installed || !wanted) return false
  return Object.entries(wanted).every(([path, { version, optional, devOptional, peer }]) => {
    if (path === '') return true
    const found = installed[path]
    // Packages for other platforms are in the lockfile only.
    if (!found) return Boolean(optional || devOptional || peer)
    return found.version === version
  })
}

/** Some registries lack the binaries of a platform; the lockfile that they give is then without them. */
function isLockWhole() {
  const wanted = readLock(at('package-lock.json')) ?? {}
  const names = new Set(Object.keys(wanted).map((path) => path.replace(/^.*node_modules\//, '')))
  return Object.values(wanted).every(({ optionalDependencies }) =>
    Object.keys(optionalDependencies ?? {}).every((name) => names.has(name)),
  )
}

function readLock(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined
}

/** Builds the two shells, the interface and the district's page, if a source has changed since. */
export async function ensureBuilt({ always = false } = {}) {
  const hash = hashSources()
  if (!always && existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, 'utf8') === hash) return
  say('正在构建……')
  const code = await runNode([
    at('node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
    'build',
    '--logLevel',
    'warn',
  ])
  const district = ['build', '-c', at('src-renderer', 'district', 'vite.config.ts')]
  const districtCode = code === 0 ? await runNode([at('node_modules', 'vite', 'bin', 'vite.js'), ...district]) : code
  if (districtCode !== 0) fail('构建没有成功，见上面的说明。')
  mkdirSync(dirname(BUILD_STAMP), { recursive: true })
  writeFileSync(BUILD_STAMP, hash)
}

function hashSources() {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of filesUnder(at(source))) hash.update(relative(root, file)).update('\0').update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesUnder(path) {
  if (!existsSync(path)) return []
  try {
    return readdirSync(path, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .sort()
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path]
    throw error
  }
}
