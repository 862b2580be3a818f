import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../src-district/db/db.ts'
import { howMany } from '../support/depth.ts'
import { openTestPglite } from '../support/testPglite.ts'
import { findBroken } from './sim/properties.ts'
import { createTemplate, type Template } from './sim/template.ts'
import { playSeed } from './sim/world.ts'

let store: Db
let template: Template
beforeAll(async () => {
  store = await openTestPglite()
  template = createTemplate()
})
afterAll(async () => {
  template.remove()
  await store.close()
})

const SEEDS = howMany(10, 300)
const AT_ONCE = 10

describe('a simulated street', () => {
  const firsts = Array.from({ length: SEEDS / AT_ONCE }, (_, at) => at * AT_ONCE + 1)
  it.each(firsts)(
    `keeps its guarantees, seeds %i and the ${AT_ONCE - 1} after it`,
    async (first) => {
      for (let seed = first; seed < first + AT_ONCE; seed += 1) {
        const world = await playSeed(seed, { store, template })
        const broken = findBroken(world)
        await world.close()
        expect(broken, `replay: npm run sim -- --seed ${seed}`).toEqual([])
      }
    },
    240_000,
  )
})
