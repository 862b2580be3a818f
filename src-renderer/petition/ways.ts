import type { PetitionActName } from '../../src-shared/petition/events.ts'

/** Ways that the officer can choose instead of what the guided sorting proposes. */
export const WAYS: readonly PetitionActName[] = [
  'accept',
  'transfer',
  'guide',
  'leadToProcedure',
  'toMediation',
  'reply',
  'objectToSender',
  'refuse',
  'handReport',
]
