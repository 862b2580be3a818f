import fc from 'fast-check'
import { expect, it } from 'vitest'
import { JOINT_KINDS, type JointKindName } from '../../../src-shared/joint/kinds.ts'
import { course, steps } from './acts.ts'

/** The properties of fold.test.ts say nothing of acts that no course reaches. */
it.each(Object.keys(JOINT_KINDS) as JointKindName[])('courses of %s reach every act', (kind) => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(steps, (list) => {
      for (const { act } of course(kind, list).acts) seen.add(act)
    }),
    // an award that is renewed outlives most courses
    { numRuns: kind === 'creation' ? 2_000 : 400, seed: 7 },
  )
  expect([...seen].sort()).toEqual(Object.keys(JOINT_KINDS[kind].acts).sort())
})
