import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createDistrict } from '../../../src-district/createDistrict.ts'
import { openTestPglite } from '../../support/testPglite.ts'
import type { Room } from '../../../src-district/http/app.ts'
import { addAccount } from '../../../src-district/office/firstAccount.ts'
import { officeRoom } from '../../../src-district/office/routes.ts'
import { revokeSeat, setMeta } from '../../../src-district/seats/repo.ts'
import { addStreet, makeCode } from '../../../src-district/seats/streets.ts'
import { STREET, type AskedOfDistrict, type DistrictStart, type ToldByDistrict } from './district.ts'

/*
 * A real district server in a process of its own, on 127.0.0.1: seats talk to it over HTTP, the test over IPC. Started by
 * `district.ts` with one argument, a `DistrictStart` as JSON.
 */
const { folder, port, diesAtPush } = JSON.parse(process.argv[2] ?? '{}') as DistrictStart
const CHEAP_LOG_N = 6
const tell = (told: ToldByDistrict): void => void process.send?.(told)

/** The n-th push is written and committed, then the power goes before its answer: the meanest moment for a seat. */
const mean: Room = (app) => {
  let pushes = 0
  app.addHook('onSend', (request, _reply, _payload, done) => {
    if (request.url.startsWith('/sync/push') && (pushes += 1) === diesAtPush) process.kill(process.pid, 'SIGKILL')
    done()
  })
}

const page = officeRoom({
  webDir: fileURLToPath(new URL('../../../out/district-web', import.meta.url)),
  scryptLogN: CHEAP_LOG_N,
})
const world = { nowMs: Date.now, random: (bytes: number): Uint8Array => randomBytes(bytes) }
const db = await openTestPglite(folder || undefined)
await db.outsideStreets((sql) => setMeta(sql, 'name', '样例区社会工作部（测试）'))
const { app, district, close } = await createDistrict({
  ...world,
  db,
  rooms: [page, ...(diesAtPush > 0 ? [mean] : [])],
})
await addStreet(district, STREET, '梧桐里街道（测试）')
await app.listen({ host: '127.0.0.1', port })

async function answer({ what, seatCode }: AskedOfDistrict): Promise<unknown> {
  switch (what) {
    case 'code':
      return (await makeCode(district, STREET))?.code
    case 'officer': {
      const account = {
        login: 'zongzhi',
        name: '区综治员（测试）',
        role: 'officer' as const,
        password: 'chushi-mima-2026',
      }
      await addAccount({ db, ...world }, account, CHEAP_LOG_N)
      return { login: account.login, password: account.password }
    }
    case 'revoke':
      await db.inStreet(STREET, (sql) => revokeSeat(sql, STREET, seatCode, new Date().toISOString()))
      return district.hub.tell(STREET)
    case 'rows': {
      const rows = await db.inStreet(STREET, (sql) =>
        sql<{ table: string; n: number }>(
          `SELECT tbl AS "table", count(*)::int AS n FROM sync_row WHERE street_code = $1 GROUP BY tbl`,
          [STREET],
        ),
      )
      return Object.fromEntries(rows.map(({ table, n }) => [table, n]))
    }
    case 'stop':
      await close()
      await db.close()
      return null
  }
}

process.on('message', async (asked: AskedOfDistrict) => {
  tell({ kind: 'answer', id: asked.id, value: await answer(asked) })
  if (asked.what === 'stop') process.exit(0)
})
process.on('disconnect', () => process.exit(0))
tell({ kind: 'ready', port: (app.server.address() as AddressInfo).port })
