import type { Handlers } from '../ctx/ctx.ts'
import { activityHandlers } from './activities.ts'
import { figureHandlers } from './figures.ts'
import { listHandlers } from './list.ts'
import { peopleHandlers } from './people.ts'
import { plainListHandlers } from './plainLists.ts'
import { sheetHandlers } from './sheets.ts'

export const volunteerHandlers = {
  ...activityHandlers,
  ...figureHandlers,
  ...listHandlers,
  ...peopleHandlers,
  ...plainListHandlers,
  ...sheetHandlers,
} satisfies Partial<Handlers>
