import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import { MEDIATION_LEDGER_FIELDS as FIELDS } from '../../src-shared/ledger/sheet/mediationLedgerFields.ts'
import { makeStory } from '../../src-shared/practice/story.ts'
import type { SheetColumn, SheetRecord, SheetValue } from '../../src-main/paper/xlsx/sheetSpec.ts'

const KINDS = { text: 'text', code: 'text', boolean: 'text', day: 'day', integer: 'integer', yuan: 'yuan' } as const
/** The 25 columns of the mediation ledger and 15 more of text, 40 together. */
export const COLUMNS: SheetColumn[] = [
  ...FIELDS.map(({ key, title, kind }) => ({ key, title, kind: KINDS[kind] })),
  ...Array.from({ length: 15 }, (_, i) => ({ key: `extra${i}`, title: `附加${i + 1}`, kind: 'text' as const })),
]
export const SPEC = {
  sheetName: '台账',
  title: '矛盾纠纷调解台账（样本）',
  note: '单位：示例街道',
  columns: COLUMNS,
  sumKeys: ['amountFen'],
}

const STORIES = 20_000
const YEARS = { from: '2015-01-01' as Day, to: '2019-12-31' as Day }

/** A ledger as an office has kept it: made-up names and texts of true length, days in order, every cell filled. */
export function* oldLedger(count: number): Generator<SheetRecord> {
  const stories = Array.from({ length: Math.min(count, STORIES) }, (_, index) => makeStory(7, index, YEARS))
  for (let i = 0; i < count; i += 1) {
    const { parties, facts, justiceClass } = stories[i % STORIES]!
    const namesOf = (role: string) => parties.flatMap((each) => (each.role === role ? [each.name] : [])).join('、')
    const acceptedOn = addDays(YEARS.from, Math.floor((i * 2_000) / count))
    const after = (days: number) => addDays(acceptedOn, (i % 20) + days)
    const record: Record<string, SheetValue> = {
      no: String(i + 1),
      dossierNumber: `旧（${acceptedOn.slice(0, 4)}）示调字第${i + 1}号`,
      acceptedOn,
      applicants: namesOf('applicant') || namesOf('visitor') || '某甲',
      respondents: namesOf('respondent') || '某乙',
      peopleCount: parties.length,
      facts,
      justiceClass: optionOf('justiceClass', Number(justiceClass ?? 18) - 1),
      mediators: '丁建松、戊小芳',
      sessions: 1 + (i % 3),
      closedOn: after(3),
      agreementNumber: `旧协字第${i + 1}号`,
      amountFen: (i * 37) % 9_999_999,
      performBy: after(30),
      confirmation: '否',
      returnVisitOn: after(40),
      archivedOn: after(60),
      subsidy: '二级 300元',
      note: `第${i + 1}件，材料齐全`,
    }
    for (const { key, options } of FIELDS) if (options) record[key] ??= optionOf(key, i)
    for (let extra = 0; extra < 15; extra += 1) record[`extra${extra}`] = `${11010119000101 + i}-${extra}`
    yield record
  }
}

function optionOf(key: string, at: number): string {
  const { options } = FIELDS.find((field) => field.key === key) ?? {}
  return options?.[at % options.length]?.label ?? ''
}
