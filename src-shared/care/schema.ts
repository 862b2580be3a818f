import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { PlaceId, UserId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CARE_ROLES, type Role } from '../kernel/roles.ts'
import { CarePerson, ClientId, OFFICE_ACTS } from './events.ts'
import {
  Assignment,
  HandOverInput,
  HelpInput,
  NewEnrolment,
  ProjectInput,
  PurgeInput,
  SessionInput,
  SIMPLE_ACTS,
  VisitFindings,
  VisitFollows,
  VisitHead,
  type SimpleActName,
} from './inputs.ts'
import { careKeyContract } from './keySchema.ts'
import { careDraftContract, careMonthContract, carePaperContract } from './paperSchema.ts'
import { OccasionInput } from './occasions.ts'
import { carePhotoContract } from './photoSchema.ts'
import * as views from './views.ts'

const HEAD = ['care_head'] as const satisfies readonly Role[]
const store = 'care'
const none = z.object({})
const purpose = views.LookPurposeSchema
const Changed = z.object({ clientId: ClientId, version: z.int() })

const DueFilter = z.object({
  until: Day.nullable().default(null),
  isMineOnly: z.boolean().default(true),
  group: views.GroupIdSchema.nullable().default(null),
  /** A community stands for its grids, too. */
  placeId: PlaceId.nullable().default(null),
  kinds: z.array(views.DueItem.shape.kind).max(10).default([]),
})
const dueSheet = z.object({
  filter: DueFilter,
  /** What was typed above the list. */
  text: z.string().trim().max(60).default(''),
  purpose: z.string().trim().min(2, '请写明用途').max(100),
})

type ActProcedures = {
  [N in SimpleActName as `care.${N}`]: {
    kind: 'command'
    allow: typeof CARE_ROLES
    store: 'care'
    input: z.ZodObject<{ clientId: typeof ClientId; version: z.ZodInt; act: (typeof SIMPLE_ACTS)[N] }>
    output: typeof Changed
  }
}

/** One command an act: the client, the version that the user saw, and what the event holds. */
const acts = Object.fromEntries(
  Object.entries(SIMPLE_ACTS).map(([name, act]) => [
    `care.${name}`,
    {
      kind: 'command',
      allow: CARE_ROLES,
      store,
      input: z.object({ clientId: ClientId, version: z.int(), act }),
      output: Changed,
    },
  ]),
) as unknown as ActProcedures

const clients = defineContract({
  ...acts,
  'care.clients': {
    kind: 'query',
    allow: CARE_ROLES,
    store,
    input: z.object({
      /** A part of the number; of one's own clients of the name, its initials, the end of a phone or ID number, too. */
      text: z.string().trim().max(60).default(''),
      group: views.GroupIdSchema.nullable().default(null),
      workerId: UserId.nullable().default(null),
      placeId: PlaceId.nullable().default(null),
      state: z.enum(['open', 'closed', 'all']).default('open'),
      order: z.enum(['due', 'newest']).default('due'),
      cursor: z.string().max(120).nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({ rows: z.array(views.ClientRow), next: z.string().nullable(), total: z.int() }),
  },
  'care.client': {
    kind: 'query',
    allow: CARE_ROLES,
    store,
    input: z.object({ clientId: ClientId }),
    output: views.ClientView,
  },
  /** Everything in full, for one purpose; a line that the head of care reads. */
  'care.reveal': {
    kind: 'command',
    allow: CARE_ROLES,
    store,
    input: z.object({ clientId: ClientId, purpose }),
    output: views.ClientView,
  },
  /** Others' clients by the whole name, phone or ID number, masked; each found is a line that the head of care reads. */
  'care.find': {
    kind: 'command',
    allow: CARE_ROLES,
    store,
    input: z.object({ text: z.string().trim().min(2, '请写完整的姓名、电话或证件号').max(60) }),
    output: z.array(views.ClientRow),
  },
  /** Registered already? By ID number, phone or name; answers masked, a line as above. */
  'care.same': {
    kind: 'command',
    allow: CARE_ROLES,
    store,
    input: z.object({ name: z.string().max(40), idNumber: z.string().max(18), phone: z.string().max(30) }),
    output: z.array(views.ClientRow),
  },
  'care.register': {
    kind: 'command',
    allow: CARE_ROLES,
    store,
    input: z.object({
      person: CarePerson,
      enrolments: z.array(NewEnrolment).min(1, '请选择帮扶类别').max(6),
      assignment: Assignment.nullable().default(null),
    }),
    output: Changed,
  },
  /** A visit with what follows from it; one act, any hour, no place asked of the computer. */
  'care.visit': {
    kind: 'command',
    allow: CARE_ROLES,
    store,
    input: z.object({ clientId: ClientId, visit: VisitHead.extend(VisitFindings.shape), follows: VisitFollows }),
    output: Changed.extend({ visitId: z.string() }),
  },
  /** Several clients on one way. */
  'care.round': {
    kind: 'command',
    allow: CARE_ROLES,
    store,
    input: z.object({
      head: VisitHead,
      visits: z
        .array(z.object({ clientId: ClientId, findings: VisitFindings, follows: VisitFollows }))
        .min(1, '请选择走访对象')
        .max(40),
    }),
    output: z.object({ roundId: z.string(), visits: z.array(Changed.extend({ visitId: z.string() })) }),
  },
  'care.due': {
    kind: 'query',
    allow: CARE_ROLES,
    store,
    input: DueFilter.extend({ limit: z.int().min(1).max(500).default(200) }),
    output: z.object({ today: Day, items: z.array(views.DueItem), total: z.int(), late: z.int() }),
  },
  /** The list as a sheet or on paper, every name partly hidden; a line that the head of care reads. */
  'care.exportDue': {
    kind: 'action',
    allow: CARE_ROLES,
    store,
    input: dueSheet,
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
  'care.printDue': {
    kind: 'action',
    allow: CARE_ROLES,
    store,
    input: dueSheet,
    output: z.object({ title: z.string(), fileName: z.string(), pdfBase64: z.string(), pages: z.int() }),
  },
  /** For the line on Today: how much waits today, of one's own. */
  'care.waiting': { kind: 'query', allow: CARE_ROLES, store, input: none, output: z.object({ count: z.int() }) },
})

const office = defineContract({
  /** Groups as they are configured now and later, by version; the content is that of `groups.ts`. */
  'care.groups': {
    kind: 'query',
    allow: CARE_ROLES,
    store,
    input: none,
    output: z.array(
      z.object({
        group: views.GroupIdSchema,
        version: z.int(),
        effectiveFrom: Day,
        content: z.json(),
        isInForce: z.boolean(),
        changedBy: z.string(),
        reason: z.string(),
      }),
    ),
  },
  'care.previewConfigure': {
    kind: 'query',
    allow: HEAD,
    store,
    input: OFFICE_ACTS.configure.omit({ version: true, reason: true }),
    /** Due visits of the next quarter that the change moves, added or drops; by number, never by name. */
    output: z.object({
      clients: z.int(),
      added: z.int(),
      dropped: z.int(),
      moved: z.int(),
      examples: z.array(z.object({ number: z.string(), before: z.array(Day), after: z.array(Day) })),
    }),
  },
  'care.configure': {
    kind: 'command',
    allow: HEAD,
    store,
    input: OFFICE_ACTS.configure.omit({ version: true }),
    output: z.object({ version: z.int() }),
  },
  /** Bad weather and festivals that were announced, and how far the visits for them are. */
  'care.occasions': { kind: 'query', allow: CARE_ROLES, store, input: none, output: z.array(views.OccasionView) },
  'care.announce': {
    kind: 'command',
    allow: CARE_ROLES,
    store,
    input: OccasionInput,
    output: z.object({ occasionId: z.string() }),
  },
  'care.helps': { kind: 'query', allow: CARE_ROLES, store, input: none, output: z.array(views.HelpUnit) },
  'care.listHelp': {
    kind: 'command',
    allow: CARE_ROLES,
    store,
    input: HelpInput,
    output: z.object({ helpId: z.string() }),
  },
  'care.projects': { kind: 'query', allow: CARE_ROLES, store, input: none, output: z.array(views.ProjectView) },
  'care.saveProject': {
    kind: 'command',
    allow: CARE_ROLES,
    store,
    input: ProjectInput,
    output: z.object({ projectId: z.string() }),
  },
  /** A session with who was there. */
  'care.saveSession': {
    kind: 'command',
    allow: CARE_ROLES,
    store,
    input: SessionInput.extend({
      attendance: z
        .array(z.object({ clientId: ClientId, isPresent: z.boolean() }))
        .max(200)
        .default([]),
    }),
    output: z.object({ sessionId: z.string() }),
  },
  'care.handOver': {
    kind: 'command',
    allow: HEAD,
    store,
    input: HandOverInput,
    output: z.object({ handOverId: z.string(), count: z.int() }),
  },
  'care.handOvers': { kind: 'query', allow: CARE_ROLES, store, input: none, output: z.array(views.HandOverView) },
  'care.purgeCandidates': { kind: 'query', allow: HEAD, store, input: none, output: z.array(views.PurgeCandidate) },
  /** What sealing a juvenile's record will destroy: figures, and a number instead of the name. */
  'care.previewSeal': {
    kind: 'query',
    allow: HEAD,
    store,
    input: z.object({ clientId: ClientId }),
    output: views.SealPreview,
  },
  /** Destroys records for good; what stays is who did it, when, why, and numbers. */
  'care.purge': { kind: 'action', allow: HEAD, store, input: PurgeInput, output: z.object({ purgeId: z.string() }) },
  'care.purges': { kind: 'query', allow: HEAD, store, input: none, output: z.array(views.PurgeView) },
  'care.looks': {
    kind: 'query',
    allow: HEAD,
    store,
    input: z.object({
      from: Day.nullable().default(null),
      to: Day.nullable().default(null),
      before: z.string().max(80).nullable().default(null),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.object({ lines: z.array(views.LookLine), next: z.string().nullable() }),
  },
})

export const careContract = defineContract({
  ...careKeyContract,
  ...carePhotoContract,
  ...clients,
  ...office,
  ...careDraftContract,
  ...carePaperContract,
  ...careMonthContract,
})
