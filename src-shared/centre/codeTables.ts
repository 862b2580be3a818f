import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import type { CodeTable } from '../kernel/codeTable.ts'
import { defineContract } from '../kernel/procedure.ts'

/** One version of a table that an office edits, in force from its day until the next one's. */
export const TableVersion = z.object({
  version: z.int().min(1),
  effectiveFrom: Day,
  title: z.string().trim().min(1, '请填写名称').max(60),
  /** Where the codes come from, printed where the table is shown. */
  source: z.string().trim().min(1, '请写明依据或来源').max(200),
  codes: z
    .array(
      z.object({
        code: z.string().regex(/^\d{1,6}$/, '代码为 1 至 6 位数字'),
        title: z.string().trim().min(1, '请填写名称').max(40),
        /** What more the table keeps of a code, checked by its topic (`SHIPPED` of src-main/centre/codeTables.ts). */
        detail: z.unknown().optional(),
      }),
    )
    .min(1, '至少要有一项')
    .max(400),
})
export type TableVersion = z.infer<typeof TableVersion>

/** Tables that an office may edit; their first version ships with the program. */
export const EDITABLE_TABLES = [
  'petition_content',
  'petition_origin',
  'petition_visit_place',
  'linkage',
  'member_unit',
  'linkage_class',
  'linkage_cause',
  'duty_shift',
  'duty_level',
  'duty_rule',
  'duty_category',
  'duty_absence',
  'volunteer_class',
  'volunteer_base',
  'volunteer_minimum',
  'volunteer_activity',
  'volunteer_rule',
  'grid_post',
  'grid_diary',
  'assessment_rule',
  'joint_trouble',
  'joint_incident',
  'joint_warning',
  'joint_creation',
  'joint_limit',
] as const
export const EditableTable = z.enum(EDITABLE_TABLES)
export type EditableTable = z.infer<typeof EditableTable>

/** The day from which a table that ships with the program applies: before anything was registered. */
export const SINCE_EVER = '2000-01-01' as Day

/** Since when a version applies, in words: what ships with the program began on no day that anybody decided. */
export const sinceText = (effectiveFrom: Day): string =>
  effectiveFrom === SINCE_EVER ? '随程序附带' : `${effectiveFrom} 起生效`

/** What ships with the program, as version 1. */
export function firstVersion(
  table: Omit<CodeTable, 'codes'> & { codes: readonly TableVersion['codes'][number][] },
): TableVersion {
  const { title, source, codes } = table
  return { version: 1, effectiveFrom: SINCE_EVER, title, source, codes: codes.map((each) => ({ ...each })) }
}

/** The version in force on `day`: of those that have begun, the one that began last, then the newest. */
export function versionInForce(versions: readonly TableVersion[], day: Day): TableVersion | undefined {
  return versions
    .filter(({ effectiveFrom }) => effectiveFrom <= day)
    .reduce<TableVersion | undefined>((best, each) => (best && isAfter(best, each) ? best : each), undefined)
}

const isAfter = (a: TableVersion, b: TableVersion): boolean =>
  a.effectiveFrom !== b.effectiveFrom ? a.effectiveFrom > b.effectiveFrom : a.version > b.version

/** What a code meant on `day`; a code of another version keeps that one's words, so that nothing old turns unreadable. */
export function titleOn(versions: readonly TableVersion[], code: string, day: Day): string {
  const inForce = versionInForce(versions, day)
  const others = [...versions].sort((a, b) => b.version - a.version)
  for (const { codes } of inForce ? [inForce, ...others] : others) {
    const title = codes.find((each) => each.code === code)?.title
    if (title !== undefined) return title
  }
  return code
}

/** Every code that a record may carry, once, in the newest words; for figures over years. */
export function allCodes(versions: readonly TableVersion[]): { code: string; title: string }[] {
  const codes = new Map<string, string>()
  for (const version of [...versions].sort((a, b) => b.version - a.version))
    for (const { code, title } of version.codes) if (!codes.has(code)) codes.set(code, title)
  return [...codes].map(([code, title]) => ({ code, title }))
}

/** Why a version cannot follow the ones there are, in Chinese, or undefined if it can. */
export function whyNotNext(versions: readonly TableVersion[], next: TableVersion): string | undefined {
  const seen = new Set<string>()
  for (const { code } of next.codes) {
    if (seen.has(code)) return `代码 ${code} 重复`
    seen.add(code)
  }
  const newest = [...versions].sort((a, b) => b.version - a.version)[0]
  if (newest && next.effectiveFrom < newest.effectiveFrom)
    return `生效日期不能早于上一版的 ${newest.effectiveFrom}；旧事项按旧版显示，不会被改写`
  return undefined
}

export const codeTableContract = defineContract({
  'centre.codeTable': {
    kind: 'query',
    allow: 'anyone',
    input: z.object({ table: EditableTable }),
    output: z.object({ versions: z.array(TableVersion), presets: z.array(TableVersion) }),
  },
  /** A new version; older ones stay and keep their records readable. */
  'centre.saveCodeTable': {
    kind: 'command',
    allow: ['admin', 'head'],
    input: z.object({ table: EditableTable, next: TableVersion.omit({ version: true }) }),
    output: z.object({ versions: z.array(TableVersion) }),
  },
})
