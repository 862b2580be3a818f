import {
  ACT_TITLES,
  ASSESSMENT_ACTS,
  type AssessmentAct,
  type AssessmentActName,
} from '../../src-shared/assessment/events.ts'
import { foldUnit, type UnitState } from '../../src-shared/assessment/fold.ts'
import { appliesTo, hundredthsOf, isByHand, type Indicator } from '../../src-shared/assessment/rule.ts'
import type { Month } from '../../src-shared/kernel/day.ts'
import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { recordsOf, type Unit, type UnitRecord } from './records.ts'
import { findLocked, insertAct, listActs } from './repo.ts'
import { indicatorsOf, monthBasis, unitsOn } from './scores.ts'

/** Everything about one unit's month that an act is checked against. */
export interface UnitMonth {
  unit: Unit
  indicators: readonly Indicator[]
  state: UnitState
  records(): readonly UnitRecord[]
}

/** @throws AppError 'not_found' for a unit that the directory does not have at the end of the month */
export function unitMonth(ctx: Ctx, month: Month, unitCode: string): UnitMonth {
  const { from, to, version } = monthBasis(ctx, month)
  if (from > ctx.today) throw new AppError('not_allowed', '这个月还没有开始')
  const unit = unitsOn(ctx, to).find(({ code }) => code === unitCode)
  if (!unit) throw new AppError('not_found', '成员单位里没有这个单位')
  return {
    unit,
    indicators: indicatorsOf(version).filter(({ detail }) => appliesTo(detail, unit.detail.kind)),
    state: foldUnit(listActs(ctx.db, month).filter((act) => act.unitCode === unitCode)),
    records: () => recordsOf(ctx, [unit], from, to).get(unitCode) ?? [],
  }
}

/** What cannot be said, field by field. @throws AppError 'invalid', 'not_allowed', 'signed_off' */
function checkAct(ctx: Ctx, month: Month, name: AssessmentActName, at: UnitMonth, act: AssessmentAct): void {
  if (act.on > ctx.today) throw invalidField('on', '日期不能晚于今天')
  // what is found out later goes by an appeal and its decision, and onto the difference sheet
  if ((name === 'selfScore' || name === 'review') && findLocked(ctx.db, month))
    throw new AppError('signed_off', '这个月的联考已经锁定；有不同意见请申诉，结果进差异单')
  switch (name) {
    case 'selfScore':
    case 'review':
      return checkScores(at, name, act as AssessmentAct<'review'>)
    case 'appeal':
      return checkAppeal(at, act as AssessmentAct<'appeal'>)
    case 'withdrawAppeal':
      openAppeal(at, (act as AssessmentAct<'withdrawAppeal'>).appealId)
      return
    case 'decide':
      return checkDecision(at, act as AssessmentAct<'decide'>)
  }
}

function checkScores(
  { indicators }: UnitMonth,
  name: 'selfScore' | 'review',
  { scores }: AssessmentAct<'review'>,
): void {
  scores.forEach(({ code, score }, row) => {
    const indicator = indicators.find((each) => each.code === code)
    if (!indicator) throw invalidField(`scores.${row}.code`, '这个单位没有这一项')
    if (name === 'review' && !isByHand(indicator.detail.formula))
      throw invalidField(`scores.${row}.code`, `“${indicator.title}”由记录算出，复评不能改；有误请申诉`)
    if (hundredthsOf([score]) > hundredthsOf([indicator.detail.points]))
      throw invalidField(`scores.${row}.score`, `“${indicator.title}”最多 ${indicator.detail.points} 分`)
  })
}

function checkAppeal({ indicators, state }: UnitMonth, { code }: AssessmentAct<'appeal'>): void {
  if (!indicators.some((each) => each.code === code)) throw invalidField('code', '这个单位没有这一项')
  if (state.appeals.some((each) => each.code === code && each.state === 'open'))
    throw invalidField('code', '这一项的申诉还没有决定')
}

function openAppeal({ state }: UnitMonth, id: string) {
  const appeal = state.appeals.find((each) => each.id === id)
  if (!appeal) throw new AppError('not_found', '没有这件申诉')
  if (appeal.state !== 'open') throw new AppError('not_allowed', '这件申诉已经有了结果')
  return appeal
}

function checkDecision(at: UnitMonth, { appealId, isUpheld, excludes, score }: AssessmentAct<'decide'>): void {
  const { code } = openAppeal(at, appealId)
  const indicator = at.indicators.find((each) => each.code === code)
  if (!isUpheld) {
    if (excludes.length > 0 || score !== null) throw invalidField('isUpheld', '不成立的申诉不改变得分')
    return
  }
  if (!indicator) throw new AppError('not_allowed', '联考表里已经没有这一项')
  if (isByHand(indicator.detail.formula)) {
    if (score === null) throw invalidField('score', '请填写改为几分')
    if (hundredthsOf([score]) > hundredthsOf([indicator.detail.points]))
      throw invalidField('score', `最多 ${indicator.detail.points} 分`)
    return
  }
  if (score !== null) throw invalidField('score', '这一项由记录算出，请选择不计入的记录')
  if (excludes.length === 0) throw invalidField('excludes', '请选择不计入的记录')
  const known = new Set(at.records().map(({ key }) => key))
  if (excludes.some((key) => !known.has(key))) throw invalidField('excludes', '有记录不属于这个单位这个月')
}

function recordAct(ctx: Ctx, name: AssessmentActName, input: { month: Month; unitCode: string; act: AssessmentAct }) {
  const { month, unitCode, act } = input
  const at = unitMonth(ctx, month, unitCode)
  checkAct(ctx, month, name, at, act)
  const id = ctx.newId<RowId>()
  insertAct(ctx.db, {
    id,
    month,
    unitCode,
    kind: name,
    payload: act,
    at: ctx.now,
    byId: ctx.actor.userId,
    byName: ctx.actor.name,
  })
  audit(ctx, 'changed', { kind: 'assessment', id: month, title: `${month} 联考 ${at.unit.title}` }, ACT_TITLES[name])
  ctx.changed('assessment')
  return { id }
}

export const assessmentActHandlers = Object.fromEntries(
  (Object.keys(ASSESSMENT_ACTS) as AssessmentActName[]).map((name) => [
    `assessment.${name}`,
    (ctx: Ctx, input: { month: Month; unitCode: string; act: AssessmentAct }) => recordAct(ctx, name, input),
  ]),
) as unknown as Pick<Handlers, `assessment.${AssessmentActName}`>
