import { expect, it } from 'vitest'
import { ASSESSMENT_ACTS } from '../../../src-shared/assessment/events.ts'
import { actPayload, shownErrors, type OpenAct } from '../../../src-renderer/assessment/assessmentActs.ts'

const act: OpenAct = { name: 'review' }
const blank = {
  on: '2026-03-18',
  by: '',
  'score.10': '',
  'evidence.10': '',
  'reason.10': '',
  'score.20': '',
  'evidence.20': '',
  'reason.20': '',
}
/** What the form shows under its fields when it is sent like this. */
function errorsOf(values: Record<string, string>): Record<string, string> {
  const parsed = ASSESSMENT_ACTS.review.safeParse(actPayload(act, values))
  const issues = parsed.success ? [] : parsed.error.issues
  return shownErrors(act, values, Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), message])))
}

it('names under each field of a review what that field lacks', () => {
  expect(errorsOf(blank)).toEqual({ by: '请填写复评人', 'score.10': '请至少填一项' })
  expect(errorsOf({ ...blank, by: '样本乙' })).toEqual({ 'score.10': '请至少填一项' })
  expect(errorsOf({ ...blank, by: '样本乙', 'score.20': '8' })).toEqual({ 'evidence.20': '请写明依据' })
  expect(errorsOf({ ...blank, by: '样本乙', 'evidence.20': '会议纪要' })).toEqual({ 'score.20': '请填写分数' })
  expect(errorsOf({ ...blank, by: '样本乙', 'evidence.20': '会议纪要', 'score.20': '８' })).toEqual({})
})
