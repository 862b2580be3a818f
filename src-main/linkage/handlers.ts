import type { Handlers } from '../ctx/ctx.ts'
import { linkageActHandlers } from './acts.ts'
import { linkageBatchHandlers } from './batch.ts'
import { boardHandlers } from './board.ts'
import { linkageListHandlers } from './list.ts'
import { linkageSheetHandlers } from './sheets.ts'
import { sheetAnswerHandlers } from './sheetAnswers.ts'
import { sheetSourceHandlers } from './sheetSources.ts'
import { linkageViewHandlers } from './view.ts'

export const linkageHandlers = {
  ...linkageActHandlers,
  ...linkageBatchHandlers,
  ...boardHandlers,
  ...linkageListHandlers,
  ...linkageSheetHandlers,
  ...sheetAnswerHandlers,
  ...sheetSourceHandlers,
  ...linkageViewHandlers,
} satisfies Partial<Handlers>
