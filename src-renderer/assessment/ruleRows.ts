import type { TableVersion } from '../../src-shared/centre/codeTables.ts'
import { BASES, MEASURES } from '../../src-shared/assessment/measures.ts'
import { FORMULAS, IndicatorDetail } from '../../src-shared/assessment/rule.ts'
import { UNIT_KINDS } from '../../src-shared/linkage/codes.ts'
import { choiceField, choicesOf, textField, type FieldSpec, type Values } from '../workbench/fieldSpec.ts'

/** What can be scored; volumes are not offered, they are only divided by. */
const SCORED = Object.entries(MEASURES)
  .filter(([, { sense }]) => sense !== 'volume')
  .map(([value, { title, whole, basis }]) => ({
    value,
    label: title,
    note: `÷ ${MEASURES[whole as keyof typeof MEASURES]?.title ?? ''}，${BASES[basis]}`,
  }))

export const RULE_FIELDS: readonly FieldSpec[] = [
  textField('code', '代码', 6, { required: true }),
  textField('title', '考核项', 40, { required: true }),
  textField('group', '大项', 20, { required: true }),
  textField('points', '分值', 6, { required: true }),
  choiceField('formula', '怎样计分', choicesOf(FORMULAS)),
  choiceField('part', '统计项', SCORED, { required: false, hint: '复评打分、加分不用选' }),
  textField('target', '目标（%）', 3, { hint: '只用于“低于目标扣分”' }),
  textField('per', '每点或每件扣几分', 6),
  textField('minWhole', '分母少于几不计分', 4),
  { kind: 'multi', name: 'kinds', label: '适用单位（不选为全部）', options: choicesOf(UNIT_KINDS) },
  textField('evidence', '看什么依据', 200, { hint: '复评打分、加分必填' }),
]

export const BLANK_RULE_ROW: Values = {
  code: '',
  title: '',
  group: '',
  points: '',
  formula: 'shortfall',
  part: '',
  target: '100',
  per: '',
  minWhole: '1',
  kinds: [],
  evidence: '',
}

/** An indicator as its form shows it. */
export function toRuleRow({ code, title, detail }: TableVersion['codes'][number]): Values {
  const parsed = IndicatorDetail.safeParse(detail).data
  if (!parsed) return { ...BLANK_RULE_ROW, code, title }
  const { points, target, per, minWhole, ...rest } = parsed
  return {
    ...rest,
    code,
    title,
    points: String(points),
    target: String(target),
    per: per === 0 ? '' : String(per),
    minWhole: String(minWhole),
  }
}

/** What is saved of it; text that is no number stays, so that the check names the field. */
export function toRuleCode({ code, title, ...row }: Values): { code: string; title: string; detail: unknown } {
  const numbers = { points: '', target: '100', per: '0', minWhole: '1' }
  const detail: Values = { ...row }
  for (const [key, empty] of Object.entries(numbers)) detail[key] = toNumber(row[key] || empty)
  return { code: String(code), title: String(title), detail }
}

function toNumber(value: unknown): unknown {
  const typed = String(value).normalize('NFKC').trim()
  return /^\d{1,4}(\.\d+)?$/.test(typed) ? Number(typed) : typed
}
