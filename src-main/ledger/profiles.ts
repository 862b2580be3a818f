import type { Day } from '../../src-shared/kernel/day.ts'
import { checkOrder } from '../../src-shared/ledger/sheet/checkOrder.ts'
import type { FieldValue, SheetField } from '../../src-shared/ledger/sheet/field.ts'
import { MEDIATION_LEDGER_FIELDS } from '../../src-shared/ledger/sheet/mediationLedgerFields.ts'
import type { Mapping } from '../../src-shared/ledger/sheet/proposeMapping.ts'
import { TASK_SHEET_FIELDS } from '../../src-shared/ledger/sheet/taskSheetFields.ts'
import { findOverLimit, toImportedCase } from '../../src-shared/ledger/toImportedCase.ts'
import { bareNumber, findTaskProblems, toSheetTask } from '../../src-shared/ledger/toSheetTask.ts'
import { proposeGovernanceClass } from '../../src-shared/mediation/classMapping.ts'
import type { SheetFile } from '../ctx/ctx.ts'

type Values = Readonly<Record<string, FieldValue>>

/** What the rows of a sheet are read as. */
interface SheetProfile {
  fields: readonly SheetField[]
  /** The field by which a row is known again: it stands once in a sheet and once in the store. */
  numberKey: string
  toNumber(values: Values): string
  /** Problems between the cells of a row, each at its column. */
  between(values: Values, mapping: Pick<Mapping, 'columns'>): { column: number; message: string }[]
  /** What the store would not take of a row whose cells read well, by field. */
  refused(values: Values, today: Day): { key: string; message: string }[]
  /** Said where no heads were found. */
  noHeads: string
}

export const PROFILES: Readonly<Record<SheetFile['profile'], SheetProfile>> = {
  mediation: {
    fields: MEDIATION_LEDGER_FIELDS,
    numberKey: 'dossierNumber',
    toNumber: (values) => String(values.dossierNumber ?? ''),
    between: checkOrder,
    refused: (values) => findOverLimit(toImportedCase(values, proposeGovernanceClass)),
    noHeads: '没有找到表头。请确认第一张工作表里有“受理日期”“申请人”这样的表头行',
  },
  task: {
    fields: TASK_SHEET_FIELDS,
    numberKey: 'number',
    toNumber: (values) => bareNumber(String(values.number ?? '')),
    between: () => [],
    refused: (values, today) => findTaskProblems(toSheetTask(values, today)),
    noHeads: '没有找到表头。请连同“工单编号”“内容”这样的表头行一起复制，或者选带表头的文件',
  },
}
