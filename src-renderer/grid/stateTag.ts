import { EVENT_STATES, type EventState } from '../../src-shared/grid/codes.ts'

const KINDS = { found: 'warn', checked: 'info', handed: 'waiting', done: 'ok', void: 'idle' } as const

/** An event's state as a mark and in words. */
export const stateTag = (state: EventState) => ({ kind: KINDS[state], text: EVENT_STATES[state] })
