import type { Handlers } from '../ctx/ctx.ts'
import { assessmentActHandlers } from './acts.ts'
import { assessmentPaperHandlers } from './papers.ts'
import { assessmentViewHandlers } from './views.ts'

export const assessmentHandlers = {
  ...assessmentActHandlers,
  ...assessmentPaperHandlers,
  ...assessmentViewHandlers,
} satisfies Partial<Handlers>
