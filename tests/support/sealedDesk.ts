import type { InputOf, OutputOf } from '../../src-shared/contract.ts'
import { findSeatKey } from '../../src-main/linkage/sealed/sealedRepo.ts'
import type { Db } from '../../src-main/store/open.ts'
import { openSealed } from '../../src-main/store/seatKeys.ts'
import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import { TasksContent } from '../../src-shared/linkage/sealedPackage.ts'
import { described, helper, lead, linkageDesk, type LinkageDesk } from './linkageDesk.ts'
import { PASSWORD, testCore, type TestCore } from './testCore.ts'

export const CENTRE = '梧桐里街道综治中心（测试）'
export const STATION = '示范派出所（测试）'
export const MONDAY = '2026-03-02' as Day
export const DUE = '2026-03-13'
export const ID_NUMBER = '110101199003070871'
export const PHONE = '13800000077'

type Call = ReturnType<TestCore['as']>
export interface Side {
  t: TestCore
  clerk: Call
  head: Call
  toDay(day: string): Promise<void>
}

/** One office with its own store. */
async function openSide(centreName: string, seatLetter: string): Promise<Side> {
  const t = await testCore({}, { centreName, seatLetter })
  await t.hire('chuangkou', '窗口丙', 'clerk')
  const toDay = async (text: string): Promise<void> => {
    t.clock.toDay(text)
    for (const login of ['chuangkou', 'head']) await t.as(login)('account.login', { login, password: PASSWORD })
  }
  await toDay(MONDAY)
  return { t, clerk: t.as('chuangkou'), head: t.as('head'), toDay }
}

/** A centre, and a member unit with a computer of its own, that know nothing of each other but files. */
export async function openSealedDesk(): Promise<{ centre: Side; station: Side; close(): Promise<void> }> {
  const centre = await openSide(CENTRE, 'A')
  const station = await openSide(STATION, 'P')
  return { centre, station, close: async () => void (await Promise.all([centre.t.close(), station.t.close()])) }
}

/** The station's key comes to the centre's directory as unit 01. */
export async function tradeKeys({ head }: Side, station: Side, unitCode = '01'): Promise<string> {
  const { code } = await station.clerk('linkage.makeSeatKey', {})
  return (await head('linkage.saveUnitKey', { unitCode, code, isCompared: true })).fingerprint
}

/** A task led by 05 that the station helps with. */
export async function stationTask(
  { clerk }: Side,
  card: Partial<InputOf<'intake.register'>> = {},
): Promise<LinkageDesk> {
  const desk = await linkageDesk(clerk, MONDAY, {
    summary: '示范路口夜间占道摆摊',
    parties: [{ role: 'visitor', party: { name: '张三（测试）', phone: PHONE, idNumber: ID_NUMBER } }],
    ...card,
  })
  await desk.act('describe', described())
  await desk.act('dispatch', {
    on: MONDAY,
    request: '请夜间巡查三次并书面回复',
    assignments: [lead('05', DUE), helper('01', DUE)],
  })
  return desk
}

type Extra = Partial<Omit<InputOf<'linkage.exportSealed'>, 'tasks'>> & { documentIds?: string[] }
/** One file for the station with these tasks. */
export async function exportFor(side: Side, desks: readonly LinkageDesk[], more: Extra = {}): Promise<string> {
  const { documentIds = [], ...rest } = more
  const tasks = await Promise.all(
    desks.map(async (desk) => {
      const [{ matter }, { key }] = [await desk.view(), await desk.part('01')]
      return { matterId: desk.matterId, version: matter.version, key, documentIds: documentIds as never }
    }),
  )
  return (await side.clerk('linkage.exportSealed', { unitCode: '01', tasks, ...rest })).base64
}

export const answerOf = (more: object = {}) => ({
  on: MONDAY,
  text: '已夜间巡查三次，摊点清理完毕（测试）',
  closure: 'substantive' as const,
  by: '民警丁（测试）',
  ...more,
})

type Opened = OutputOf<'linkage.openSealed'>
export async function openTasks(side: Side, base64: string): Promise<Extract<Opened, { kind: 'tasks' }>> {
  const opened = await side.clerk('linkage.openSealed', { base64 })
  if (opened.kind !== 'tasks') throw new Error('An answer')
  return opened
}
export async function openAnswer(side: Side, base64: string): Promise<Extract<Opened, { kind: 'answer' }>> {
  const opened = await side.clerk('linkage.openSealed', { base64 })
  if (opened.kind !== 'answer') throw new Error('Tasks')
  return opened
}

export const dbOf = ({ t }: Side): Db => t.state.open?.db as Db
/** What the two stores hold, by counts: nothing of a refused file may stay. */
export const footprint = (side: Side): unknown =>
  ['matter', 'matter_event', 'document', 'taken_package', 'party'].map((table) =>
    dbOf(side).prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
  )
/** The file as its rightful owner reads it, past every handler. */
export async function contentOf(side: Side, base64: string): Promise<TasksContent> {
  const { content } = await openSealed(findSeatKey(dbOf(side)), Buffer.from(base64, 'base64'))
  return TasksContent.parse(content)
}
export const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing was refused',
    (error: Error) => error.message,
  )

/** When a forged file says that it was made. */
export const MADE_AT = '2026-03-02T02:00:00.000Z' as Instant
