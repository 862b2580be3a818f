import { AppError } from '../../src-shared/kernel/errors.ts'
import type { Handlers } from '../ctx/ctx.ts'
import { deleteDraft, findDraft, listDrafts, saveDraft } from './draftRepo.ts'

const MAX_CHARS = 200_000

/** Drafts of care work lie with the records: what is half typed names people, too. */
export const draftHandlers = {
  'care.drafts': (ctx) => listDrafts(ctx.care.db, ctx.actor.userId),
  'care.draft': (ctx, { key }) => findDraft(ctx.care.db, ctx.actor.userId, key) ?? null,
  'care.saveDraft': (ctx, { key, title, content, basedOn }) => {
    const { savedAt } = findDraft(ctx.care.db, ctx.actor.userId, key) ?? {}
    if (savedAt !== undefined && savedAt !== basedOn)
      throw new AppError('conflict', '另一个窗口也在写这一份', { seen: 0, now: 0 })
    if (JSON.stringify(content).length > MAX_CHARS) throw new AppError('too_large', '草稿太长，请先保存')
    saveDraft(ctx.care.db, ctx.actor.userId, key, title, content, ctx.now)
    return { savedAt: ctx.now }
  },
  'care.discardDraft': (ctx, { key }) => {
    deleteDraft(ctx.care.db, ctx.actor.userId, key)
    return {}
  },
} satisfies Partial<Handlers>
