import type { Handlers } from '../ctx/ctx.ts'
import { petitionActHandlers } from './acts.ts'
import { petitionViewHandlers } from './view.ts'

export const petitionHandlers = { ...petitionActHandlers, ...petitionViewHandlers } satisfies Partial<Handlers>
