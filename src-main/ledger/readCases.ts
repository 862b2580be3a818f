import type { Day } from '../../src-shared/kernel/day.ts'
import { toImportedCase } from '../../src-shared/ledger/toImportedCase.ts'
import { proposeGovernanceClass } from '../../src-shared/mediation/classMapping.ts'
import type { Job, SheetFile } from '../ctx/ctx.ts'
import { readRecords } from './readRecords.ts'

/** A row of a ledger as a case, with all that can be worked out without the store. */
export interface ReadCase extends ReturnType<typeof toImportedCase> {
  summary: string
}

/** Cases handed on at a time. */
const BATCH = 100
const LONGEST_SUMMARY = 200

/** The cases of a checked ledger, in order. */
export async function* readCases(file: SheetFile, today: Day, job?: Job): AsyncGenerator<ReadCase[]> {
  let batch: ReadCase[] = []
  for await (const { values } of readRecords(file, today, job)) {
    batch.push(toCase(toImportedCase(values, proposeGovernanceClass)))
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function toCase(row: ReturnType<typeof toImportedCase>): ReadCase {
  const { imported, applicants, respondents } = row
  const summary = (
    imported.facts || [applicants.join('、'), respondents.join('、')].filter(Boolean).join(' 与 ')
  ).slice(0, LONGEST_SUMMARY)
  return { ...row, summary }
}
