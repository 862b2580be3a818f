import { z } from 'zod'
import { Line, PrintDay, Prose, Remedies } from '../../paper/fields.ts'

/** 登记回执, A5: what the citizen takes home. */
export const ReceiptSlip = z.object({
  centreName: Line,
  number: Line,
  visitor: Line,
  /** What was registered, in the clerk's sentence. */
  matter: Prose,
  wish: Prose,
  receivedOn: PrintDay,
  promiseOn: PrintDay,
  /** The promise in words beside its day: `3个工作日内答复`. */
  promise: Line,
  nextStep: Prose,
  handler: Line,
  leadUnit: Line,
  phone: Line,
  address: Line,
})

/** 不予受理告知书: never without a reason, never without another way. */
export const RefusalNotice = z.object({
  centreName: Line,
  number: Line,
  visitor: Line,
  receivedOn: PrintDay,
  matter: Prose,
  reason: z.string().trim().min(1).max(60_000),
  legalBasis: Line,
  remedies: Remedies,
  phone: Line,
  address: Line,
  handler: Line,
  issuedOn: PrintDay,
})

/** 事项清单: the list of matters as filtered, every cell as it shall be printed. */
export const MatterList = z.object({
  organisation: Line,
  title: Line,
  filters: z.array(Line).default([]),
  printedOn: PrintDay,
  /** By whom, when and what for. */
  note: Line,
  rows: z
    .array(
      z.object({
        number: Line,
        receivedOn: Line,
        partyNames: Line,
        summary: Line,
        stage: Line,
        kind: Line,
        dueOn: Line,
        placeName: Line,
        channel: Line,
        ownerName: Line,
      }),
    )
    .default([]),
})
