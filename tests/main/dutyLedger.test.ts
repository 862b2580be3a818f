import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { addPerson, addPost, putOn } from '../support/dutyDesk.ts'
import { pdfText } from '../support/pdfText.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

const MONTH = '2026-03' as Month
const MARCH = { ledger: 'duty', month: MONTH } as const
const day = (text: string) => text as Day
let t: TestCore
let clerk: ReturnType<TestCore['as']>
let head: ReturnType<TestCore['as']>
let east: RowId
let jia: RowId
let yi: RowId
let inspection: RowId

/** Another moment of China's clock; everybody logs in again. */
async function toTime(text: string): Promise<void> {
  t.clock.nowMs = Date.parse(`${text}:00+08:00`)
  for (const login of ['chuangkou', 'head']) await t.as(login)('account.login', { login, password: PASSWORD })
}
const figuresOf = async (month = MONTH) => {
  const { figures } = await clerk('figures.month', { ledger: 'duty', month })
  return Object.fromEntries(figures.map(({ key, value }) => [key, value]))
}

/** Two posts, one of them manned by nobody; four shifts, three of them over; one came, one was ill, one said nothing. */
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  clerk = t.as('chuangkou')
  head = t.as('head')
  await toTime('2026-03-02T08:00')
  east = await addPost(clerk, 'G01', {
    name: '东门岗',
    place: '东门',
    duties: '看好东门',
    kind: 'watch',
    days: 'workday',
  })
  await addPost(clerk, 'G02', { name: '空着的岗', days: 'workday', minPeople: 2 })
  jia = await addPerson(clerk, '样本甲', { canLead: true })
  yi = await addPerson(clerk, '示例乙')
  for (const [on, who] of [
    ['2026-03-02', jia],
    ['2026-03-03', jia],
    ['2026-03-04', yi],
    ['2026-03-30', yi],
  ] as const)
    await putOn(clerk, east, on, '01', [who])
  const start = await head('duty.order', {
    kind: 'level_start',
    entry: { level: '02', on: day('2026-03-03'), orderedBy: '负责人乙', task: '示例节日', number: '启1' },
  })
  await head('duty.order', {
    kind: 'level_stop',
    entry: { startId: start.id, on: day('2026-03-05'), orderedBy: '负责人乙', summary: '平稳结束' },
  })
  const at = { postId: east, shift: '01' } as const
  await toTime('2026-03-05T09:00')
  await clerk('duty.record', { kind: 'sign_in', entry: { ...at, on: day('2026-03-02'), personId: jia, time: '08:20' } })
  await clerk('duty.record', { kind: 'absence', entry: { ...at, on: day('2026-03-03'), personId: jia, reason: '01' } })
  inspection = (
    await clerk('duty.record', {
      kind: 'inspection',
      entry: {
        ...at,
        on: day('2026-03-04'),
        time: '10:00',
        inspector: '负责人乙',
        hasProblem: true,
        finding: '灯不亮',
      },
    })
  ).id
  await clerk('duty.record', {
    kind: 'handover',
    entry: {
      on: day('2026-03-04'),
      shift: '01',
      postIds: [east],
      from: '示例乙',
      to: '样本甲',
      lines: ['钥匙两把'],
      note: '',
    },
  })
  await clerk('duty.record', {
    kind: 'swap_ask',
    entry: { from: { ...at, on: day('2026-03-30'), personId: yi }, toPersonId: jia, reason: '家里有事' },
  })
})
afterAll(() => t.close())

describe('the month of 岗位联勤', () => {
  it('lists each post with its person-shifts, and orders, inspections, swaps and hand-overs', async () => {
    const { rows } = await clerk('ledger.month', MARCH)
    expect(rows.map(({ kind, number, name }) => [kind, number, name])).toEqual([
      ['岗位', 'G01', '东门岗'],
      ['防控等级', '启1', '示例节日'],
      ['查岗', 'G01', '东门岗'],
      ['换班', 'G01', '东门岗'],
      ['交接班', '日班', '东门岗日班交接'],
    ])
    expect(rows[0]).toMatchObject({
      people: '示例乙、样本甲',
      duties: '看好东门',
      shifts: 4,
      expected: 3,
      came: 1,
      absent: 1,
      rate: '33.33%',
      situation: '病假 1 人次',
    })
    expect(rows[1]).toMatchObject({ on: '2026-03-03', until: '2026-03-05', level: '三级加强', handled: '平稳结束' })
    for (const { matterId } of rows) {
      const { title, lines } = await clerk('duty.entry', { id: matterId as string as RowId })
      expect(title).not.toBe('')
      expect(lines.length).toBeGreaterThan(2)
    }
  })

  it('counts what its rows and the posts that nobody was on add up to, as the page of duty counts them', async () => {
    const month = await figuresOf()
    const { figures } = await clerk('duty.figures', { from: day('2026-03-01'), to: day('2026-03-31') })
    const page = Object.fromEntries(figures.map(({ key, value }) => [key, value]))
    for (const key of [
      'posts',
      'slots',
      'manned',
      'expected',
      'came',
      'absent',
      'unsigned',
      'rate',
      'problems',
      'swaps',
    ])
      expect([key, month[key]]).toEqual([key, page[key]])
    // The roster again, told by SQL alone.
    const [sql] = (t.state.open as NonNullable<typeof t.state.open>).db
      .prepare(
        `WITH stint AS (SELECT c.post_id || '/' || c.on_day || '/' || c.shift || '/' || p.value AS key FROM duty_cell c, json_each(c.people) p
             WHERE c.on_day BETWEEN '2026-03-01' AND '2026-03-04'),
           sign AS (SELECT kind, payload ->> 'postId' || '/' || on_day || '/' || (payload ->> 'shift') || '/' || (payload ->> 'personId') AS key FROM duty_event)
         SELECT count(*) AS expected, count(*) FILTER (WHERE key IN (SELECT key FROM sign WHERE kind = 'sign_in')) AS came,
           count(*) FILTER (WHERE key IN (SELECT key FROM sign WHERE kind = 'absence')) AS absent FROM stint`,
      )
      .all() as Record<string, number>[]
    expect({ expected: month['expected'], came: month['came'], absent: month['absent'] }).toEqual(sql)
    expect(month).toMatchObject({
      posts: 2,
      'post.watch': 1,
      'post.fixed': 1,
      slots: 44,
      planned: 4,
      'cause.01': 1,
      asked: 1,
      swaps: 0,
      alerts: 1,
      'level.02': 1,
      started: 1,
      stopped: 1,
      inspections: 1,
      solved: 0,
      handovers: 1,
    })
    const gaps = await clerk('figures.rows', { ...MARCH, key: 'gaps' })
    expect(gaps.map(({ dossierNumber }) => dossierNumber)).toEqual(['G01', 'G02'])
    const { checks } = await clerk('figures.month', MARCH)
    expect(checks.find(({ title }) => title.includes('已处置'))).toMatchObject({
      holds: false,
      matters: [{ matterId: inspection, why: '发现的问题还没有写处置情况' }],
    })
  })

  it('is previewed, exported, signed, and says what changed afterwards and who changed it', async () => {
    const words = (await pdfText((await clerk('ledger.preview', MARCH)).pdfBase64)).replaceAll(/\s/g, '')
    for (const text of ['岗位联勤台账', '东门岗', '示例节日', '灯不亮', '33.33%']) expect(words).toContain(text)
    const empty = await clerk('ledger.preview', { ledger: 'duty', month: '2026-01' as Month })
    expect((await pdfText(empty.pdfBase64)).replaceAll(/\s/g, '')).toContain('本月无')
    expect((await clerk('ledger.export', { ...MARCH, purpose: '报送' })).fileName).toBe('岗位联勤台账-2026-03.xlsx')
    await expect(head('ledger.signOff', MARCH)).rejects.toMatchObject({ code: 'not_allowed' })
    await toTime('2026-04-02T09:00')
    await expect(clerk('ledger.signOff', MARCH)).rejects.toMatchObject({ code: 'forbidden' })
    await head('ledger.signOff', MARCH)
    expect(await head('ledger.differences', MARCH)).toEqual([])
    // A post that is no longer kept changes no row of a signed month.
    const { posts } = await clerk('duty.setup', {})
    const other = posts.find(({ code }) => code === 'G02')!
    await clerk('duty.savePost', { id: other.id, post: { ...other, isActive: false } })
    expect(await head('ledger.differences', MARCH)).toEqual([])
    await clerk('duty.takeBack', { eventId: inspection, reason: '查错了岗' })
    const differences = await head('ledger.differences', MARCH)
    expect(differences).toMatchObject([
      { dossierNumber: 'G01', columnTitle: '整条记录', present: '已不在本期', who: '窗口丙', reason: '查错了岗' },
    ])
    const { changed } = await head('figures.month', MARCH)
    expect(changed.map(({ title }) => title)).toContain('查岗次数')
    expect((await head('ledger.issueDifferences', MARCH)).number).toContain('勤更字')
    expect(await head('ledger.differences', MARCH)).toEqual([])
  })
})
