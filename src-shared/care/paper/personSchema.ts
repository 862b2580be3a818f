import { z } from 'zod'
import { Answer, Line, PrintDay, Prose } from '../../paper/fields.ts'

/*
 * Papers that go to the person. They may lie on a table or in a letter box where others see them, so nothing on them
 * says to which group somebody belongs: the builder has no field for it.
 */

/** Whom to ask, and whom to turn to when one is not content. */
const Ask = z.object({ worker: Line, phone: Line, address: Line, headPhone: Line }).prefault({})

/** 服务联系单: who came, why, what was agreed, and what one may say about it (个人信息保护法 Arts. 17, 44-50). */
export const VisitSlip = z.object({
  office: Line,
  addressee: Line,
  on: PrintDay,
  time: Line,
  visitors: z.array(Line).default([]),
  why: Line,
  agreed: z.array(Line).default([]),
  promises: z.array(z.object({ what: Line, byOn: PrintDay })).default([]),
  nextOn: PrintDay,
  /** Nobody was met: the slip is left behind. */
  isLeft: z.boolean().default(false),
  ask: Ask,
})

export const CONSENT_TITLES = ['告知同意书', '告知书'] as const
/** 告知同意书, or 告知书 where the law is the basis and nothing is asked (Arts. 13, 14, 17, 29-31, 35). */
export const ConsentSheet = z.object({
  office: Line,
  paperTitle: z.enum(CONSENT_TITLES).default('告知同意书'),
  name: Line,
  guardian: Line,
  guardianRelation: Line,
  purpose: Prose,
  basis: Prose,
  /** What is written down, item by item. */
  items: z.array(Line).default([]),
  howLong: Line,
  whoReads: Line,
  /** To whom something is given, and what for; nobody where empty. */
  receivers: Prose,
  ask: Ask,
  consents: z.object({ keep: Answer, sensitive: Answer, provide: Answer }).prefault({}),
  saidOn: PrintDay,
})

/** 服务结束告知: what was done, what becomes of the records, where help is afterwards. */
export const CareEndNotice = z.object({
  office: Line,
  addressee: Line,
  startOn: PrintDay,
  endOn: PrintDay,
  reason: Line,
  done: z.array(Prose).default([]),
  open: z.array(Prose).default([]),
  /** Where somebody may turn now, one line each. */
  afterwards: z.array(Prose).default([]),
  retainUntil: PrintDay,
  ask: Ask,
  issuedOn: PrintDay,
})
