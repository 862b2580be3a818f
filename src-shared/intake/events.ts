import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { MatterId, UserId } from '../kernel/ids.ts'
import { MatterKind, ReportedList, Route } from './schema.ts'

const text = (max: number) => z.string().max(max)

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
  /** A unit's part in a task left in a sealed file for the unit's own computer. */
  package_sealed: z.object({
    packageId: text(60),
    key: text(80),
    unit: text(40),
    /** Titles of the documents in it. */
    documents: z.array(text(200)).max(60),
    withPeople: z.boolean().default(false),
  }),
  /** The other way round: a sealed file of a centre brought this matter, or news of it. */
  package_taken: z.object({
    packageId: text(60),
    centre: text(60),
    number: text(60),
    slipCode: text(20),
    request: text(2000),
    dueOn: Day,
    documents: z.array(text(200)).max(60),
  }),
  /** What this unit answered the centre in a sealed file. */
  package_answered: z.object({
    packageId: text(60),
    centre: text(60),
    on: Day,
    text: text(5000),
    closure: text(40),
    documents: z.array(text(200)).max(60),
  }),
  /** Strikes an earlier event; the fold leaves it out. */
  taken_back: z.object({ eventId: z.string() }),
} as const
export type MatterEventKind = keyof typeof MATTER_EVENTS
