import { createHash } from 'node:crypto'
import type { Db } from '../../../src-district/db/db.ts'
import type { WireRow } from '../../../src-shared/sync/protocol.ts'
import { joinedSeat, type TestSeat } from './testSeat.ts'
import { OTHER_STREET, STREET, type TestDistrict } from './startDistrict.ts'

export const NAME = '王小明（测试）'
export const PDF = Buffer.from('%PDF-1.7 made up for a test')
export const PDF_HASH = createHash('sha256').update(PDF).digest('hex')
export const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const matterRow = (seat: TestSeat, n: number, more: Record<string, string | number | null> = {}): WireRow => [
  'matter',
  uuid(n),
  seat.stamp(),
  0,
  {
    number: `2026-${seat.seatCode}${n}`,
    kind: 'petition',
    stage: 'handling',
    is_open: 1,
    summary: `${NAME}反映路面塌陷`,
    facts: '积水',
    wish: '修好',
    channel: 'visit',
    place_id: 'p1',
    place_detail: '',
    received_on: '2026-02-10',
    due_on: '2026-02-25',
    merged_into: null,
    is_sealed: 0,
    party_names: NAME,
    ...more,
  },
]

export const eventRow = (seat: TestSeat, matter: number, seq: number, kind: string, more = {}): WireRow => [
  'matter_event',
  uuid(matter * 100 + seq),
  seat.stamp(),
  0,
  {
    matter_id: uuid(matter),
    seq,
    kind,
    actor_id: 'u1',
    actor_name: '窗口甲（测试）',
    at: '2026-02-11T02:00:00.000Z',
    reason: '',
    payload: '{}',
    ...more,
  },
]

export const documentRow = (
  seat: TestSeat,
  key: string,
  more: Record<string, string | number | null> = {},
): WireRow => [
  'document',
  key,
  seat.stamp(),
  0,
  {
    matter_id: null,
    kind: 'mediation_ledger',
    ref: '2026-02',
    title: '人民调解案件台账',
    number: '',
    template_version: '1',
    data: '{}',
    sha256: PDF_HASH,
    pages: 3,
    issued_at: '2026-03-01T02:00:00.000Z',
    issued_by: '负责人乙（测试）',
    is_void: 0,
    void_reason: '',
    ...more,
  },
]

export const frozenRow = (seat: TestSeat, value: number): WireRow => [
  'month_frozen',
  'mediation/2026-02',
  seat.stamp(),
  0,
  {
    from_on: '2026-02-01',
    to_on: '2026-02-28',
    basis: 'accepted',
    rows: JSON.stringify([
      { matterId: uuid(1), name: NAME },
      { matterId: uuid(2), name: NAME },
    ]),
    figures: JSON.stringify([
      {
        key: 'accepted',
        group: '受理',
        title: '受理',
        unit: '件',
        value,
        text: String(value),
        definition: '',
        canOpen: true,
      },
    ]),
    signed_at: '2026-03-01T02:00:00.000Z',
    signed_by: '负责人乙（测试）',
    ledger_document_id: uuid(900),
    figures_document_id: null,
  },
]

/** Care figures as a street signs them: small counts are hidden before they are sent. */
export const careFigureRow = (seat: TestSeat, no: number, registered: number, key = 'elderly/2026-02'): WireRow => [
  'care_figure',
  `${key}/${no}`,
  seat.stamp(),
  0,
  {
    figures: JSON.stringify([
      { key: 'registered', title: '期末在册', unit: '人', value: registered, text: String(registered) },
      { key: 'present', title: '本期内曾在册', unit: '人', value: registered, text: String(registered) },
      { key: 'absent', title: '未遇', unit: '次', value: null, text: '少于 5' },
      { key: 'filedRate', title: '建档率', unit: '%', value: 100, text: '100' },
    ]),
    signed_at: '2026-03-01T02:00:00.000Z',
    signed_by: '帮扶负责人丙（测试）',
  },
]

/** The bytes of a paper as they lie in the store once a seat sent them. */
export async function putFile(db: Db, street = STREET): Promise<void> {
  await db.inStreet(street, (sql) =>
    sql('INSERT INTO file_piece (street_code, sha256, piece, bytes) VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING', [
      street,
      PDF_HASH,
      PDF,
    ]),
  )
}

/** Two streets with a seat each. East: one matter reported up, one not, one reported up and taken back, a signed ledger. */
export async function twoStreets(district: TestDistrict): Promise<{ east: TestSeat; west: TestSeat }> {
  const east = await joinedSeat(district.app, await district.code(STREET), 'A')
  const west = await joinedSeat(district.app, await district.code(OTHER_STREET), 'A')
  await east.push([
    [
      'place',
      'p1',
      east.stamp(),
      0,
      { kind: 'community', name: '东一居委', parent_id: null, initials: '', is_active: 1 },
    ],
    matterRow(east, 1),
    matterRow(east, 2, { kind: 'mediation', received_on: '2026-01-20', due_on: null }),
    matterRow(east, 3),
    [
      'party',
      'x1',
      east.stamp(),
      0,
      { kind: 'person', name: NAME, phone: '13800001234', id_number: '110101199003070871' },
    ],
    ['matter_party', `${uuid(1)}/0`, east.stamp(), 0, { party_id: 'x1', role: 'visitor', acts_for: '', authority: '' }],
    eventRow(east, 1, 1, 'registered'),
    eventRow(east, 1, 2, 'reported_up', { reason: '需要区里协调（测试）' }),
    eventRow(east, 3, 1, 'registered'),
    eventRow(east, 3, 2, 'reported_up', { reason: '误报' }),
    eventRow(east, 3, 3, 'report_up_withdrawn'),
    documentRow(east, uuid(900)),
    documentRow(east, uuid(901), { matter_id: uuid(1), kind: 'receipt_slip', title: '事项登记回执' }),
    documentRow(east, uuid(902), { matter_id: uuid(2), kind: 'receipt_slip', title: '事项登记回执' }),
    frozenRow(east, 3),
  ])
  await west.push([matterRow(west, 11, { received_on: '2026-02-12', due_on: '2026-06-01' })])
  return { east, west }
}
