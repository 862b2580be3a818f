import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idCheckDigit } from '../../src-shared/intake/identity.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterId, PartyId } from '../../src-shared/kernel/ids.ts'
import { testCore, type TestCore } from '../support/testCore.ts'

const ID = `31000019800101123${idCheckDigit('31000019800101123')}`
const PHONE = '13012345678'
const ADDRESS = '梧桐里小区5号302室'
const TWO_LINES = '外省某市\n槐花路77号甲'
const HIDDEN = [ID, PHONE, ADDRESS, '槐花路77号甲', '310000198001011', '12345678', '5号302']

let t: TestCore
let matterId: MatterId
let party: PartyId
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  await t.hire('shegong', '社工戊', 'social_worker')
  const clerk = t.as('chuangkou')
  const registered = await clerk('intake.register', {
    receivedOn: '2026-03-16' as Day,
    summary: '楼上漏水',
    facts: '天花板受损',
    placeDetail: '梧桐里小区',
    parties: [
      { role: 'applicant', party: { name: '张三（测试）', phone: PHONE, idNumber: ID, address: ADDRESS } },
      { role: 'respondent', party: { name: '李四（测试）', address: TWO_LINES } },
    ],
  })
  matterId = registered.matterId
  await clerk('intake.triage', { matterId, version: 1, route: 'mediation' })
  const [first, second] = (await clerk('matters.get', { matterId })).parties.map((each) => each.partyId) as [
    PartyId,
    PartyId,
  ]
  party = first
  await clerk('mediation.accept', {
    matterId,
    version: 2,
    act: {
      acceptedOn: '2026-03-16' as Day,
      source: 'applied',
      justiceClass: '02',
      governanceClass: '0201',
      facts: '漏水',
    },
  })
  await clerk('mediation.tellRights', {
    matterId,
    version: 3,
    act: { partyIds: [first, second], on: '2026-03-16' as Day, how: 'oral' },
  })
})
afterAll(() => t.close())

type Line = { action: string; subject: string; detail: string; actorName: string }
const lines = async (action: string): Promise<Line[]> =>
  (await t.as('head')('audit.list', { action: action as never })).lines
const month = '2026-03' as never

describe('what the screen hides', () => {
  it('never leaves through a list, a record, a search or a prompt', async () => {
    const clerk = t.as('chuangkou')
    const answers: unknown[] = [
      await clerk('matters.get', { matterId }),
      await clerk('mediation.get', { matterId }),
      await clerk('matters.list', { filter: {} }),
      await clerk('today.list', {}),
      await clerk('ledger.month', { month }),
      await clerk('figures.rows', { month, key: 'total' }),
      await clerk('intake.suggest', {
        name: '张三（测试）',
        phone: PHONE,
        idNumber: ID,
        address: ADDRESS,
        summary: '楼上漏水把天花板泡坏了',
      }),
    ]
    for (const text of ['张三', 'zs', '5678', PHONE, ID, '302', '槐花路', '外省某市', '漏水', '梧桐里小区5号']) {
      const found = await clerk('search.find', { text })
      expect(
        found.hits.map((hit) => hit.matterId),
        text,
      ).toEqual([matterId])
      answers.push(found)
    }
    const said = answers.map((each) => JSON.stringify(each))
    for (const text of said)
      for (const secret of HIDDEN) expect(text.includes(secret), `${secret} in ${text.slice(0, 80)}`).toBe(false)
    expect(said[0]).toContain('130****5678')
    expect(said[0]).toContain(`${ID.slice(0, 6)}********${ID.slice(-4)}`)
    expect(said[6]).toContain('130****5678')
  })

  it('comes on request with a purpose, each time with a line in the audit', async () => {
    await expect(t.as('chuangkou')('matters.reveal', { matterId, purpose: '' })).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(await lines('revealed')).toEqual([])
    const revealed = await t.as('chuangkou')('matters.reveal', { matterId, purpose: '核对证件' })
    expect(revealed[0]).toMatchObject({ phone: PHONE, idNumber: ID, address: ADDRESS, isMasked: false })
    await t.as('shegong')('matters.reveal', { matterId, purpose: '上门联系' })
    expect(await lines('revealed')).toMatchObject([
      { actorName: '社工戊', detail: '上门联系', subject: '2026-A0001' },
      { actorName: '窗口丙', detail: '核对证件', subject: '2026-A0001' },
    ])
  })

  it('survives a card that is saved again with what the screen showed', async () => {
    const clerk = t.as('chuangkou')
    const view = await clerk('matters.get', { matterId })
    const card = {
      ...view.card,
      parties: view.parties.map(({ role, partyId, actsFor, authority, ...shown }) => ({
        role,
        partyId,
        actsFor,
        authority,
        party: shown,
      })),
    }
    await clerk('intake.amend', { matterId, version: view.version, card: card as never, reason: '补充' })
    expect((await clerk('matters.reveal', { matterId, purpose: '核对' }))[0]).toMatchObject({
      phone: PHONE,
      idNumber: ID,
      address: ADDRESS,
      partyId: party,
    })
  })
})

describe('the audit', () => {
  it('has one line for looks of one person at one record within ten minutes', async () => {
    const of = async (name: string): Promise<number> =>
      (await lines('looked')).filter((line) => line.actorName === name).length
    const [before, other] = [await of('社工戊'), await of('窗口丙')]
    for (let n = 0; n < 3; n++) {
      await t.as('shegong')('matters.get', { matterId })
      await t.as('shegong')('mediation.get', { matterId })
    }
    expect(await of('社工戊')).toBe(before + 1)
    expect(await of('窗口丙')).toBe(other)
    t.clock.nowMs += 10 * 60_000 - 1
    await t.as('shegong')('matters.get', { matterId })
    expect(await of('社工戊')).toBe(before + 1)
    t.clock.nowMs += 1
    await t.as('shegong')('matters.get', { matterId })
    expect(await of('社工戊')).toBe(before + 2)
  })

  it('tells first prints, reprints, views and saved copies of a paper apart', async () => {
    const clerk = t.as('chuangkou')
    const { id } = await clerk('papers.issue', { matterId, kind: 'rights_notice' })
    const get = (purpose: 'view' | 'print' | 'save') => clerk('papers.bytes', { documentId: id, purpose })
    const bytes = [await get('view'), await get('print'), await get('print'), await get('save'), await get('print')]
    expect(new Set(bytes.map((each) => each.pdfBase64)).size).toBe(1)
    expect(bytes.map((each) => each.isReprint)).toEqual([false, false, true, false, true])
    expect(await lines('printed')).toHaveLength(1)
    expect((await lines('reprinted')).map((line) => line.detail)).toEqual(['补打，第 3 次', '补打，第 2 次'])
    expect(await lines('exported')).toHaveLength(1)
    await clerk('matters.export', { filter: {}, purpose: '月度核对', jobId: 'x1' })
    expect(await lines('exported')).toMatchObject([{ detail: '月度核对', subject: '事项清单 1 件' }, {}])
    await clerk('matters.print', { filter: {}, purpose: '早会' })
    expect(await lines('printed')).toMatchObject([{ detail: '早会', subject: '事项清单 1 件' }, {}])
  }, 60_000)

  it('shows the administrator people, settings and the store, and no case', async () => {
    await t.as('admin')('centre.saveSettings', { judicialCourt: '测试法院' })
    const all = (await t.as('head')('audit.list', { limit: 500 })).lines
    const his = (await t.as('admin')('audit.list', { limit: 500 })).lines
    expect(his.length).toBeGreaterThan(5)
    expect(his.length).toBeLessThan(all.length)
    const kinds = new Set(his.map((line) => line.action))
    for (const action of [
      'looked',
      'revealed',
      'printed',
      'reprinted',
      'exported',
      'changed',
      'imported',
      'signed_off',
    ])
      expect(kinds).not.toContain(action)
    for (const text of ['2026-A0001', '张三', '李四', '漏水', '人调字']) expect(JSON.stringify(his)).not.toContain(text)
    for (const action of ['looked', 'changed', 'revealed'] as const)
      expect((await t.as('admin')('audit.list', { action })).lines).toEqual([])
  })

  it('holds no personal data of the parties itself', async () => {
    const all = JSON.stringify((await t.as('head')('audit.list', { limit: 500 })).lines)
    for (const secret of [...HIDDEN, '张三', '李四']) expect(all).not.toContain(secret)
  })
})
