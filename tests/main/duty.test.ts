import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import { narrowEvents, type DutyList } from '../../src-shared/duty/lists.ts'
import { readSheet } from '../../src-main/paper/xlsx/readSheet.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { addPerson, addPost, putOn } from '../support/dutyDesk.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'
import { readPages } from './paper/readPdf.ts'

const day = (text: string) => text as Day
const MARCH = '2026-03' as Month
let t: TestCore
let clerk: ReturnType<TestCore['as']>
let head: ReturnType<TestCore['as']>
let east: RowId
let gate: RowId
let jia: RowId
let yi: RowId
let bing: RowId

beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  clerk = t.as('chuangkou')
  head = t.as('head')
  east = await addPost(clerk, 'G01', { name: '东门岗', shifts: ['01', '02'], duties: '看好东门' })
  gate = await addPost(clerk, 'G02', { name: '地铁岗', fromLevel: '03' })
  jia = await addPerson(clerk, '样本甲', { phone: '13900000077', canLead: true })
  yi = await addPerson(clerk, '示例乙')
  bing = await addPerson(clerk, '示例丙', { canLead: true })
})
afterAll(() => t.close())

/** Another moment of China's clock; everybody logs in again. */
async function toTime(text: string): Promise<void> {
  t.clock.nowMs = Date.parse(`${text}:00+08:00`)
  for (const login of ['chuangkou', 'head']) await t.as(login)('account.login', { login, password: PASSWORD })
}
const pdfText = async (base64: string): Promise<string> =>
  (await readPages(Uint8Array.from(Buffer.from(base64, 'base64')))).join('')

describe('the roster of a month', () => {
  it('is proposed, taken over and without a fault but where people are too few', async () => {
    const { cells, unfilled, loads } = await clerk('duty.propose', { month: MARCH })
    expect(cells).toHaveLength(62)
    expect(unfilled).toEqual([])
    const after = loads.map(({ after: weight }) => weight)
    expect(Math.max(...after) - Math.min(...after)).toBeLessThanOrEqual(35)
    const { conflicts } = await clerk('duty.setCells', { cells, why: '自动排班' })
    expect(conflicts).toEqual([])
    const view = await clerk('duty.month', { month: MARCH })
    expect(view.conflicts).toEqual([])
    expect(view.cells).toHaveLength(62)
    expect(view.people.find(({ id }) => id === jia)?.phone).toBe('139****0077')
    expect(view.days[7]).toMatchObject({ on: '2026-03-08', kind: 'weekend' })
    await expect(clerk('duty.setCells', { cells: [{ ...cells[0], people: [] } as never] })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('tells at once of who is booked twice, and can be copied into the next month', async () => {
    const { conflicts } = await putOn(clerk, gate, '2026-03-30', '01', [jia, yi, bing])
    expect(conflicts.map(({ text }) => text).join()).toMatch(/(样本甲|示例乙|示例丙).*3月30日/)
    expect(new Set(conflicts.map(({ kind }) => kind))).toContain('double')
    await putOn(clerk, gate, '2026-03-30', '01', [], [jia, yi, bing])
    const { cells } = await clerk('duty.copyMonth', { month: '2026-04' as Month })
    expect(cells).toHaveLength(60)
    expect(cells.every(({ on }) => on.startsWith('2026-04'))).toBe(true)
  })

  it('keeps a phone that was shown partly hidden, and shows it whole only for a purpose that is logged', async () => {
    const { people } = await clerk('duty.setup', {})
    const shown = people.find(({ id }) => id === jia)
    await clerk('duty.savePerson', { id: jia, person: { ...shown, name: '样本甲甲' } as never })
    await expect(
      clerk('duty.savePerson', { id: jia, person: { ...shown, phone: '138****1111' } as never }),
    ).rejects.toMatchObject({ code: 'invalid' })
    expect((await clerk('duty.reveal', { id: jia, purpose: '通知上岗' })).phone).toBe('13900000077')
    const { lines } = await head('audit.list', { action: 'revealed' })
    expect(lines[0]).toMatchObject({ subject: '上岗人员 样本甲甲', detail: '通知上岗' })
  })
})

describe('who is on', () => {
  it('is told over midnight, with signing in, staying away and what was not signed', async () => {
    const { cells } = await clerk('duty.month', { month: MARCH })
    const night = cells.find(({ on, shift }) => on === '2026-03-18' && shift === '02')
    const person = night?.people[0] as RowId
    await toTime('2026-03-18T20:00')
    const where = { postId: east, on: day('2026-03-18'), shift: '02', personId: person }
    await expect(
      clerk('duty.record', { kind: 'sign_in', entry: { ...where, shift: '01', time: '08:20' } }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
    await clerk('duty.record', { kind: 'sign_in', entry: { ...where, time: '17:25' } })
    await toTime('2026-03-19T02:00')
    const now = await clerk('duty.now', {})
    expect(now.now.map(({ post, signedIn, on }) => [post, signedIn, on])).toEqual([['东门岗', '17:25', '2026-03-18']])
    expect(now.next.map(({ shift }) => shift)).toEqual(['01'])
    await toTime('2026-03-20T09:00')
    const { figures } = await clerk('duty.figures', { from: day('2026-03-18'), to: day('2026-03-18') })
    const value = (key: string) => figures.find((each) => each.key === key)?.value
    expect([value('expected'), value('came'), value('unsigned'), value('rate')]).toEqual([2, 1, 1, 50])
  })
})

describe('signing', () => {
  it('takes no time that is still to come, and no absence before the shift begins', async () => {
    const { cells } = await clerk('duty.month', { month: MARCH })
    const at = (shift: string) => {
      const person = cells.find(({ on, shift: code }) => on === '2026-03-20' && code === shift)?.people[0] as RowId
      return { postId: east, on: day('2026-03-20'), shift, personId: person }
    }
    await toTime('2026-03-20T08:20')
    const message = expect.stringContaining('不能晚于现在（08:20）') as string
    await expect(
      clerk('duty.record', { kind: 'sign_in', entry: { ...at('01'), time: '08:21' } }),
    ).rejects.toMatchObject({ code: 'invalid', message, details: { issues: { fieldErrors: { time: [message] } } } })
    await expect(clerk('duty.record', { kind: 'absence', entry: { ...at('01'), reason: '01' } })).rejects.toMatchObject(
      { code: 'invalid', message: expect.stringContaining('08:30') as string },
    )
    const { id } = await clerk('duty.record', { kind: 'sign_in', entry: { ...at('01'), time: '08:20' } })
    await clerk('duty.takeBack', { eventId: id, reason: '试签' })
    await toTime('2026-03-20T20:00')
    // Of the night, 08:30 is tomorrow's.
    await expect(
      clerk('duty.record', { kind: 'sign_out', entry: { ...at('02'), time: '08:30' } }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await toTime('2026-03-21T08:35')
    const out = await clerk('duty.record', { kind: 'sign_out', entry: { ...at('02'), time: '08:30' } })
    await clerk('duty.takeBack', { eventId: out.id, reason: '试签' })
  })
})

describe('what a shift hands over', () => {
  it('goes to the next shift of the same post, names nobody missing who is not due yet, and cuts promises aloud', async () => {
    await toTime('2026-03-20T07:00')
    const other = await addPost(clerk, 'G09', { name: '南门岗', shifts: ['02'] })
    const stranger = await addPerson(clerk, '示例戊')
    await putOn(clerk, other, '2026-03-20', '02', [stranger])
    const { cells } = await clerk('duty.month', { month: MARCH })
    const night = cells.find(({ postId, on, shift }) => postId === east && on === '2026-03-20' && shift === '02')
    const { people } = await clerk('duty.setup', {})
    const early = await clerk('duty.draftHandover', { on: day('2026-03-20'), shift: '01', postId: east })
    expect(early.to).toBe(people.find(({ id }) => id === night?.people[0])?.name)
    expect(early.lines.join()).not.toContain('没有签到')
    await toTime('2026-03-20T09:00')
    const late = await clerk('duty.draftHandover', { on: day('2026-03-20'), shift: '01', postId: east })
    expect(late.lines.join()).toContain('没有签到')
    // The last one of a post without any shift to follow.
    expect((await clerk('duty.draftHandover', { on: day('2026-03-21'), shift: '03', postId: other })).to).toBe('')
    await toTime('2026-03-04T09:00')
    for (let no = 1; no <= 22; no += 1)
      await clerk('intake.register', {
        receivedOn: '2026-03-04',
        summary: `样本丁反映第${no}盏路灯（测试）`,
        parties: [{ party: { name: '样本丁' } }],
      })
    await toTime('2026-03-20T09:00')
    const { lines } = await clerk('duty.draftHandover', { on: day('2026-03-20'), shift: '01', postId: east })
    const promised = lines.filter((line) => line.startsWith('〔答应过的答复〕'))
    expect(promised).toHaveLength(20)
    expect(lines.at(-1)).toMatch(/^另有 \d+ 件，见今日$/)
    expect(promised.join()).not.toContain('样本丁')
    expect(promised.join()).toContain('样某')
  })
})

describe('a swap', () => {
  it('is asked for, approved by the head, and both shifts change hands; none may double anybody', async () => {
    await toTime('2026-03-20T09:00')
    const { cells } = await clerk('duty.month', { month: MARCH })
    const at = (on: string, shift: string) => cells.find((cell) => cell.on === on && cell.shift === shift)?.people[0]
    const days = Array.from({ length: 6 }, (_, no) => `2026-03-${24 + no}`)
    const from = days[0] as string
    const giver = at(from, '01') as RowId
    const taker = [jia, yi, bing].find((id) => id !== giver && id !== at(from, '02')) as RowId
    const entry = {
      from: { postId: east, on: day(from), shift: '01', personId: giver },
      toPersonId: at(from, '02') as RowId,
      reason: '家里有事',
    }
    await expect(clerk('duty.record', { kind: 'swap_ask', entry })).rejects.toMatchObject({
      code: 'not_allowed',
      message: expect.stringContaining('换班后') as string,
    })
    // The one left over was on the night before, or is on the next one: free both for him.
    for (const [on, shift] of [
      ['2026-03-23', '02'],
      [from, '02'],
    ] as const) {
      const there = cells.find((cell) => cell.on === on && cell.shift === shift)?.people ?? []
      await clerk('duty.setCells', {
        cells: [{ postId: east, on: day(on), shift, people: [], leader: '', seen: there }],
      })
    }
    const { id } = await clerk('duty.record', { kind: 'swap_ask', entry: { ...entry, toPersonId: taker } })
    expect(await head('duty.swaps', { isWaitingOnly: true })).toHaveLength(1)
    await expect(clerk('duty.answerSwap', { askId: id, isApproved: true })).rejects.toMatchObject({ code: 'forbidden' })
    await head('duty.answerSwap', { askId: id, isApproved: true })
    await expect(head('duty.answerSwap', { askId: id, isApproved: true })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    const after = await clerk('duty.month', { month: MARCH })
    expect(after.cells.find((cell) => cell.on === from && cell.shift === '01')?.people).toEqual([taker])
  })

  it('changes no shift of a day that is over: neither asked for late nor approved late', async () => {
    const { cells } = await clerk('duty.month', { month: MARCH })
    const on = '2026-03-19'
    const mine = cells.find((cell) => cell.on === on && cell.shift === '01')
    const entry = {
      from: { postId: east, on: day(on), shift: '01', personId: mine?.people[0] as RowId },
      toPersonId: [jia, yi, bing].find((id) => !mine?.people.includes(id)) as RowId,
      reason: '补一张',
    }
    await expect(clerk('duty.record', { kind: 'swap_ask', entry })).rejects.toMatchObject({
      code: 'not_allowed',
      message: expect.stringContaining('已经过去') as string,
    })
  })
})

describe('a level of alert', () => {
  it('opens posts, asks for more people and a leader from its start order to its stop order', async () => {
    const gaps = async () =>
      (await clerk('duty.conflicts', { from: day('2026-04-01'), to: day('2026-04-03') })).conflicts.map(
        ({ text }) => text,
      )
    expect((await gaps()).filter((text) => text.includes('地铁岗'))).toEqual([])
    const entry = { level: '03', on: day('2026-04-02'), orderedBy: '负责人乙', task: '示例节日' }
    await expect(clerk('duty.order', { kind: 'level_start', entry })).rejects.toMatchObject({ code: 'forbidden' })
    const { id } = await head('duty.order', { kind: 'level_start', entry })
    await head('duty.order', {
      kind: 'level_stop',
      entry: { startId: id, on: day('2026-04-02'), orderedBy: '负责人乙' },
    })
    expect((await gaps()).filter((text) => text.includes('地铁岗'))).toEqual([
      '4月2日地铁岗日班需要 2 人，现在 0 人，还差 2 人',
    ])
    expect(await clerk('duty.alerts', {})).toMatchObject([{ level: '二级加强', endOn: '2026-04-02' }])
    const start = await clerk('duty.print', { sheet: 'order', ref: id, purpose: '存档' })
    expect(await pdfText(start.pdfBase64)).toContain('防控等级启动令')
    const stop = await clerk('duty.print', { sheet: 'order', ref: `${id}/stop`, purpose: '存档' })
    expect(await pdfText(stop.pdfBase64)).toContain('防控等级解除令')
  })
})

describe('lists of swaps and of orders', () => {
  const swapsOf = async (more: Partial<Extract<DutyList, { list: 'swaps' }>>) =>
    clerk('duty.printList', {
      of: { list: 'swaps', words: '', state: '', order: 'asked', ...more },
      purpose: '例会',
    })
  it('are printed as narrowed and in the order asked for, with what they were narrowed to; each is logged', async () => {
    const all = await pdfText((await swapsOf({})).pdfBase64)
    expect(all).toContain('家里有事')
    expect(all).toContain('共1条')
    expect(all).toContain('已同意')
    const none = await pdfText((await swapsOf({ state: 'waiting' })).pdfBase64)
    expect(none).toContain('没有符合条件的内容')
    expect(none).toContain('只列等着答复的')
    expect(none).not.toContain('家里有事')
    const orders = { list: 'orders', words: '示例节日', state: 'ended', order: 'level' } as const
    const paper = await pdfText((await head('duty.printList', { of: orders, purpose: '例会' })).pdfBase64)
    for (const word of ['示例节日', '二级加强', '2026-04-02', '含“示例节日”']) expect(paper).toContain(word)
    const { fileName, xlsxBase64 } = await head('duty.exportList', { of: orders, purpose: '存档' })
    expect(fileName).toMatch(/^启动令、解除令清单-.*\.xlsx$/)
    const cells: unknown[] = []
    for await (const row of readSheet(Buffer.from(xlsxBase64, 'base64'))) cells.push(row.cells)
    for (const word of ['示例节日', '二级加强']) expect(JSON.stringify(cells)).toContain(word)
    const { lines } = await head('audit.list', { limit: 20 })
    expect(lines.filter(({ subject }) => /清单 \d+ 条$/.test(subject)).map(({ action }) => action)).toEqual([
      'exported',
      'printed',
      'printed',
      'printed',
    ])
  })
})

describe('the list of inspections and hand-overs', () => {
  const of = (more: Partial<Extract<DutyList, { list: 'events' }>>) =>
    ({
      list: 'events',
      from: day('2026-01-01'),
      to: day('2026-12-31'),
      group: 'all',
      words: '',
      state: '',
      order: 'newest',
      ...more,
    }) as const
  it('is printed and exported as narrowed on the page, in its order; each is logged', async () => {
    const { from, to } = of({})
    const all = await clerk('duty.events', { from, to })
    const shown = narrowEvents(all, of({ order: 'oldest' }))
    expect(shown.length).toBe(all.length)
    expect(shown.map(({ on }) => on)).toEqual(all.map(({ on }) => on).sort())
    const [one] = shown.filter(({ kind }) => kind === 'level_start')
    const asked = of({ words: '示例节日', order: 'kind' })
    const paper = await pdfText((await head('duty.printList', { of: asked, purpose: '例会' })).pdfBase64)
    expect(one?.text).toContain('示例节日')
    for (const word of ['查岗与交接清单', '示例节日', '含“示例节日”', '2026-01-01至2026-12-31'])
      expect(paper).toContain(word)
    expect(paper).not.toContain('家里有事')
    const void_ = await head('duty.exportList', { of: of({ state: 'void' }), purpose: '存档' })
    const cells: unknown[] = []
    for await (const row of readSheet(Buffer.from(void_.xlsxBase64, 'base64'))) cells.push(row.cells)
    const voided = all.filter(({ isVoid }) => isVoid)
    expect(JSON.stringify(cells)).toContain(`共 ${voided.length} 条，只列已作废的`)
    const { lines } = await head('audit.list', { limit: 5 })
    expect(lines.filter(({ subject }) => subject.startsWith('查岗与交接清单')).map(({ action }) => action)).toEqual([
      'exported',
      'printed',
    ])
  })
})

describe('the lists of posts and of people', () => {
  it('are printed as narrowed, people without their telephones', async () => {
    const { posts, people } = await clerk('duty.setup', {})
    const [post, person] = [posts[0]!, people[0]!]
    const of = (list: 'posts' | 'people', words: string) => ({ list, words }) as const
    const print = async (list: 'posts' | 'people', words: string): Promise<string> =>
      pdfText((await clerk('duty.printList', { of: of(list, words), purpose: '张贴' })).pdfBase64)
    const paper = await print('posts', post.name)
    expect(paper).toContain(post.name)
    expect(paper).toContain(`含“${post.name}”`)
    const list = await print('people', '')
    expect(list).toContain(person.name)
    expect(list).toContain(`共${people.length}条`)
    for (const { phone } of people) if (phone) expect(list).not.toContain(phone)
    expect(await print('people', '没有这个人')).not.toContain(person.name)
  })
})

describe('papers', () => {
  it('hold the month, an inspection, and a hand-over drafted from what is open', async () => {
    await toTime('2026-03-06T09:00')
    await clerk('intake.register', { receivedOn: '2026-03-06', summary: '楼上漏水（测试）' })
    await toTime('2026-03-20T09:00')
    const where = { postId: east, on: day('2026-03-20'), shift: '01' }
    const inspection = await clerk('duty.record', {
      kind: 'inspection',
      entry: { ...where, time: '08:50', inspector: '负责人乙', hasProblem: true, finding: '对讲机没电' },
    })
    const draft = await clerk('duty.draftHandover', { on: day('2026-03-20'), shift: '01', postId: east })
    expect(draft.lines.join()).toContain('楼上漏水')
    expect(draft.lines[0]).toContain('对讲机没电')
    expect(draft.from).not.toBe('')
    expect(draft.to).not.toBe('')
    const handover = await clerk('duty.record', {
      kind: 'handover',
      entry: { on: day('2026-03-20'), shift: '01', postIds: [east], ...draft, note: '' },
    })
    for (const [sheet, ref, words] of [
      ['roster', MARCH, '2026年3月岗位联勤排班表'],
      ['roster_a3', MARCH, '2026年3月岗位联勤排班表'],
      ['inspection', inspection.id, '对讲机没电'],
      ['handover', handover.id, '楼上漏水'],
      ['handover', handover.id, 'G01东门岗'],
      ['figures', MARCH, '到岗率'],
    ] as const) {
      const { pdfBase64 } = await clerk('duty.print', { sheet, ref, purpose: '张贴' })
      expect((await pdfText(pdfBase64)).replace(/\s/g, ''), sheet).toContain(words)
    }
    const { fileName } = await clerk('duty.export', { month: MARCH, purpose: '报送' })
    expect(fileName).toBe('2026年3月岗位联勤排班表.xlsx')
    await clerk('duty.takeBack', { eventId: inspection.id, reason: '记错岗位' })
    const entries = await clerk('duty.events', {
      from: day('2026-03-20'),
      to: day('2026-03-20'),
      kinds: ['inspection'],
    })
    expect(entries).toMatchObject([{ isVoid: true }])
    expect(
      (await clerk('duty.draftHandover', { on: day('2026-03-20'), shift: '01', postId: east })).lines.join(),
    ).not.toContain('没电')
  })
})

describe('the figures of a month that lasts', () => {
  it('are counted up to today: an order for a day to come has not been in force, and a month to come has no rate', async () => {
    await toTime('2026-03-20T09:00')
    const order = await head('duty.order', {
      kind: 'level_start',
      entry: { level: '02', on: day('2026-03-28'), orderedBy: '负责人乙', task: '月底活动' },
    })
    const of = async (from: string, to: string) => {
      const found = await clerk('duty.figures', { from: day(from), to: day(to) })
      return { until: found.until, of: (key: string) => found.figures.find((each) => each.key === key) }
    }
    const march = await of('2026-03-01', '2026-03-31')
    expect([march.until, march.of('alerts')?.value]).toEqual(['2026-03-20', 0])
    expect(march.of('slots')?.note).toContain('含还没到的日子')
    const ledger = await clerk('figures.month', { ledger: 'duty', month: MARCH })
    expect(ledger.figures.find(({ key }) => key === 'alerts')?.value).toBe(0)
    const may = await of('2026-05-01', '2026-05-31')
    expect([may.until, may.of('alerts')?.value, may.of('rate')?.value]).toEqual([null, 0, null])
    const sheet = await clerk('duty.print', { sheet: 'figures', ref: MARCH, purpose: '月报' })
    expect(await pdfText(sheet.pdfBase64)).toContain('统计到2026年3月20日')
    await head('duty.takeBack', { eventId: order.id, reason: '试写' })
  })
})
