import { AGREEMENT_FAMILIES } from './agreements.ts'
import { CONSUMER_FAMILIES } from './consumer.ts'
import { HOME_FAMILIES } from './home.ts'
import { INJURY_FAMILIES } from './injury.ts'
import { LABOUR_FAMILIES } from './labour.ts'
import { NEIGHBOUR_FAMILIES } from './neighbour.ts'
import { SURROUNDINGS_FAMILIES } from './surroundings.ts'
import type { DisputeFamily } from '../family.ts'

export { MATTER_FAMILIES } from './matters.ts'

/** Every kind of dispute that the practice centre knows; together they cover all 18 justice classes. */
export const DISPUTE_FAMILIES: readonly DisputeFamily[] = [
  ...NEIGHBOUR_FAMILIES,
  ...HOME_FAMILIES,
  ...SURROUNDINGS_FAMILIES,
  ...AGREEMENT_FAMILIES,
  ...LABOUR_FAMILIES,
  ...CONSUMER_FAMILIES,
  ...INJURY_FAMILIES,
]
