import type { PetitionActName } from '../../src-shared/petition/events.ts'

/** `sort` is no event: the guided decision that ends in one. */
export type FormName = PetitionActName | 'sort'
