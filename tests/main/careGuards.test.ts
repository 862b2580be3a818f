import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf } from '../../src-shared/contract.ts'
import type { ClientId } from '../../src-shared/care/events.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { careDesk, DAY, visit, type CareDesk } from '../support/careDesk.ts'
import { pdfText } from '../support/pdfText.ts'
import { Refused } from '../support/testCore.ts'

let t: CareDesk
beforeAll(async () => void (t = await careDesk()))
afterAll(() => t.close())

const told = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof Refused ? error.message : String(error)),
  )
const write = (login: string, clientId: ClientId, more: Partial<InputOf<'care.visit'>['visit']> = {}) =>
  t.as(login)('care.visit', { clientId, visit: visit(more), follows: { promises: [], response: null } })
const versionOf = async (clientId: ClientId): Promise<number> => (await t.get('bangfu', clientId)).version

describe('a colleague’s client', () => {
  it('is taken over by nobody himself: who has it gives it away, or the head of care', async () => {
    const clientId = await t.register('许同事（测试）')
    const take = async (login: 'bangfu' | 'shegong' | 'shegong2', worker: 'shegong' | 'shegong2') =>
      told(
        t.as(login)('care.assign', {
          clientId,
          version: await versionOf(clientId),
          act: { workerId: t.ids[worker], helpers: [], on: DAY },
        }),
      )
    expect(await take('shegong2', 'shegong2')).toContain('现在由 社工戊 走访')
    expect((await t.get('shegong2', clientId)).shows).toBe('masked')
    expect(await take('shegong', 'shegong2')).toBe('ok')
    expect(await take('bangfu', 'shegong')).toBe('ok')
  })

  it('prints a paper only for who has looked, and a paper is one line that says which', async () => {
    const clientId = await t.register('许文书（测试）')
    await write('shegong', clientId)
    const paper = { clientId, kind: 'care_visit_record' }
    const { paperId } = await t.as('shegong')('care.issuePaper', paper)
    for (const work of [
      t.as('shegong2')('care.previewPaper', paper),
      t.as('shegong2')('care.issuePaper', paper),
      t.as('shegong2')('care.paperBytes', { clientId, paperId, purpose: 'view' }),
    ])
      expect(await told(work)).toContain('先在“本人”里选用途')
    await t.as('shegong2')('care.reveal', { clientId, purpose: 'visit' })
    await t.as('shegong2')('care.previewPaper', paper)
    const mine = await t.as('shegong2')('care.issuePaper', paper)
    await t.as('shegong2')('care.paperBytes', { clientId, paperId: mine.paperId, purpose: 'print' })
    const lines = (await t.as('bangfu')('care.looks', {})).lines.filter((line) => line.clientId === clientId)
    expect(lines.map(({ byName, what, purpose }) => [byName, what, purpose])).toEqual([
      ['社工庚', 'print', '打印走访记录表'],
      ['社工庚', 'reveal', 'visit'],
      ['社工戊', 'print', '打印走访记录表'],
    ])
  })
})

describe('the day agreed for the next visit', () => {
  it('waits on the due list until the next visit, and comes after this one', async () => {
    const clientId = await t.register('许下次（测试）')
    expect(await told(write('shegong', clientId, { nextOn: '2026-03-18' as Day }))).toContain('下次走访要在这次之后')
    await write('shegong', clientId, { at: '2026-03-18T01:00:00.000Z' as never, nextOn: '2026-03-25' as Day })
    const next = async () =>
      (await t.as('shegong')('care.due', { kinds: ['next'] })).items
        .filter((item) => item.clientId === clientId)
        .map(({ on }) => on)
    expect(await next()).toEqual(['2026-03-25'])
    await write('shegong', clientId)
    expect(await next()).toEqual([])
  })

  it('is what the list of clients says, not a promise that is older', async () => {
    const clientId = await t.register('许名单（测试）')
    await t.as('shegong')('care.promise', {
      clientId,
      version: await versionOf(clientId),
      act: { visitId: null, what: '代取药', byOn: DAY },
    })
    const { rows } = await t.as('shegong')('care.clients', { text: '许名单' })
    expect(rows[0]!.nextDueOn! > DAY).toBe(true)
    expect(rows[0]).toMatchObject({ openCount: 2 }) // this month's visit has begun to wait, later ones have not
  })
})

describe('after the end', () => {
  it('of consent nothing more is written; what happened before may be', async () => {
    const clientId = await t.register('许撤回（测试）')
    const { version, state } = await t.get('shegong', clientId)
    const act = { enrolmentId: state.enrolments[0]!.id, on: '2026-03-17' as Day, by: '' }
    await t.as('shegong')('care.withdrawConsent', { clientId, version, act })
    expect(await told(write('shegong', clientId))).toContain('不能再记走访')
    expect(await told(write('shegong', clientId, { at: '2026-03-16T02:00:00.000Z' as never }))).toBe('ok')
    const plan = { version: await versionOf(clientId), clientId, act: { agreedOn: DAY } }
    expect(await told(t.as('shegong')('care.plan', plan as never))).toContain('不能再写方案')
  })

  it('a term is over on its day, not before', async () => {
    const clientId = await t.register('许期满（测试）', { enrolment: { endOn: '2030-03-01' as Day } })
    const { version, state } = await t.get('shegong', clientId)
    const act = { enrolmentId: state.enrolments[0]!.id, on: DAY, reason: 'term' as const, note: '' }
    expect(await told(t.as('shegong')('care.close', { clientId, version, act }))).toContain('期满日是 2030-03-01')
  })

  it('the witness of a destruction is another than who destroys', async () => {
    const clientId = await t.register('许监销（测试）')
    const purge = { why: 'sealed' as const, clientIds: [clientId], on: DAY, basis: '封存决定' }
    expect(await told(t.as('bangfu')('care.purge', { ...purge, witness: '帮扶负责人己' }))).toContain('另一个人')
    expect(await told(t.as('bangfu')('care.purge', { ...purge, witness: '某某' }))).toBe('ok')
  })
})

describe('days that cannot be', () => {
  it.each<[string, string, object]>([
    ['promise', '答应的日子不能早于今天', { visitId: null, what: '代取药', byOn: '2019-01-01' }],
    ['promise', '请检查年份', { visitId: null, what: '代取药', byOn: '2062-01-01' }],
    [
      'refer',
      '答复日期不能早于转介日期',
      { kind: 'employment', unit: '测试中心', on: DAY, what: '就业', answerBy: '2020-01-01' },
    ],
    ['plan', '商定日期不能晚于今天', { agreedOn: '2027-01-01' }],
  ])('%s: %s', async (name, message, act) => {
    const clientId = await t.register('许日子（测试）')
    const version = await versionOf(clientId)
    const method = `care.${name}` as 'care.promise'
    expect(await told(t.as('shegong')(method, { clientId, version, act: act as never }))).toContain(message)
  })

  it('of a hand-over and of help near by', async () => {
    const clientId = await t.register('许移交（测试）')
    const over = { fromId: t.ids.shegong, toId: t.ids.shegong2, clientIds: [clientId], reason: '调整' }
    expect(await told(t.as('bangfu')('care.handOver', { ...over, on: '2029-01-01' as Day }))).toContain('当时生效')
  })
})

describe('a signed month', () => {
  const OF = { group: 'disabled', month: '2026-02' } as const
  it('prints without the mark of a preview, and stands when a record in it is destroyed', async () => {
    const enrolment = { group: 'disabled' as const, startOn: '2025-12-01' as Day, consentOn: '2025-12-01' as Day }
    const ids = [await t.register('许签发（测试）', { enrolment }), await t.register('许销毁（测试）', { enrolment })]
    expect(await pdfText((await t.as('bangfu')('care.previewMonth', { ...OF, sheet: 'figures' })).pdfBase64)).toContain(
      '预览',
    )
    await t.as('bangfu')('care.signMonth', OF)
    const print = async () => (await t.as('bangfu')('care.previewMonth', { ...OF, sheet: 'figures' })).pdfBase64
    const first = await print()
    expect(await pdfText(first)).not.toContain('预览')
    expect(await pdfText(first)).toContain('帮扶负责人己')
    await t.as('bangfu')('care.purge', {
      why: 'sealed',
      clientIds: [ids[1]!],
      on: DAY,
      basis: '封存决定',
      witness: '某某',
    })
    const { state, changed } = await t.as('bangfu')('care.month', OF)
    expect({ changed, open: state.openDifferences }).toEqual({ changed: [], open: 0 })
    expect(await print()).toBe(first)
  })
})

it('no group is set up for what is no service', async () => {
  const config = (await t.as('bangfu')('care.groups', {})).find(({ group }) => group === 'other_1')!
  const { version: _version, effectiveFrom: _from, ...content } = config.content as Record<string, unknown>
  const set = (change: object) =>
    told(
      t.as('bangfu')('care.configure', {
        group: 'other_1',
        effectiveFrom: '2026-04-01' as Day,
        content: { ...content, isUsed: true, ...change } as never,
        reason: '另加',
      }),
    )
  expect(await set({ title: '重点稳控人员' })).toContain('“稳控”不是帮扶要用的')
  expect(await set({ purpose: '掌握动向' })).toContain('“动向”不是帮扶要用的')
  expect(await set({ title: '快递骑手', purpose: '帮助就医' })).toBe('ok')
})
