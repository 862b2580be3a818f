import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createDistrict } from '../createDistrict.ts'
import { healthRoutes } from '../http/health.ts'
import { limitRequests } from '../http/limits.ts'
import { createLog } from '../log.ts'
import { officeRoom, type OfficeOptions } from '../office/routes.ts'
import { setMeta } from '../seats/repo.ts'
import { makeStaleSnapshots } from '../sync/nightly.ts'
import { refuseOpenHttp, type Config } from './config.ts'
import { openStore, world } from './open.ts'

/** Long enough for a running push and for a browser to hear that the server goes. */
const STOP_WITHIN_MS = 20_000

/** Serves until it is told to stop; what runs then is finished first. */
export async function serve(config: Config): Promise<void> {
  refuseOpenHttp(config)
  const log = createLog((line) => process.stdout.write(`${line}\n`), world.nowMs)
  const store = await openStore(config, log)
  if (config.districtName !== '') await store.db.outsideStreets((sql) => setMeta(sql, 'name', config.districtName))
  const { app, district, close } = await createDistrict({
    ...world,
    db: store.db,
    log,
    isBehindProxy: config.isBehindProxy,
    ...(config.certFile === ''
      ? {}
      : { tls: { cert: readFileSync(config.certFile), key: readFileSync(config.keyFile) } }),
    rooms: [limitRequests(), healthRoutes(config.metricsKey), officeRoom(officeOptions(config))],
  })
  const nightly = makeStaleSnapshots(district)
  const address = await app.listen({ host: config.host, port: config.port })
  tell(config, address)
  log.info('started', { store: store.db.kind, tls: config.certFile !== '' })

  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => resolve(name))
  })
  log.info('stopping', { signal })
  const giveUp = setTimeout(() => {
    log.error('stopped_late')
    process.exit(1)
  }, STOP_WITHIN_MS)
  nightly.stop()
  await close()
  await store.close()
  clearTimeout(giveUp)
  log.info('stopped')
}

/** The page as it was built beside the program; without it seats are served all the same. */
function officeOptions({ certFile, isBehindProxy }: Config): OfficeOptions {
  const root = dirname(dirname(import.meta.dirname))
  const webDir = join(root, 'out', 'district-web')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { version, isSecure: certFile !== '' || isBehindProxy, ...(existsSync(webDir) ? { webDir } : {}) }
}

function tell(config: Config, address: string): void {
  const lines = [
    '一窗通区级服务器',
    `  地址      ${address}${config.certFile === '' ? '（未加密，只限本机或反向代理）' : ''}`,
    `  数据库    ${config.databaseUrl === '' ? `内置 PGlite，文件夹 ${config.dataDir}（约占内存 1.1 GB）` : 'PostgreSQL（DATABASE_URL）'}`,
    ...(config.certFile === '' ? [] : [`  证书      ${config.certFile}`]),
    `  反向代理  ${config.isBehindProxy ? '是' : '否'}`,
    '  停止      Ctrl+C，正在接收的一批会先写完',
  ]
  process.stderr.write(`${lines.join('\n')}\n`)
}
