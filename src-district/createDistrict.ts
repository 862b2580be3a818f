import type { FastifyInstance } from 'fastify'
import { DISTRICT_SEAT } from '../src-shared/sync/stamp.ts'
import type { District } from './context.ts'
import { NEWS_CHANNEL, type Db } from './db/db.ts'
import { createApp, type AppOptions, type Room } from './http/app.ts'
import { silentLog, type Log } from './log.ts'
import { createMetrics } from './metrics.ts'
import { keepMeta } from './seats/repo.ts'
import { createHub, realTimer, type SetTimer } from './sync/hub.ts'
import { syncRoutes } from './sync/routes.ts'

export interface DistrictOptions extends AppOptions {
  db: Db
  nowMs(): number
  random(bytes: number): Uint8Array
  log?: Log
  /** What a wait for news is measured with. */
  setTimer?: SetTimer
  /** Further routes: the district's pages, limits. */
  rooms?: readonly Room[]
}
export interface RunningDistrict {
  /** Not listening yet; `app.inject` works without. */
  app: FastifyInstance
  district: District
  /** Lets waiting seats go, finishes what runs, and closes. The database stays open: who opened it closes it. */
  close(): Promise<void>
}

/** One instance of the district server over a migrated store. Any number of them may share one PostgreSQL. */
export async function createDistrict(options: DistrictOptions): Promise<RunningDistrict> {
  const { db, nowMs, random, log = silentLog, setTimer = realTimer, rooms = [] } = options
  const offered = Buffer.from(random(32)).toString('base64url')
  const secret = Buffer.from(await db.outsideStreets((sql) => keepMeta(sql, 'secret', offered)), 'base64url')
  const hub = createHub(setTimer)
  const writer = `${DISTRICT_SEAT}${toBase36(random(2))}`
  const metrics = createMetrics(hub.countWaiting)
  const district: District = { db, nowMs, random, log, metrics, hub, secret, writer }
  // What was written in this process is told there; other instances say it through the database.
  await db.listen(NEWS_CHANNEL, (street) => hub.tell(street))
  const app = createApp(district, options)
  for (const room of rooms) await room(app, district)
  syncRoutes(app, district)
  await app.ready()
  return {
    app,
    district,
    async close() {
      hub.release()
      await app.close()
    },
  }
}

const toBase36 = (bytes: Uint8Array): string => [...bytes].map((byte) => (byte % 36).toString(36)).join('')
