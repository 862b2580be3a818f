import { titleOn, versionInForce, type EditableTable, type TableVersion } from '../../src-shared/centre/codeTables.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { UNIT_KINDS } from '../../src-shared/linkage/codes.ts'
import { LinkageDetail, UnitDetail } from '../../src-shared/linkage/config.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'

export const TABLES = {
  linkages: 'linkage',
  units: 'member_unit',
  classes: 'linkage_class',
  causes: 'linkage_cause',
} as const satisfies Record<string, EditableTable>
export type DirectoryName = keyof typeof TABLES

/** Linkages, member units, classes and causes by version, as forms choose from them. */
export interface Directory {
  isRead: boolean
  choices(name: DirectoryName, day: Day): Choice[]
  /** Units by name, for what keeps words and no code. */
  names(day: Day): Choice[]
  titleOf(name: DirectoryName, code: string, day: Day): string
  linkage(code: string, day: Day): LinkageDetail | undefined
}

export type Tables = Record<DirectoryName, readonly TableVersion[]>

export function toDirectory(tables: Tables): Directory {
  const codesOn = (name: DirectoryName, day: Day) => versionInForce(tables[name], day)?.codes ?? []
  return {
    isRead: tables.linkages.length > 0,
    choices: (name, day) => codesOn(name, day).flatMap((each) => choiceOf(name, each)),
    names: (day) =>
      codesOn('units', day)
        .flatMap((each) => choiceOf('units', each))
        .map((choice) => ({ ...choice, value: choice.label })),
    titleOf: (name, code, day) => (code ? titleOn(tables[name], code, day) : ''),
    linkage: (code, day) =>
      LinkageDetail.safeParse(codesOn('linkages', day).find((each) => each.code === code)?.detail).data,
  }
}

/** A unit is found by its other names as well; a linkage that is not worked by tasks is not offered. */
function choiceOf(name: DirectoryName, { code, title, detail }: TableVersion['codes'][number]): Choice[] {
  if (name === 'linkages' && LinkageDetail.safeParse(detail).data?.takesTasks === false) return []
  if (name !== 'units') return [{ value: code, label: title }]
  const unit = UnitDetail.safeParse(detail).data
  return [{ value: code, label: title, note: unit ? UNIT_KINDS[unit.kind] : '', keywords: unit?.aliases ?? '' }]
}
