import {
  allCodes,
  EditableTable,
  firstVersion,
  type TableVersion,
  whyNotNext,
} from '../../src-shared/centre/codeTables.ts'
import type { z } from 'zod'
import { ASSESSMENT_RULE } from '../../src-shared/assessment/presets.ts'
import { IndicatorDetail, whyNotRule, type Indicator } from '../../src-shared/assessment/rule.ts'
import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import {
  ABSENCES,
  CATEGORIES,
  LevelDetail,
  LEVELS,
  NumberDetail,
  RULES,
  ShiftDetail,
  SHIFTS,
} from '../../src-shared/duty/config.ts'
import { DIARY_KINDS, GRID_POSTS } from '../../src-shared/grid/codes.ts'
import { JOINT_LIMITS, JointLimit } from '../../src-shared/joint/limits.ts'
import { CREATIONS, Standard } from '../../src-shared/joint/standards.ts'
import { INCIDENT_TYPES, TROUBLE_TYPES, WARNING_TYPES } from '../../src-shared/joint/tables.ts'
import type { CodeTables } from '../../src-shared/ledger/definition.ts'
import { EVENT_CLASSES } from '../../src-shared/linkage/classes.ts'
import { LinkageDetail, UnitDetail } from '../../src-shared/linkage/config.ts'
import { CAUSES, HAIDIAN_LINKAGES, ZHABEI_LINKAGES } from '../../src-shared/linkage/presets.ts'
import { MEMBER_UNITS } from '../../src-shared/linkage/units.ts'
import { CONTENT_CLASSES, OLD_CONTENT_CLASSES, ORIGINS, VISIT_PLACES } from '../../src-shared/petition/codes.ts'
import {
  ACTIVITY_KINDS,
  BASES,
  MinimumDetail,
  MINIMUMS,
  VOLUNTEER_CLASSES,
  VOLUNTEER_RULES,
} from '../../src-shared/volunteer/config.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { insertTableVersion, listTableVersions } from './repo.ts'

interface Shipped {
  first: TableVersion
  presets: TableVersion[]
  /** What stands behind each code, for a table that keeps more than words. */
  detail?: z.ZodType
  /** Why the codes together cannot be saved, their details being right one by one. */
  check?: (codes: TableVersion['codes']) => string | undefined
}

const SHIPPED: Record<EditableTable, Shipped> = {
  petition_content: { first: firstVersion(CONTENT_CLASSES), presets: [firstVersion(OLD_CONTENT_CLASSES)] },
  petition_origin: { first: firstVersion(ORIGINS), presets: [] },
  petition_visit_place: { first: firstVersion(VISIT_PLACES), presets: [] },
  linkage: {
    first: firstVersion(ZHABEI_LINKAGES),
    presets: [firstVersion(HAIDIAN_LINKAGES)],
    detail: LinkageDetail,
  },
  member_unit: { first: firstVersion(MEMBER_UNITS), presets: [], detail: UnitDetail },
  linkage_class: { first: firstVersion(EVENT_CLASSES), presets: [] },
  linkage_cause: { first: firstVersion(CAUSES), presets: [] },
  duty_shift: { first: firstVersion(SHIFTS), presets: [], detail: ShiftDetail },
  duty_level: { first: firstVersion(LEVELS), presets: [], detail: LevelDetail },
  duty_rule: { first: firstVersion(RULES), presets: [], detail: NumberDetail },
  duty_category: { first: firstVersion(CATEGORIES), presets: [] },
  duty_absence: { first: firstVersion(ABSENCES), presets: [] },
  volunteer_class: { first: firstVersion(VOLUNTEER_CLASSES), presets: [] },
  volunteer_base: { first: firstVersion(BASES), presets: [] },
  volunteer_minimum: { first: firstVersion(MINIMUMS), presets: [], detail: MinimumDetail },
  volunteer_activity: { first: firstVersion(ACTIVITY_KINDS), presets: [] },
  volunteer_rule: { first: firstVersion(VOLUNTEER_RULES), presets: [], detail: NumberDetail },
  grid_post: { first: firstVersion(GRID_POSTS), presets: [] },
  assessment_rule: {
    first: firstVersion(ASSESSMENT_RULE),
    presets: [],
    detail: IndicatorDetail,
    check: (codes) => whyNotRule(codes as Indicator[]),
  },
  grid_diary: { first: firstVersion(DIARY_KINDS), presets: [] },
  joint_trouble: { first: firstVersion(TROUBLE_TYPES), presets: [] },
  joint_incident: { first: firstVersion(INCIDENT_TYPES), presets: [] },
  joint_warning: { first: firstVersion(WARNING_TYPES), presets: [] },
  joint_creation: { first: firstVersion(CREATIONS), presets: [], detail: Standard },
  joint_limit: { first: firstVersion(JOINT_LIMITS), presets: [], detail: JointLimit },
}

/** All versions of a table, the program's own first. */
export function tableVersions(ctx: Pick<Ctx, 'db'>, table: EditableTable): TableVersion[] {
  return [SHIPPED[table].first, ...listTableVersions(ctx.db, table)]
}

/** Every table that the office edits, as a ledger's figures ask for them by name; none of another name. */
export const editableTables =
  (ctx: Pick<Ctx, 'db'>): CodeTables =>
  (table) => {
    const known = EditableTable.safeParse(table)
    return known.success ? allCodes(tableVersions(ctx, known.data)) : []
  }

/** Codes with what stands behind them as the topic wants it. @throws AppError 'invalid' that names the first fault */
function withDetail(table: EditableTable, codes: TableVersion['codes']): TableVersion['codes'] {
  const schema = SHIPPED[table].detail
  return codes.map(({ code, title, detail }, row) => {
    if (!schema) return { code, title }
    const parsed = schema.safeParse(detail)
    if (parsed.success) return { code, title, detail: parsed.data }
    const fault = parsed.error.issues[0]
    throw invalidField(
      `codes.${row}.detail.${fault?.path.join('.') ?? ''}`,
      `${title}：${fault?.message ?? '没有填完'}`,
    )
  })
}

/**
 * Adds a version in the caller's transaction; older ones stay.
 * @throws AppError 'invalid' if it cannot follow those there are
 */
export function saveTableVersion(ctx: Ctx, table: EditableTable, next: Omit<TableVersion, 'version'>): TableVersion[] {
  const versions = tableVersions(ctx, table)
  const saved = { ...next, codes: withDetail(table, next.codes), version: versions.length + 1 }
  const why = whyNotNext(versions, saved) ?? SHIPPED[table].check?.(saved.codes)
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
