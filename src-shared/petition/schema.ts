import { z } from 'zod'
import { MatterView } from '../intake/schema.ts'
import { MatterId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES, type Role } from '../kernel/roles.ts'
import { Day } from '../kernel/day.ts'
import { MediationView } from '../mediation/schema.ts'
import { PETITION_ACTS, type PetitionActName } from './events.ts'
import { needed } from './fields.ts'
import type { PetitionState } from './fold.ts'
import type { PetitionRecord } from './project.ts'

/** What the petition workbench shows beside the matter itself. */
export const PetitionView = z.object({
  matter: MatterView,
  agencyNumber: z.string(),
  archiveNumber: z.string(),
  /** What the next paper's number will be, to propose where an act asks for one. */
  nextNumber: z.string(),
  /** The fold's state and the acts as recorded, by act. */
  state: z.custom<PetitionState>(),
  record: z.custom<PetitionRecord>(),
  /** Clauses that touch this petition, such as a judicial matter or a group of more than five. */
  hints: z.array(z.object({ text: z.string(), source: z.string() })),
  /** 一事一档: what is missing, out of order, not signed or not served. */
  dossier: MediationView.shape.dossier,
  papers: MediationView.shape.papers,
  /** The mediation that it went to. */
  mediation: z.object({ matterId: MatterId, number: z.string(), stage: z.string() }).nullable(),
  /** The first matter that this one repeats, and later ones that repeat this one. */
  repeats: z.array(
    z.object({ matterId: MatterId, number: z.string(), summary: z.string(), receivedOn: Day, isFirst: z.boolean() }),
  ),
})
export type PetitionView = z.infer<typeof PetitionView>

/** The clerk says with whom; the mediation matter and its number are made by the command. */
const TO_MEDIATION = PETITION_ACTS.toMediation.omit({ mediationId: true, mediationNumber: true })
/** The record holds closings from before this was asked for; new ones name who approved. */
const CLOSE = PETITION_ACTS.close.extend({ approver: needed(40, '请填写审批人') })
/** What the command of an act takes: its event's payload, less what the command itself makes. */
export const PETITION_INPUTS = { ...PETITION_ACTS, toMediation: TO_MEDIATION, close: CLOSE } as const
export type PetitionInput<N extends PetitionActName> = z.infer<(typeof PETITION_INPUTS)[N]>

const HANDLERS = ['clerk', 'head'] as const satisfies readonly Role[]
/** Acts of the agent and of contact: everybody who works on matters may be an agent. */
const AGENTS: readonly PetitionActName[] = [
  'describe',
  'mandate',
  'revokeMandate',
  'endMandate',
  'recuseAgent',
  'handOverAgency',
  'runErrand',
  'submit',
  'recordReceipt',
  'meet',
  'finishAction',
  'feedBack',
  'contact',
  'rate',
  'visitReturn',
  'withdraw',
  'serve',
]

const Changed = z.object({ matterId: MatterId, version: z.int() })
type ActProcedures = {
  [N in PetitionActName as `petition.${N}`]: {
    kind: 'command'
    allow: readonly Role[]
    input: z.ZodObject<{ matterId: typeof MatterId; version: z.ZodInt; act: (typeof PETITION_INPUTS)[N] }>
    output: typeof Changed
  }
}

/** Every act is one command: the matter, the version the user saw, and the payload of the event. */
const acts = Object.fromEntries(
  (Object.keys(PETITION_INPUTS) as PetitionActName[]).map((name) => [
    `petition.${name}`,
    {
      kind: 'command',
      allow: name === 'reopen' ? ['head'] : AGENTS.includes(name) ? CASE_ROLES : HANDLERS,
      input: z.object({ matterId: MatterId, version: z.int(), act: PETITION_INPUTS[name] }),
      output: Changed,
    },
  ]),
) as unknown as ActProcedures

export const petitionContract = defineContract({
  ...acts,
  'petition.get': { kind: 'command', allow: CASE_ROLES, input: z.object({ matterId: MatterId }), output: PetitionView },
  /** What a clock would become with an extension; nothing is saved. */
  'petition.whatIfExtended': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({
      matterId: MatterId,
      ruleId: z.string().max(20),
      anchor: z.string().max(80).default(''),
      amount: z.int().min(1).max(365),
    }),
    output: z.object({ dueOn: Day, steps: z.array(z.string()) }),
  },
})
