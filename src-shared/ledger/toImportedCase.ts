import type { Day } from '../kernel/day.ts'
import type { AmountFen } from '../kernel/money.ts'
import { ImportedCase } from '../mediation/events.ts'
import type { FieldValue } from './sheet/field.ts'

const text = (value: FieldValue | undefined): string => (value === undefined ? '' : String(value))
const day = (value: FieldValue | undefined): Day | null =>
  typeof value === 'string' && value !== '' ? (value as Day) : null
const count = (value: FieldValue | undefined): number => (typeof value === 'number' ? value : 0)
const names = (value: FieldValue | undefined): string[] =>
  text(value)
    .split(/[、，,;；\n/]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** What a ledger writes under 司法确认: a case number, 是, or that there is none. */
function confirmationOf(said: string): Pick<ImportedCase, 'confirmation' | 'confirmationNumber'> {
  if (/驳回|不予/.test(said)) return { confirmation: 'rejected', confirmationNumber: said }
  if (/撤回/.test(said)) return { confirmation: 'withdrawn', confirmationNumber: said }
  if (said === '' || /^(否|未|没有|不)/.test(said)) return { confirmation: 'none', confirmationNumber: '' }
  if (/申请中|已申请|审查中/.test(said)) return { confirmation: 'applied', confirmationNumber: said }
  return { confirmation: 'valid', confirmationNumber: /^(是|有|有效|已确认|已司法确认)$/.test(said) ? '' : said }
}

/**
 * One checked row of an older ledger as the event that stands for its course.
 * @param proposeGovernance the mapping of classes (A4.3); the first proposal is taken
 */
export function toImportedCase(
  values: Record<string, FieldValue>,
  proposeGovernance: (justiceClass: string, text: string) => string[],
): {
  imported: ImportedCase
  applicants: string[]
  respondents: string[]
} {
  const applicants = names(values.applicants)
  const respondents = names(values.respondents)
  const justiceClass = text(values.justiceClass) || '18'
  const result = (
    text(values.result) === 'success' || text(values.result) === '1'
      ? 'success'
      : text(values.result) === 'failure' || text(values.result) === '0'
        ? 'failure'
        : null
  ) as ImportedCase['result']
  const form = (text(values.agreementForm) || null) as ImportedCase['agreementForm']
  const imported: ImportedCase = {
    dossierNumber: text(values.dossierNumber),
    acceptedOn: values.acceptedOn as Day,
    source: (text(values.source) || 'applied') as ImportedCase['source'],
    referralUnit: '',
    justiceClass,
    governanceClass: proposeGovernance(justiceClass, text(values.facts))[0] ?? '99',
    difficulty: (text(values.difficulty) || 'ordinary') as ImportedCase['difficulty'],
    facts: text(values.facts),
    mediators: names(values.mediators).map((name) => ({ name })),
    sessions: count(values.sessions),
    peopleCount: Math.max(count(values.peopleCount), applicants.length + respondents.length),
    closedOn: day(values.closedOn),
    result,
    agreementForm: result === 'success' ? (form ?? 'written') : null,
    agreementNumber: text(values.agreementNumber),
    amountFen: count(values.amountFen) as AmountFen,
    performBy: day(values.performBy),
    conclusion: text(values.performance) as ImportedCase['conclusion'],
    ...confirmationOf(text(values.confirmation)),
    returnVisitOn: day(values.returnVisitOn),
    satisfaction: text(values.satisfaction) as ImportedCase['satisfaction'],
    archivedOn: day(values.archivedOn),
    grade: text(values.subsidy),
    subsidyFen: 0 as AmountFen,
    note: text(values.note),
  }
  return { imported, applicants, respondents }
}

const LONGEST_NAME = 80
/** Fields of the case that the sheet calls otherwise. */
const SHEET_KEYS: Record<string, string> = {
  conclusion: 'performance',
  confirmationNumber: 'confirmation',
  grade: 'subsidy',
}

/** What the store would not take of a row that reads well, by column of the sheet: told in the dry run, never cut off. */
export function findOverLimit(row: ReturnType<typeof toImportedCase>): { key: string; message: string }[] {
  const checked = ImportedCase.safeParse(row.imported)
  const keys = checked.success ? [] : checked.error.issues.map(({ path }) => String(path[0]))
  for (const side of ['applicants', 'respondents'] as const)
    if (row[side].some((name) => name.length > LONGEST_NAME)) keys.push(side)
  return [...new Set(keys)].map((key) => ({
    key: SHEET_KEYS[key] ?? key,
    message: key === 'mediators' ? '调解员最多 9 人，姓名最多 40 字' : '超出可以保存的长度或大小，请核对',
  }))
}
