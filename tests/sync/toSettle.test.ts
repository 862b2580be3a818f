import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { DocumentId, MatterId } from '../../src-shared/kernel/ids.ts'
import type { Db as DistrictDb } from '../../src-district/db/db.ts'
import { openTestPglite } from '../support/testPglite.ts'
import { emptyStore, startDistrict, type TestDistrict } from '../district/support/startDistrict.ts'
import { pdfText } from '../support/pdfText.ts'
import { NOON, Refused } from '../support/testCore.ts'
import { injectTransport } from './support/injectTransport.ts'
import { openSeat, type TestSeat } from './support/seat.ts'

/** What sync leaves for people, as the pages of a seat are told of it. */
let store: DistrictDb
let district: TestDistrict
let east: TestSeat
let west: TestSeat

beforeAll(async () => void (store = await openTestPglite()))
afterAll(() => store.close())
beforeEach(async () => {
  await emptyStore(store)
  district = await startDistrict(store, { clock: { ms: NOON } })
  east = await openSeat('A', injectTransport(district.app), await district.code())
  west = await openSeat('B', injectTransport(district.app), await district.code())
  for (const seat of [east, west]) await seat.core.hire('chuangkou', '窗口丙', 'clerk')
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

const register = (seat: TestSeat) =>
  seat.core.as('chuangkou')('intake.register', {
    receivedOn: '2026-03-18' as Day,
    summary: '楼上漏水',
    parties: [{ party: { name: '张三（测试）', phone: '13900000001' } }],
  })

/** The first person's phone, and how the matter came. */
async function amend(seat: TestSeat, matterId: MatterId, phone: string, channel: 'call' | 'letter'): Promise<void> {
  const call = seat.core.as('chuangkou')
  const { card, version } = await call('matters.get', { matterId })
  const [person] = await call('matters.reveal', { matterId, purpose: '更正' })
  const { role, partyId } = person!
  const parties = [{ role, partyId, party: { ...person!, phone } }]
  await call('intake.amend', { matterId, version, reason: '更正', card: { ...card, channel, parties } })
}

async function quarrel(): Promise<MatterId> {
  const { matterId } = await register(east)
  await settleBoth()
  await amend(east, matterId, '13900000002', 'call')
  west.core.clock.nowMs += 1_000
  await amend(west, matterId, '13900000003', 'letter')
  await settleBoth()
  return matterId
}

it('names what it is about and its values in words, masks what is masked elsewhere, and leads to the matter', async () => {
  const matterId = await quarrel()
  const call = west.core.as('chuangkou')
  const found = await call('sync.conflicts', { matterId })
  expect(found).toHaveLength(2)
  expect(found.every((conflict) => conflict.matterId === matterId)).toBe(true)
  expect(found.find(({ fieldTitle }) => fieldTitle === '来源方式')).toMatchObject({
    title: '2026-A0001 楼上漏水',
    winner: { text: '来信' },
    loser: { text: '来电' },
  })
  expect(found.find(({ fieldTitle }) => fieldTitle === '电话')).toMatchObject({
    title: '张三（测试）（2026-A0001 楼上漏水）',
    winner: { text: '139****0003' },
    loser: { text: '139****0002' },
  })
  expect(await call('sync.attention', {})).toEqual({ hasJoined: true, stopped: '', conflicts: 2, quarantined: 0 })
})

it('is one line of the day for each matter, on paper and in the sheet', async () => {
  const matterId = await quarrel()
  const call = east.core.as('chuangkou')
  const lines = (await call('today.list', {})).items.filter(({ group }) => group === 'to_settle')
  expect(lines).toMatchObject([{ matterId, settles: 'conflict', number: '2026-A0001' }])
  expect(lines[0]?.what).toContain('电话')
  const { pdfBase64 } = await call('sync.printConflicts', { isSettled: false, purpose: '核对' })
  const text = (await pdfText(pdfBase64)).replace(/\s/g, '')
  expect(text).toContain('139****0003')
  expect(text).toContain('A号窗口')
  const { fileName } = await call('sync.exportConflicts', { isSettled: false, purpose: '核对' })
  expect(fileName).toMatch(/^两处都改过的内容-.*\.xlsx$/)
})

it('of a matter that was sealed since says nothing to whom it is kept from, and nothing on paper', async () => {
  const matterId = await quarrel()
  const head = east.core.as('head')
  const clerk = east.core.as('chuangkou')
  const { version } = await clerk('matters.get', { matterId })
  await clerk('intake.seal', {
    matterId,
    version,
    reported: [{ kind: 'person', name: '负责人乙' }],
    reason: '反映负责人',
  } as never)
  expect(await clerk('sync.conflicts', {})).not.toEqual([])
  expect(await head('sync.conflicts', {})).toEqual([])
  expect(await head('sync.attention', {})).toMatchObject({ conflicts: 0 })
  expect((await head('today.list', {})).items.filter(({ group }) => group === 'to_settle')).toEqual([])
  const { pdfBase64 } = await clerk('sync.printConflicts', { isSettled: false, purpose: '核对' })
  expect(await pdfText(pdfBase64)).not.toContain('漏水')
})

it('a paper that another seat issued is named, and said to be elsewhere until it is fetched', async () => {
  const { matterId } = await register(east)
  const paper = await east.core.as('chuangkou')('papers.issue', { matterId, kind: 'receipt_slip' })
  expect(paper.isHere).toBe(true)
  await settleBoth()
  const call = west.core.as('chuangkou')
  const [document] = (await call('matters.get', { matterId })).documents
  expect(document).toMatchObject({ id: paper.id, isHere: false })
  const refusal = await call('papers.bytes', { documentId: paper.id as DocumentId, purpose: 'print' }).catch((e) => e)
  expect(refusal).toBeInstanceOf(Refused)
  expect(refusal).toMatchObject({ code: 'not_found', details: { isElsewhere: true } })
  expect((await call('matters.get', { matterId })).documents[0]?.printCount).toBe(0)
})

it('people of other seats are told apart where people are chosen', async () => {
  await settleBoth()
  const people = await west.core.as('chuangkou')('account.colleagues', {})
  expect(
    people
      .filter(({ name }) => name === '窗口丙')
      .map(({ isRemote }) => isRemote)
      .sort(),
  ).toEqual([false, true])
})

it('tells of a step that came second on both computers, until somebody has dealt with it', async () => {
  const { matterId, version } = await register(east)
  await settleBoth()
  const triage = (seat: TestSeat, route: 'mediation' | 'petition') =>
    seat.core.as('chuangkou')('intake.triage', { matterId, version, route })
  await triage(east, 'mediation')
  west.core.clock.nowMs += 1_000
  await triage(west, 'petition')
  await settleBoth()

  const leftAt = async (seat: TestSeat) => {
    const { items } = await seat.core.as('chuangkou')('today.list', {})
    return items.filter(({ settles }) => settles === 'step')
  }
  for (const seat of [east, west]) {
    expect(await leftAt(seat)).toMatchObject([
      { matterId, group: 'to_settle', what: '“分流：信访代理”没有生效：已经分流办理，不能重新分流，请看后处理' },
    ])
  }
  const call = west.core.as('chuangkou')
  const view = await call('matters.get', { matterId })
  const step = view.timeline.find(({ problem }) => problem !== '')
  await call('matters.settleStep', { matterId, version: view.version, eventId: step!.id, reason: '按先办的调解办理' })
  await settleBoth()
  for (const seat of [east, west]) expect(await leftAt(seat)).toEqual([])
  expect((await east.core.as('chuangkou')('matters.get', { matterId })).timeline).toContainEqual(
    expect.objectContaining({ id: step!.id, isSettled: true }),
  )
})
