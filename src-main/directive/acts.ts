import { DIRECTIVE_EVENTS, type DirectiveEvent, type DirectiveEventKind } from '../../src-shared/directive/events.ts'
import type { DirectiveId } from '../../src-shared/directive/schema.ts'
import { whyNot } from '../../src-shared/directive/whyNot.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { getMatter } from '../intake/record.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { getDirective, matterOf } from './find.ts'
import { insertDirectiveEvent } from './repo.ts'

type On = { directiveId: DirectiveId; seen: number }
type More = Partial<Pick<DirectiveEvent, 'text' | 'documentIds' | 'matterId'>>

/**
 * Records one step of the street, in the caller's transaction.
 * @throws AppError 'not_found' | 'conflict' if something happened since the caller read it | 'not_allowed'
 */
export function record(ctx: Ctx, { directiveId, seen }: On, kind: DirectiveEventKind, more: More = {}): On {
  const one = getDirective(ctx, directiveId)
  if (one.seen !== seen) throw new AppError('conflict', '这件督办刚刚有了新的进展，已重新读取，请核对后再办')
  const why = whyNot(one.state, kind)
  if (why) throw new AppError('not_allowed', why)
  insertDirectiveEvent(ctx.db, directiveId, {
    id: ctx.newId(),
    seq: seen + 1,
    kind,
    at: ctx.now,
    byId: ctx.actor.userId,
    byName: ctx.actor.name,
    text: more.text ?? '',
    documentIds: more.documentIds ?? [],
    matterId: more.matterId ?? null,
  })
  audit(ctx, 'changed', { kind: 'directive', id: directiveId, title: one.number }, DIRECTIVE_EVENTS[kind])
  ctx.changed('directives')
  return { directiveId, seen: seen + 1 }
}

/** Says which matter a directive is about where nobody said so yet, and where the caller may. */
export function linkDirective(ctx: Ctx, directiveId: DirectiveId, matterId: string): void {
  const one = getDirective(ctx, directiveId)
  const mayLink = ctx.actor.roles.some((role) => role === 'clerk' || role === 'head')
  if (!mayLink || one.state.matterId || matterOf(ctx, one) || whyNot(one.state, 'linked')) return
  record(ctx, { directiveId, seen: one.seen }, 'linked', { matterId })
}

export const actHandlers = {
  'directive.receive': (ctx, on) => record(ctx, on, 'received'),
  'directive.accept': (ctx, on) => record(ctx, on, 'accepted'),
  'directive.return': (ctx, { reason, ...on }) => record(ctx, on, 'returned', { text: reason }),
  'directive.link': (ctx, { matterId, ...on }) => {
    const matter = getMatter(ctx, matterId)
    if (matter.isSealed === 1) throw new AppError('not_allowed', '密封的检举控告不与督办关联，区里不应知道它')
    return record(ctx, on, 'linked', { matterId })
  },
} satisfies Partial<Handlers>
