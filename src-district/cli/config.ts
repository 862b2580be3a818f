import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { DistrictRole } from '../../src-shared/district/procedure.ts'

/** What an operator sets by flags or environment; flags win. */
export interface Config {
  databaseUrl: string
  dataDir: string
  host: string
  port: number
  certFile: string
  keyFile: string
  isBehindProxy: boolean
  metricsKey: string
  districtName: string
  hours: number
  /** Of an account that is added. */
  role: DistrictRole
  words: string[]
}

/** A fault of the operator's, said in one Chinese line. */
export class UsageError extends Error {}

const OPTIONS = {
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  'behind-proxy': { type: 'boolean' },
  name: { type: 'string' },
  hours: { type: 'string' },
  role: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** @throws UsageError */
export function readConfig(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): Config {
  const { values, positionals } = parse(args)
  const from = (path: string): string => resolve(cwd, path)
  const config: Config = {
    databaseUrl: env['DATABASE_URL'] ?? '',
    dataDir: from(values.data ?? env['DISTRICT_DATA'] ?? defaultDistrictDir(process.platform, env)),
    host: values.host ?? env['DISTRICT_HOST'] ?? '127.0.0.1',
    port: wholeNumber(values.port ?? env['DISTRICT_PORT'] ?? '7400', 0, 65_535, '端口'),
    certFile: fileOf(values.cert ?? env['DISTRICT_CERT'], from),
    keyFile: fileOf(values.key ?? env['DISTRICT_KEY'], from),
    isBehindProxy: values['behind-proxy'] ?? env['DISTRICT_BEHIND_PROXY'] === '1',
    metricsKey: env['DISTRICT_METRICS_KEY'] ?? '',
    districtName: values.name ?? env['DISTRICT_NAME'] ?? '',
    hours: wholeNumber(values.hours ?? '24', 1, 336, '有效小时数'),
    role: roleOf(values.role ?? 'admin'),
    words: values.help ? ['help'] : positionals,
  }
  if ((config.certFile === '') !== (config.keyFile === '')) throw new UsageError('--cert 和 --key 要一起给')
  return config
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true })
  } catch (error) {
    // Its message is English; the option in it is what the operator typed.
    const option = /'(-[^' ]*)/.exec(error instanceof Error ? error.message : '')?.[1] ?? ''
    throw new UsageError(`选项 ${option} 不认识，或者缺了它的值；npm run district -- help 列出用法`)
  }
}

const fileOf = (path: string | undefined, from: (path: string) => string): string => (path ? from(path) : '')

function roleOf(text: string): DistrictRole {
  const { data } = DistrictRole.safeParse(text)
  if (!data) throw new UsageError('角色是 admin（系统管理员）或 officer（区综治人员）')
  return data
}

function wholeNumber(text: string, least: number, most: number, what: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most)
    throw new UsageError(`${what}要在 ${least} 到 ${most} 之间`)
  return value
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])
/** Names that reach nobody but this computer. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host)

/** @throws UsageError where requests would travel in the clear */
export function refuseOpenHttp({ host, certFile }: Config): void {
  if (certFile === '' && !isLoopback(host))
    throw new UsageError(
      '没有证书时只能在本机（127.0.0.1）提供服务。请用 --cert 和 --key 给出证书，或放在有证书的反向代理后面',
    )
}

/** Beside the desktop application's folder, never in it. */
export function defaultDistrictDir(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  const home = (platform === 'win32' ? env['USERPROFILE'] : env['HOME']) || homedir()
  switch (platform) {
    case 'win32':
      return join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), 'OneWindow District')
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'OneWindow District')
    default:
      return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'onewindow-district')
  }
}
