import fc from 'fast-check'
import { expect, it } from 'vitest'
import { JOINT_KINDS, type JointKindName } from '../../../src-shared/joint/kinds.ts'
import { course, steps } from './acts.ts'

/** The properties of fold.test.ts say nothing of acts that no course reaches. */
it.each(Object.keys(JOINT_KINDS) as JointKindName[])('courses of %s reach every act', (kind) => {
  const acts = Object.keys(JOINT_KINDS[kind].acts).sort()
  const seen = new Set<string>()
  // A hundred courses reach most; an award that is renewed outlives nearly all of them.
  for (let seed = 1; seed <= 20 && seen.size < acts.length; seed += 1)
    for (const list of fc.sample(steps, { numRuns: 100, seed }))
      for (const { act } of course(kind, list).acts) seen.add(act)
  expect([...seen].sort()).toEqual(acts)
})
