import { z } from 'zod'
import { Stage } from '../intake/schema.ts'
import { Day, Instant } from '../kernel/day.ts'
import { DocumentId, MatterId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES } from '../kernel/roles.ts'
import { ROLES_OF_UNIT } from './codes.ts'
import { keysOf, needed, text } from './fields.ts'
import { MOST_DOCUMENTS, MOST_FILE_LETTERS, MOST_TASKS, SealedTask, UnitAnswer } from './sealedPackage.ts'

const unitCode = z.string().regex(/^\d{1,6}$/, '请从成员单位里选择')
const key = text(80)
const Base64 = z.string().max(MOST_FILE_LETTERS, '文件太大，不像是密封包')
const File = z.object({ fileName: z.string(), base64: z.string() })

/** A public key as people see it: the code to hand over, and the digits to read out over the phone. */
export const KeyView = z.object({ code: z.string(), fingerprint: z.string(), at: Instant, by: z.string() })
export type KeyView = z.infer<typeof KeyView>

/** What could go along with a task, or why it cannot. */
const Enclosable = z.object({
  id: DocumentId,
  title: z.string(),
  number: z.string(),
  pages: z.int(),
  why: z.string(),
  /** Names or phones of the citizens stand in it. */
  hasPeople: z.boolean(),
  /** Somebody else made it: what stands in it cannot be looked through. */
  isForeign: z.boolean(),
})
export type Enclosable = z.infer<typeof Enclosable>
const HandedOver = z.object({ at: Instant, by: z.string(), documents: z.array(z.string()), withPeople: z.boolean() })

/** A document in an opened file, still outside the store. */
const Enclosed = z.object({ title: z.string(), number: z.string(), pages: z.int() })
const Sender = z.object({
  name: z.string(),
  contact: z.string(),
  phone: z.string(),
  fingerprint: z.string(),
  /** `first`: never seen; `known`: as before; `other`: this name came with another key before. */
  standing: z.enum(['first', 'known', 'other']),
})

/** One task of an opened file: what it says, and what taking it in would do. */
const OpenedTask = z.object({
  task: SealedTask.omit({ taskId: true }),
  documents: z.array(Enclosed),
  /** `new` is registered; `update` is noted on the matter that has it; `known`: somebody typed it in by hand. */
  becomes: z.enum(['new', 'update', 'known']),
  matter: z.object({ id: MatterId, number: z.string(), stage: Stage }).nullable(),
})
const OpenedTasks = z.object({
  kind: z.literal('tasks'),
  madeAt: Instant,
  centre: Sender,
  tasks: z.array(OpenedTask),
  /** Why it cannot be taken in; empty if it can. */
  why: z.string(),
})
const OpenedAnswer = z.object({
  kind: z.literal('answer'),
  madeAt: Instant,
  matterId: MatterId,
  version: z.int(),
  number: z.string(),
  summary: z.string(),
  key,
  unit: z.string(),
  role: z.enum(keysOf(ROLES_OF_UNIT)),
  dueOn: Day,
  slipCode: z.string(),
  fingerprint: z.string(),
  answer: UnitAnswer,
  documents: z.array(Enclosed),
  why: z.string(),
})

/** A task that came in a sealed file, as the unit works it. */
export const TakenTask = z.object({
  matterId: MatterId,
  number: z.string(),
  stage: Stage,
  version: z.int(),
  centre: z.string(),
  fingerprint: z.string(),
  task: SealedTask.omit({ taskId: true }),
  takenAt: Instant,
  takenBy: z.string(),
  answeredAt: Instant.nullable(),
})
export type TakenTask = z.infer<typeof TakenTask>

/** A PDF that somebody chose from the disk. */
const OwnFile = z.object({ title: needed(120, '请填写附件名称'), base64: Base64 })

export const sealedContract = defineContract({
  /** Of this computer; null while it has none. */
  'linkage.seatKey': { kind: 'query', allow: CASE_ROLES, input: z.object({}), output: KeyView.nullable() },
  'linkage.makeSeatKey': { kind: 'command', allow: ['clerk', 'head'], input: z.object({}), output: KeyView },
  /** Keys of the units' computers that are in use, with the name of the unit today. */
  'linkage.unitKeys': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({}),
    output: z.array(KeyView.omit({ code: true }).extend({ unitCode: z.string(), unit: z.string() })),
  },
  /** What a code is worth before it is stored: to compare over the phone. */
  'linkage.readKeyCode': {
    kind: 'query',
    allow: ['head'],
    input: z.object({ code: needed(4000, '请选择公钥文件或粘贴公钥') }),
    output: z.object({ fingerprint: z.string(), ofUnit: z.string() }),
  },
  'linkage.saveUnitKey': {
    kind: 'command',
    allow: ['head'],
    input: z.object({
      unitCode,
      code: needed(4000, '请选择公钥文件或粘贴公钥'),
      /** As it was read out by the unit. */
      isCompared: z.literal(true, '请先打电话和单位核对指纹'),
    }),
    output: z.object({ fingerprint: z.string() }),
  },
  'linkage.removeUnitKey': {
    kind: 'command',
    allow: ['head'],
    input: z.object({ unitCode, reason: needed(200, '请写明原因') }),
    output: z.object({}),
  },
  /** What could be handed over of one unit's part in a task. */
  'linkage.sealable': {
    kind: 'query',
    allow: ['clerk', 'head'],
    input: z.object({ matterId: MatterId, key }),
    output: z.object({
      unit: z.string(),
      unitCode: z.string(),
      /** Of the unit's key; empty if it has none. */
      fingerprint: z.string(),
      why: z.string(),
      people: z.int(),
      documents: z.array(Enclosable),
      handedOver: z.array(HandedOver),
    }),
  },
  /** Tasks in which a unit owes an answer, to be handed over at once. */
  'linkage.sealableTasks': {
    kind: 'query',
    allow: ['clerk', 'head'],
    input: z.object({ unitCode }),
    output: z.array(
      z.object({
        matterId: MatterId,
        version: z.int(),
        key,
        number: z.string(),
        summary: z.string(),
        role: z.enum(keysOf(ROLES_OF_UNIT)),
        dueOn: Day,
        handedOverAt: Instant.nullable(),
        why: z.string(),
      }),
    ),
  },
  /** One file for one unit; an order that was not issued yet is issued with it. */
  'linkage.exportSealed': {
    kind: 'action',
    allow: ['clerk', 'head'],
    input: z.object({
      unitCode,
      tasks: z
        .array(
          z.object({
            matterId: MatterId,
            version: z.int(),
            key,
            documentIds: z.array(DocumentId).max(MOST_DOCUMENTS).default([]),
          }),
        )
        .min(1, '请先选择任务')
        .max(MOST_TASKS, `一个密封包最多装 ${MOST_TASKS} 件`),
      /** Names and phones of the citizens; with a reason, as a look at them. */
      withPeople: z.boolean().default(false),
      reason: text(200).default(''),
    }),
    output: File.extend({ unit: z.string(), count: z.int() }),
  },
  /** Opens a file and says what is in it; nothing is taken in. */
  'linkage.openSealed': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({ base64: Base64 }),
    output: z.discriminatedUnion('kind', [OpenedTasks, OpenedAnswer]),
  },
  /** All tasks of the file, or none. */
  'linkage.takeTasks': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({ base64: Base64 }),
    output: z.array(z.object({ matterId: MatterId, number: z.string(), isNew: z.boolean() })),
  },
  /** Tasks that came in sealed files: the last day first among those that wait for the answer. */
  'linkage.takenTasks': { kind: 'query', allow: CASE_ROLES, input: z.object({}), output: z.array(TakenTask) },
  /** What a matter came of, and what could go along with its answer; null for any other matter. */
  'linkage.takenTask': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ matterId: MatterId }),
    output: TakenTask.extend({ documents: z.array(Enclosable) }).nullable(),
  },
  'linkage.sealAnswer': {
    kind: 'action',
    allow: ['clerk', 'head'],
    input: z.object({
      matterId: MatterId,
      version: z.int(),
      answer: UnitAnswer,
      documentIds: z.array(DocumentId).max(MOST_DOCUMENTS).default([]),
      files: z.array(OwnFile).max(10, '一次最多 10 个文件').default([]),
    }),
    output: File,
  },
  /** The answer in an opened file, recorded as one keyed by its code, with its documents. */
  'linkage.takeAnswer': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({ base64: Base64, version: z.int() }),
    output: z.object({ matterId: MatterId, number: z.string(), unit: z.string() }),
  },
})
