import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src-district/db/db.ts'
import { LEDGER_IDS } from '../../src-shared/ledger/schema.ts'
import { openTestPglite } from '../support/testPglite.ts'
import type { Month } from '../../src-shared/kernel/day.ts'
import { startOffice, type Desk, type Office } from './support/officeDesk.ts'
import { careFigureRow, matterRow, NAME, PDF, putFile, twoStreets, uuid } from './support/officeStories.ts'
import { OTHER_STREET, STREET } from './support/startDistrict.ts'
import type { TestSeat } from './support/testSeat.ts'

const month = (text: string) => text as Month
const span = { from: month('2026-01'), to: month('2026-03') }

let db: Db
let office: Office
let admin: Desk
let officer: Desk
let east: TestSeat
beforeAll(async () => void (db = await openTestPglite()))
afterAll(() => db.close())
beforeEach(async () => {
  office = await startOffice(db)
  admin = await office.login('admin')
  officer = await office.login('officer')
  ;({ east } = await twoStreets(office))
})
const looks = async () =>
  (await admin.call('log.list', {})).lines.filter(({ action }) => action === 'looked' || action === 'paper_looked')

describe('streets and seats', () => {
  it('shows contact and lag, makes a code once, and stops a seat with its reason', async () => {
    await east.hello({ waiting: 7 })
    const { streets, seats } = await admin.call('streets.list', {})
    expect(streets.map(({ name, seats: n }) => [name, n])).toEqual([
      ['东门街道', 1],
      ['西门街道', 1],
    ])
    expect(seats[0]).toMatchObject({ letter: 'A', waiting: 7, app: '0.1.0', schema: 1, revokedAt: null, behind: 0 })
    const { code } = await admin.call('streets.makeCode', { streetCode: STREET })
    expect(code).toMatch(/^\w{4}-\w{4}-\w{4}$/)
    const stored = await db.asOwner((sql) => sql('SELECT * FROM enrol_code'))
    expect(JSON.stringify([stored, await admin.call('log.list', {})])).not.toContain(code.slice(0, 4))
    const waiting = east.pull('&wait=50').catch((error: Error) => error.message)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await admin.call('streets.revokeSeat', { streetCode: STREET, seatCode: east.seatCode, reason: '电脑遗失' })
    expect(await waiting).toBe('revoked') // at once, not when the wait is over
    expect((await east.push([matterRow(east, 5)])).status).toBe(403)
    expect((await admin.call('streets.list', {})).seats[0]).toMatchObject({ revokedWhy: '电脑遗失' })
    await expect(
      admin.call('streets.revokeSeat', { streetCode: STREET, seatCode: east.seatCode, reason: '再来一次' }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
  })

  it('takes in a street, and brings it what was published before', async () => {
    const body = JSON.stringify({
      year: 2027,
      source: '通知（测试）',
      daysOff: [{ name: '元旦', fromOn: '2027-01-01', toOn: '2027-01-03' }],
      makeupDays: [],
    })
    await officer.call('publish.send', {
      kind: 'holidays',
      subject: '2027',
      title: '2027 年放假安排',
      effectiveFrom: '2026-12-01' as never,
      note: '按国办通知',
      content: body,
    })
    await admin.call('streets.add', { streetCode: '310101009', name: '南门街道' })
    const rows = await db.inStreet('310101009', (sql) => sql(`SELECT key FROM sync_row WHERE tbl = 'published'`))
    expect(rows).toHaveLength(1)
    await expect(admin.call('streets.add', { streetCode: '310101009', name: '南门街道' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})

describe('ledgers', () => {
  it('lists what arrived and who has not delivered, without a name', async () => {
    const list = await officer.call('ledgers.list', { month: month('2026-02') })
    expect(list).toHaveLength(2 * LEDGER_IDS.length) // two streets
    expect(list.filter(({ signedAt }) => signedAt)).toMatchObject([
      {
        streetCode: STREET,
        ledger: 'mediation',
        rows: 2,
        papers: [{ documentId: uuid(900), pages: 3, hasBytes: false }],
      },
    ])
    expect(JSON.stringify(list)).not.toContain(NAME)
    const { figures, streets } = await officer.call('ledgers.figures', { month: month('2026-02'), ledger: 'mediation' })
    expect(figures).toMatchObject([{ title: '受理', values: { [STREET]: 3 } }])
    expect(streets.map(({ isSigned }) => isSigned)).toEqual([true, false])
  })

  it('opens the paper as issued, once its bytes are here, and writes the look down', async () => {
    const open = () => officer.call('ledgers.paper', { streetCode: STREET, documentId: uuid(900) })
    await expect(open()).rejects.toMatchObject({ code: 'not_found' })
    await putFile(db)
    expect(Buffer.from((await open()).pdfBase64, 'base64')).toEqual(PDF)
    expect(await looks()).toMatchObject([
      { action: 'paper_looked', street: '东门街道', subject: '人民调解案件台账 2026-02' },
    ])
    for (const documentId of [uuid(901), uuid(902), uuid(1)])
      await expect(officer.call('ledgers.paper', { streetCode: STREET, documentId })).rejects.toMatchObject({
        code: 'not_found',
      })
    await expect(
      officer.call('ledgers.paper', { streetCode: OTHER_STREET, documentId: uuid(900) }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('figures', () => {
  it('count by code and street, down to places, never to a name', async () => {
    const kind = await officer.call('figures.table', { ...span, by: 'kind' })
    expect(kind.lines.map(({ code, counts, total }) => [code, counts, total])).toEqual([
      ['mediation', { [STREET]: 1, [OTHER_STREET]: 0 }, 1],
      ['petition', { [STREET]: 2, [OTHER_STREET]: 1 }, 3],
    ])
    expect(kind.sum).toMatchObject({ counts: { [STREET]: 3, [OTHER_STREET]: 1 }, total: 4 })
    const overdue = await officer.call('figures.table', { ...span, by: 'overdue' })
    expect(overdue.lines.map(({ code, counts }) => [code, counts[STREET]])).toEqual([
      ['none', 1],
      ['week', 2],
    ])
    const drill = await officer.call('figures.drill', { ...span, streetCode: STREET, by: 'kind', code: 'petition' })
    expect(drill.places).toMatchObject([{ title: '东一居委', counts: { petition: 2 }, total: 2 }])
    const trend = await officer.call('figures.trend', span)
    expect(trend.months).toMatchObject([
      { month: '2026-01', received: 1 },
      { month: '2026-02', received: 3, open: 3, overdue: 2 },
      { month: '2026-03', received: 0 },
    ])
    expect(JSON.stringify([kind, overdue, drill, trend])).not.toContain(NAME)
    await expect(
      officer.call('figures.table', { from: month('2026-03'), to: month('2026-01'), by: 'kind' }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })

  it('hide small numbers, and those from which they would follow', async () => {
    const settings = await admin.call('settings.get', {})
    await admin.call('settings.save', { ...settings, suppressBelow: 2 })
    const { lines, sum } = await officer.call('figures.table', { ...span, by: 'kind' })
    expect(lines.map(({ counts, total }) => [counts[STREET], counts[OTHER_STREET], total])).toEqual([
      [null, 0, null],
      [null, null, 3],
    ])
    expect(sum.counts[OTHER_STREET]).toBeNull()
  })

  it('are read by a role that sees no name, whatever the page asks', async () => {
    for (const statement of [
      'SELECT data FROM sync_row',
      'SELECT number FROM matter_head',
      'SELECT public_key FROM seat',
    ])
      await expect(db.inDistrict((sql) => sql(statement))).rejects.toThrow(/permission denied/)
    const foreign = await db.inStreet(OTHER_STREET, (sql) =>
      sql('SELECT key FROM sync_row WHERE street_code = $1', [STREET]),
    )
    expect(foreign).toEqual([])
  })
})

describe('matters', () => {
  it('open only where the street reported them up; each look is a line; the list tells no name', async () => {
    const list = await officer.call('matters.list', {})
    expect(list).toMatchObject([{ matterId: uuid(1), openedBy: ['reported'], stageTitle: expect.any(String) }])
    expect(JSON.stringify(list)).not.toContain(NAME)
    const opened = await officer.call('matters.open', { streetCode: STREET, matterId: uuid(1) })
    expect(opened).toMatchObject({
      reportReason: '需要区里协调（测试）',
      place: '东一居委',
      parties: [{ name: NAME, phone: '138****1234', idNumber: expect.stringContaining('*') }],
      papers: [{ title: '事项登记回执', hasBytes: false }],
    })
    expect(opened.steps.map(({ title }) => title)).toEqual(['登记', '上报区里'])
    for (const matterId of [uuid(2), uuid(3), uuid(11), uuid(77)])
      await expect(officer.call('matters.open', { streetCode: STREET, matterId })).rejects.toMatchObject({
        code: 'not_found',
      })
    await putFile(db)
    await officer.call('matters.paper', { streetCode: STREET, documentId: uuid(901) })
    await expect(officer.call('matters.paper', { streetCode: STREET, documentId: uuid(902) })).rejects.toMatchObject({
      code: 'not_found',
    })
    const lines = await looks()
    expect(lines).toHaveLength(2)
    expect(JSON.stringify(lines)).not.toContain(NAME)
  })

  it('close again where one is sealed after it was reported up', async () => {
    await east.push([['matter', uuid(1), east.stamp(1), 0, { is_sealed: 1 }]])
    expect(await officer.call('matters.list', {})).toEqual([])
    await east.push([['matter', uuid(1), east.stamp(2), 1, { erase: 1 }]])
    await expect(officer.call('matters.open', { streetCode: STREET, matterId: uuid(1) })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('care figures', () => {
  const february = { month: month('2026-02'), group: 'elderly' } as const
  const textsOf = async () =>
    Object.fromEntries(
      (await officer.call('care.figures', february)).figures.map(({ key, texts }) => [key, texts[STREET]]),
    )

  it('are those that each street signed last, small counts hidden, and name nobody', async () => {
    await east.push([
      careFigureRow(east, 0, 26),
      careFigureRow(east, 1, 27),
      careFigureRow(east, 0, 9, 'detox/2026-02'),
    ])
    const found = await officer.call('care.figures', february)
    expect(found.streets).toMatchObject([
      { streetCode: STREET, changes: 1, signedAt: '2026-03-01T02:00:00.000Z' },
      { streetCode: OTHER_STREET, changes: 0, signedAt: null },
    ])
    expect(await textsOf()).toEqual({ registered: '27', present: '27', absent: '少于 5', filedRate: '100' })
    expect(JSON.stringify(found)).not.toMatch(/丙|elderly/)
    expect((await officer.call('care.figures', { ...february, month: month('2026-01') })).figures).toEqual([])
    await expect(admin.call('care.figures', february)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('hide more where the district shows no count below a higher number', async () => {
    await east.push([careFigureRow(east, 0, 9)])
    const settings = await admin.call('settings.get', {})
    await admin.call('settings.save', { ...settings, suppressBelow: 10 })
    expect(await textsOf()).toEqual({
      registered: '少于 10',
      present: '少于 10',
      absent: '少于 10',
      filedRate: '不单列',
    })
    await admin.call('settings.save', settings)
  })
})
