import { z } from 'zod'
import { MatterId, UserId } from '../kernel/ids.ts'
import { MatterKind, ReportedList, Route } from './schema.ts'

/** Events that any matter can have, with their payloads. Topics add their own under their prefix. */
export const MATTER_EVENTS = {
  registered: z.object({ kind: MatterKind.default('open'), isImported: z.boolean().default(false) }),
  amended: z.object({ changed: z.array(z.string()) }),
  triaged: z.object({ route: Route, answer: z.string().default(''), remedies: z.array(z.string()).default([]) }),
  linked: z.object({ otherId: MatterId }),
  unlinked: z.object({ otherId: MatterId }),
  merged: z.object({ intoId: MatterId }),
  unmerged: z.object({ fromId: MatterId }),
  handed_over: z.object({ toUserId: UserId, toName: z.string() }),
  voided: z.object({}),
  /** From here on only those who may know see the matter; a later one replaces who is reported and who is let in. */
  sealed: z.object({ reported: ReportedList, allowedUserIds: z.array(UserId).max(50).default([]) }),
  unsealed: z.object({}),
  /** The street asks the district to look at it: from here on the district may open it, until it is taken back. */
  reported_up: z.object({}),
  report_up_withdrawn: z.object({}),
  /** Somebody saw that a step did not take effect, because another computer had acted first, and did what was left to do. */
  left_step_settled: z.object({ eventId: z.string() }),
  /** Strikes an earlier event; the fold leaves it out. */
  taken_back: z.object({ eventId: z.string() }),
} as const
export type MatterEventKind = keyof typeof MATTER_EVENTS
