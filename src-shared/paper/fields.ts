import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { AmountFen } from '../kernel/money.ts'
import { PartyKind } from '../intake/schema.ts'
import { toCapitalAmount } from '../kernel/capitalAmount.ts'
import { toGroupedYuan } from './groupedYuan.ts'

/*
 * The words from which the data of every paper is made. Whatever is left out prints as blank space to fill in by
 * hand, so almost nothing is mandatory: a form may be printed empty.
 */

/** One line on paper: a name, a number, a place. */
export const Line = z.string().max(300).default('')
/** Prose of any length; line breaks are kept. */
export const Prose = z.string().max(60_000).default('')
/** A day, or blank space for one. */
export const PrintDay = Day.nullable().default(null)
/** Yes, no, or both boxes left open. */
export const Answer = z.boolean().nullable().default(null)
/** An amount in fen; reaches the template as figures and capital words. */
export const PrintAmount = AmountFen.transform((fen) => ({
  fen,
  figures: toGroupedYuan(fen),
  words: toCapitalAmount(fen),
}))
  .nullable()
  .default(null)

const PrintAgent = z.object({ name: Line, relation: Line, authority: Line, idNumber: Line, phone: Line })

/** The party block that all papers share (239号 party fields; agent and guardian where there is one). */
export const PrintParty = z.object({
  /** 申请人, 被申请人, 第三人, 当事人 … as it shall be printed. */
  standing: Line,
  kind: PartyKind.default('person'),
  name: Line,
  sex: Line,
  ethnicity: Line,
  /** `35岁`, or a date of birth. */
  age: Line,
  occupation: Line,
  phone: Line,
  address: Line,
  idType: Line,
  idNumber: Line,
  legalRepresentative: Line,
  legalRepresentativeTitle: Line,
  creditCode: Line,
  agents: z.array(PrintAgent).default([]),
  guardians: z.array(PrintAgent).default([]),
})

/** Where else a person may turn (仲裁, 行政, 诉讼 …) and to which body, one line each; never none. */
export const Remedies = z.array(z.string().trim().min(1).max(2000)).min(1)

/** Who received a paper, and when. */
export const Delivery = z.object({ name: Line, on: PrintDay })
