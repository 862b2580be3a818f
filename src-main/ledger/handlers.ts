import type { Handlers } from '../ctx/ctx.ts'
import { centreMonthHandlers } from './centreMonth.ts'
import { figureHandlers } from './figures.ts'
import { importHandlers } from './importHandlers.ts'
import { ledgerPaperHandlers } from './ledgerPapers.ts'
import { monthHandlers } from './month.ts'
import { recountHandlers } from './recount.ts'

export const ledgerHandlers = {
  ...centreMonthHandlers,
  ...figureHandlers,
  ...importHandlers,
  ...ledgerPaperHandlers,
  ...monthHandlers,
  ...recountHandlers,
} satisfies Partial<Handlers>
