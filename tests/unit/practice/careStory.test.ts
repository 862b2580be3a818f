import { describe, expect, it } from 'vitest'
import { foldClient } from '../../../src-shared/care/fold.ts'
import { GROUP_QUESTIONS } from '../../../src-shared/care/questions.ts'
import { BUILT_IN_GROUPS } from '../../../src-shared/care/groupsBuiltIn.ts'
import type { Day } from '../../../src-shared/kernel/day.ts'
import type { UserId } from '../../../src-shared/kernel/ids.ts'
import { PRACTICE_GROUPS } from '../../../src-shared/practice/care/groups.ts'
import { makeCareStory, type CareStoryAct } from '../../../src-shared/practice/care/story.ts'

const frame = () => {
  let id = 0
  return {
    from: '2023-06-01' as Day,
    today: '2026-03-18' as Day,
    worker: { id: '00000000-0000-4000-8000-ffffffffffff' as UserId, name: '方雨桐' },
    placeIdOf: () => null,
    newId: () => `00000000-0000-4000-8000-${String(++id).padStart(12, '0')}`,
  }
}
const fold = (acts: readonly CareStoryAct[]) =>
  foldClient(
    acts.map(({ at, kind, payload }, index) => ({
      id: `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`,
      stream: 'client',
      streamId: 'c',
      kind,
      at,
      actorId: 'u',
      actorName: '方雨桐',
      payload: payload as never,
    })),
  )

describe('made-up clients of care', () => {
  it('fold without a problem, in all their groups, and are plainly made up', () => {
    const groups = new Set<string>()
    for (let serial = 0; serial < 600; serial++) {
      const state = fold(makeCareStory(7, serial, frame()))
      expect(state.problems).toEqual({})
      expect(state.person?.idNumber).toMatch(/^990000/)
      expect(state.person?.phone).toMatch(/^(1300000\d{4})?$/)
      for (const { group } of state.enrolments) groups.add(group)
    }
    expect(groups.size).toBe(PRACTICE_GROUPS.length)
  })

  it('are the same for the same seed', () => {
    expect(makeCareStory(7, 3, frame())).toEqual(makeCareStory(7, 3, frame()))
    expect(makeCareStory(7, 3, frame())).not.toEqual(makeCareStory(8, 3, frame()))
  })

  it('answer the questions of their group, and are in phases that it knows', () => {
    for (const { group, answers, tracks } of PRACTICE_GROUPS) {
      for (const [id, given] of Object.entries(answers)) {
        const question = GROUP_QUESTIONS[group].find((each) => each.id === id)
        expect(question).toBeDefined()
        if (question?.kind === 'choice') for (const each of given) expect(question.choices).toContain(each)
      }
      const known = BUILT_IN_GROUPS.find((each) => each.group === group)?.tracks.map(({ id }) => id)
      for (const track of tracks) expect(known).toContain(track)
    }
  })
})
