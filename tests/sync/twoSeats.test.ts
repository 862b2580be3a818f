import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MatterView } from '../../src-shared/intake/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterId, PartyId } from '../../src-shared/kernel/ids.ts'
import type { Db as DistrictDb } from '../../src-district/db/db.ts'
import { openTestPglite } from '../support/testPglite.ts'
import { PullPage } from '../../src-shared/sync/protocol.ts'
import { ask } from '../../src-main/sync/district.ts'
import { exchange } from '../../src-main/sync/engine.ts'
import { authorization } from '../../src-main/sync/ports.ts'
import { askNews, takeNews } from '../../src-main/sync/pull.ts'
import { countUnsettled } from '../../src-main/sync/rowRepo.ts'
import { emptyStore, NOON_MS, startDistrict, type TestDistrict } from '../district/support/startDistrict.ts'
import { NOON } from '../support/testCore.ts'
import { injectTransport } from './support/injectTransport.ts'
import { contentsOf, openSeat, stateOf, type TestSeat } from './support/seat.ts'

let store: DistrictDb
let district: TestDistrict
let east: TestSeat
let west: TestSeat

beforeAll(async () => void (store = await openTestPglite()))
afterAll(() => store.close())
beforeEach(async () => {
  await emptyStore(store)
  district = await startDistrict(store, { clock: { ms: NOON } })
  expect(NOON_MS).toBeLessThan(NOON)
  east = await openSeat('A', injectTransport(district.app), await district.code())
  west = await openSeat('B', injectTransport(district.app), await district.code())
  await east.core.hire('chuangkou', '窗口丙', 'clerk', 'mediator')
  await west.core.hire('chuangkou2', '窗口丁', 'clerk', 'mediator')
})
afterEach(async () => {
  await Promise.all([east.close(), west.close()])
  await district.close()
})

async function settleBoth(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await east.sync()
    await west.sync()
  }
}

async function registerMediation(seat: TestSeat, login: string) {
  const call = seat.core.as(login)
  const { matterId, version } = await call('intake.register', {
    receivedOn: '2026-03-16' as Day,
    summary: '楼上漏水把天花板泡坏了',
    parties: [
      { role: 'applicant', party: { name: '张三（测试）', phone: '13000000001' } },
      { role: 'respondent', party: { name: '李四（测试）', phone: '13000000002' } },
    ],
  })
  const triaged = await call('intake.triage', { matterId, version, route: 'mediation' })
  const accepted = await call('mediation.accept', {
    matterId,
    version: triaged.version,
    act: {
      acceptedOn: '2026-03-16',
      source: 'applied',
      justiceClass: '02',
      governanceClass: '0201',
      facts: '楼上李四家水管爆裂，漏水致张三家天花板受损。',
      requests: ['修复天花板'],
    } as never,
  })
  return { matterId, version: accepted.version }
}

const amend = async (seat: TestSeat, login: string, matterId: MatterId, wish: string): Promise<void> => {
  const view = await seat.core.as(login)('matters.get', { matterId })
  const card = { ...cardOf(view), wish }
  await seat.core.as(login)('intake.amend', { matterId, version: view.version, reason: '核对', card })
}

describe('two seats of a street', () => {
  it('hold the same records, folds, clocks, figures and search after both have synced', async () => {
    const { matterId } = await registerMediation(east, 'chuangkou')
    await settleBoth()
    const matter = await west.core.as('chuangkou2')('matters.get', { matterId })
    expect(matter).toMatchObject({ number: '2026-A0001', dossierNumber: '（2026）梧桐里人调字第A0001号' })
    const own = await east.core.as('chuangkou')('matters.get', { matterId })
    expect(matter.deadlines).toEqual(own.deadlines)
    expect(matter.timeline).toEqual(own.timeline)
    const found = await west.core.as('chuangkou2')('search.find', { text: '天花板' })
    expect(JSON.stringify(found)).toContain('2026-A0001')
    const figures = (seat: TestSeat) => seat.core.as('head')('figures.month', { month: '2026-03' as never })
    expect(await figures(west)).toEqual(await figures(east))
    expect(contentsOf(west.db)).toEqual(contentsOf(east.db))
    expect(stateOf(west).agreedCursor).toBe(stateOf(west).cursor)
    const receipt = await east.core.as('chuangkou')('sync.recordState', { matterId })
    expect(receipt).toMatchObject({ state: 'accepted' })
    expect(await west.core.as('chuangkou2')('sync.recordState', { matterId })).toEqual(receipt) // one number, wherever it is read
  })

  it('fold what both did offline in one order, and flag what does not fit', async () => {
    const { matterId, version } = await registerMediation(east, 'chuangkou')
    await settleBoth()
    const { parties } = await east.core.as('chuangkou')('matters.get', { matterId })
    const partyId = parties[0]?.partyId as PartyId
    const there = await west.core.as('chuangkou2')('matters.get', { matterId })
    await east.core.as('chuangkou')('mediation.recordConsent', {
      matterId,
      version,
      act: { partyId, isGiven: true, on: '2026-03-17', how: 'written' } as never,
    })
    await west.core.as('chuangkou2')('mediation.assignMediators', {
      matterId,
      version: there.version,
      act: { mediators: [{ name: '窗口丁', isLead: true }], on: '2026-03-17' } as never,
    })
    await settleBoth()
    const [left, right] = await Promise.all([
      east.core.as('chuangkou')('matters.get', { matterId }),
      west.core.as('chuangkou2')('matters.get', { matterId }),
    ])
    expect(left.timeline).toEqual(right.timeline)
    expect(left.deadlines).toEqual(right.deadlines)
    expect(left.timeline.map((entry) => entry.actorName)).toEqual(expect.arrayContaining(['窗口丙', '窗口丁']))
    expect(contentsOf(west.db)).toEqual(contentsOf(east.db))
  })

  it('are both told of two values of one field, and of the one that was chosen', async () => {
    const { matterId } = await registerMediation(east, 'chuangkou')
    await settleBoth()
    await amend(east, 'chuangkou', matterId, '赔两千元')
    west.core.clock.nowMs += 1_000
    await amend(west, 'chuangkou2', matterId, '重新粉刷')
    await settleBoth()
    for (const [seat, login] of [
      [east, 'chuangkou'],
      [west, 'chuangkou2'],
    ] as const) {
      const [conflict, ...more] = await seat.core.as(login)('sync.conflicts', {})
      expect(more).toEqual([])
      expect(conflict).toMatchObject({
        fieldTitle: '诉求',
        winner: { text: '重新粉刷', by: 'B 号窗口' },
        loser: { text: '赔两千元', by: 'A 号窗口' },
      })
    }
    const [conflict] = await east.core.as('chuangkou')('sync.conflicts', {})
    await east.core.as('chuangkou')('sync.settleConflict', {
      id: conflict?.id as string,
      choice: 'loser',
      reason: '当事人当场确认',
    })
    await settleBoth()
    expect((await west.core.as('chuangkou2')('matters.get', { matterId })).card.wish).toBe('赔两千元')
    expect(await west.core.as('chuangkou2')('sync.conflicts', {})).toEqual([])
    const [settled] = await west.core.as('chuangkou2')('sync.conflicts', { isSettled: true })
    expect(settled?.settled).toMatchObject({ as: 'loser', reason: '当事人当场确认', by: '窗口丙' })
    expect(contentsOf(west.db)).toEqual(contentsOf(east.db))
  })

  it('are shown what the record says now, which choosing the present value keeps', async () => {
    const { matterId } = await registerMediation(east, 'chuangkou')
    await settleBoth()
    await amend(east, 'chuangkou', matterId, '赔两千元')
    west.core.clock.nowMs += 1_000
    await amend(west, 'chuangkou2', matterId, '重新粉刷')
    await settleBoth()
    east.core.clock.nowMs += 60_000
    await amend(east, 'chuangkou', matterId, '粉刷并赔一千元')
    await settleBoth()
    const call = west.core.as('chuangkou2')
    const [conflict] = await call('sync.conflicts', {})
    expect(conflict).toMatchObject({
      isMasked: false,
      winner: { text: '粉刷并赔一千元', by: 'A 号窗口' },
      loser: { text: '赔两千元' },
    })
    await call('sync.settleConflict', { id: conflict?.id as string, choice: 'winner', reason: '当事人确认' })
    await settleBoth()
    expect((await east.core.as('chuangkou')('matters.get', { matterId })).card.wish).toBe('粉刷并赔一千元')
    const [settled] = await east.core.as('chuangkou')('sync.conflicts', { isSettled: true })
    expect(settled?.winner.text).toBe('粉刷并赔一千元')
    expect(contentsOf(west.db)).toEqual(contentsOf(east.db))
  })

  it('show two numbers in full to who says what for, and the log has it', async () => {
    const { matterId } = await registerMediation(east, 'chuangkou')
    await settleBoth()
    for (const [seat, phone] of [
      [east, '13855552222'],
      [west, '13866662222'],
    ] as const) {
      seat.core.clock.nowMs += 1_000
      seat.db.prepare("UPDATE party SET phone = ? WHERE name LIKE '张三%'").run(phone)
    }
    await settleBoth()
    const call = east.core.as('chuangkou')
    const [conflict] = await call('sync.conflicts', { matterId })
    expect(conflict).toMatchObject({ isMasked: true, winner: { text: '138****2222' }, loser: { text: '138****2222' } })
    const ask = { id: conflict?.id as string, purpose: '打电话核对' }
    const full = await call('sync.revealConflict', ask)
    expect([full.winner, full.loser].sort()).toEqual(['13855552222', '13866662222'])
    const { lines } = await east.core.as('head')('audit.list', {})
    expect(lines.find(({ action }) => action === 'revealed')).toMatchObject({ detail: '打电话核对' })
    await expect(call('sync.revealConflict', { ...ask, id: 'x' })).rejects.toThrow('没有找到')
  })

  it('take what they sent themselves, or what is of before, as nothing new when a wait brings it', async () => {
    await settleBoth()
    const contact = await exchange(east.db, east.ports, undefined)
    const early = await askNews(east.db, east.ports, contact, 0)
    const { cursor: from } = stateOf(east)
    await registerMediation(east, 'chuangkou')
    await exchange(east.db, east.ports, contact)
    const [before, state] = [contentsOf(east.db), stateOf(east)]
    const echo = await ask(
      east.ports.transport,
      { method: 'GET', path: `/sync/pull?cursor=${from}`, headers: { authorization: authorization(contact) } },
      PullPage,
    )
    expect(echo.rows.length).toBeGreaterThan(0)
    expect(await takeNews(east.db, east.ports, contact, early)).toBe(false)
    await takeNews(east.db, east.ports, contact, echo)
    expect(contentsOf(east.db)).toEqual(before)
    expect(countUnsettled(east.db)).toBe(0)
    expect(stateOf(east)).toEqual(state)
    await exchange(east.db, east.ports, contact)
    expect(stateOf(east).agreedCursor).toBe(state.cursor)
  })

  it('keep a report to the seat that took it; the district holds a box', async () => {
    const call = east.core.as('chuangkou')
    const sealed = await call('intake.register', {
      receivedOn: '2026-03-18' as Day,
      summary: '密件收受好处放任占道',
      report: { reported: [{ kind: 'unit', name: '示范街道城管中队' }] },
      parties: [{ party: { name: '密件人（测试）', phone: '13000000009' } }],
    })
    await settleBoth()
    const all = await store.asOwner((sql) => sql('SELECT data FROM sync_row'))
    expect(JSON.stringify(all)).not.toContain('密件')
    expect(JSON.stringify(contentsOf(west.db))).not.toContain('密件')
    expect(west.db.prepare('SELECT count(*) FROM sealed_box').pluck().get()).toBe(0)
    expect(await call('sync.recordState', { matterId: sealed.matterId })).toMatchObject({ state: 'held' })
    expect(stateOf(east).agreedCursor).toBe(stateOf(east).cursor)
  })
})

/** The card as it stands, its people left as they are. */
const cardOf = (view: MatterView) => ({
  ...view.card,
  parties: view.parties.map(({ partyId, role, name }) => ({ partyId, role, party: { name } })),
})
