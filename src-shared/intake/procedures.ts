import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { EventId, MatterId, PartyId, UserId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES } from '../kernel/roles.ts'
import {
  IntakeCard,
  MatterCursor,
  MatterFilter,
  MatterOrder,
  MatterRow,
  MatterView,
  NewCard,
  PartyView,
  ReportedList,
  Route,
  Suggestion,
} from './schema.ts'

const text = (max: number) => z.string().trim().max(max)
const onMatter = z.object({ matterId: MatterId, version: z.int() })
const Changed = z.object({ matterId: MatterId, version: z.int() })

export const intakeContract = defineContract({
  'intake.register': {
    kind: 'command',
    allow: CASE_ROLES,
    input: NewCard,
    output: Changed.extend({ number: z.string(), promiseOn: Day.nullable() }),
  },
  'intake.amend': {
    kind: 'command',
    allow: CASE_ROLES,
    input: onMatter.extend({ card: IntakeCard, reason: text(200) }),
    output: Changed,
  },
  'intake.suggest': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({
      name: text(80),
      phone: text(30),
      idNumber: text(30),
      address: text(120),
      summary: text(200),
      exceptMatterId: MatterId.nullable().default(null),
    }),
    output: Suggestion,
  },
  'intake.triage': {
    kind: 'command',
    allow: CASE_ROLES,
    input: onMatter.extend({
      route: Route,
      reason: text(500).default(''),
      /** For `answered`: what was answered. For `refused`: the other remedies told. */
      answer: text(2000).default(''),
      remedies: z.array(text(200)).max(10).default([]),
    }),
    output: Changed,
  },
  'intake.link': { kind: 'command', allow: CASE_ROLES, input: onMatter.extend({ otherId: MatterId }), output: Changed },
  'intake.unlink': {
    kind: 'command',
    allow: CASE_ROLES,
    input: onMatter.extend({ otherId: MatterId }),
    output: Changed,
  },
  /** Puts this matter into another one; its own number stays searchable. Reversible by `intake.unmerge`. */
  'intake.merge': {
    kind: 'command',
    allow: CASE_ROLES,
    input: onMatter.extend({ intoId: MatterId, reason: text(200) }),
    output: Changed,
  },
  'intake.unmerge': {
    kind: 'command',
    allow: CASE_ROLES,
    input: onMatter.extend({ reason: text(200) }),
    output: Changed,
  },
  /** Remembers that two are different, so that the prompt stays away. */
  'intake.keepApart': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ matterId: MatterId, otherId: MatterId }),
    output: z.object({}),
  },
  'intake.mergeParties': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ partyId: PartyId, intoId: PartyId }),
    output: z.object({}),
  },
  'intake.unmergeParty': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ partyId: PartyId }),
    output: z.object({}),
  },
  /**
   * Marks a matter as a report against a unit or person (检举控告): from then on nobody it is about sees it anywhere.
   * Also changes who is reported and who is let in. Matters merged into it are sealed with it.
   */
  'intake.seal': {
    kind: 'command',
    allow: CASE_ROLES,
    input: onMatter.extend({
      reported: ReportedList,
      allowedUserIds: z.array(UserId).max(50).default([]),
      reason: text(200).default(''),
    }),
    output: Changed,
  },
  'intake.unseal': {
    kind: 'command',
    allow: ['head'],
    input: onMatter.extend({ reason: z.string().trim().min(2, '请写明原因').max(200) }),
    output: Changed,
  },
  /** From here on the district may open the matter, until that is taken back; not for sealed ones. */
  'intake.reportUp': {
    kind: 'command',
    allow: ['head'],
    input: onMatter.extend({ reason: z.string().trim().min(2, '请写明上报的理由').max(500) }),
    output: Changed,
  },
  'intake.withdrawReportUp': {
    kind: 'command',
    allow: ['head'],
    input: onMatter.extend({ reason: z.string().trim().min(2, '请写明原因').max(200) }),
    output: Changed,
  },
  'matters.list': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({
      filter: MatterFilter,
      order: MatterOrder,
      limit: z.int().min(1).max(200).default(50),
      after: MatterCursor.nullable().default(null),
    }),
    output: z.object({ rows: z.array(MatterRow), next: MatterCursor.nullable() }),
  },
  'matters.count': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ filter: MatterFilter }),
    output: z.object({ count: z.int() }),
  },
  /** Opens one record; the look is a line in the audit. */
  'matters.get': { kind: 'command', allow: CASE_ROLES, input: z.object({ matterId: MatterId }), output: MatterView },
  /** Shows the hidden fields of the parties once; asks why, and is a line in the audit. */
  'matters.reveal': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ matterId: MatterId, purpose: z.string().trim().min(2, '请写明查看用途').max(100) }),
    output: z.array(PartyView),
  },
  'matters.handOver': {
    kind: 'command',
    allow: CASE_ROLES,
    input: onMatter.extend({ toUserId: UserId, reason: text(200) }),
    output: Changed,
  },
  /** Takes back the newest act where that is possible; the act stays on the timeline, struck through. */
  'matters.takeBack': {
    kind: 'command',
    allow: CASE_ROLES,
    input: onMatter.extend({ reason: z.string().trim().min(2, '请写明原因').max(200) }),
    output: Changed,
  },
  /** Of a step that did not take effect: what was left to do is done. */
  'matters.settleStep': {
    kind: 'command',
    allow: CASE_ROLES,
    input: onMatter.extend({ eventId: EventId, reason: z.string().trim().min(2, '请写明怎样处理的').max(200) }),
    output: Changed,
  },
  'matters.void': {
    kind: 'command',
    allow: ['head'],
    input: onMatter.extend({ reason: z.string().trim().min(2, '请写明原因').max(200) }),
    output: Changed,
  },
  /** The same list typeset to be printed, with the filter named on top; a line in the audit. */
  'matters.print': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({
      filter: MatterFilter,
      order: MatterOrder,
      purpose: z.string().trim().min(2, '请写明打印用途').max(100),
    }),
    output: z.object({ title: z.string(), fileName: z.string(), pdfBase64: z.string(), pages: z.int() }),
  },
  /** All matters of the filter as an xlsx file (base64), with a watermark; a line in the audit. */
  'matters.export': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({
      filter: MatterFilter,
      order: MatterOrder,
      purpose: z.string().trim().min(2, '请写明导出用途').max(100),
      jobId: z.string().max(60),
    }),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
})
