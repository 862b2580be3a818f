import { z } from 'zod'
import { MatterId, PartyId } from '../kernel/ids.ts'
import { EARLIER_PROCEDURES, FORMS, PURPOSES } from './codes.ts'
import { keysOf, needed, text } from './fields.ts'

/** Representatives of a group: 信访工作条例 Art. 20. */
const MOST_REPRESENTATIVES = 5

/** 信访登记表 beyond the intake card (B1.7). The newest one counts. */
export const describe = z.object({
  form: z.enum(keysOf(FORMS)),
  purpose: z.enum(keysOf(PURPOSES)),
  contentClass: z.string().max(6).regex(/^\d+$/, '请选择内容分类'),
  /** Of a letter: which office first registered it (B3.6); empty = as the channel says. */
  origin: z.string().max(6).regex(/^\d*$/, '请选择登记来源').default(''),
  /** Of a visit: the reception elsewhere at which it was made (B3.6); empty = here. */
  visitPlace: z.string().max(6).regex(/^\d*$/, '请选择走访去向').default(''),
  /** Where the problem is: the place's own words, it may lie outside the street. */
  problemPlace: text(120).default(''),
  /** 被反映单位 / 被反映人. */
  againstUnit: text(80).default(''),
  againstPerson: text(40).default(''),
  /** Each is answered one by one in the opinion. */
  requests: z.array(needed(500, '请填写请求')).min(1, '请写明请求事项').max(20),
  /** 事实和理由, in the citizen's own words. */
  facts: needed(8000, '请填写事实和理由'),
  /** Oral statements are written down truly and confirmed by the citizen (Art. 19). */
  isConfirmed: z.boolean().default(false),
  isGroup: z.boolean().default(false),
  isJointLetter: z.boolean().default(false),
  representativeIds: z
    .array(PartyId)
    .max(MOST_REPRESENTATIVES, '多人走访的代表不超过 5 人（信访工作条例第二十条）')
    .default([]),
  earlier: z
    .array(
      z.object({
        procedure: z.enum(keysOf(EARLIER_PROCEDURES)),
        number: text(60).default(''),
        organ: text(60).default(''),
      }),
    )
    .max(10)
    .default([]),
  /** 涉法涉诉: judicial relief is being or to be sought (Arts. 20, 22). */
  isJudicial: z.boolean().default(false),
  wishesSecrecy: z.boolean().default(false),
  mayPublish: z.boolean().default(false),
  /** 重大紧急 (Art. 25): reported at once, no number of hours in the law. */
  isUrgent: z.boolean().default(false),
  /** Name or address unknown: no written notice is owed (Art. 23). */
  isContactUnclear: z.boolean().default(false),
  /** 接谈人; whoever came in person was received by somebody. */
  receivedBy: text(40).default(''),
  /** The matter that this one repeats; null for a first one. */
  repeatOf: MatterId.nullable().default(null),
  materials: z
    .array(
      z.object({
        name: needed(80, '请填写材料名称'),
        copies: z.int().min(1).max(999).default(1),
        isOriginal: z.boolean().default(false),
        isReturned: z.boolean().default(false),
      }),
    )
    .max(60)
    .default([]),
})
