import type { Handlers } from '../ctx/ctx.ts'
import { exportHandlers } from './exportMatters.ts'
import { linkHandlers } from './links.ts'
import { countMatters, listMatters } from './listRepo.ts'
import { partyHandlers } from './parties.ts'
import { printHandlers } from './printMatters.ts'
import { registerHandlers } from './register.ts'
import { reportUpHandlers } from './reportUp.ts'
import { sealHandlers } from './sealHandlers.ts'
import { suggestHandlers } from './suggest.ts'
import { triageHandlers } from './triage.ts'
import { viewHandlers } from './view.ts'

export const intakeHandlers = {
  ...exportHandlers,
  ...linkHandlers,
  ...partyHandlers,
  ...printHandlers,
  ...registerHandlers,
  ...reportUpHandlers,
  ...sealHandlers,
  ...suggestHandlers,
  ...triageHandlers,
  ...viewHandlers,
  'matters.list': (ctx, { filter, ...page }) => listMatters(ctx.db, ctx.actor.userId, filter, page),
  'matters.count': (ctx, { filter }) => ({ count: countMatters(ctx.db, ctx.actor.userId, filter) }),
} satisfies Partial<Handlers>
