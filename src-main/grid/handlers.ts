import type { Handlers } from '../ctx/ctx.ts'
import { cardHandlers } from './cards.ts'
import { dayHandlers } from './day.ts'
import { diaryHandlers } from './diaries.ts'
import { eventHandlers } from './events.ts'
import { handOverHandlers } from './handOver.ts'
import { gridSheetHandlers } from './sheets.ts'

export const gridHandlers = {
  ...cardHandlers,
  ...dayHandlers,
  ...diaryHandlers,
  ...eventHandlers,
  ...handOverHandlers,
  ...gridSheetHandlers,
} satisfies Partial<Handlers>
