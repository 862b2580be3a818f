import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import { unreviewedOf } from '../../src-shared/assessment/words.ts'
import { described, lead, linkageDesk, type LinkageDesk } from '../support/linkageDesk.ts'
import { pdfText } from '../support/pdfText.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

const MONTH = '2026-03' as Month
const BASIS = '按答复期限所在月计'
let t: TestCore
let head: ReturnType<TestCore['as']>
const desks: LinkageDesk[] = []

async function toDay(text: string): Promise<void> {
  t.clock.toDay(text)
  await head('account.login', { login: 'head', password: PASSWORD })
}
const unit = (month: Month = MONTH) => head('assessment.unit', { month, unitCode: '05' })
const redOf = ({ score }: Awaited<ReturnType<typeof unit>>) => score.items.find(({ code }) => code === '02')
async function redCard(desk: LinkageDesk, on: string): Promise<void> {
  const { key } = await desk.part('05')
  await desk.act('supervise', { key, level: 'red', on, cause: '08', text: '请答复', answerBy: '2026-04-20' })
}
async function printed(documentId: string): Promise<string> {
  const { pdfBase64 } = await head('papers.bytes', { documentId: documentId as never, purpose: 'view' })
  return (await pdfText(pdfBase64)).replaceAll(/\s/g, '')
}

beforeAll(async () => {
  t = await testCore()
  head = t.as('head')
  await toDay('2026-03-02')
  for (let no = 0; no < 4; no++) {
    const desk = await linkageDesk(head, '2026-03-02' as Day, { summary: `示例事项${no}` })
    await desk.act('describe', described())
    await desk.act('dispatch', { on: '2026-03-02', request: '请办理', assignments: [lead('05', '2026-03-10')] })
    desks.push(desk)
  }
  await toDay('2026-04-02')
})
afterAll(() => t.close())

it('counts a card in the month in which the answer was due, also one shown later, and says so beside every figure', async () => {
  expect(redOf(await unit())).toMatchObject({ score: 1000, part: 0, whole: 4 })
  await redCard(desks[0]!, '2026-04-02')
  expect(redOf(await unit())).toMatchObject({ score: 800, part: 1, whole: 4 })
  expect(redOf(await unit('2026-04' as Month))).toMatchObject({ score: null, whole: 0 })
  const { basis } = await unit()
  expect(basis[0]).toBe(`${BASIS}：按期答复、红牌督办、验证不通过、实质性办结、群众评价`)
  expect(basis[1]).toContain('没有锁定的月份，得分会跟着变；锁定后得分不变，差别列入差异单')
  expect((await head('assessment.month', { month: MONTH })).basis).toEqual(basis)
  const sheet = await printed((await head('assessment.issue', { month: MONTH, unitCode: '05' })).documentId)
  for (const line of basis) expect(sheet).toContain(line)
  expect(sheet).toContain('随程序附带')
  const { pdfBase64 } = await head('assessment.print', { month: MONTH, purpose: '通报' })
  expect((await pdfText(pdfBase64)).replaceAll(/\s/g, '')).toContain(BASIS)
})

it('shows what nobody reviewed as 未复评, out of what could be got, until somebody does', async () => {
  const of = { month: MONTH, unitCode: '05' }
  const before = (await unit()).score
  const [hand] = before.items.filter(({ code }) => code === '06')
  expect(hand).toMatchObject({ score: null, steps: '还没有复评，不计入应得分' })
  expect(before.full).toBe(6000)
  expect(before.notes[0]).toBe('未复评，不计入应得：组织领导、台账规范')
  const { scores } = await head('assessment.month', { month: MONTH })
  expect(unreviewedOf(scores.units)).toMatchObject({ units: { length: 27 }, items: ['组织领导', '台账规范'] })
  const review = (code: string, score: number) =>
    head('assessment.review', {
      ...of,
      act: { on: '2026-04-02' as Day, by: '平安办', scores: [{ code, score, evidence: '会议纪要' }] },
    })
  await review('06', 9)
  const half = (await unit()).score
  expect([half.full, half.got, half.notes[0]]).toEqual([7000, before.got + 900, '未复评，不计入应得：台账规范'])
  await review('07', 5)
  expect((await unit()).score.notes.join()).not.toContain('未复评')
  const after = unreviewedOf((await head('assessment.month', { month: MONTH })).scores.units)
  expect(after.units).toHaveLength(26)
  expect(after.units).not.toContain('综合行政执法队')
})

it('moves no score of a locked month by a later card: it is listed, and not as the work of an older decision', async () => {
  const of = { month: MONTH, unitCode: '05' }
  const { id } = await head('assessment.appeal', {
    ...of,
    act: { on: '2026-04-02' as Day, by: '庚内勤', code: '02', claim: '已经口头答复' },
  })
  const [record] = await head('assessment.records', { ...of, code: '02' })
  const decision = { appealId: id, on: '2026-04-02' as Day, by: '负责人乙', isUpheld: true, reason: '属实' }
  await head('assessment.decide', { ...of, act: { ...decision, excludes: [record!.key] } })
  const appealed = await printed((await head('assessment.issue', { ...of, appealId: id })).documentId)
  expect(appealed).toContain(`红牌督办（${BASIS}）`)
  await toDay('2026-04-03')
  const { documentId } = await head('assessment.lock', { month: MONTH })
  const table = await printed(documentId)
  for (const words of [BASIS, '第1版，随程序附带', '未复评', '未复评：组织领导、台账规范；其余不计分'])
    expect(table).toContain(words)
  expect(table).not.toContain('2000-01-01')
  const { lines } = await head('audit.list', { action: 'signed_off' })
  expect(lines[0]?.detail).toBe('27 个单位，其中 26 个没有复评')
  const locked = (await head('assessment.month', { month: MONTH })).scores
  for (const desk of desks.slice(1)) await redCard(desk, '2026-04-03')
  const shown = await head('assessment.month', { month: MONTH })
  expect(shown.scores).toEqual(locked)
  const differences = await head('assessment.differences', { month: MONTH })
  expect(differences.map(({ item, who, reason }) => [item, who, reason])).toEqual([
    ['红牌督办', '', '任务记录有变动'],
    ['折合分', '', '任务记录有变动'],
  ])
})
