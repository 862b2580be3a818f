import { compareScores } from '../../src-shared/assessment/differences.ts'
import { ACT_TITLES, type AssessmentActName } from '../../src-shared/assessment/events.ts'
import { basisLines, measureOf } from '../../src-shared/assessment/measures.ts'
import { IndicatorDetail, whyNotRule, type Indicator } from '../../src-shared/assessment/rule.ts'
import { warningsOf } from '../../src-shared/assessment/designer.ts'
import type { DifferenceItem, MonthScores, RecordRow } from '../../src-shared/assessment/schema.ts'
import { addMonthsTo, Day, monthOf, type Month } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { unitMonth } from './acts.ts'
import { findLocked, listActs, listDifferenceRows, type LockedMonth } from './repo.ts'
import { indicatorsOf, monthBasis, partsOf, presentScores, scoreUnit, statesOf } from './scores.ts'

/** A locked month's scores as its last difference sheet has them, else as they were locked. */
export const lastSigned = (ctx: Ctx, locked: LockedMonth): MonthScores =>
  listDifferenceRows(ctx.db, locked.month).at(-1)?.scores ?? locked.scores

/** What a locked month shows now against what was last signed, with the decision that changed it where there was one. */
export function openDifferences(ctx: Ctx, month: Month): DifferenceItem[] {
  const locked = findLocked(ctx.db, month)
  if (!locked) return []
  const acts = listActs(ctx.db, month)
  const states = statesOf(acts)
  // decided before the last signature: in what was signed already, so that it explains no difference from it
  const signedAt = listDifferenceRows(ctx.db, month).at(-1)?.issuedAt ?? locked.signedAt
  const settled = new Set(
    [...statesOf(acts.filter(({ at }) => at < signedAt)).values()].flatMap(({ appeals }) =>
      appeals.filter(({ state }) => state === 'upheld').map(({ id }) => id),
    ),
  )
  return compareScores(lastSigned(ctx, locked), presentScores(ctx, month)).map(({ code, ...item }) => {
    const decided = states
      .get(item.unitCode)
      ?.appeals.findLast(
        (appeal) => appeal.state === 'upheld' && !settled.has(appeal.id) && (code === '' || appeal.code === code),
      )
    return {
      ...item,
      who: decided?.decidedBy ?? '',
      reason: decided ? `申诉成立：${decided.decision}` : '任务记录有变动',
      on: Day.safeParse(decided?.decidedOn).data ?? null,
    }
  })
}

/** Why a month cannot be locked; '' if it can. */
export function whyNotLock(ctx: Ctx, scores: MonthScores): string {
  if (findLocked(ctx.db, scores.month)) return '已经锁定'
  if (scores.to >= ctx.today) return `本期到 ${scores.to} 结束，结束后才能锁定`
  const waiting = scores.units.filter(({ openAppeals }) => openAppeals > 0)
  if (waiting.length > 0) return `还有申诉没有决定：${waiting.map(({ unit }) => unit).join('、')}`
  return ''
}

function trial(ctx: Ctx, codes: readonly { code: string; title: string; detail?: unknown }[], months: number) {
  const none = { warnings: [], rows: [] }
  const indicators: Indicator[] = []
  for (const { code, title, detail } of codes) {
    const parsed = IndicatorDetail.safeParse(detail)
    if (!parsed.success)
      return { ...none, refusal: `${title || '没有名称的一项'}：${parsed.error.issues[0]?.message ?? '没有填完'}` }
    indicators.push({ code, title, detail: parsed.data })
  }
  const refusal = indicators.length === 0 ? '还没有考核项' : whyNotRule(indicators)
  if (refusal) return { ...none, refusal }
  const wholes = new Map<string, number[]>()
  const rows = Array.from({ length: months }, (_, back) => addMonthsTo(monthOf(ctx.today), -1 - back)).flatMap(
    (month) => {
      const present = new Map(presentScores(ctx, month).units.map((unit) => [unit.unitCode, unit.total]))
      return presentScores(ctx, month, indicators).units.map(({ unitCode, unit, items, total }) => {
        for (const { code, whole } of items) if (whole !== null) wholes.set(code, [...(wholes.get(code) ?? []), whole])
        return { month, unit, present: present.get(unitCode) ?? null, draft: total }
      })
    },
  )
  return {
    refusal: '',
    warnings: warningsOf(indicators, wholes),
    rows: rows.filter(({ present, draft }) => present !== null || draft !== null),
  }
}

export const assessmentViewHandlers = {
  'assessment.month': (ctx, { month }) => {
    const locked = findLocked(ctx.db, month)
    const scores = locked?.scores ?? presentScores(ctx, month)
    const why = whyNotLock(ctx, scores)
    return {
      scores,
      basis: basisLines(partsOf(indicatorsOf(monthBasis(ctx, month).version))),
      lock: {
        isLocked: locked !== undefined,
        lockedAt: locked?.signedAt ?? null,
        lockedBy: locked?.signedBy ?? '',
        documentId: locked?.documentId ?? null,
        openDifferences: locked ? openDifferences(ctx, month).length : 0,
        sheets: listDifferenceRows(ctx.db, month).map(({ documentId, number, issuedAt }) => ({
          documentId,
          number,
          issuedAt,
        })),
      },
      canLock: why === '',
      whyNotLock: why,
    }
  },

  'assessment.unit': (ctx, { month, unitCode }) => {
    const { unit, indicators, state, records } = unitMonth(ctx, month, unitCode)
    const titles = new Map(indicators.map(({ code, title }) => [code, title]))
    return {
      score: scoreUnit(unit, indicators, records(), state),
      basis: basisLines(partsOf(indicators)),
      appeals: state.appeals.map((appeal) => ({ ...appeal, title: titles.get(appeal.code) ?? appeal.code })),
      acts: listActs(ctx.db, month)
        .filter((act) => act.unitCode === unitCode)
        .map(({ id, kind, at, byName }) => ({
          id,
          kind,
          title: ACT_TITLES[kind as AssessmentActName] ?? kind,
          at,
          by: byName,
        })),
      isLocked: findLocked(ctx.db, month) !== undefined,
    }
  },

  'assessment.records': (ctx, { month, unitCode, code }) => {
    const at = unitMonth(ctx, month, unitCode)
    const indicator = at.indicators.find((each) => each.code === code)
    const measure = indicator && measureOf(indicator.detail.part)
    if (!indicator || !measure) throw new AppError('not_found', '这一项没有可以打开的记录')
    const excluded = at.state.excluded.get(code) ?? new Set<string>()
    return at
      .records()
      .filter(({ measures }) => (measures as readonly string[]).includes(measure.whole))
      .map(({ measures, ...record }): RecordRow => ({
        ...record,
        isPart: (measures as readonly string[]).includes(indicator.detail.part),
        isExcluded: excluded.has(record.key),
      }))
  },

  'assessment.trial': (ctx, { codes, months }) => trial(ctx, codes, months),
  'assessment.differences': (ctx, { month }) => openDifferences(ctx, month),
} satisfies Partial<Handlers>
