import { z } from 'zod'
import { Line, PrintDay, Prose } from '../../paper/fields.ts'

/** 督办（交办）回复函: what the street did, to the district's office that asked. */
export const DirectiveReplyLetter = z.object({
  paperTitle: Line,
  office: Line,
  addressee: Line,
  number: Line,
  kind: Line,
  directiveNumber: Line,
  directiveTitle: Line,
  directiveOn: PrintDay,
  matterNumber: Line,
  text: Prose,
  /** Papers that go with it, by title and number. */
  papers: z.array(Line).default([]),
  approvedBy: Line,
  handler: Line,
  phone: Line,
  issuedOn: PrintDay,
})

/** 督办交办清单: the list as shown. */
export const DirectiveList = z.object({
  organisation: Line,
  printedOn: PrintDay,
  note: Line,
  rows: z
    .array(
      z.object({
        number: Line,
        kind: Line,
        title: Line,
        stage: Line,
        issuedOn: Line,
        receiveBy: Line,
        replyBy: Line,
        owes: Line,
      }),
    )
    .default([]),
})
