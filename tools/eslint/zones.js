import { builtinModules } from 'node:module'
import path from 'node:path'

/**
 * The floor and room of a file or of an imported path, both relative to the repository:
 * `src-main/mediation/repo.ts` -> { floor: 'main', room: 'mediation', rest: 'repo.ts' }.
 */
export function zoneOf(file) {
  const [top, ...parts] = file.split(path.sep).join('/').split('/')
  const floor = /^src-(shared|main|renderer|district)$/.exec(top)?.[1]
  const isTool = /\.config\.[cm]?[jt]s$/.test(file)
  if (!floor || isTool) return { floor: 'free', room: '', rest: '' }
  if (parts[0] === 'shells') return { floor, room: 'shells', shell: parts[1] ?? '', rest: parts.slice(2).join('/') }
  return { floor, room: parts.length > 1 ? parts[0] : '', rest: parts.slice(1).join('/') || parts[0] }
}

const NOT_TOPICS = new Set(['store', 'sync', 'host', 'shells', 'paper'])
/** `src-main/mediation`, but not the rooms that serve every topic. */
export const isMainTopic = ({ floor, room }) => floor === 'main' && !NOT_TOPICS.has(room)

const FILES_AND_NETWORK = new Set([
  'fs',
  'fs/promises',
  'net',
  'http',
  'http2',
  'https',
  'tls',
  'dgram',
  'dns',
  'dns/promises',
  'child_process',
  'cluster',
])
const FILES = new Set(['fs', 'fs/promises', 'child_process', 'cluster'])
const KERNEL_PACKAGES = new Set(['zod', 'nzh'])
const isBuiltin = (name) => builtinModules.includes(name.replace(/^node:/, ''))
const builtinName = (name) => name.replace(/^node:/, '')
const isPackage = (specifier, name) => specifier === name || specifier.startsWith(`${name}/`)

/** Why a package or built-in module may not be imported from `zone`; undefined if it may. */
export function refusePackage(zone, specifier) {
  const { floor, room, shell } = zone
  if (floor === 'free') return undefined
  if (isPackage(specifier, 'electron') && !(room === 'shells' && shell === 'electron')) {
    return 'electron is for src-main/shells/electron only'
  }
  if (floor === 'shared') {
    if (room === 'kernel')
      return KERNEL_PACKAGES.has(specifier)
        ? undefined
        : 'the kernel imports zod (and nzh, for capitals) and nothing else'
    if (isBuiltin(specifier)) return 'src-shared is pure: no Node modules'
    if (/^(vue|vue-router|pinia|element-plus|better-sqlite3)(\/|$)|^@vue\/|^@element-plus\//.test(specifier)) {
      return 'src-shared is pure: no interface, no store'
    }
    return undefined
  }
  if (floor === 'renderer') {
    if (isBuiltin(specifier)) return 'the interface has no Node'
    return isPackage(specifier, 'better-sqlite3') ? 'the interface reaches data through api/ only' : undefined
  }
  if (floor === 'district') {
    return /^(vue|vue-router|pinia|element-plus|better-sqlite3)(\/|$)/.test(specifier)
      ? 'src-district is a server of its own'
      : undefined
  }
  if (/^(vue|vue-router|pinia|element-plus)(\/|$)/.test(specifier)) return 'src-main has no interface'
  if (isPackage(specifier, 'better-sqlite3') && !['store', 'host'].includes(room))
    return 'the SQLite driver is for src-main/store'
  if (isMainTopic(zone) && isBuiltin(specifier) && FILES_AND_NETWORK.has(builtinName(specifier))) {
    return 'a topic reaches no files and no network'
  }
  if (
    room === 'paper' &&
    isBuiltin(specifier) &&
    FILES_AND_NETWORK.has(builtinName(specifier)) &&
    !FILES.has(builtinName(specifier))
  ) {
    return 'src-main/paper uses files but no network'
  }
  return undefined
}

/** Why `to` may not be imported from `from`, both zones of our own files; undefined if it may. */
export function refuseFile(from, to) {
  if (from.floor === 'free') return undefined
  if (to.floor === 'free')
    return to.room === '' && from.floor !== 'free' ? 'the product does not import tests, bench or scripts' : undefined
  const isSameRoom = from.floor === to.floor && from.room === to.room && from.shell === to.shell
  switch (from.floor) {
    case 'shared':
      return refuseInShared(from, to, isSameRoom)
    case 'renderer':
      return ['renderer', 'shared'].includes(to.floor) ? undefined : 'the interface imports src-shared and itself only'
    case 'district':
      return ['district', 'shared'].includes(to.floor) ? undefined : 'src-district imports src-shared and itself only'
    default:
      return isSameRoom ? undefined : refuseInMain(from, to)
  }
}

/** What every topic may use: the kernel's words, the calendar's days, the vocabulary of papers. */
const COMMON_SHARED = new Set(['kernel', 'calendar', 'paper'])
/** Files that put the topics together: those beside the topics' folders (contract.ts, deadlineRules.ts), and registries. */
const isComposer = ({ room, rest }) => room === '' || path.posix.basename(rest) === 'registry.ts'
/** Records, commands and events of a topic, and the forms it fills in: what others may build on. Its rules are its own. */
const OPEN_SHARED = new Set(['schema.ts', 'events.ts', 'definition.ts', 'topic.ts'])

function refuseInShared(from, to, isSameRoom) {
  if (to.floor !== 'shared') return 'src-shared imports src-shared only'
  if (isSameRoom) return undefined
  if (from.room === 'kernel') return 'the kernel imports nothing else of ours'
  if (to.room === 'kernel') return undefined
  if (from.room === 'calendar') return 'the calendar imports the kernel only'
  if (COMMON_SHARED.has(to.room) || isComposer(from)) return undefined
  return OPEN_SHARED.has(path.posix.basename(to.rest))
    ? undefined
    : 'of another topic only schema.ts (or events.ts) may be imported'
}

function refuseInMain(from, to) {
  if (to.floor === 'renderer' || to.floor === 'district') return 'src-main imports src-shared and itself only'
  if (to.floor === 'shared') return undefined
  switch (from.room) {
    case 'store':
      return 'the store knows no topics, sync, host or shells'
    case 'sync':
      return to.room === 'store' ? undefined : 'sync imports shared and store only'
    case 'host':
      return to.room === 'shells' ? 'the host knows no shells' : undefined
    case 'shells':
      return to.room === 'host' ? undefined : 'a shell imports host and shared only'
    default:
      return ['sync', 'host', 'shells'].includes(to.room) ? 'a topic knows no sync, host or shells' : undefined
  }
}
