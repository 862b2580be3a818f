import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import type { Db } from '../../../src-district/db/db.ts'
import { createDistrict } from '../../../src-district/createDistrict.ts'
import { addAccount } from '../../../src-district/office/firstAccount.ts'
import { officeRoom } from '../../../src-district/office/routes.ts'
import { addStreet, makeCode } from '../../../src-district/seats/streets.ts'
import { careFigureRow, documentRow, eventRow, frozenRow, matterRow, NAME, uuid } from './officeStories.ts'
import { seededBytes } from './startDistrict.ts'
import { joinedSeat } from './testSeat.ts'
import type { WireRow } from '../../../src-shared/sync/protocol.ts'

export const APP_DIR = fileURLToPath(new URL('../../..', import.meta.url))
export const LOGINS = { admin: 'guanli', officer: 'zongzhi' } as const
export const FIRST_PASSWORD = 'chushi-mima-2026'
const STREETS = [
  ['310101001', '东门街道（演示）'],
  ['310101002', '西门街道（演示）'],
  ['310101003', '河湾镇（演示）'],
] as const

/** A district server with its built page on a port of its own, and made-up streets that have sent something. */
export async function startPageServer(
  db: Db,
  { ledgerPdf, nowMs = () => Date.now() }: { ledgerPdf?: Uint8Array; nowMs?: () => number } = {},
) {
  const random = seededBytes('page')
  const webDir = join(APP_DIR, 'out', 'district-web')
  const { version } = JSON.parse(readFileSync(join(APP_DIR, 'package.json'), 'utf8')) as { version: string }
  const running = await createDistrict({ db, nowMs, random, rooms: [officeRoom({ webDir, version, scryptLogN: 6 })] })
  const { app, district } = running
  for (const [code, name] of STREETS) await addStreet(district, code, name)
  for (const role of ['admin', 'officer'] as const) {
    const name = role === 'admin' ? '管理员甲（演示）' : '综治员乙（演示）'
    await addAccount(district, { login: LOGINS[role], name, role, password: FIRST_PASSWORD }, 6)
  }
  const east = await joinedSeat(app, (await makeCode(district, '310101001'))?.code ?? '', 'A')
  const west = await joinedSeat(app, (await makeCode(district, '310101002'))?.code ?? '', 'A')
  const bytes = Buffer.from(ledgerPdf ?? '%PDF-1.7')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11']
  const rows: WireRow[] = []
  months.forEach((month, at) => {
    for (let n = 0; n < 4 + ((at * 5) % 7); n += 1)
      rows.push(
        matterRow(east, 1_000 + at * 20 + n, {
          number: `2026-A${String(at * 20 + n).padStart(4, '0')}`,
          kind: n % 3 === 0 ? 'mediation' : 'petition',
          stage: n % 2 === 0 ? 'handling' : 'archived',
          is_open: n % 2 === 0 ? 1 : 0,
          channel: n % 4 === 0 ? 'call' : 'visit',
          received_on: `2026-${month}-10`,
          due_on: n % 2 === 0 ? `2026-${month}-25` : null,
          place_id: n % 2 === 0 ? 'p1' : 'p2',
        }),
      )
  })
  const place = (id: string, name: string): WireRow => [
    'place',
    id,
    east.stamp(),
    0,
    { kind: 'community', name, parent_id: null, initials: '', is_active: 1 },
  ]
  const pushed = await east.push([
    place('p1', '东一居委'),
    place('p2', '东二居委'),
    ...rows,
    matterRow(east, 1, { number: '2026-A0901', received_on: '2026-10-12', due_on: '2026-12-11' }),
    [
      'party',
      'x1',
      east.stamp(),
      0,
      { kind: 'person', name: NAME, phone: '13800001234', id_number: '110101199003070871' },
    ],
    ['matter_party', `${uuid(1)}/0`, east.stamp(), 0, { party_id: 'x1', role: 'visitor', acts_for: '', authority: '' }],
    eventRow(east, 1, 1, 'registered'),
    eventRow(east, 1, 2, 'reported_up', { reason: '涉及区管道路，需要区里协调市政部门' }),
    careFigureRow(east, 0, 26, 'elderly/2026-10'),
    documentRow(east, uuid(900), { ref: '2026-10', sha256 }),
    documentRow(east, uuid(901), { matter_id: uuid(1), kind: 'receipt_slip', title: '事项登记回执', sha256 }),
    frozenRow(east, 12).map((each, at) => (at === 1 ? 'mediation/2026-10' : each)) as unknown as WireRow,
  ])
  if (pushed.body.rejected?.length) throw new Error(JSON.stringify(pushed.body.rejected))
  await west.push(
    Array.from({ length: 7 }, (_, n) =>
      matterRow(west, 2_000 + n, { number: `2026-A${n}`, received_on: `2026-0${n + 1}-05`, due_on: '2026-12-20' }),
    ),
  )
  await db.inStreet('310101001', (sql) =>
    sql('INSERT INTO file_piece (street_code, sha256, piece, bytes) VALUES ($1, $2, 0, $3)', [
      '310101001',
      sha256,
      bytes,
    ]),
  )
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  return { ...running, address, east, west }
}
