import type { AssessmentAct, AssessmentActName } from './events.ts'

export interface RecordedAct {
  id: string
  kind: string
  payload: unknown
}
export interface Appeal {
  id: string
  code: string
  on: string
  by: string
  claim: string
  evidence: string
  state: 'open' | 'upheld' | 'refused' | 'withdrawn'
  decidedOn: string
  decidedBy: string
  decision: string
}
/** Points given by hand: by a review, or by a decision on an appeal against it. */
export interface Given {
  score: number
  reason: string
  evidence: string
  on: string
  by: string
  /** Of a decision: what the review had given, null where there was none. Left out for a review. */
  reviewed?: number | null
}
/** What the acts of one unit's month add up to; points in hundredths. */
export interface UnitState {
  self: ReadonlyMap<string, { score: number; note: string; on: string; by: string }>
  given: ReadonlyMap<string, Given>
  appeals: readonly Appeal[]
  /** Records that do not count, item by item. */
  excluded: ReadonlyMap<string, ReadonlySet<string>>
}

const hundredths = (points: number): number => Math.round(points * 100)
export const APPEAL_STATES: Readonly<Record<Appeal['state'], string>> = {
  open: '待决定',
  upheld: '成立',
  refused: '不成立',
  withdrawn: '已撤回',
}

/** A pure function of the acts in order. An act about an appeal that is decided already, or is none, changes nothing. */
export function foldUnit(acts: readonly RecordedAct[]): UnitState {
  const self = new Map<string, { score: number; note: string; on: string; by: string }>()
  const given = new Map<string, Given>()
  const appeals: Appeal[] = []
  const excluded = new Map<string, Set<string>>()
  const steps: { [N in AssessmentActName]: (act: AssessmentAct<N>, id: string) => void } = {
    selfScore({ scores, on, by }) {
      for (const { code, score, note } of scores) self.set(code, { score: hundredths(score), note, on, by })
    },
    review({ scores, on, by }) {
      for (const { code, score, ...why } of scores) given.set(code, { score: hundredths(score), ...why, on, by })
    },
    appeal(act, id) {
      appeals.push({ ...act, id, state: 'open', decidedOn: '', decidedBy: '', decision: '' })
    },
    withdrawAppeal({ appealId, on, reason }) {
      settle(appealId, { state: 'withdrawn', decidedOn: on, decision: reason })
    },
    decide({ appealId, isUpheld, on, by, reason, excludes, score }) {
      const appeal = settle(appealId, {
        state: isUpheld ? 'upheld' : 'refused',
        decidedOn: on,
        decidedBy: by,
        decision: reason,
      })
      if (!appeal || !isUpheld) return
      const keys = excluded.get(appeal.code) ?? new Set<string>()
      for (const key of excludes) keys.add(key)
      excluded.set(appeal.code, keys)
      if (score === null) return
      const before = given.get(appeal.code)
      const reviewed = before?.reviewed === undefined ? (before?.score ?? null) : before.reviewed
      given.set(appeal.code, { score: hundredths(score), reason, evidence: '', on, by, reviewed })
    },
  }
  function settle(id: string, outcome: Partial<Appeal>): Appeal | undefined {
    const at = appeals.findIndex((each) => each.id === id && each.state === 'open')
    if (at < 0) return undefined
    return (appeals[at] = { ...(appeals[at] as Appeal), ...outcome })
  }
  for (const { id, kind, payload } of acts)
    if (Object.hasOwn(steps, kind))
      (steps[kind as AssessmentActName] as (act: unknown, id: string) => void)(payload, id)
  return { self, given, appeals, excluded }
}
