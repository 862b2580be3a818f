import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import { titleOn, versionInForce } from '../../src-shared/centre/codeTables.ts'
import { described, petitionDesk } from '../support/petitionDesk.ts'
import { testCore, type TestCore } from '../support/testCore.ts'

let t: TestCore
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
})
afterAll(() => t.close())

const next = {
  effectiveFrom: '2026-03-10' as Day,
  title: '信访内容分类（2026 版）',
  source: '区信访局通知（测试）',
  codes: [
    { code: '01', title: '乡村振兴' },
    { code: '20', title: '物业服务' },
  ],
}

it('a new version applies from its day, and what came in before keeps its words', async () => {
  const { versions } = await t.as('head')('centre.saveCodeTable', { table: 'petition_content', next })
  expect(versions.map(({ version }) => version)).toEqual([1, 2])
  expect(versionInForce(versions, '2026-03-09' as Day)?.version).toBe(1)
  expect(versionInForce(versions, '2026-03-10' as Day)?.version).toBe(2)
  expect(titleOn(versions, '01', '2026-03-09' as Day)).toBe('农村农业')
  expect(titleOn(versions, '01', '2026-03-10' as Day)).toBe('乡村振兴')
  expect(titleOn(versions, '03', '2026-03-10' as Day)).toBe('城乡建设') // retired, still readable
  const { versions: read } = await t.as('chuangkou')('centre.codeTable', { table: 'petition_content' })
  expect(read).toEqual(versions)
})

it('a petition takes a class of the table in force when it came in', async () => {
  const old = await petitionDesk(t.as('chuangkou'), '2026-03-09' as Day)
  await expect(old.act('describe', described({ contentClass: '20' }))).rejects.toMatchObject({ code: 'invalid' })
  await old.act('describe', described({ contentClass: '03' }))
  const late = await petitionDesk(t.as('chuangkou'), '2026-03-10' as Day)
  await expect(late.act('describe', described({ contentClass: '03' }))).rejects.toMatchObject({ code: 'invalid' })
  await late.act('describe', described({ contentClass: '20' }))
})

it('refuses codes twice, no codes, and a day before the version at hand', async () => {
  const save = (more: object) =>
    t.as('head')('centre.saveCodeTable', { table: 'petition_content', next: { ...next, ...more } })
  const twice = [...next.codes, { code: '01', title: '又一个' }]
  await expect(save({ codes: twice })).rejects.toMatchObject({ message: '代码 01 重复' })
  await expect(save({ codes: [] })).rejects.toMatchObject({ message: '至少要有一项' })
  await expect(save({ effectiveFrom: '2026-03-09' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(t.as('chuangkou')('centre.saveCodeTable', { table: 'petition_content', next })).rejects.toMatchObject({
    code: 'forbidden',
  })
})
