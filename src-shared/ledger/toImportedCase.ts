import type { Day } from '../kernel/day.ts'
import type { AmountFen } from '../kernel/money.ts'
import type { ImportedCase } from '../mediation/events.ts'
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
    .map((name) => name.slice(0, 80))

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
    mediators: names(values.mediators)
      .slice(0, 9)
      .map((name) => ({ name: name.slice(0, 40) })),
    sessions: count(values.sessions),
    peopleCount: Math.max(count(values.peopleCount), applicants.length + respondents.length),
    closedOn: day(values.closedOn),
    result,
    agreementForm: result === 'success' ? (form ?? 'written') : null,
    agreementNumber: text(values.agreementNumber),
    amountFen: count(values.amountFen) as AmountFen,
    performBy: day(values.performBy),
    conclusion: text(values.performance) as ImportedCase['conclusion'],
    confirmation: text(values.confirmation) === '' ? 'none' : 'valid',
    confirmationNumber: text(values.confirmation).slice(0, 60),
    returnVisitOn: day(values.returnVisitOn),
    satisfaction: text(values.satisfaction) as ImportedCase['satisfaction'],
    archivedOn: day(values.archivedOn),
    grade: text(values.subsidy).slice(0, 20),
    subsidyFen: 0 as AmountFen,
    note: text(values.note).slice(0, 500),
  }
  return { imported, applicants, respondents }
}
