import type { Handlers } from '../ctx/ctx.ts'
import { entryHandlers } from './entry.ts'
import { figureHandlers } from './figures.ts'
import { handoverHandlers } from './handover.ts'
import { dutyListHandlers } from './lists.ts'
import { monthHandlers } from './month.ts'
import { nowHandlers } from './now.ts'
import { recordHandlers } from './record.ts'
import { setupHandlers } from './setup.ts'
import { sheetHandlers } from './sheets.ts'

export const dutyHandlers = {
  ...entryHandlers,
  ...figureHandlers,
  ...handoverHandlers,
  ...dutyListHandlers,
  ...monthHandlers,
  ...nowHandlers,
  ...recordHandlers,
  ...setupHandlers,
  ...sheetHandlers,
} satisfies Partial<Handlers>
