import { z } from 'zod'
import { Line, PrintDay, Prose } from '../../paper/fields.ts'

/** A record of a linkage on paper: its card, what happened, tables of its parts, its pictures. */
export const JointSheet = z.object({
  office: Line,
  paperTitle: Line,
  number: Line,
  stage: Line,
  rows: z.array(z.object({ label: Line, value: Prose, isLong: z.boolean().default(false) })).default([]),
  tables: z.array(z.object({ title: Line, heads: z.array(Line), rows: z.array(z.array(Prose)) })).default([]),
  /** `file` names a picture that is given along; '' where this side has none, which is said in its place. */
  photos: z.array(z.object({ side: Line, file: Line, caption: Line, takenOn: PrintDay })).default([]),
  /** Said instead of pictures where none was kept of either side. */
  photoNote: Line,
  note: Prose,
  issuedOn: PrintDay,
})

/** A list as shown. */
export const JointList = z.object({
  organisation: Line,
  title: Line,
  printedOn: PrintDay,
  note: Line,
  rows: z
    .array(
      z.object({
        number: Line,
        startedOn: Line,
        type: Line,
        title: Line,
        areaName: Line,
        unit: Line,
        stage: Line,
        due: Line,
        closedOn: Line,
        result: Prose,
      }),
    )
    .default([]),
})
