import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JointId } from '../../src-shared/joint/schema.ts'
import type { JointKindName } from '../../src-shared/joint/kinds.ts'
import { pdfText } from '../support/pdfText.ts'
import { NOON, testCore, type TestCore } from '../support/testCore.ts'

const TODAY = new Date(NOON).toISOString().slice(0, 10)
const frame = [0xff, 0xc0, 0, 11, 8, 1, 0xe0, 2, 0x80, 1, 1, 0x11, 0]
/** A JPEG by its segments: enough for the check, no picture. */
const tiny = Buffer.from([0xff, 0xd8, ...frame, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 0xff, 0xd9]).toString(
  'base64',
)

let core: TestCore
let head: ReturnType<TestCore['as']>
let clerk: ReturnType<TestCore['as']>
beforeAll(async () => {
  core = await testCore()
  await core.hire('clerk', '窗口甲', 'clerk')
  head = core.as('head')
  clerk = core.as('clerk')
})
afterAll(() => core.close())

const CARDS: Record<JointKindName, Record<string, unknown>> = {
  trouble: { foundOn: '2026-03-10', title: '示例路口占道', type: '03', place: '示例路口', hazard: '占用盲道' },
  incident: {
    happenedOn: '2026-03-16',
    happenedAt: '09:00',
    title: '示例楼停水',
    type: '04',
    level: 'iv',
    place: '示例楼',
    facts: '水管爆裂',
  },
  situation: {
    heldOn: '2026-03-16',
    month: '2026-02',
    title: '二月研判',
    chair: '示例主任',
    situation: '平稳',
    problems: '无',
    advice: '照旧',
    counts: [{ title: '指标', now: 3, before: 5 }],
  },
  warning: {
    madeOn: '2026-03-16',
    title: '防火提示',
    type: '03',
    range: '全街道',
    text: '注意充电',
    measures: '不进楼',
    to: [
      { unit: '示例一居', how: 'paper' },
      { unit: '示例二居', how: 'phone' },
    ],
  },
  patrol: {
    title: '三月夜巡',
    lead: '公安派出所',
    place: '示例片区',
    fromOn: '2026-03-01',
    toOn: '2026-03-31',
    times: '19:00—21:00',
    teams: [{ team: '志愿队', people: 4 }],
    tasks: '查门禁',
  },
  creation: { appliedOn: '2026-03-02', type: '01', unit: '示例小区', reason: '基础好' },
  project: {
    title: '加装照明',
    lead: '房屋管理所',
    fromOn: '2026-03-01',
    toOn: '2026-11-30',
    aim: '亮灯',
    milestones: [
      { what: '招标', dueOn: '2026-03-10' },
      { what: '完工', dueOn: '2026-11-01' },
    ],
  },
}

/** A record and how it is worked on. */
async function open(kind: JointKindName, more: Record<string, unknown> = {}) {
  const { id, number } = await clerk('joint.open', { kind, card: { ...CARDS[kind], ...more } })
  let version = 1
  const get = () => clerk('joint.get', { id })
  const act = async (name: string, payload: Record<string, unknown>, isHeads = false) => {
    const done = await (isHeads
      ? head('joint.decide', { id, version, act: name, payload })
      : clerk('joint.act', { id, version, act: name, payload }))
    version = done.version
  }
  return { id, number, get, act, version: () => version, took: () => (version += 1) }
}
const listing = { on: '2026-03-11', level: 'street', lead: '综合行政执法队', measures: '每日巡查', dueOn: '2026-06-11' }

describe('联治', () => {
  it('goes from the hazard over listing, rectification and re-check to striking off, each clock explained', async () => {
    const one = await open('trouble')
    expect(one.number).toMatch(/^LZ2026-A\d{4}$/)
    expect((await one.get()).dues[0]).toMatchObject({ what: '决定是否挂牌', dueOn: '2026-03-17' })
    await expect(one.act('list', listing)).rejects.toMatchObject({ code: 'forbidden' })
    await one.act('list', listing, true)
    expect((await one.get()).dues[0]).toMatchObject({ dueOn: '2026-06-11' })
    await expect(one.act('strike', { on: '2026-03-12', approver: '甲', text: '好' }, true)).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await one.act('report', { on: '2026-03-12', text: '已清理' })
    const due = (await one.get()).dues[0]!
    expect(due).toMatchObject({ what: '复查', dueOn: '2026-03-19' })
    expect(due.steps.join('\n')).toContain('5个工作日')
    await one.act('recheck', { on: '2026-03-13', by: '窗口甲', verdict: 'fail', text: '又有', dueOn: '2026-04-30' })
    await one.act('report', { on: '2026-03-14', text: '再清理' })
    await one.act('recheck', { on: '2026-03-16', by: '窗口甲', verdict: 'pass', effect: 'good', text: '好了' })
    await one.act('strike', { on: '2026-03-17', approver: '负责人乙', text: '同意' }, true)
    const view = await one.get()
    expect(view.row).toMatchObject({ stageTitle: '已摘牌', isOpen: false, closedOn: '2026-03-17' })
    expect(view.dues).toEqual([])
    expect(view.acts.find(({ act }) => act === 'rebound')?.why).toBe('')
    const { documentId } = await clerk('joint.issuePaper', { id: one.id, kind: 'joint_rectification' })
    const { pdfBase64 } = await clerk('papers.bytes', { documentId, purpose: 'view' })
    expect(await pdfText(pdfBase64)).toContain('没有留存整改前、整改后的照片')
    expect(view.acts.find(({ act }) => act === 'amend')?.why).toContain('不再改')
  })

  it('keeps pictures clean and small, and destroys one with a reason', async () => {
    const one = await open('trouble', { title: '示例照片' })
    const { photoId } = await clerk('joint.addPhoto', {
      id: one.id,
      side: 'before',
      takenOn: '2026-03-12',
      jpegBase64: tiny,
    } as never)
    expect((await clerk('joint.photo', { photoId })).jpegBase64).toBe(tiny)
    const bad = { id: one.id, side: 'before', takenOn: '2026-03-12' as never }
    await expect(
      clerk('joint.addPhoto', { ...bad, jpegBase64: Buffer.from('PNG').toString('base64') }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await expect(clerk('joint.addPhoto', { ...bad, side: 'scene', jpegBase64: tiny })).rejects.toMatchObject({
      code: 'invalid',
    })
    await clerk('joint.removePhoto', { photoId, reason: '拍到了人脸' })
    await expect(clerk('joint.photo', { photoId })).rejects.toMatchObject({ code: 'not_found' })
    expect((await one.get()).photos).toEqual([expect.objectContaining({ bytes: 0, removedWhy: '拍到了人脸' })])
  })

  it('takes the newest act back, by whoever did it or the head, and refuses what stands on an older version', async () => {
    const one = await open('trouble', { title: '示例撤回' })
    await one.act('list', listing, true)
    const { takeBack } = await head('joint.get', { id: one.id })
    expect((await one.get()).takeBack).toBeNull() // the head listed it
    await head('joint.takeBack', { id: one.id, version: one.version(), eventId: takeBack!.eventId, reason: '挂错了' })
    const view = await one.get()
    expect(view.row.stage).toBe('found')
    expect(view.timeline.find(({ title }) => title === '挂牌')?.isUndone).toBe(true)
    await expect(one.act('list', listing, true)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('refuses days that lie ahead, codes that are none and unknown acts, and names the field', async () => {
    const wrong = async (card: object) =>
      clerk('joint.open', { kind: 'trouble', card: { ...CARDS.trouble, ...card } }).catch(
        (error: { details: unknown }) => error.details,
      )
    expect(await wrong({ foundOn: '2026-03-19' })).toMatchObject({
      issues: { fieldErrors: { foundOn: ['排查日期不能晚于今天'] } },
    })
    expect(await wrong({ type: '77' })).toMatchObject({
      issues: { fieldErrors: { type: [expect.stringContaining('重新选择')] } },
    })
    expect(await wrong({ title: '' })).toMatchObject({ issues: { fieldErrors: { title: ['请填写问题名称'] } } })
    const one = await open('trouble')
    await expect(one.act('open', CARDS.trouble)).rejects.toMatchObject({ code: 'invalid' })
    await expect(one.act('takeBack', { eventId: 'x', reason: '看看' })).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('联动', () => {
  it('explains its times: orders, arrival, brief within hours, debrief and what it promised', async () => {
    const one = await open('incident')
    await one.act('order', {
      on: '2026-03-16',
      at: '09:12',
      by: '示例主任',
      units: [
        { unit: '消防救援站', task: '排险' },
        { unit: '示例一居', task: '通知居民' },
      ],
    })
    const [fire, homes] = (await one.get()).parts
    await one.act('arrive', { part: fire!.key, on: '2026-03-16', at: '09:31', people: 6 })
    await expect(one.act('arrive', { part: homes!.key, on: '2026-03-16', at: '09:00' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await one.act('absent', { part: homes!.key, on: '2026-03-16', reason: '道路中断' })
    await one.act('end', { on: '2026-03-16', at: '18:00', result: '恢复供水' })
    expect((await one.get()).dues.map(({ what, dueOn, dueAt }) => `${what} ${dueOn} ${dueAt}`)).toEqual([
      '简报 2026-03-17 18:00',
      '复盘 2026-03-23 ',
    ])
    await one.act('brief', { on: '2026-03-17', at: '18:01', to: '区里', text: '已恢复' })
    await one.act('debrief', {
      on: '2026-03-18',
      chair: '示例主任',
      attendees: '各单位',
      good: '快',
      lacking: '无备用泵',
      improve: [{ what: '备泵', unit: '房屋管理所', dueOn: '2026-04-30' }],
    })
    await expect(one.act('close', { on: '2026-03-18' }, true)).rejects.toMatchObject({ code: 'not_allowed' })
    const { state, parts } = await one.get()
    expect(state.tally).toMatchObject({
      orders: 2,
      arrived: 1,
      absent: 1,
      responses: 1,
      responseMinutes: 19,
      'brief.late': 1,
    })
    await one.act('improved', { part: parts.at(-1)!.key, on: '2026-03-18', text: '已备' })
    await one.act('close', { on: '2026-03-18' }, true)
    expect((await one.get()).row.isOpen).toBe(false)
    const { figures } = await head('figures.month', { ledger: 'joint_move', month: '2026-03' as never })
    expect(figures.find(({ key }) => key === 'response')).toMatchObject({ value: 19 })
    expect(figures.find(({ key }) => key === 'arriveRate')).toMatchObject({ value: 50 })
  })
})

describe('联防', () => {
  it('sends a warning to units and knows who confirmed it', async () => {
    const one = await open('warning')
    await one.act('issue', { on: '2026-03-16', approver: '负责人乙' })
    const view = await one.get()
    expect(view.dues[0]).toMatchObject({ what: '收齐回执（还差 2 家）', dueOn: '2026-03-18' })
    await one.act('receipt', { part: view.parts[0]!.key, on: '2026-03-17', households: 120 })
    await one.act('receipt', { part: view.parts[1]!.key, on: '2026-03-17', households: 80 })
    expect((await one.get()).row).toMatchObject({ stage: 'received', closedOn: '2026-03-17' })
    const paper = await clerk('joint.previewPaper', { id: one.id, kind: 'joint_warning' })
    const text = (await pdfText(paper.pdfBase64)).replace(/\s/g, '')
    expect(text).toContain('2026年3月16日')
    for (const inner of ['回执收齐', '120户', '待办']) expect(text).not.toContain(inner)
  })
  it('counts patrols as sums, and begins a situation sheet with the ledgers of the centre', async () => {
    const one = await open('patrol')
    await one.act('done', { on: '2026-03-05', people: 4, hours: 8, found: 3, fixed: 2 })
    await expect(one.act('done', { on: '2026-03-06', people: 4, hours: 8, found: 1, fixed: 2 })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    const counts = await clerk('joint.situation', { month: '2026-03' as never })
    const of = (title: string) => counts.find((each) => each.title === title)
    expect(of('巡防次数')).toMatchObject({
      now: 1,
      before: 0,
      source: expect.stringContaining('（2026-03）；本月、上月未签发，截至 2026-03-') as string,
    })
    expect(of('巡防发现隐患')).toMatchObject({ now: 3 })
    expect(of('突出问题排查')?.now).toBeGreaterThan(0)
    const fetched = counts.map(({ title, now, before, source }) => ({ title, now, before, source }))
    await expect(open('situation', { month: '2026-02', counts: fetched })).rejects.toThrow(
      '取自 2026-03，分析月份是 2026-02',
    )
    const sheet = await open('situation')
    await sheet.act('issue', { on: '2026-03-17', approver: '负责人乙' }, true)
    expect((await sheet.get()).row.stageTitle).toBe('已签发')
  })
})

describe('联创', () => {
  const points = (each: number) => Array.from({ length: 5 }, () => ({ score: each, note: '' }))
  it('checks by the standard of the day of application, awards up to a day, and renews only what was re-checked', async () => {
    const one = await open('creation')
    await head('centre.saveCodeTable', {
      table: 'joint_creation',
      next: {
        effectiveFrom: '2026-03-10' as never,
        title: '新标准',
        source: '示例',
        codes: [
          {
            code: '01',
            title: '平安小区',
            detail: { passPoints: 90, validMonths: 12, criteria: [{ title: '一条', points: 100 }] },
          },
        ],
      },
    })
    await one.act('selfCheck', { on: '2026-03-11', by: '示例物业', scores: points(18) })
    expect((await one.get()).leads).toBe('review')
    await expect(
      one.act('review', { on: '2026-03-12', by: '窗口甲', verdict: 'pass', scores: points(15), text: '看过' }),
    ).rejects.toThrow('低于达标分 80')
    await one.act('review', { on: '2026-03-12', by: '窗口甲', verdict: 'pass', scores: points(17), text: '看过' })
    await one.act('award', { on: '2026-03-13', approver: '负责人乙' }, true)
    expect((await one.get()).row).toMatchObject({ stageTitle: '已命名', untilOn: '2028-03-13', dueOn: '2028-02-13' })
    await expect(one.act('renew', { on: '2026-03-14', approver: '负责人乙' }, true)).rejects.toMatchObject({
      code: 'not_allowed',
    })
    const named = await one.get()
    expect(named.leads).toBe('recheck')
    expect(named.acts.find(({ act }) => act === 'lapse')?.why).toContain('还没有到期')
    core.clock.toDay('2028-03-14')
    for (const login of ['head', 'clerk']) await core.as(login)('account.login', { login, password: 'xinmima-2026' })
    const over = await one.get()
    expect(over.row).toMatchObject({ stageTitle: '到期未续', dueOn: '2028-03-13', isOutlived: true })
    expect(over.row.dueWhat).toContain('续期')
    expect(over.dues.map(({ what }) => what)).toEqual([over.row.dueWhat])
    // Its end is offered first; what was re-checked in time may still be written down.
    expect(over.acts.filter(({ why }) => !why).map(({ act }) => act)).toEqual([
      'amend',
      'lapse',
      'recheck',
      'revoke',
      'void',
    ])
    const { rows } = await clerk('joint.list', { filter: { kind: 'creation' } })
    expect(rows.find(({ id }) => id === one.id)).toMatchObject({ stageTitle: '到期未续', dueWhat: over.row.dueWhat })
    const { items } = await clerk('today.list', {})
    expect(items.find(({ jointId }) => jointId === one.id)).toMatchObject({ group: 'overdue', what: over.row.dueWhat })
    await expect(
      one.act('recheck', { on: '2028-03-14', by: '窗口甲', verdict: 'pass', scores: points(20), text: '看过' }),
    ).rejects.toThrow('已于 2028-03-13 到期')
    await one.act('lapse', { on: '2028-03-14' })
    expect((await one.get()).row.isOpen).toBe(false)
    core.clock.toDay(TODAY)
    for (const login of ['head', 'clerk']) await core.as(login)('account.login', { login, password: 'xinmima-2026' })
    const fresh = await open('creation', { appliedOn: '2026-03-17' })
    expect((await fresh.get()).state.standard?.criteria).toHaveLength(1)
  })
  it('renews a name once, not over and over on the day of the award', async () => {
    const [one, on] = [await open('creation'), '2026-03-12']
    const scores = (await one.get()).state.standard!.criteria.map((each) => ({ score: each.points, note: '' }))
    const passed = { on, by: '窗口甲', verdict: 'pass', scores, text: '看过' }
    await one.act('selfCheck', { on, by: '示例物业', scores })
    await one.act('review', passed)
    await one.act('award', { on, approver: '负责人乙' }, true)
    await one.act('recheck', passed)
    expect((await one.get()).leads).toBe('renew')
    await expect(one.act('renew', { on, approver: '负责人乙' }, true)).rejects.toThrow('还有整整一期')
  })
  it('follows a project by its milestones', async () => {
    const one = await open('project')
    const { parts } = await one.get()
    await one.act('reach', { part: parts[0]!.key, on: '2026-03-12', text: '已开标' })
    expect((await one.get()).row).toMatchObject({ stageTitle: '进行中', dueOn: '2026-11-01', dueWhat: '节点：完工' })
    await expect(one.act('finish', { on: '2026-03-12', accepted: '甲', text: '好' })).rejects.toThrow('还有 1 个节点')
    // Another one put in before it: the one that was reached stays the one that was reached.
    const { card } = (await one.get()).state
    const [tender, end] = card['milestones'] as { what: string; dueOn: string }[]
    await one.act('amend', { ...card, milestones: [{ what: '进场', dueOn: '2026-03-20' }, end, tender] })
    expect((await one.get()).parts.map(({ label, isDone }) => [label, isDone])).toEqual([
      ['进场', false],
      [end?.what, false],
      [tender?.what, true],
    ])
  })
})

describe('together', () => {
  it('stand in their ledgers, sign off, and name a later change with its reason', async () => {
    const month = { ledger: 'joint_cure' as const, month: '2026-02' as never }
    const one = await open('trouble', { foundOn: '2026-02-16', title: '二月问题' })
    await head('ledger.signOff', month)
    await one.act('file', { on: '2026-03-12', reason: '已自行清理' }, true)
    const differences = await head('ledger.differences', month)
    expect(differences.map(({ columnTitle }) => columnTitle)).toEqual(expect.arrayContaining(['状态', '结果']))
    expect(differences[0]).toMatchObject({ who: '负责人乙', reason: '已自行清理' })
    const rows = await clerk('figures.rows', { ledger: 'joint_cure', month: '2026-03' as never, key: 'listed' })
    expect(rows.map(({ title }) => title)).toContain('示例路口占道')
  })

  it('begin a situation sheet with the figures that were signed, and say on paper which those are and of when the others', async () => {
    const january = { ledger: 'joint_cure' as const, month: '2026-01' as never }
    await open('trouble', { foundOn: '2026-01-12', title: '一月问题' })
    const of = async (title: string) =>
      (await clerk('joint.situation', { month: '2026-01' as never })).find((each) => each.title === title)
    expect(await of('突出问题排查')).toMatchObject({ now: 1 })
    await head('ledger.signOff', january)
    await open('trouble', { foundOn: '2026-01-13', title: '签发以后补登的' })
    expect(await of('突出问题排查')).toEqual({
      title: '突出问题排查',
      now: 1,
      before: 0,
      source: expect.stringMatching(/；本月已签发 2026-03-\d\d；上月未签发，截至 2026-03-\d\d \d\d:\d\d$/) as string,
    })
    expect((await of('六联任务'))?.source).toMatch(/^六联台账（2026-\d\d）；本月、上月未签发/)
    await expect(clerk('joint.situation', { month: '2026-09' as never })).rejects.toMatchObject({ code: 'invalid' })
    const counts = await clerk('joint.situation', { month: '2026-01' as never })
    const sheet = await open('situation', { month: '2026-01', counts })
    const { pdfBase64 } = await clerk('joint.previewPaper', { id: sheet.id, kind: 'joint_situation' })
    const text = (await pdfText(pdfBase64)).replace(/\s/g, '')
    expect(text).toContain('本月已签发2026-03-')
    expect(text).toContain('未签发，截至2026-03-')
  })

  it('count the same when they are counted anew, and leave the ledger once they are void', async () => {
    const month = { ledger: 'joint_cure' as const, month: '2026-03' as never }
    const of = async () => (await head('figures.month', month)).figures.map(({ key, value }) => [key, value])
    const before = await of()
    const one = await open('trouble', { title: '要作废的' })
    expect(await of()).not.toEqual(before)
    await one.act('void', { reason: '重复登记' }, true)
    expect(await of()).toEqual(before)
    await head('centre.recount', { fromMonth: null })
    expect(await of()).toEqual(before)
  })

  it('are found, listed, exported and printed, and due ones stand on the day’s page', async () => {
    const { rows, count } = await clerk('joint.list', { filter: { kind: 'trouble', words: '占道' } })
    expect(count).toBe(rows.length)
    expect(rows.every(({ title }) => title.includes('占道'))).toBe(true)
    const { items } = await clerk('today.list', {})
    const own = items.filter(({ jointId }) => jointId)
    expect(own.length).toBeGreaterThan(0)
    expect(own.every(({ on, what }) => on !== null && what !== '')).toBe(true)
    const { fileName } = await clerk('joint.export', { filter: { kind: 'trouble' }, purpose: '例会' })
    expect(fileName).toBe(`挂牌问题清单-${TODAY}.xlsx`)
    const { pages } = await clerk('joint.print', { filter: { kind: 'trouble' }, purpose: '例会' })
    expect(pages).toBe(1)
  })

  it('move their working days with the calendar', async () => {
    const one = await open('trouble', { title: '调休' })
    expect((await one.get()).row.dueOn).toBe('2026-03-17')
    const { table } = await head('centre.holidays', { year: 2026 })
    await head('centre.saveHolidays', {
      table: {
        ...table!,
        source: '示例通知',
        daysOff: [...table!.daysOff, { name: '示例假', fromOn: '2026-03-16' as never, toOn: '2026-03-16' as never }],
      },
      jobId: 'holidays',
    } as never)
    expect((await one.get()).row.dueOn).toBe('2026-03-18')
  })

  it('print every paper, a sheet of rectification with both pictures on its one page', async () => {
    for (const kind of Object.keys(CARDS) as JointKindName[]) {
      const { rows } = await clerk('joint.list', { filter: { kind } })
      const view = await clerk('joint.get', { id: rows[0]!.id as JointId })
      for (const paper of view.papers.filter(({ why }) => why === '')) {
        const { documentId } = await clerk('joint.issuePaper', { id: view.row.id, kind: paper.kind })
        const bytes = await clerk('papers.bytes', { documentId, purpose: 'view' })
        expect(bytes.title).toBe(paper.title)
      }
    }
  })
})
