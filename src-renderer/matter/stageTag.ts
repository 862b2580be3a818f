import { STAGES, type Stage } from '../../src-shared/intake/schema.ts'
import type { StatusKind } from '../ui/feedback/statusKind.ts'

const KINDS: Record<Stage, StatusKind> = {
  registered: 'waiting',
  listed: 'waiting',
  answered: 'ok',
  refused: 'idle',
  merged: 'idle',
  void: 'idle',
  to_accept: 'waiting',
  mediating: 'info',
  agreed: 'info',
  performing: 'info',
  performed: 'ok',
  terminated: 'idle',
  closed: 'ok',
  archived: 'ok',
  to_sort: 'waiting',
  handling: 'info',
  transferred: 'info',
  guided: 'idle',
  led: 'idle',
  replied: 'ok',
  in_mediation: 'info',
  settled: 'ok',
  opinion: 'waiting',
  served: 'ok',
  reviewing: 'info',
  rechecking: 'info',
  withdrawn: 'idle',
  to_describe: 'waiting',
  to_dispatch: 'waiting',
  to_receive: 'waiting',
  returned: 'bad',
  to_confer: 'bad',
  to_verify: 'waiting',
  verified: 'info',
  filed: 'ok',
}

/** How a stage is shown: words, with a sign and a colour that only repeat them. */
export function stageTag(stage: Stage): { kind: StatusKind; text: string } {
  return { kind: KINDS[stage], text: STAGES[stage] }
}
