import { IntakeCard } from '../../src-shared/intake/schema.ts'
import { DESCRIBE_INPUT } from '../../src-shared/linkage/events.ts'
import { getMatter, recordEvent } from '../intake/record.ts'
import { registerMatter } from '../intake/register.ts'
import { recordAct } from '../linkage/acts.ts'
import { findPlace } from '../centre/repo.ts'
import type { Handlers } from '../ctx/ctx.ts'
import { eventAt, keepEvent } from './events.ts'

/** What stands as the system of a sheet that came from a grid. */
export const GRID_SYSTEM = '网格事件'

export const handOverHandlers = {
  /** Registered, triaged and described in one transaction: the task waits for its dispatch. */
  'grid.handOver': (ctx, { id, seen, linkage }) => {
    const event = eventAt(ctx, id, seen, 'handOver')
    const card = IntakeCard.parse({
      receivedOn: ctx.today,
      channel: 'outreach',
      summary: event.summary,
      facts: event.facts,
      placeId: event.placeId,
      placeDetail: event.placeDetail,
      sourceUnit: findPlace(ctx.db, event.placeId)?.name ?? '',
      sourceNumber: event.number,
    })
    const { matterId, version, number } = registerMatter(ctx, card)
    const triaged = recordEvent(ctx, matterId, version, 'triaged', { route: 'linkage', answer: '', remedies: [] })
    recordAct(ctx, 'describe', {
      matterId,
      version: triaged.version,
      act: DESCRIBE_INPUT.parse({
        linkage,
        source: 'grid',
        sheet: { system: GRID_SYSTEM, number: event.number },
        eventClass: event.class,
        place: event.placeDetail,
      }),
    })
    const kept = keepEvent(ctx, event, { matterId }, `转中心 ${number}`)
    return { ...kept, matterId, matterNumber: getMatter(ctx, matterId).number }
  },
} satisfies Partial<Handlers>
