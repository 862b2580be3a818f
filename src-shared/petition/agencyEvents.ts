import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { UserId } from '../kernel/ids.ts'
import { AGENCY_LEVELS, AGENCY_SOURCES, CONTACTS, ERRANDS, SCOPES } from './codes.ts'
import { keysOf, needed, text, unit } from './fields.ts'

const agent = {
  userId: UserId.nullable().default(null),
  agentName: needed(40, '请填写代理员姓名'),
  agentUnit: text(80).default(''),
  cardNumber: text(40).default(''),
  agentPhone: text(30).default(''),
}

/**
 * 信访代理 (B2). No national rule; free of charge, open to revocation at any moment, never a condition for the
 * citizen's own petition (信访工作条例 Arts. 17, 19; 上海市信访条例 Arts. 9, 45).
 */
export const AGENCY_ACTS = {
  /** 委托书 signed by both (B2.4). */
  mandate: z
    .object({
      on: Day,
      ...agent,
      source: z.enum(keysOf(AGENCY_SOURCES)).default('window'),
      level: z.enum(keysOf(AGENCY_LEVELS)).default('street'),
      subject: needed(5000, '请写明委托事项'),
      scopes: z.array(z.enum(keysOf(SCOPES))).min(1, '请选择委托权限'),
      /** 特别授权, such as changing a claim; empty = none. */
      specialAuthority: text(500).default(''),
      fromOn: Day,
      toOn: Day,
      signedByCitizenOn: Day,
      signedByAgentOn: Day,
      /** Consent to processing, to sensitive data and to passing on to the responsible unit, each apart (PIPL Arts. 17, 23, 29). */
      consents: z.object({ processing: z.boolean(), sensitive: z.boolean(), provide: z.boolean() }),
    })
    .refine((mandate) => mandate.toOn >= mandate.fromOn, { path: ['toOn'], message: '委托期限的终止日早于开始日' }),
  /** By the citizen, at any moment. */
  revokeMandate: z.object({ on: Day, reason: text(300).default('') }),
  /** By the office: the matter left agency or the agent must withdraw (B2.3). */
  endMandate: z.object({ on: Day, reason: needed(300, '请写明终止代理的原因') }),
  recuseAgent: z.object({
    on: Day,
    askedBy: needed(40, '请填写提出人'),
    reason: needed(300, '请填写理由'),
    isGranted: z.boolean(),
  }),
  /** The agency goes on with another agent; the citizen agrees. */
  handOverAgency: z.object({ on: Day, ...agent, citizenAgreedOn: Day, reason: needed(300, '请写明移交原因') }),
  runErrand: z.object({
    on: Day,
    kind: z.enum(keysOf(ERRANDS)),
    unit: text(80).default(''),
    text: needed(2000, '请写明办了什么'),
    nextOn: Day.nullable().default(null),
  }),
  /** 代为提交 to a unit; its receipt follows. */
  submit: z.object({
    on: Day,
    unit,
    helpers: z.array(unit).max(10).default([]),
    how: z.enum(['in_person', 'mail', 'online', 'internal']).default('in_person'),
    materials: text(500).default(''),
  }),
  recordReceipt: z.object({
    submitId: text(40),
    on: Day,
    number: text(60).default(''),
    signedBy: text(40).default(''),
  }),
  /** 协调会 / 会商. */
  meet: z.object({
    on: Day,
    place: needed(100, '请填写地点'),
    chair: needed(40, '请填写主持人'),
    units: z.array(unit).min(1, '请填写参加单位').max(30),
    citizenPresent: z.boolean().default(false),
    minutes: needed(10_000, '请填写会议纪要'),
    actions: z
      .array(
        z.object({
          no: z.int().min(1).max(40),
          unit,
          what: needed(500, '请填写议定事项'),
          byOn: Day.nullable().default(null),
        }),
      )
      .max(40)
      .default([]),
  }),
  finishAction: z.object({
    meetId: text(40),
    no: z.int().min(1).max(40),
    on: Day,
    text: needed(1000, '请填写落实情况'),
  }),
  /** 包反馈: each time with how and when (B2.5). */
  feedBack: z.object({
    on: Day,
    how: z.enum(keysOf(CONTACTS)),
    text: needed(2000, '请填写反馈内容'),
    isSigned: z.boolean().default(false),
  }),
} as const
