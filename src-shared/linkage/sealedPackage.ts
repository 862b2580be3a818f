import { z } from 'zod'
import { PartyRole } from '../intake/schema.ts'
import { Day, Instant } from '../kernel/day.ts'
import { CLOSURES, ROLES_OF_UNIT } from './codes.ts'
import { keysOf, needed, text } from './fields.ts'

/*
 * What goes to a unit's own computer and back in one sealed file, where no network reaches: tasks with what the unit
 * needs to work them and nothing else, and its answer. How a file is sealed stands in `src-main/store/seatKeys.ts`.
 */

/** Tasks in one file, and bytes of documents in it before they are encoded. */
export const MOST_TASKS = 50
export const MOST_DOCUMENT_BYTES = 20 * 1024 * 1024
export const MOST_DOCUMENTS = 30
/** Letters of base64 of a whole file as a call carries it. */
export const MOST_FILE_LETTERS = 60_000_000

export const TASKS_SUFFIX = '.owtp'
export const ANSWER_SUFFIX = '.owrp'
export const KEY_SUFFIX = '.owkey'

/** A PDF in the file. */
export const SealedDocument = z.object({
  title: needed(120, '请填写附件名称'),
  number: text(80).default(''),
  pages: z.int().min(0).max(10_000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  base64: z.string().max(MOST_FILE_LETTERS),
})
export type SealedDocument = z.infer<typeof SealedDocument>

/** One unit's part in one task: what stands on its slip. Never an ID number; people only where somebody said why. */
export const SealedTask = z.object({
  /** Names the task at its centre; shown to nobody. */
  taskId: needed(60, ''),
  matterNumber: needed(60, ''),
  slipCode: needed(20, ''),
  role: z.enum(keysOf(ROLES_OF_UNIT)),
  unit: needed(60, ''),
  linkage: text(40),
  title: needed(200, ''),
  request: text(2000),
  instructions: z.array(z.object({ on: Day, leader: text(40), text: text(1000) })).max(50),
  on: Day,
  dueOn: Day,
  /** How the last day was counted. */
  steps: z.array(text(300)).max(30),
  isUrgent: z.boolean(),
  people: z.array(z.object({ role: PartyRole, name: text(80), phone: text(30) })).max(60),
})
export type SealedTask = z.infer<typeof SealedTask>

const Head = { packageId: needed(60, ''), isPractice: z.boolean() }
export const TasksContent = z.object({
  ...Head,
  centre: z.object({ name: needed(60, ''), contact: text(40), phone: text(40) }),
  tasks: z
    .array(SealedTask.extend({ documents: z.array(SealedDocument).max(MOST_DOCUMENTS) }))
    .min(1)
    .max(MOST_TASKS),
})
export type TasksContent = z.infer<typeof TasksContent>

/** What the unit says; the centre records it as any other answer. */
export const UnitAnswer = z.object({
  on: Day,
  text: needed(5000, '请填写办理结果'),
  closure: z.enum(keysOf(CLOSURES), '请选择办结方式'),
  by: text(40).default(''),
  phone: text(30).default(''),
  number: text(60).default(''),
})
export type UnitAnswer = z.infer<typeof UnitAnswer>

export const AnswerContent = z.object({
  ...Head,
  slipCode: needed(20, ''),
  matterNumber: needed(60, ''),
  answer: UnitAnswer,
  documents: z.array(SealedDocument).max(MOST_DOCUMENTS),
})
export type AnswerContent = z.infer<typeof AnswerContent>

/** The part of a file that everybody can read: for which key, by which key, what and when. */
export const SealedHeader = z.object({
  kind: z.enum(['tasks', 'answer']),
  v: z.int(),
  /** The beginning of the fingerprint of the key that it is for. */
  to: z.string().regex(/^[0-9a-f]{16}$/),
  /** The whole public key of who made it. */
  from: z.string().max(100),
  ephemeral: z.string().max(50),
  madeAt: Instant,
  nonce: z.string().regex(/^[0-9a-f]{24}$/),
  signature: z.string().max(100),
})
export type SealedHeader = z.infer<typeof SealedHeader>
