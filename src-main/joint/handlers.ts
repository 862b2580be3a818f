import type { Handlers } from '../ctx/ctx.ts'
import { listHandlers } from './list.ts'
import { jointPaperHandlers } from './papers.ts'
import { photoHandlers } from './photos.ts'
import { recordHandlers } from './record.ts'
import { situationHandlers } from './situation.ts'
import { viewHandlers } from './view.ts'

export const jointHandlers = {
  ...listHandlers,
  ...jointPaperHandlers,
  ...photoHandlers,
  ...recordHandlers,
  ...situationHandlers,
  ...viewHandlers,
} satisfies Partial<Handlers>
