import fc from 'fast-check'
import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import { LEVELS } from '../../src-shared/linkage/codes.ts'
import { LINKAGE_ACTS, type Assignment, type LinkageAct, type LinkageActName } from '../../src-shared/linkage/events.ts'
import { activeParts, INITIAL_LINKAGE, leadOf, type LinkageState } from '../../src-shared/linkage/fold.ts'
import type { TakenEvent } from '../../src-shared/linkage/project.ts'
import { linkageTopic } from '../../src-shared/linkage/topic.ts'
import { whyNot } from '../../src-shared/linkage/whyNot.ts'

export const ACTS = Object.keys(LINKAGE_ACTS) as LinkageActName[]
export const RECEIVED = '2026-01-05' as Day
export const TASK = {
  dispatchDays: 1,
  handleDays: 15,
  conferDays: 3,
  verifyDays: 3,
  supervisionDays: 5,
  returnsToConfer: 2,
}
export const LIMITS = { receiveYellow: 1, receiveRed: 2, handleYellow: 5, handleRed: 10 }

/** Random numbers that stand for one attempt; what they mean depends on the act. */
export interface Draw {
  pick: number
  /** Also try what the state forbids. */
  isAnyAct: boolean
  daysLater: number
  n: number
  isYes: boolean
}
export const draws = fc.array(
  fc.record({
    pick: fc.nat(9999),
    isAnyAct: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    daysLater: fc.nat(6),
    n: fc.nat(99_999),
    isYes: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  }),
  { minLength: 1, maxLength: 60, size: 'max' },
)

/** Acts that lead on; a walk that prefers them reaches the far rooms of the house. */
const FORWARD: readonly LinkageActName[] = [
  'describe',
  'dispatch',
  'confer',
  'unitReceives',
  'unitAnswers',
  'supervise',
  'verify',
  'close',
  'feedBack',
  'archive',
]

/** One attempt of a walk: what was tried on which day, and the state after it. */
export interface Attempt {
  event: TakenEvent
  name: LinkageActName
  before: LinkageState
  after: LinkageState
  refusal: string | undefined
}

/** Walks from a new task through acts that the draws choose. */
export function play(steps: readonly Draw[]): Attempt[] {
  const attempts: Attempt[] = []
  let state: LinkageState = INITIAL_LINKAGE
  let day = RECEIVED
  steps.forEach((draw, index) => {
    day = addDays(day, draw.daysLater)
    const name = choose(state, draw)
    const payload = payloadOf(name, draw, day, state)
    const id = `e${String(index).padStart(3, '0')}`
    const next = linkageTopic.apply(state, name, payload, id)
    const after = 'problem' in next ? state : next.state
    attempts.push({
      event: { id, seq: index + 1, kind: `linkage.${name}`, payload },
      name,
      before: state,
      after,
      refusal: 'problem' in next ? next.problem : undefined,
    })
    state = after
  })
  return attempts
}

/** The events of a walk that were taken. */
export const taken = (attempts: readonly Attempt[]): TakenEvent[] =>
  attempts.filter(({ refusal }) => refusal === undefined).map(({ event }) => event)

/** The act that a draw stands for in a state. */
export function choose(state: LinkageState, { pick, isAnyAct, n }: Draw): LinkageActName {
  const possible = ACTS.filter((name) => whyNot(state, name) === undefined)
  const forward = FORWARD.filter((name) => possible.includes(name))
  const from = isAnyAct || possible.length === 0 ? ACTS : n % 2 === 0 && forward.length > 0 ? forward : possible
  return from[pick % from.length] as LinkageActName
}

const UNITS = ['公安派出所', '司法所', '平安办（综治办）', '信访办', '综合行政执法队']

export const assignment = (unitNo: number, role: 'lead' | 'helper', dueOn: Day): Assignment => ({
  role,
  unitCode: `0${unitNo + 1}`,
  unit: UNITS[unitNo] as string,
  kind: 'department',
  responsible: '',
  contact: '',
  phone: '',
  slipCode: '',
  dueOn,
  limits: LIMITS,
})

/** A well-formed payload; whether it fits is for the rules to say. */
export function payloadOf(name: LinkageActName, { n, isYes }: Draw, day: Day, state: LinkageState): LinkageAct {
  const oneOf = <T>(...values: T[]): T => values[n % values.length] as T
  const active = activeParts(state)
  const owing = active.filter(({ answeredOn }) => !answeredOn)
  const some = (isYes ? owing : state.parts)[n % Math.max(1, (isYes ? owing : state.parts).length)]
  const key = some?.key ?? 'none'
  const helper = owing.find(({ role }) => role === 'helper')?.key ?? key
  const lead = leadOf(state)?.key ?? key
  const dueOn = addDays(day, n % 20)
  const [first, second] = [n % UNITS.length, (n + 1 + (n % 3)) % UNITS.length]
  const assignments = [
    assignment(first, 'lead', dueOn),
    ...(isYes && second !== first ? [assignment(second, 'helper', addDays(day, n % 9))] : []),
  ]
  const conference = {
    place: '会议室',
    chair: '主任',
    attendees: ['甲所', '乙所'],
    minutes: '研究',
    decision: '由甲所主办',
  }
  const payloads: { [N in LinkageActName]: unknown } = {
    describe: {
      linkage: '4',
      title: '问题联治',
      task: TASK,
      source: oneOf('window', 'grid', 'hotline', 'patrol'),
      sheet:
        n % 4 === 2 || isYes ? { system: '12345', number: 'H1', dueOn: isYes ? addDays(RECEIVED, 10) : null } : null,
      eventClass: '0401',
    },
    file: { on: day, reason: '仅备查' },
    dispatch: { on: day, request: '请办理', assignments },
    unitReceives: { key, on: day },
    unitReturns: { key: n % 3 === 0 ? lead : key, on: day, reason: '不属本单位职责' },
    refuseReturn: { on: day, reason: '属于其职责' },
    confer: { on: day, ...conference, assignments },
    addHelpers: { on: day, assignments: [assignment(second, 'helper', dueOn)] },
    releaseHelper: { key: n % 4 === 0 ? lead : helper, on: day, reason: '不需要' },
    note: { on: day, text: '正在办理' },
    instruct: { on: day, leader: '书记', text: '抓紧' },
    copyTo: { on: day, units: ['居委会'] },
    markUrgent: { on: day, reason: '台风' },
    endUrgent: { on: day, reason: '已过' },
    extendDeadline: {
      ruleId: isYes ? 'L-02' : 'L-05',
      anchor: key,
      amount: 1 + (n % 9),
      approver: '分管领导',
      reason: '复杂',
      on: day,
    },
    unitAnswers: { key, on: day, text: '已办' },
    supervise: {
      key,
      level: Object.keys(LEVELS)[n % 3],
      on: day,
      cause: '01',
      text: '请抓紧',
      answerBy: addDays(day, 5),
    },
    superviseAnswer: { superviseId: state.openSupervisions[0] ?? 'none', on: day, text: '已办' },
    verify: {
      on: day,
      by: '窗口甲',
      how: 'site',
      isPassed: isYes,
      text: '看过',
      redo: isYes ? [] : [{ key: active[n % Math.max(1, active.length)]?.key ?? 'none', dueOn: addDays(day, 3) }],
    },
    close: {
      on: day,
      closure: oneOf('substantive', 'stage', 'procedural'),
      summary: '已办结',
      approver: '主任',
      lookBackOn: isYes ? addDays(day, 30) : null,
    },
    lookBack: { on: day, text: '还在' },
    feedBack: { on: day, how: 'system', toWhom: '12345', text: '已办结' },
    archive: { on: day, retention: '10年', filedBy: '窗口甲' },
    reopen: { on: day, reason: '又出现' },
  }
  return LINKAGE_ACTS[name].parse(payloads[name]) as LinkageAct
}
