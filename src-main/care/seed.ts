import { CLIENT_ACTS, type CareEvent } from '../../src-shared/care/events.ts'
import type { CareStoryAct } from '../../src-shared/practice/care/story.ts'
import type { CareCtx } from '../ctx/ctx.ts'
import { boxIdOf, sealBox } from '../store/careKeys.ts'
import { saveBox } from './boxRepo.ts'
import { insertEvent } from './eventRepo.ts'
import { projectClient } from './projectClient.ts'

/**
 * Writes a whole made-up client at once, each act at its own time: events, boxes and rows as the program writes them.
 * @throws Error if an act does not pass the fold: a wrong story is a bug
 */
export function seedClient(ctx: CareCtx, acts: readonly CareStoryAct[]): string {
  const { db, keys } = ctx.care
  const clientId = ctx.newId<string>()
  for (const { at, kind, payload } of acts) {
    const event: CareEvent = {
      id: ctx.newId(),
      stream: 'client',
      streamId: clientId,
      kind,
      at,
      actorId: ctx.actor.userId,
      actorName: ctx.actor.name,
      payload: CLIENT_ACTS[kind].parse(payload) as CareEvent['payload'],
    }
    const boxId = boxIdOf(keys, event.id)
    insertEvent(db, boxId, event)
    saveBox(ctx.db, boxId, sealBox(keys, boxId, JSON.stringify(event)))
  }
  const state = projectClient(ctx, clientId)
  const problems = state ? Object.values(state.problems) : ['not registered']
  if (problems.length > 0) throw new Error(`A story does not fold: ${problems.join(', ')}`)
  return clientId
}
