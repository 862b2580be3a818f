import { AppError } from '../../src-shared/kernel/errors.ts'
import type { Handlers } from '../ctx/ctx.ts'
import { binDraft, deleteDraft, emptyBin, findDraft, listDrafts, saveDraft } from './repo.ts'

const MAX_CHARS = 200_000
const BIN_DAYS = 30

export const draftHandlers = {
  'drafts.save': (ctx, { key, title, content }) => {
    if (JSON.stringify(content).length > MAX_CHARS) throw new AppError('too_large', '草稿太长，请先保存')
    saveDraft(ctx.db, ctx.actor.userId, key, title, content, ctx.now)
    return { savedAt: ctx.now }
  },
  'drafts.get': (ctx, { key }) => findDraft(ctx.db, ctx.actor.userId, key) ?? null,
  'drafts.list': (ctx, { isBinned }) => listDrafts(ctx.db, ctx.actor.userId, isBinned),
  'drafts.discard': (ctx, { key, isSaved }) => {
    if (isSaved) deleteDraft(ctx.db, ctx.actor.userId, key)
    else binDraft(ctx.db, ctx.actor.userId, key, ctx.now)
    emptyBin(ctx.db, new Date(Date.parse(ctx.now) - BIN_DAYS * 86_400_000).toISOString())
    ctx.changed('drafts')
    return {}
  },
  'drafts.restore': (ctx, { key }) => {
    binDraft(ctx.db, ctx.actor.userId, key, null)
    ctx.changed('drafts')
    return {}
  },
} satisfies Partial<Handlers>
