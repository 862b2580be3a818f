import { type EditableTable, firstVersion, type TableVersion, whyNotNext } from '../../src-shared/centre/codeTables.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { CONTENT_CLASSES, OLD_CONTENT_CLASSES, ORIGINS, VISIT_PLACES } from '../../src-shared/petition/codes.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { insertTableVersion, listTableVersions } from './repo.ts'

const SHIPPED: Record<EditableTable, { first: TableVersion; presets: TableVersion[] }> = {
  petition_content: { first: firstVersion(CONTENT_CLASSES), presets: [firstVersion(OLD_CONTENT_CLASSES)] },
  petition_origin: { first: firstVersion(ORIGINS), presets: [] },
  petition_visit_place: { first: firstVersion(VISIT_PLACES), presets: [] },
}

/** All versions of a table, the program's own first. */
export function tableVersions(ctx: Pick<Ctx, 'db'>, table: EditableTable): TableVersion[] {
  return [SHIPPED[table].first, ...listTableVersions(ctx.db, table)]
}

/**
 * Adds a version in the caller's transaction; older ones stay.
 * @throws AppError 'invalid' if it cannot follow those there are
 */
export function saveTableVersion(ctx: Ctx, table: EditableTable, next: Omit<TableVersion, 'version'>): TableVersion[] {
  const versions = tableVersions(ctx, table)
  const saved = { ...next, version: versions.length + 1 }
  const why = whyNotNext(versions, saved)
  if (why) throw new AppError('invalid', why)
  insertTableVersion(ctx.db, table, saved, ctx.now, ctx.actor.name)
  audit(
    ctx,
    'settings_changed',
    { kind: 'setting', id: table, title: saved.title },
    `代码表第 ${saved.version} 版，${saved.effectiveFrom} 起生效，共 ${saved.codes.length} 项`,
  )
  ctx.changed('centre')
  return [...versions, saved]
}

export const codeTableHandlers = {
  'centre.codeTable': (ctx, { table }) => ({ versions: tableVersions(ctx, table), presets: SHIPPED[table].presets }),
  'centre.saveCodeTable': (ctx, { table, next }) => ({ versions: saveTableVersion(ctx, table, next) }),
} satisfies Partial<Handlers>
