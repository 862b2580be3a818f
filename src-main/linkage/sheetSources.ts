import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import { bareName, mayBeOf, withPresets, type SheetSource } from '../../src-shared/linkage/sheetSource.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { checkCode, linkageOn } from './directory.ts'
import { listKnownSheets, listSources, saveSource, type KnownSheet } from './sheetRepo.ts'

/** A source that the office made its own. @throws AppError 'not_found' | 'not_allowed' for one that is not in use */
export function getSource(ctx: Pick<Ctx, 'db'>, id: string): SheetSource {
  const source = listSources(ctx.db).find((each) => each.id === id)
  if (!source) throw new AppError('not_found', '请先保存这个来件系统的设置')
  if (!source.isActive) throw new AppError('not_allowed', `“${source.name}”已停用`)
  return source
}

/** Which numbers of a system are here already, with the matter that bears each. */
export function findKnownSheets(
  ctx: Pick<Ctx, 'db' | 'actor'>,
  source: SheetSource,
  numbers: readonly string[],
): Map<string, KnownSheet> {
  const names = listSources(ctx.db).map(({ name }) => name)
  const found = listKnownSheets(ctx.db, ctx.actor.userId, numbers).filter(({ unit }) =>
    mayBeOf(unit, source.name, names),
  )
  return new Map(found.map((each) => [each.number, each]))
}

export const sheetSourceHandlers = {
  'linkage.sheetSources': (ctx) => withPresets(listSources(ctx.db)),

  'linkage.saveSheetSource': (ctx, { id, ...given }) => {
    const kept = listSources(ctx.db)
    const before = kept.find((each) => each.id === id)
    if (before && before.name !== given.name)
      throw invalidField('name', `名称已经写在来件上，不能改；请停用“${before.name}”，另加一个`)
    if (kept.some((each) => each.id !== id && bareName(each.name) === bareName(given.name)))
      throw invalidField('name', '已经有这个名称的来件系统')
    const { detail, title } = linkageOn(ctx, given.linkage, ctx.today)
    if (!detail.takesTasks) throw invalidField('linkage', `“${title}”不通过任务办理`)
    checkCode(ctx, 'linkage_class', given.eventClass, ctx.today, 'eventClass')
    const source = { id: id ?? ctx.newId<string>(), ...given }
    saveSource(ctx.db, source, ctx.now, ctx.actor.name)
    audit(ctx, 'changed', { kind: 'setting', id: source.id, title: `来件系统 ${source.name}` })
    ctx.changed('linkage')
    return { id: source.id }
  },
} satisfies Partial<Handlers>
