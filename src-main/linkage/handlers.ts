import type { Handlers } from '../ctx/ctx.ts'
import { linkageActHandlers } from './acts.ts'
import { linkageBatchHandlers } from './batch.ts'
import { boardHandlers } from './board.ts'
import { boardSheetHandlers } from './boardSheets.ts'
import { linkageListHandlers } from './list.ts'
import { sealedAnswerHandlers } from './sealed/answers.ts'
import { sealedExportHandlers } from './sealed/exportTasks.ts'
import { sealedKeyHandlers } from './sealed/keys.ts'
import { sealedTakeHandlers } from './sealed/takeTasks.ts'
import { linkageSheetHandlers } from './sheets.ts'
import { sheetAnswerHandlers } from './sheetAnswers.ts'
import { sheetSourceHandlers } from './sheetSources.ts'
import { twinHandlers } from './twins.ts'
import { unitSheetHandlers } from './unitSheets.ts'
import { linkageViewHandlers } from './view.ts'

export const linkageHandlers = {
  ...linkageActHandlers,
  ...linkageBatchHandlers,
  ...boardHandlers,
  ...boardSheetHandlers,
  ...linkageListHandlers,
  ...linkageSheetHandlers,
  ...sealedAnswerHandlers,
  ...sealedExportHandlers,
  ...sealedKeyHandlers,
  ...sealedTakeHandlers,
  ...sheetAnswerHandlers,
  ...sheetSourceHandlers,
  ...twinHandlers,
  ...unitSheetHandlers,
  ...linkageViewHandlers,
} satisfies Partial<Handlers>
