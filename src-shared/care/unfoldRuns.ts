import { toSerial } from '../kernel/day.ts'
import type { GroupId } from './codes.ts'
import { grouped } from './grouped.ts'
import type { GroupConfig } from './groups.ts'
import type { Serial, Span } from './periods.ts'
import type { VisitRule } from './rules.ts'
import type { VisitHistory } from './unfold.ts'

/** Days on which one version of a rule applies to one person. `since`: from when on its interval has been the same. */
export interface Run extends Span {
  rule: VisitRule
  since: Serial
}

/** The days on which each rule applies to an enrolment, rule by rule in order. */
export function runsOf(history: VisitHistory, { spans }: GroupPlan, registered: Span): Run[] {
  const changes = trackSpans(history)
  const runs: Run[] = []
  for (const { rule, ...span } of spans)
    for (const { track, ...during } of changes) {
      if (rule.tracks.length > 0 && !rule.tracks.includes(track)) continue
      const from = Math.max(span.from, during.from, registered.from)
      const to = Math.min(span.to, during.to, registered.to)
      if (from < to) add(runs, { rule, from, to, since: from })
    }
  return runs
}

/** Joins what goes on unchanged; an interval that stays the same in a new version is not counted anew. */
function add(runs: Run[], run: Run): void {
  const last = runs.at(-1)
  if (!last || last.rule.id !== run.rule.id || last.to !== run.from) runs.push(run)
  else if (last.rule === run.rule) last.to = run.to
  else runs.push(isSame(last.rule.cadence, run.rule.cadence) ? { ...run, since: last.since } : run)
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Later entries for the same day stand. */
function trackSpans({ track, tracks }: VisitHistory): (Span & { track: string })[] {
  const changes = new Map<Serial, string>([[-Infinity, track]])
  for (const change of tracks) changes.set(toSerial(change.on), change.track)
  const sorted = [...changes].sort(([a], [b]) => a - b)
  return sorted.map(([from, name], index) => ({ track: name, from, to: sorted[index + 1]?.[0] ?? Infinity }))
}

/** What thousands of enrolments of a group have in common. */
export interface GroupPlan {
  begins: GroupConfig['begins']
  spans: readonly RuleSpan[]
}

type RuleSpan = Span & { rule: VisitRule }

const known = new WeakMap<readonly GroupConfig[], Map<GroupId, GroupPlan>>()

/** By group, worked out once for a list of versions: keep the list, and it stays quick. */
export function plansOf(versions: readonly GroupConfig[]): ReadonlyMap<GroupId, GroupPlan> {
  let plans = known.get(versions)
  if (plans) return plans
  plans = new Map()
  for (const [group, own] of grouped(versions, (config) => config.group)) {
    const { begins } = own.reduce((newest, each) => (each.version > newest.version ? each : newest))
    plans.set(group, { begins, spans: countSpans(own) })
  }
  known.set(versions, plans)
  return plans
}

/**
 * When each version of each rule is in force: as long as the group's version that holds it is the newest, and no newer
 * version of the rule itself has begun.
 */
function countSpans(versions: readonly GroupConfig[]): RuleSpan[] {
  const days = [...versions, ...versions.flatMap(({ rules }) => rules)].map(({ effectiveFrom }) =>
    toSerial(effectiveFrom),
  )
  const first = Math.min(...versions.map(({ effectiveFrom }) => toSerial(effectiveFrom)))
  const borders = [...new Set(days)].filter((day) => day >= first).sort((a, b) => a - b)
  const spans: RuleSpan[] = []
  for (const [index, from] of borders.entries()) {
    const to = borders[index + 1] ?? Infinity
    for (const rule of rulesOn(versions, from)) {
      const last = spans.findLast((span) => span.rule.id === rule.id)
      if (last && last.to === from && isSame(last.rule, rule)) last.to = to
      else spans.push({ rule, from, to })
    }
  }
  return spans.sort((a, b) => (a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : a.from - b.from))
}

/** Of every rule the newest version in force on a day, from the group's newest version in force. */
function rulesOn(versions: readonly GroupConfig[], day: Serial): VisitRule[] {
  const config = newest(versions, day)
  if (!config) return []
  const ids = new Set(config.rules.map(({ id }) => id))
  return [...ids].flatMap(
    (ruleId) =>
      newest(
        config.rules.filter(({ id }) => id === ruleId),
        day,
      ) ?? [],
  )
}

function newest<V extends Pick<VisitRule, 'version' | 'effectiveFrom'>>(all: readonly V[], day: Serial): V | undefined {
  return all
    .filter(({ effectiveFrom }) => toSerial(effectiveFrom) <= day)
    .reduce<V | undefined>((best, each) => (best && best.version > each.version ? best : each), undefined)
}
