import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import { seeded } from './seeded.ts'
import { PASSWORD, type TestCore } from './testCore.ts'

/*
 * A month of a centre with its member units, played day by day through the door: what a person would do, in the order
 * of days. Same seed, same month.
 */

/** 22 units of the directory that ships. */
export const UNITS = Array.from({ length: 22 }, (_, no) => String(no + 1).padStart(2, '0'))

interface Part {
  key: string
  unit: string
  isLead: boolean
  dueOn: Day
  isAnswered: boolean
}
interface Task {
  matterId: MatterId
  version: number
  parts: Part[]
  returns: number
  isPending: boolean
  isVerified: boolean
  /** Still to fail at its verification; tasks fail at most once. */
  fails: boolean
  isSheet: boolean
}

export interface Played {
  tasks: number
  acts: number
  /** Acts that the rules refused: a card whose line had not passed, an extension that came too late. */
  refused: number
}

type Step = () => Promise<void>

/** Plays `count` tasks received from `from` to `to`, and goes on until `until`. */
export async function playTaskMonth(
  t: TestCore,
  { count, from, to, until, seed = 7 }: { count: number; from: Day; to: Day; until: Day; seed?: number },
): Promise<Played> {
  const random = seeded(seed)
  const played: Played = { tasks: count, acts: 0, refused: 0 }
  const db = (t.state.open as NonNullable<typeof t.state.open>).db
  const newest = db.prepare('SELECT id FROM matter_event WHERE matter_id = ? ORDER BY seq DESC LIMIT 1')
  const plan = new Map<Day, Step[]>()
  let today = from
  const at = (day: Day, step: Step): void => {
    if (day > until) return
    const on = day < today ? today : day
    plan.set(on, [...(plan.get(on) ?? []), step])
  }
  const head = t.as('head')

  /** One act; false where the rules refuse it. Anything else than a refusal by rules is a fault of the test. */
  async function act(task: Task, name: string, payload: object, method = `linkage.${name}`): Promise<boolean> {
    const { matterId, version } = task
    const input = method === `linkage.${name}` ? { act: payload } : payload
    const reply = await t.reply('head', method, { matterId, version, ...input })
    played.acts++
    if (reply.ok) {
      task.version = (reply.value as { version: number }).version
      return true
    }
    if (reply.error.code !== 'invalid' && reply.error.code !== 'not_allowed')
      throw new Error(`${name}: ${reply.error.message}`)
    played.refused++
    return false
  }
  const eventId = ({ matterId }: Task): string => (newest.get(matterId) as { id: string }).id

  const assignments = (units: readonly string[], hasLead: boolean) =>
    units.map((unitCode, no) => ({
      role: hasLead && no === 0 ? 'lead' : 'helper',
      unitCode,
      dueOn: addDays(today, 1 + random.below(14)),
    }))
  /** Takes note of what was given, and plans what each unit will do. */
  function given(task: Task, list: ReturnType<typeof assignments>): void {
    const id = eventId(task)
    if (list.some(({ role }) => role === 'lead')) task.parts = task.parts.filter(({ isLead }) => !isLead)
    list.forEach(({ role, unitCode, dueOn }, no) => {
      const part = { key: `${id}:${no}`, unit: unitCode, isLead: role === 'lead', dueOn, isAnswered: false }
      task.parts.push(part)
      planPart(task, part)
    })
  }
  const isOwed = (task: Task, part: Part): boolean => !part.isAnswered && task.parts.includes(part)

  function planPart(task: Task, part: Part): void {
    if (random.is(0.2)) at(addDays(today, random.below(3)), () => receive(task, part))
    const supervise = (days: number, level: string, chance: number): void => {
      if (random.is(chance)) at(addDays(part.dueOn, days), () => superviseOf(task, part, level))
    }
    if (random.is(0.12)) return at(addDays(today, 1), () => giveBack(task, part))
    if (random.is(0.1)) at(addDays(today, 1), () => extend(task, part))
    if (random.is(0.8)) return at(addDays(part.dueOn, -random.below(3)), () => answer(task, part))
    supervise(1, 'ordinary', 0.6)
    supervise(9, 'yellow', 0.7)
    supervise(19, 'red', 0.8)
    if (random.is(0.8)) at(addDays(part.dueOn, 1 + random.below(25)), () => answer(task, part))
  }
  async function receive(task: Task, part: Part): Promise<void> {
    if (isOwed(task, part)) await act(task, 'unitReceives', { key: part.key, on: today })
  }
  async function extend(task: Task, part: Part): Promise<void> {
    const extension = { anchor: part.key, amount: 1 + random.below(6), approver: '分管领导', reason: '情况复杂' }
    if (isOwed(task, part)) await act(task, 'extendDeadline', { ruleId: 'L-02', ...extension, on: today })
  }
  async function superviseOf(task: Task, part: Part, level: string): Promise<void> {
    if (!isOwed(task, part) || task.isPending) return
    const cause = `0${1 + random.below(8)}`
    const words = { on: today, cause, text: '请抓紧办理', answerBy: addDays(today, 5) }
    await act(task, 'supervise', { key: part.key, level, ...words })
  }
  async function giveBack(task: Task, part: Part): Promise<void> {
    if (!isOwed(task, part) || task.isPending) return
    if (!(await act(task, 'unitReturns', { key: part.key, on: today, reason: '不属本单位职责' }))) return
    task.returns++
    const isConference = task.returns >= 2
    if (!part.isLead) task.parts = task.parts.filter((each) => each !== part)
    task.isPending = part.isLead || isConference
    if (!task.isPending) return verifyIfReady(task)
    at(addDays(today, 1 + random.below(2)), () => (isConference ? confer(task) : decideReturn(task, part)))
  }
  async function decideReturn(task: Task, part: Part): Promise<void> {
    task.isPending = false
    if (random.is(0.4)) {
      await act(task, 'refuseReturn', { on: today, reason: '属于其职责' })
      if (random.is(0.5)) at(addDays(today, 1), () => giveBack(task, part))
      else at(addDays(part.dueOn, random.below(3)), () => answer(task, part))
      return
    }
    const list = assignments([otherUnit(task)], true)
    if (await act(task, 'dispatch', { on: today, request: '请接办', assignments: list })) given(task, list)
  }
  async function confer(task: Task): Promise<void> {
    const list = assignments([otherUnit(task)], true)
    const minutes = { place: '会议室', chair: '主任', attendees: ['甲所', '乙所'], minutes: '研究', decision: '定主办' }
    if (!(await act(task, 'confer', { on: today, ...minutes, assignments: list }))) return
    task.isPending = false
    given(task, list)
  }
  const otherUnit = ({ parts }: Task): string =>
    random.oneOf(UNITS.filter((unit) => !parts.some((part) => part.unit === unit)))
  async function answer(task: Task, part: Part): Promise<void> {
    if (!isOwed(task, part) || (task.isPending && part.isLead)) return
    if (!(await act(task, 'unitAnswers', { key: part.key, on: today, text: '已办' }))) return
    part.isAnswered = true
    verifyIfReady(task)
  }
  function verifyIfReady(task: Task): void {
    if (task.isPending || task.parts.length === 0 || task.parts.some(({ isAnswered }) => !isAnswered)) return
    if (random.is(0.97)) at(addDays(today, random.below(3)), () => verify(task))
  }
  async function verify(task: Task): Promise<void> {
    if (task.isVerified || task.isPending || task.parts.some(({ isAnswered }) => !isAnswered)) return
    const base = { on: today, by: '窗口甲', how: random.oneOf(['site', 'call']), text: '看过' }
    if (task.fails) {
      task.fails = false
      const part = random.oneOf(task.parts)
      const dueOn = addDays(today, 2 + random.below(4))
      if (!(await act(task, 'verify', { ...base, isPassed: false, redo: [{ key: part.key, dueOn }] }))) return
      part.isAnswered = false
      return at(addDays(dueOn, random.below(4) - 1), () => answer(task, part))
    }
    const rating = random.oneOf(['satisfied', 'satisfied', 'fair', 'unsatisfied', 'unasked', null])
    task.isVerified = await act(task, 'verify', { ...base, isPassed: true, rating })
    if (task.isVerified && random.is(0.97)) await close(task)
  }
  async function close(task: Task): Promise<void> {
    const closure = random.oneOf(['substantive', 'substantive', 'stage', 'procedural'])
    const lookBackOn = closure === 'substantive' ? null : addDays(today, 30)
    if (!(await act(task, 'close', { on: today, closure, summary: '已办结', approver: '主任', lookBackOn }))) return
    if (random.is(0.02)) {
      await act(task, 'takeBack', { reason: '写错了' }, 'matters.takeBack')
      return
    }
    if (random.is(0.06)) return at(addDays(today, 1 + random.below(5)), () => reopen(task))
    if (!random.is(0.1)) return
    if (task.isSheet) await act(task, 'feedBack', { on: today, how: 'system', toWhom: '12345', text: '已办结' })
    await act(task, 'archive', { on: today, retention: '10年', filedBy: '窗口甲' })
  }
  async function reopen(task: Task): Promise<void> {
    if (!(await act(task, 'reopen', { on: today, reason: '又出现' }))) return
    task.isVerified = false
    if (random.is(0.8)) at(addDays(today, 1), () => verify(task))
  }
  async function register(no: number): Promise<void> {
    const source = random.oneOf(['window', 'grid', 'hotline', 'patrol', 'meeting'])
    const card = { receivedOn: today, summary: `示例事项 ${no}`, parties: [] }
    const { matterId, version } = await head('intake.register', card)
    const fails = random.is(0.08)
    const isSheet = source === 'hotline'
    const task: Task = { matterId, version, parts: [], returns: 0, isPending: false, isVerified: false, fails, isSheet }
    played.acts++
    await act(task, 'triage', { route: 'linkage' }, 'intake.triage')
    const sheet = isSheet ? { system: '12345', number: `H${no}`, dueOn: addDays(today, 20) } : null
    const linkage = random.oneOf(['1', '2', '3', '4', '5'])
    const eventClass = random.oneOf(['0101', '0205', '0303', '0401', '0404', '06'])
    await act(task, 'describe', { linkage, source, sheet, eventClass, isSecret: random.is(0.02) })
    if (random.is(0.04)) return void (await act(task, 'file', { on: today, reason: '仅备查' }))
    if (random.is(0.01)) {
      const amended = { ...card, receivedOn: addDays(today, -1 - random.below(2)) }
      await act(task, 'amend', { card: amended, reason: '收到日期写错' }, 'intake.amend')
    }
    at(addDays(today, random.below(2)), () => dispatch(task))
  }
  async function dispatch(task: Task): Promise<void> {
    const first = random.below(UNITS.length)
    const units = Array.from(
      { length: random.oneOf([1, 1, 1, 2, 2, 3]) },
      (_, no) => UNITS[(first + 5 * no) % UNITS.length] as string,
    )
    const list = assignments(units, true)
    if (await act(task, 'dispatch', { on: today, request: '请办理', assignments: list })) given(task, list)
  }

  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  for (let no = 0; no < count; no++) at(random.oneOf(days), () => register(no))
  for (; today <= until; today = addDays(today, 1)) {
    t.clock.toDay(today)
    await head('account.login', { login: 'head', password: PASSWORD })
    // One commit a day: each act is a savepoint in it. What a crash leaves behind is tested elsewhere.
    db.exec('BEGIN IMMEDIATE')
    for (let no = 0; no < (plan.get(today)?.length ?? 0); no++) await plan.get(today)?.[no]?.()
    db.exec('COMMIT')
  }
  return played
}
