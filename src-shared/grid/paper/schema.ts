import { z } from 'zod'
import { Line, PrintDay, Prose } from '../../paper/fields.ts'

/** 社情民意动态信息日报: one day of all grids, with what every rate was divided by. */
export const DailySheet = z.object({
  organisation: Line,
  on: PrintDay,
  figures: z.array(z.object({ title: Line, value: Line })),
  rates: z.array(z.object({ title: Line, value: Line, definition: Line })),
  classes: z.array(z.object({ title: Line, count: z.int() })),
  diaryKinds: z.array(z.object({ title: Line, count: z.int() })),
  events: z.array(
    z.object({ number: Line, place: Line, class: Line, summary: Prose, state: Line, done: Prose, matter: Line }),
  ),
  diaries: z.array(z.object({ kind: Line, place: Line, title: Line, text: Prose })),
  preparedBy: Line,
  preparedOn: PrintDay,
})

/** 网格联系卡, to hang in the stairwell. */
export const ContactCard = z.object({
  organisation: Line,
  community: Line,
  grid: Line,
  regionCode: Line,
  boundary: Line,
  households: Line,
  centrePhone: Line,
  centreAddress: Line,
  people: z.array(z.object({ post: Line, name: Line, phone: Line })),
  printedOn: PrintDay,
})
