import { versionInForce, type TableVersion } from '../../src-shared/centre/codeTables.ts'
import { pointsText, scoreIndicator, totalOf, type Total } from '../../src-shared/assessment/evaluate.ts'
import { foldUnit, type UnitState } from '../../src-shared/assessment/fold.ts'
import { countRecords } from '../../src-shared/assessment/measures.ts'
import { appliesTo, IndicatorDetail, type Indicator } from '../../src-shared/assessment/rule.ts'
import type { ItemScore, MonthScores, UnitScore } from '../../src-shared/assessment/schema.ts'
import { isUnreviewed, joinWords } from '../../src-shared/assessment/words.ts'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { ledgerPeriod } from '../../src-shared/ledger/period.ts'
import { UnitDetail } from '../../src-shared/linkage/config.ts'
import { tableVersions } from '../centre/codeTables.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { recordsOf, type Unit, type UnitRecord } from './records.ts'
import { findLocked, listActs, type ActRow } from './repo.ts'

const SMALL = 5

/** A sheet of a version as the rules read it. */
export function indicatorsOf(version: Pick<TableVersion, 'codes'>): Indicator[] {
  return version.codes.map(({ code, title, detail }) => ({ code, title, detail: IndicatorDetail.parse(detail) }))
}

/** What each indicator counts, by its title. */
export const partsOf = (indicators: readonly Indicator[]): { title: string; part: string }[] =>
  indicators.map(({ title, detail }) => ({ title, part: detail.part }))

/** Days and rule of a month: a locked one keeps those it was locked with. */
export function monthBasis(ctx: Ctx, month: Month): { from: Day; to: Day; version: TableVersion } {
  const locked = findLocked(ctx.db, month)
  const { from, to } = locked ?? ledgerPeriod(month, ctx.settings.cutoffDay)
  const versions = tableVersions(ctx, 'assessment_rule')
  const version = locked ? versions.find((each) => each.version === locked.ruleVersion) : versionInForce(versions, from)
  if (!version) throw new AppError('not_allowed', `${month} 还没有生效的联考表`)
  return { from, to, version }
}

export function unitsOn(ctx: Ctx, day: Day): Unit[] {
  return (versionInForce(tableVersions(ctx, 'member_unit'), day)?.codes ?? []).map(({ code, title, detail }) => ({
    code,
    title,
    detail: UnitDetail.parse(detail),
  }))
}

export function statesOf(acts: readonly ActRow[]): Map<string, UnitState> {
  const byUnit = new Map<string, ActRow[]>()
  for (const act of acts) byUnit.set(act.unitCode, [...(byUnit.get(act.unitCode) ?? []), act])
  return new Map([...byUnit].map(([code, own]) => [code, foldUnit(own)]))
}

/** A unit's scores by a sheet: records counted, what was excluded left out, points by hand put in. */
export function scoreUnit(
  unit: Unit,
  indicators: readonly Indicator[],
  records: readonly UnitRecord[],
  state: UnitState,
): UnitScore {
  const items = indicators
    .filter(({ detail }) => appliesTo(detail, unit.detail.kind))
    .map((indicator): ItemScore => {
      const counts = countRecords(records, state.excluded.get(indicator.code) ?? new Set())
      const given = state.given.get(indicator.code)
      const scored = scoreIndicator(indicator, (measure) => counts.get(measure) ?? 0, given ?? null)
      return {
        ...scored,
        self: state.self.get(indicator.code)?.score ?? null,
        reason: given && scored.part === null ? joinWords([given.reason, given.evidence]) : '',
      }
    })
  const total = totalOf(items)
  const openAppeals = state.appeals.filter((appeal) => appeal.state === 'open').length
  return {
    unitCode: unit.code,
    unit: unit.title,
    kind: unit.detail.kind,
    items,
    ...total,
    notes: notesOf(items, total),
    openAppeals,
  }
}

/** What has to be known of a unit's total, said beside it. */
function notesOf(items: readonly ItemScore[], { total, full }: Total): string[] {
  const names = (of: readonly ItemScore[]): string => of.map(({ title }) => title).join('、')
  const unreviewed = items.filter(isUnreviewed)
  if (total === null)
    return [unreviewed.length > 0 ? `未复评：${names(unreviewed)}；其余不计分` : '本月没有可以计分的项目，不计分']
  const small = items.filter(({ whole, score }) => score !== null && whole !== null && whole < SMALL)
  return [
    ...(unreviewed.length > 0 ? [`未复评，不计入应得：${names(unreviewed)}`] : []),
    ...(small.length > 0 ? [`分母少于 ${SMALL}，仅供参考：${names(small)}`] : []),
    ...(full < 5_000 ? [`只有 ${pointsText(full)} 分的项目算得出，折合分仅供参考`] : []),
  ]
}

/** Every unit's scores of a month as they are now. */
export function presentScores(ctx: Ctx, month: Month, draft?: readonly Indicator[]): MonthScores {
  const { from, to, version } = monthBasis(ctx, month)
  const indicators = draft ?? indicatorsOf(version)
  const units = unitsOn(ctx, to)
  const records = recordsOf(ctx, units, from, to)
  const states = statesOf(listActs(ctx.db, month))
  return {
    month,
    from,
    to,
    rule: {
      version: version.version,
      title: version.title,
      source: version.source,
      effectiveFrom: version.effectiveFrom,
    },
    units: units.map((unit) =>
      scoreUnit(unit, indicators, records.get(unit.code) ?? [], states.get(unit.code) ?? foldUnit([])),
    ),
  }
}
