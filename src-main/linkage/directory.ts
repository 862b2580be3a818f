import { titleOn, versionInForce, type EditableTable, type TableVersion } from '../../src-shared/centre/codeTables.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import { LinkageDetail, UnitDetail } from '../../src-shared/linkage/config.ts'
import { tableVersions } from '../centre/codeTables.ts'
import type { Ctx } from '../ctx/ctx.ts'

/** The entry of a code in the version in force on `day`. @throws AppError 'invalid' if there is none */
function entryOn(ctx: Ctx, table: EditableTable, code: string, day: Day, field: string) {
  const inForce = versionInForce(tableVersions(ctx, table), day)
  const entry = inForce?.codes.find((each) => each.code === code)
  if (!entry) throw invalidField(field, `${day} 生效的“${inForce?.title ?? table}”里没有这一项，请重新选择`)
  return entry
}

/** One linkage as it was in force on a day. */
export function linkageOn(ctx: Ctx, code: string, day: Day): { title: string; detail: LinkageDetail } {
  const entry = entryOn(ctx, 'linkage', code, day, 'linkage')
  const parsed = LinkageDetail.safeParse(entry.detail)
  if (!parsed.success) throw new AppError('invalid', `“${entry.title}”的设置不完整，请在设置里补齐`)
  return { title: entry.title, detail: parsed.data }
}

/** The same where nothing depends on it; undefined if there is none or it is not complete. */
export function findLinkage(ctx: Ctx, code: string, day: Day): LinkageDetail | undefined {
  const entry = versionInForce(tableVersions(ctx, 'linkage'), day)?.codes.find((each) => each.code === code)
  return LinkageDetail.safeParse(entry?.detail).data
}

/** One member unit as it was in force on a day. Only units of the directory get tasks. */
export function unitOn(ctx: Ctx, code: string, day: Day, field: string): { title: string; detail: UnitDetail } {
  const entry = entryOn(ctx, 'member_unit', code, day, field)
  return { title: entry.title, detail: UnitDetail.parse(entry.detail) }
}

export function checkCode(ctx: Ctx, table: EditableTable, code: string, day: Day, field: string): void {
  entryOn(ctx, table, code, day, field)
}

/** What a code of a table meant on a day. */
export const wordOf = (versions: readonly TableVersion[], code: string, day: Day): string =>
  code && titleOn(versions, code, day)
