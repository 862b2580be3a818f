import type { MatterState, StoredEvent } from './matterFold.ts'

/** Events that only note something and do not stand in the way of taking back an earlier act. */
const NOTES = new Set([
  'amended',
  'linked',
  'unlinked',
  'handed_over',
  'taken_back',
  'sealed',
  'unsealed',
  'reported_up',
  'report_up_withdrawn',
  'left_step_settled',
  'package_sealed',
  'package_taken',
  'package_answered',
  'mediation.correct',
])
const FINAL = new Set(['registered', 'voided', 'unmerged'])

/** The newest act, if it may be taken back; nothing older may, so that no gap opens in the story. */
export function findTakeBack<E extends StoredEvent>(events: readonly E[], state: MatterState): E | undefined {
  const last = [...events]
    .reverse()
    .find((event) => !NOTES.has(event.kind) && !state.takenBack.includes(event.id) && !(event.id in state.problems))
  return last && !FINAL.has(last.kind) ? last : undefined
}
