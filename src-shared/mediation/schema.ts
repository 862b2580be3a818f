import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { MatterId, PartyId, RowId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES, type Role } from '../kernel/roles.ts'
import { MatterView } from '../intake/schema.ts'
import {
  CorrectionChanges,
  Difficulty,
  Instalment,
  MEDIATION_ACTS,
  Mediator,
  Source,
  type MediationActName,
} from './events.ts'

/** The check-up's kinds as people name them, in the order of a list. */
export const DOSSIER_GROUPS = { missing: '缺件', order: '日期倒置', signature: '未签章' } as const

/** What 卷宗体检 finds; `field` is where it is mended: the name of an act, a form or a paper, `amend` for the intake card. */
export const DossierGap = z.object({
  kind: z.enum(['missing', 'order', 'signature']),
  text: z.string(),
  field: z.string(),
})
export type DossierGap = z.infer<typeof DossierGap>

/** What the mediation workbench shows beside the matter itself. */
export const MediationView = z.object({
  matter: MatterView,
  detail: z
    .object({
      acceptedOn: Day.nullable(),
      source: Source,
      referralUnit: z.string(),
      referralNumber: z.string(),
      clock: z.string(),
      justiceClass: z.string(),
      governanceClass: z.string(),
      scale: z.string(),
      difficulty: Difficulty,
      facts: z.string(),
      requests: z.array(z.string()),
      mediators: z.array(Mediator),
      result: z.enum(['success', 'failure']).nullable(),
      closedOn: Day.nullable(),
      archivedOn: Day.nullable(),
    })
    .nullable(),
  consents: z.array(
    z.object({
      partyId: PartyId,
      name: z.string(),
      state: z.enum(['given', 'refused', 'unknown']),
      isTold: z.boolean(),
    }),
  ),
  sessions: z.array(
    z.object({
      id: RowId,
      no: z.int(),
      heldOn: Day,
      startsAt: z.string(),
      endsAt: z.string(),
      place: z.string(),
      presentPartyIds: z.array(PartyId),
      participants: z.string(),
      recorder: z.string(),
      isRightsTold: z.boolean(),
      isPublic: z.boolean(),
      record: z.string(),
      result: z.enum(['agreed', 'failed', 'continues']),
    }),
  ),
  agreement: z
    .object({
      number: z.string(),
      form: z.enum(['written', 'oral']),
      reachedOn: Day,
      effectiveOn: Day.nullable(),
      disputedFacts: z.string(),
      terms: z.array(z.string()),
      amountFen: z.int(),
      performance: z.string(),
      performanceMeans: z.string(),
      performancePlace: z.string(),
      performBy: Day.nullable(),
      copies: z.int(),
      instalments: z.array(Instalment.extend({ paidFen: z.int(), paidOn: Day.nullable() })),
      signatures: z.array(
        z.object({
          who: z.string(),
          partyId: PartyId.nullable(),
          role: z.enum(['party', 'mediator', 'seal']),
          on: Day.nullable(),
        }),
      ),
    })
    .nullable(),
  confirmation: z.object({
    state: z.enum(['none', 'applied', 'valid', 'rejected', 'withdrawn']),
    court: z.string(),
    caseNumber: z.string(),
    lastDay: Day.nullable(),
  }),
  /** Acceptance rules of A1.3 and obstacles of A1.4 that seem to touch this case, with their clause. */
  hints: z.array(z.object({ text: z.string(), source: z.string() })),
  /** 卷宗体检: what is missing, out of order, unsigned. */
  dossier: z.array(DossierGap),
  /** Papers that can be made now, in dossier order (A2.1). */
  papers: z.array(
    z.object({
      kind: z.string(),
      title: z.string(),
      isRequired: z.boolean(),
      ref: z.string(),
      refTitle: z.string(),
      /** Heading under which it stands at the end of the list; absent for what is in force. */
      section: z.string().optional(),
      canIssue: z.boolean(),
      why: z.string(),
      issued: z.int(),
    }),
  ),
})
export type MediationView = z.infer<typeof MediationView>

const MEDIATORS = ['mediator', 'head'] as const satisfies readonly Role[]
const Changed = z.object({ matterId: MatterId, version: z.int() })

/** Every act is one command: the matter, the version the user saw, and the payload of the event. */
const act = <N extends MediationActName, const A extends readonly Role[]>(name: N, allow: A) => ({
  kind: 'command' as const,
  allow,
  input: z.object({ matterId: MatterId, version: z.int(), act: MEDIATION_ACTS[name] }),
  output: Changed,
})

export const mediationContract = defineContract({
  'mediation.get': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ matterId: MatterId }),
    output: MediationView,
  },
  'mediation.accept': act('accept', ['clerk', 'mediator', 'head']),
  'mediation.refuse': act('refuse', ['clerk', 'mediator', 'head']),
  'mediation.recordConsent': act('recordConsent', ['clerk', 'mediator', 'head']),
  'mediation.tellRights': act('tellRights', ['clerk', 'mediator', 'head']),
  'mediation.assignMediators': act('assignMediators', ['clerk', 'mediator', 'head']),
  'mediation.recordRecusal': act('recordRecusal', MEDIATORS),
  'mediation.recordSession': act('recordSession', MEDIATORS),
  'mediation.reachAgreement': act('reachAgreement', MEDIATORS),
  'mediation.signAsParty': act('signAsParty', ['clerk', 'mediator', 'head']),
  'mediation.signAsMediator': act('signAsMediator', MEDIATORS),
  'mediation.sealByCommittee': act('sealByCommittee', ['clerk', 'mediator', 'head']),
  'mediation.performInstalment': act('performInstalment', ['clerk', 'mediator', 'head']),
  'mediation.concludePerformance': act('concludePerformance', ['clerk', 'mediator', 'head']),
  'mediation.visitReturn': act('visitReturn', ['clerk', 'mediator', 'social_worker', 'head']),
  'mediation.applyConfirmation': act('applyConfirmation', ['clerk', 'mediator', 'head']),
  'mediation.decideConfirmation': act('decideConfirmation', ['clerk', 'mediator', 'head']),
  'mediation.terminate': act('terminate', MEDIATORS),
  'mediation.close': act('close', MEDIATORS),
  'mediation.archive': act('archive', ['clerk', 'mediator', 'head']),
  'mediation.reopen': act('reopen', ['head']),
  'mediation.extendDeadline': act('extendDeadline', MEDIATORS),
  'mediation.recordPause': act('recordPause', MEDIATORS),
  /** Corrects what describes the case, not its legal course; a correction after sign-off shows as a difference. */
  'mediation.correct': {
    kind: 'command',
    allow: MEDIATORS,
    input: z.object({
      matterId: MatterId,
      version: z.int(),
      reason: z.string().trim().min(2, '请写明更正原因').max(200),
      changes: CorrectionChanges,
    }),
    output: Changed,
  },
  'mediation.proposeClasses': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({
      justiceClass: z.string().max(2).nullable(),
      governanceClass: z.string().max(4).nullable(),
      text: z.string().max(6000),
    }),
    output: z.object({
      justice: z.array(z.object({ code: z.string(), title: z.string() })),
      governance: z.array(z.object({ code: z.string(), title: z.string() })),
    }),
  },
  /** What a clock would become with an extension; nothing is saved. */
  'mediation.whatIfExtended': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ matterId: MatterId, ruleId: z.string().max(20), amount: z.int().min(1).max(365) }),
    output: z.object({ dueOn: Day, steps: z.array(z.string()) }),
  },
})
