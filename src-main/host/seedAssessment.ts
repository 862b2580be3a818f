import { appliesTo, isByHand } from '../../src-shared/assessment/rule.ts'
import { addDays, addMonthsTo, monthOf, type Day } from '../../src-shared/kernel/day.ts'
import { assessmentActHandlers } from '../assessment/acts.ts'
import { indicatorsOf, monthBasis, unitsOn } from '../assessment/scores.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { instantOn, withClock } from './seedEvents.ts'

/** So many units of last month say something of themselves; of two of them something is appealed. */
const UNITS = 6

/** Last month of 联考 in the practice centre, by the sheet in force: self-scores, reviews, a decided and an open appeal. */
export function seedAssessment(ctx: Ctx): void {
  const month = addMonthsTo(monthOf(ctx.today), -1)
  const { to, version } = monthBasis(ctx, month)
  const after = (days: number): Ctx => {
    const day = addDays(to, days)
    return withClock(ctx, instantOn(day < ctx.today ? day : ctx.today, 600 + days), ctx.actor)
  }
  unitsOn(ctx, to)
    .slice(0, UNITS)
    .forEach(({ code: unitCode, detail }, no) => {
      const at = { month, unitCode }
      const given = indicatorsOf(version).filter(
        (each) => isByHand(each.detail.formula) && appliesTo(each.detail, detail.kind),
      )
      const points = (lost: number) =>
        given.map(({ code, detail: { points: most, formula } }) => ({
          code,
          score: formula === 'bonus' ? no % 2 : Math.max(0, most - lost),
        }))
      const [self, review, appeal, decision] = [1, 3, 5, 6].map(after) as [Ctx, Ctx, Ctx, Ctx]
      assessmentActHandlers['assessment.selfScore'](self, {
        ...at,
        act: { on: self.today, by: '单位内勤', scores: points(0).map((each) => ({ ...each, note: '' })) },
      })
      if (no === UNITS - 1) return // its review is still to come
      const evidence = '查了会议纪要和台账各三份'
      assessmentActHandlers['assessment.review'](review, {
        ...at,
        act: {
          on: review.today,
          by: '平安办复评组',
          scores: points(no % 3).map((each) => ({
            ...each,
            reason: no % 3 > 0 ? '缺一次研究部署的纪要' : '',
            evidence,
          })),
        },
      })
      const [contested] = given
      if (!contested || no % 3 !== 1) return
      const claim = { code: contested.code, claim: '纪要在上级系统里，当时没有打印。', evidence: '系统截图一张' }
      const { id: appealId } = assessmentActHandlers['assessment.appeal'](appeal, {
        ...at,
        act: { on: appeal.today, by: '单位负责人', ...claim },
      })
      if (no > 1) return // the later one waits for its decision
      const decided = {
        on: decision.today as Day,
        by: '街道平安办主任',
        isUpheld: true,
        reason: '核对属实，补记一次。',
      }
      assessmentActHandlers['assessment.decide'](decision, {
        ...at,
        act: { appealId, ...decided, excludes: [], score: contested.detail.points },
      })
    })
}
