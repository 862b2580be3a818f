import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { DirectiveRow } from '../../src-shared/directive/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { Db as DistrictDb } from '../../src-district/db/db.ts'
import { openTestPglite } from '../support/testPglite.ts'
import { revokeSeat } from '../../src-district/seats/repo.ts'
import { makeSnapshot } from '../../src-district/sync/snapshot.ts'
import { writeOwnRows } from '../../src-district/sync/writeRows.ts'
import {
  emptyStore,
  OTHER_STREET,
  startDistrict,
  STREET,
  type TestDistrict,
} from '../district/support/startDistrict.ts'
import { testCore, type TestCore } from '../support/testCore.ts'
import { contentsOf } from './support/seat.ts'

/** The background thread of a real core over real HTTP, as the product runs it; clocks are the machine's. */
let store: DistrictDb
let district: TestDistrict
let url = ''
const cores: TestCore[] = []
beforeAll(async () => void (store = await openTestPglite()))
afterAll(() => store.close())
beforeEach(async () => {
  await emptyStore(store)
  const clock = { get ms() { return Date.now() }, set ms(_) {} } // prettier-ignore
  district = await startDistrict(store, { clock })
  await district.app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(district.app.server.address() as AddressInfo).port}`
})
afterEach(async () => {
  for (const core of cores.splice(0)) await core.close()
  await district.close()
})

async function joinedCore(letter: string): Promise<TestCore> {
  const core = await testCore({ clock: Date.now }, { seatLetter: letter })
  cores.push(core)
  await core.as('head')('sync.join', { url, code: await district.code(), name: `${letter} 号窗口` })
  return core
}
const register = (core: TestCore, summary: string) =>
  core.as('head')('intake.register', { receivedOn: '2026-03-17' as Day, summary })
const summaries = async (core: TestCore): Promise<string[]> =>
  (await core.as('head')('matters.list', { filter: {} })).rows.map((row) => row.summary)
const eventually = (look: () => Promise<unknown>, wanted: unknown) =>
  expect.poll(look, { timeout: 30_000, interval: 100 }).toEqual(wanted)

describe('the background thread', () => {
  it('sends what is saved and takes in what others save, without being asked', async () => {
    const [east, west] = [await joinedCore('A'), await joinedCore('B')]
    const { matterId } = await register(east, '楼上漏水')
    await eventually(() => summaries(west), ['楼上漏水'])
    await eventually(
      () =>
        east
          .as('head')('sync.recordState', { matterId })
          .then(({ state }) => state),
      'accepted',
    )
    await eventually(
      () =>
        west
          .as('head')('sync.status', {})
          .then((status) => status.isAllSynced),
      true,
    )
    const namesAt = async (core: TestCore): Promise<string[]> =>
      (await core.as('head')('sync.status', {})).seats.map(({ name }) => name).sort()
    await eventually(() => namesAt(east), ['A 号窗口', 'B 号窗口']) // east joined when there was no west
    const status = await west.as('head')('sync.status', {})
    expect(status.rows.all).toBe(status.rows.waiting + status.rows.flying + status.rows.accepted + status.rows.held)
    expect(status.seats.map(({ name }) => name).sort()).toEqual(['A 号窗口', 'B 号窗口'])
    if (east.state.open && west.state.open)
      expect(contentsOf(west.state.open.db)['matter']).toEqual(contentsOf(east.state.open.db)['matter'])
  })

  it('keeps its wait for news open while it sends, and hears of others by it', async () => {
    const [east, west] = [await joinedCore('A'), await joinedCore('B')]
    const isAllSynced = (core: TestCore) => async () => (await core.as('head')('sync.status', {})).isAllSynced
    const { seatCode } = await east.as('head')('sync.status', {})
    const asked: string[] = []
    let connections = 0
    let lastAskedAt = Date.now()
    district.app.server.on('connection', () => (connections += 1))
    district.app.server.on('request', ({ url: path = '', headers }: IncomingMessage) => {
      lastAskedAt = Date.now()
      if (headers.authorization?.includes(`.${seatCode}.`)) asked.push(path.split('?', 1)[0] as string)
    })
    for (const core of [east, west]) await eventually(isAllSynced(core), true)
    // A seat has sent all and may still be fetching what the other's joining wrote: only then does it wait for news.
    await eventually(() => Promise.resolve(Date.now() - lastAskedAt > 1000), true)
    asked.length = 0
    connections = 0
    for (const summary of ['第一件', '第二件']) {
      await register(east, summary)
      await eventually(async () => (await summaries(west)).includes(summary), true)
      await eventually(isAllSynced(east), true)
    }
    expect(asked).toEqual(['/sync/push', '/sync/push'])
    expect(connections).toBeLessThanOrEqual(2) // one for the sending of each seat at most
    await register(west, '第三件')
    await eventually(async () => (await summaries(east)).length, 3)
    for (const core of [east, west]) await eventually(isAllSynced(core), true)
    if (east.state.open && west.state.open)
      expect(contentsOf(west.state.open.db)['matter']).toEqual(contentsOf(east.state.open.db)['matter'])
  })

  it('starts a new seat from the snapshot', async () => {
    const east = await joinedCore('A')
    for (let n = 0; n < 30; n += 1) await register(east, `第${n}件`)
    await eventually(
      () =>
        east
          .as('head')('sync.status', {})
          .then((status) => status.isAllSynced),
      true,
    )
    const made = await makeSnapshot(district.district, STREET)
    expect(made?.rows).toBeGreaterThan(60)
    const west = await joinedCore('B')
    await eventually(async () => (await summaries(west)).length, 30)
    await eventually(
      () =>
        west
          .as('head')('sync.status', {})
          .then((status) => status.isAllSynced),
      true,
    )
  })

  it('goes on alone when it may not sync any more, and says so', async () => {
    const east = await joinedCore('A')
    await eventually(
      () =>
        east
          .as('head')('sync.status', {})
          .then((status) => status.isAllSynced),
      true,
    )
    const { seatCode } = await east.as('head')('sync.status', {})
    await store.inStreet(STREET, (sql) => revokeSeat(sql, STREET, seatCode, new Date().toISOString()))
    await register(east, '停用以后')
    await eventually(
      () =>
        east
          .as('head')('sync.status', {})
          .then(({ stopped }) => stopped),
      'revoked',
    )
    const status = await east.as('head')('sync.status', {})
    expect(status.problem).toContain('本机数据原样保留')
    expect(status.rows.waiting).toBeGreaterThan(0)
    expect(await summaries(east)).toEqual(['停用以后'])
  })

  it('says that a district does not know it, and may join again', async () => {
    const east = await joinedCore('A')
    await eventually(
      () =>
        east
          .as('head')('sync.status', {})
          .then((status) => status.isAllSynced),
      true,
    )
    await emptyStore(store)
    await register(east, '换了服务器')
    await eventually(
      () =>
        east
          .as('head')('sync.status', {})
          .then(({ stopped }) => stopped),
      'revoked',
    )
    expect((await east.as('head')('sync.status', {})).problem).toContain('不认识这台电脑')
    expect(await summaries(east)).toEqual(['换了服务器'])
  })

  it('keeps what is saved while nobody answers, and sends it later', async () => {
    const east = await joinedCore('A')
    await eventually(
      () =>
        east
          .as('head')('sync.status', {})
          .then((status) => status.isAllSynced),
      true,
    )
    await east.as('head')('sync.setPaused', { isPaused: true })
    await register(east, '断网时')
    expect((await east.as('head')('sync.status', {})).rows.waiting).toBeGreaterThan(0)
    await east.as('head')('sync.setPaused', { isPaused: false })
    await eventually(
      () =>
        east
          .as('head')('sync.status', {})
          .then((status) => status.isAllSynced),
      true,
    )
  })

  it('joins anew with what the district wrote before, and what was answered to it', async () => {
    const directive = {
      table: 'directive',
      key: 'a0000000-0000-7000-8000-000000000001',
      values: {
        number: '（测试）督办〔2026〕1号',
        kind: 'supervise',
        title: '楼道堆物',
        text: '请核实并书面答复',
        matter_id: null,
        issued_at: new Date().toISOString(),
        issued_by: '区综治中心（测试）',
        receive_by: '2099-12-31',
        reply_by: '2099-12-31',
        document_id: null,
        withdrawn_at: null,
        arithmetic: null,
      },
    }
    await store.inStreet(STREET, (sql) => writeOwnRows(district.district, sql, STREET, [directive]))
    const east = await joinedCore('A')
    const status = () => east.as('head')('sync.status', {})
    const isAllSynced = async (): Promise<boolean> => (await status()).isAllSynced
    await eventually(async () => (await east.as('head')('directive.list', {})).length, 1)
    const { id } = (await east.as('head')('directive.list', {}))[0] as DirectiveRow
    const { seen } = await east.as('head')('directive.get', { directiveId: id })
    await east.as('head')('directive.receive', { directiveId: id, seen })
    await eventually(isAllSynced, true)

    const { seatCode } = await status()
    await store.inStreet(STREET, (sql) => revokeSeat(sql, STREET, seatCode, new Date().toISOString()))
    await eventually(async () => (await east.as('head')('sync.now', {})).problem.startsWith('区里已停用'), true)
    await east.as('admin')('centre.saveSettings', { seatLetter: 'C' })
    await east.as('head')('sync.join', { url, code: await district.code(), name: 'C 号窗口' })
    await eventually(isAllSynced, true)
    expect(await status()).toMatchObject({ quarantined: 0 })
    expect(await east.as('head')('directive.get', { directiveId: id })).toMatchObject({
      title: '楼道堆物',
      stage: 'received',
    })
  })

  it('does not take its records to another street', async () => {
    const east = await joinedCore('A')
    await register(east, '东门的事')
    await eventually(
      () =>
        east
          .as('head')('sync.status', {})
          .then((status) => status.isAllSynced),
      true,
    )
    const { seatCode } = await east.as('head')('sync.status', {})
    await store.inStreet(STREET, (sql) => revokeSeat(sql, STREET, seatCode, new Date().toISOString()))
    // The first of them may still be the end of an exchange that began before.
    await eventually(async () => (await east.as('head')('sync.now', {})).problem.startsWith('区里已停用'), true)
    expect(await east.as('head')('sync.status', {})).toMatchObject({ stopped: 'revoked' })
    const join = async (street: string) =>
      east.as('head')('sync.join', { url, code: await district.code(street), name: 'A 号窗口' })
    await expect(join(OTHER_STREET)).rejects.toThrow('东门街道')
    const there = await store.inStreet(OTHER_STREET, (sql) => sql('SELECT 1 FROM sync_row'))
    expect(there).toEqual([])
  })

  it('refuses a wrong or used code, an address in the clear, a letter that is taken', async () => {
    const code = await district.code()
    const core = await testCore({ clock: Date.now }, { seatLetter: 'A' })
    cores.push(core)
    const join = (input: { url?: string; code?: string }) =>
      core.as('head')('sync.join', { url, code, name: 'A 号窗口', ...input })
    await expect(join({ code: 'AAAA-BBBB-CCCC' })).rejects.toThrow('接入码')
    await expect(join({ url: 'http://192.0.2.1' })).rejects.toThrow('https://')
    await join({})
    const other = await testCore({ clock: Date.now }, { seatLetter: 'A' })
    cores.push(other)
    const again = (with_: string) => other.as('head')('sync.join', { url, code: with_, name: '另一台' })
    await expect(again(code)).rejects.toThrow('接入码')
    await expect(again(await district.code())).rejects.toThrow('字母')
  })
})
