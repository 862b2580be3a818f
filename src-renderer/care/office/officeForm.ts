import type { z } from 'zod'
import type { FieldSpec, Values } from '../../workbench/fieldSpec.ts'

/** A form of the office of care made of ordinary fields. */
export interface OfficeForm {
  /** Of its draft: `listHelp:new`. */
  key: string
  title: string
  verb: string
  note?: string
  columns?: 1 | 2 | 3
  initial: () => Values
  fields: (values: Values) => FieldSpec[]
  schema: z.ZodType
  toPayload?: (values: Values) => unknown
  send: (payload: never) => Promise<unknown>
}
