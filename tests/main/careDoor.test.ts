import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSheet } from '../../src-main/paper/xlsx/readSheet.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { careDesk, DAY, enrolment, person, visit, type CareDesk } from '../support/careDesk.ts'
import { Refused } from '../support/testCore.ts'

let t: CareDesk
beforeAll(async () => void (t = await careDesk()))
afterAll(() => t.close())

const LATER = '2026-03-19' as Day
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof Refused ? error.message : String(error)),
  )

describe('a mistyped day is refused before it harms anybody', () => {
  const register = (more: Parameters<typeof enrolment>[0], about = {}) =>
    refusal(
      t.as('shegong')('care.register', { person: person('李日子（测试）', about), enrolments: [enrolment(more)] }),
    )

  it('at the registration', async () => {
    expect(await register({ consentOn: LATER })).toContain('同意日期不能晚于今天')
    expect(await register({ toldOn: LATER })).toContain('告知日期不能晚于今天')
    expect(await register({ startOn: '0226-03-01' as Day })).toContain('请检查年份')
    expect(await register({ basis: 'law' }, { birthOn: '2062-03-01' })).toContain('出生日期不能晚于今天')
    expect(await register({ startOn: LATER })).toBe('ok')
  })

  it('at the end, which would put a record on the purge list at once', async () => {
    const clientId = await t.register('李终了（测试）')
    const { version, state } = await t.get('shegong', clientId)
    const enrolmentId = state.enrolments[0]!.id
    const close = (on: string) =>
      refusal(
        t.as('shegong')('care.close', {
          clientId,
          version,
          act: { enrolmentId, on: on as Day, reason: 'completed', note: '' },
        }),
      )
    expect(await close('2016-03-18')).toContain('不能早于开始日期')
    expect(await close(LATER)).toContain('不能晚于今天')
    const withdraw = { enrolmentId, on: '2016-03-18' as Day, by: '' }
    expect(await refusal(t.as('shegong')('care.withdrawConsent', { clientId, version, act: withdraw }))).toContain(
      '不能早于',
    )
    expect(await close(DAY)).toBe('ok')
  })

  it('of a visit in another year', async () => {
    const clientId = await t.register('李去年（测试）')
    const write = (at: string) =>
      refusal(
        t.as('shegong')('care.visit', {
          clientId,
          visit: visit({ at: at as never }),
          follows: { promises: [], response: null },
        }),
      )
    expect(await write('2006-03-18T01:30:00.000Z')).toContain('请检查年份')
    expect(await write('2026-02-01T01:30:00.000Z')).toBe('ok')
  })
})

describe('the due list', () => {
  it('leaves the screen with every name hidden, with no group, and as a look with its purpose', async () => {
    const clientId = await t.register('周到期（测试）', { enrolment: { group: 'detox', basis: 'law' } })
    const { version } = await t.get('shegong', clientId)
    const act = { visitId: null, what: '陪他去戒毒门诊', byOn: DAY }
    await t.as('shegong')('care.promise', { clientId, version, act })
    const input = { filter: { until: LATER, kinds: ['promise' as const] }, purpose: '安排明天走访' }
    const { xlsxBase64, fileName } = await t.as('shegong')('care.exportDue', input)
    const { pdfBase64 } = await t.as('shegong')('care.printDue', input)
    expect(fileName).toMatch(/^到期事项清单-[-\d]+\.xlsx$/)
    expect(Buffer.from(pdfBase64, 'base64').subarray(0, 4).toString()).toBe('%PDF')
    const cells: unknown[] = []
    for await (const row of readSheet(Buffer.from(xlsxBase64, 'base64'))) cells.push(row.cells)
    const text = JSON.stringify(cells)
    expect(text).toContain('答应过的')
    expect(text).not.toMatch(/周到期|戒毒/)
    const { lines } = await t.as('bangfu')('care.looks', {})
    expect(lines.slice(0, 2).map(({ what, purpose, byName }) => [what, purpose, byName])).toEqual([
      ['print', '安排明天走访', '社工戊'],
      ['export', '安排明天走访', '社工戊'],
    ])
    expect(await refusal(t.as('shegong')('care.exportDue', { ...input, purpose: ' ' }))).not.toBe('ok')
  })

  it('finds by place, a community with its grids', async () => {
    const centre = t.as('admin')
    const shared = { id: null, isActive: true }
    const { id } = await centre('centre.savePlace', {
      ...shared,
      kind: 'community',
      name: '海棠居委会',
      parentId: null,
    })
    const grid = await centre('centre.savePlace', { ...shared, kind: 'grid', name: '一网格', parentId: id })
    const clientId = await t.register('吴网格（测试）', { person: { placeId: grid.id } })
    const { items } = await t.as('shegong')('care.due', { placeId: id, until: '2026-12-31' as Day })
    expect(new Set(items.map((item) => item.clientId))).toEqual(new Set([clientId]))
    const { rows } = await t.as('shegong')('care.clients', { placeId: id })
    expect(rows.map((row) => row.clientId)).toEqual([clientId])
  })
})

it('printing a month ledger, which has a line for each person, is a look; its figures are none', async () => {
  const looks = async () => (await t.as('bangfu')('care.looks', {})).lines.length
  const before = await looks()
  await t.as('shegong')('care.previewMonth', { group: 'elderly', month: '2026-03' as never, sheet: 'figures' })
  expect(await looks()).toBe(before)
  await t.as('shegong')('care.previewMonth', { group: 'elderly', month: '2026-03' as never, sheet: 'ledger' })
  expect(await looks()).toBe(before + 1)
})

it('a record that is destroyed goes from the draft of a round, too', async () => {
  const clientId = await t.register('郑草稿（测试）')
  const content = { head: {}, visits: [{ clientId, findings: { note: '草稿里写的话' } }] }
  await t.as('shegong')('care.saveDraft', { key: 'visit:round', title: '走访 郑草稿（测试）', content })
  const purge = { why: 'sealed' as const, clientIds: [clientId], basis: '封存决定', witness: '某某' }
  expect(await refusal(t.as('bangfu')('care.purge', { ...purge, on: LATER }))).toContain('不能晚于今天')
  await t.as('bangfu')('care.purge', { ...purge, on: DAY })
  expect(await t.as('shegong')('care.draft', { key: 'visit:round' })).toBeNull()
})

it('sends nobody to a person whose service has ended, though a visit could still be made good', async () => {
  const clientId = await t.register('王不扰（测试）', { enrolment: { startOn: '2025-12-01' as Day } })
  const waits = async () => {
    const { items } = await t.as('shegong')('care.due', { kinds: ['visit'], until: '2026-12-31' as Day })
    return items.filter((item) => item.clientId === clientId)
  }
  expect((await waits()).some(({ level }) => level === 'late')).toBe(true)
  const { version, state } = await t.get('shegong', clientId)
  const act = { enrolmentId: state.enrolments[0]!.id, on: DAY, reason: 'died' as const, note: '' }
  await t.as('shegong')('care.close', { clientId, version, act })
  expect(await waits()).toEqual([])
})
