import { describeEvent } from '../../src-shared/describeEvent.ts'
import type { MatterState } from '../../src-shared/intake/matterFold.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import type { EventRow } from './repo.ts'

/** Keeps the list of steps that did not take effect and that nobody has dealt with yet. */
export function writeLeftSteps(db: Db, matterId: string, events: readonly EventRow[], state: MatterState): void {
  const left = Object.entries(state.problems).filter(([id]) => !state.settledSteps.includes(id))
  prepared(db, 'DELETE FROM matter_left_step WHERE matter_id = ?').run(matterId)
  const insert = prepared(db, 'INSERT INTO matter_left_step (matter_id, event_id, title, problem) VALUES (?, ?, ?, ?)')
  for (const [id, problem] of left) {
    const event = events.find((each) => each.id === id)
    if (event) insert.run(matterId, id, describeEvent(event.kind, event.payload, () => '').title, problem)
  }
}

export function isLeftStep(db: Db, matterId: string, eventId: string): boolean {
  const row = prepared(db, 'SELECT 1 FROM matter_left_step WHERE matter_id = ? AND event_id = ?').get(matterId, eventId)
  return row !== undefined
}
