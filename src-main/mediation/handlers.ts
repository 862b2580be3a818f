import type { Handlers } from '../ctx/ctx.ts'
import { actsHandlers } from './acts.ts'
import { mediationViewHandlers } from './view.ts'

export const mediationHandlers = { ...actsHandlers, ...mediationViewHandlers } satisfies Partial<Handlers>
