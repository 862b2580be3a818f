import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CLOSURES } from '../../../src-shared/linkage/codes.ts'
import { projectLinkage } from '../../../src-shared/linkage/project.ts'
import { toAnswer } from '../../../src-shared/linkage/sheetAnswer.ts'
import { ANSWER_FIELDS, USUAL_ANSWERS, withTheirHeads } from '../../../src-shared/linkage/sheetSource.ts'
import { draws, play, RECEIVED, taken } from '../../support/linkageActs.ts'

const MATTER = { number: '2026-A0001', summary: '占道', receivedOn: RECEIVED }

it('a task is answered once it is over, under the number of their sheet, whatever happened on the way', () => {
  let answered = 0
  fc.assert(
    fc.property(draws, (steps) => {
      const attempts = play(steps)
      const state = attempts.at(-1)?.after
      const record = projectLinkage(taken(attempts))
      const sheet = record.describe?.at(-1)?.sheet
      const answer = state && toAnswer(record, state, MATTER, '中心')
      expect(answer !== undefined).toBe(Boolean(sheet && (state?.closedOn ?? state?.filedOn)))
      if (!answer || !state) return
      answered += 1
      expect(Object.keys(answer).sort()).toEqual(Object.keys(ANSWER_FIELDS).sort())
      expect(answer.number).toBe(sheet?.number)
      expect(answer.answer).not.toBe('')
      expect(answer.unit).not.toBe('')
      expect(answer.closure).toBe(state.closure ? CLOSURES[state.closure] : '备案')
      expect(answer.isInTime !== '').toBe(Boolean(sheet?.dueOn))
      if (state.isSecret) expect(answer.summary).toBe('（要求保密）')
    }),
    { numRuns: 500 },
  )
  expect(answered).toBeGreaterThan(0)
})

it('their heads stand above the answers until somebody chose another', () => {
  const heads = { number: '工单编号', dueOn: '' }
  expect(withTheirHeads({ heads, answers: [...USUAL_ANSWERS] })[0]).toEqual({ head: '工单编号', field: 'number' })
  const chosen = [{ head: '编号（本单位）', field: 'number' as const }]
  expect(withTheirHeads({ heads, answers: chosen })).toEqual(chosen)
})
