import type { DisputeFamily, MatterFamily } from '../family.ts'
import { CONSUMER_FAMILIES } from './consumer.ts'
import { DAMAGE_FAMILIES } from './damage.ts'
import { DEALINGS_FAMILIES } from './dealings.ts'
import { ELDER_FAMILIES } from './elders.ts'
import { ENVIRONMENT_FAMILIES } from './environment.ts'
import { HELP_MATTER_FAMILIES } from './helpMatters.ts'
import { INJURY_FAMILIES } from './injury.ts'
import { LABOUR_FAMILIES } from './labour.ts'
import { MARRIAGE_FAMILIES } from './marriage.ts'
import { NEIGHBOUR_FAMILIES } from './neighbour.ts'
import { ORDERING_FAMILIES } from './ordering.ts'
import { PETITION_MATTER_FAMILIES } from './petitionMatters.ts'
import { PROPERTY_FAMILIES } from './property.ts'
import { PUBLIC_MATTER_FAMILIES } from './publicMatters.ts'
import { SHARED_SPACE_FAMILIES } from './sharedSpace.ts'
import { TENANCY_FAMILIES } from './tenancy.ts'
import { TRAFFIC_FAMILIES } from './traffic.ts'

/** Every kind of dispute that the practice centre knows; together they cover all 18 justice classes. */
export const DISPUTE_FAMILIES: readonly DisputeFamily[] = [
  ...NEIGHBOUR_FAMILIES,
  ...SHARED_SPACE_FAMILIES,
  ...ELDER_FAMILIES,
  ...MARRIAGE_FAMILIES,
  ...ENVIRONMENT_FAMILIES,
  ...PROPERTY_FAMILIES,
  ...TENANCY_FAMILIES,
  ...DEALINGS_FAMILIES,
  ...CONSUMER_FAMILIES,
  ...ORDERING_FAMILIES,
  ...INJURY_FAMILIES,
  ...DAMAGE_FAMILIES,
  ...TRAFFIC_FAMILIES,
  ...LABOUR_FAMILIES,
]

/** Every kind of matter that is no dispute between two sides. */
export const MATTER_FAMILIES: readonly MatterFamily[] = [
  ...PUBLIC_MATTER_FAMILIES,
  ...PETITION_MATTER_FAMILIES,
  ...HELP_MATTER_FAMILIES,
]
