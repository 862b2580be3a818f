import type { Stage } from '../intake/schema.ts'
import type { Day } from '../kernel/day.ts'
import { rankOf, type AnyLevel, type Closure, type Source, type UnitRole } from './codes.ts'
import type { Assignment, LinkageAct, LinkageActName } from './events.ts'
import { partKey } from './project.ts'

/** A unit's part in a task, from the order to the answer. */
export interface PartState {
  key: string
  role: UnitRole
  unitCode: string
  unit: string
  slipCode: string
  on: Day
  receivedOn: Day | null
  answeredOn: Day | null
  /** The card it has; it only rises. */
  level: AnyLevel
  endedAs: 'returned' | 'released' | 'replaced' | null
}

/** What the events of one task add up to. Plain data; the fold never mutates its input. */
export interface LinkageState {
  isDescribed: boolean
  linkage: string
  source: Source | null
  isSecret: boolean
  isUrgent: boolean
  parts: PartState[]
  /** Returns of the whole task, of leads and helpers. */
  returns: number
  returnsToConfer: number
  /** The return that waits for an answer of the centre. */
  pending: { id: string; key: string; on: Day; goesToConference: boolean } | null
  /** The highest card that the task ever had, also of a unit that left it. */
  level: AnyLevel
  openSupervisions: string[]
  extendedBy: Readonly<Record<string, number>>
  filedOn: Day | null
  verifiedOn: Day | null
  closedOn: Day | null
  closure: Closure | null
  archivedOn: Day | null
  toldOn: Day | null
  reopened: number
  /** Opened again, and neither given to a unit nor verified since. */
  isReopened: boolean
}

export const INITIAL_LINKAGE: LinkageState = {
  isDescribed: false,
  linkage: '',
  source: null,
  isSecret: false,
  isUrgent: false,
  parts: [],
  returns: 0,
  returnsToConfer: 0,
  pending: null,
  level: 'none',
  openSupervisions: [],
  extendedBy: {},
  filedOn: null,
  verifiedOn: null,
  closedOn: null,
  closure: null,
  archivedOn: null,
  toldOn: null,
  reopened: 0,
  isReopened: false,
}

/** Names a clock in {@link LinkageState.extendedBy}. */
export const clockKey = ({ ruleId, anchor }: { ruleId: string; anchor: string }): string => `${ruleId}:${anchor}`

/** Units that have the task now. */
export const activeParts = ({ parts }: LinkageState): PartState[] => parts.filter(({ endedAs }) => endedAs === null)
/** The one unit that answers for the task; undefined only before the first dispatch. */
export const leadOf = (state: LinkageState): PartState | undefined =>
  activeParts(state).find(({ role }) => role === 'lead')
export const findPart = (state: LinkageState, key: string): PartState | undefined =>
  state.parts.find((each) => each.key === key)

/** Where the task stands; nowhere stored by hand. */
export function stageOf(state: LinkageState): Stage {
  if (state.archivedOn) return 'archived'
  if (state.closedOn) return 'closed'
  if (state.filedOn) return 'filed'
  const parts = activeParts(state)
  if (parts.length === 0) return state.isDescribed ? 'to_dispatch' : 'to_describe'
  if (state.pending) return state.pending.goesToConference ? 'to_confer' : 'returned'
  if (state.verifiedOn) return 'verified'
  if (parts.every(({ answeredOn }) => answeredOn)) return 'to_verify'
  return parts.some(({ receivedOn }) => receivedOn) ? 'handling' : 'to_receive'
}

/** The state after one act. Call `whyNot` first: an act that is not possible must not be folded in. */
export function applyLinkageAct<N extends LinkageActName>(
  state: LinkageState,
  act: N,
  payload: LinkageAct<N>,
  eventId: string,
): LinkageState {
  const step = STEPS[act] as (state: LinkageState, payload: LinkageAct<N>, eventId: string) => LinkageState
  return step(state, payload, eventId)
}

type Steps = {
  [N in LinkageActName]: (state: LinkageState, payload: LinkageAct<N>, eventId: string) => LinkageState
}
const same = (state: LinkageState): LinkageState => state
const changePart = (state: LinkageState, key: string, change: Partial<PartState>): LinkageState => ({
  ...state,
  parts: state.parts.map((each) => (each.key === key ? { ...each, ...change } : each)),
})

/** A unit keeps the card that it had in this task before, whatever part it gets. */
const cardOf = ({ parts }: LinkageState, unitCode: string): AnyLevel =>
  parts
    .filter((each) => each.unitCode === unitCode)
    .reduce<AnyLevel>((most, { level }) => (rankOf(level) > rankOf(most) ? level : most), 'none')

const toPart = (state: LinkageState, each: Assignment, on: Day, eventId: string, no: number): PartState => ({
  key: partKey(eventId, no),
  role: each.role,
  unitCode: each.unitCode,
  unit: each.unit,
  slipCode: each.slipCode,
  on,
  receivedOn: null,
  answeredOn: null,
  level: cardOf(state, each.unitCode),
  endedAs: null,
})

/** Gives parts; a unit that is given a new one leaves its old one, and a new lead ends the old lead's. */
function give(
  state: LinkageState,
  { on, assignments }: { on: Day; assignments: Assignment[] },
  eventId: string,
): LinkageState {
  const given = assignments.map((each, no) => toPart(state, each, on, eventId, no))
  const hasLead = given.some(({ role }) => role === 'lead')
  const codes = new Set(given.map(({ unitCode }) => unitCode))
  const before = state.parts.map((each): PartState => {
    if (each.endedAs !== null || !(codes.has(each.unitCode) || (hasLead && each.role === 'lead'))) return each
    return { ...each, endedAs: each.key === state.pending?.key ? 'returned' : 'replaced' }
  })
  return { ...state, parts: [...before, ...given], pending: hasLead ? null : state.pending, verifiedOn: null }
}

const STEPS: Steps = {
  describe: (s, p) => ({
    ...s,
    isDescribed: true,
    linkage: p.linkage,
    source: p.source,
    isSecret: p.isSecret,
    returnsToConfer: p.task.returnsToConfer,
  }),
  file: (s, p) => ({ ...s, filedOn: p.on }),
  dispatch: give,
  unitReceives: (s, p) => changePart(s, p.key, { receivedOn: p.on }),
  unitReturns: (s, p, id) => {
    const returns = s.returns + 1
    const goesToConference = returns >= s.returnsToConfer
    const isLead = findPart(s, p.key)?.role === 'lead'
    const next = isLead ? s : changePart(s, p.key, { endedAs: 'returned' })
    // what a helper returns for the first time is taken out; the lead stays until somebody else leads
    const pending = isLead || goesToConference ? { id, key: p.key, on: p.on, goesToConference } : s.pending
    return { ...next, returns, pending }
  },
  refuseReturn: (s) => ({ ...s, pending: null }),
  confer: give,
  addHelpers: give,
  releaseHelper: (s, p) => changePart(s, p.key, { endedAs: 'released' }),
  note: same,
  instruct: same,
  copyTo: same,
  markUrgent: (s) => ({ ...s, isUrgent: true }),
  endUrgent: (s) => ({ ...s, isUrgent: false }),
  extendDeadline: (s, p) => ({
    ...s,
    extendedBy: { ...s.extendedBy, [clockKey(p)]: (s.extendedBy[clockKey(p)] ?? 0) + p.amount },
  }),
  unitAnswers: (s, p) => changePart(s, p.key, { answeredOn: p.on, receivedOn: findPart(s, p.key)?.receivedOn ?? p.on }),
  supervise: (s, p, id) => ({
    ...changePart(s, p.key, { level: p.level }),
    level: rankOf(p.level) > rankOf(s.level) ? p.level : s.level,
    openSupervisions: [...s.openSupervisions, id],
  }),
  superviseAnswer: (s, p) => ({
    ...s,
    openSupervisions: s.openSupervisions.filter((each) => each !== p.superviseId),
  }),
  verify: (s, p) =>
    p.isPassed
      ? { ...s, verifiedOn: p.on, isReopened: false }
      : {
          ...s,
          isReopened: false,
          parts: s.parts.map((each) =>
            p.redo.some(({ key }) => key === each.key) ? { ...each, answeredOn: null } : each,
          ),
        },
  close: (s, p) => ({ ...s, closedOn: p.on, closure: p.closure }),
  lookBack: same,
  feedBack: (s, p) => ({ ...s, toldOn: p.on }),
  archive: (s, p) => ({ ...s, archivedOn: p.on }),
  reopen: (s) => ({
    ...s,
    archivedOn: null,
    closedOn: null,
    closure: null,
    filedOn: null,
    verifiedOn: null,
    reopened: s.reopened + 1,
    isReopened: true,
    // what was told is not what will have been done
    toldOn: null,
  }),
}
