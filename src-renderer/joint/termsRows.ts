import type { TableVersion } from '../../src-shared/centre/codeTables.ts'
import { JointLimit, LIMIT_UNITS } from '../../src-shared/joint/limits.ts'
import { Standard } from '../../src-shared/joint/standards.ts'
import { choicesOf, type FieldSpec, type Values } from '../workbench/fieldSpec.ts'

type Code = TableVersion['codes'][number]
const toNumber = (value: unknown): unknown => (/^\d{1,4}$/.test(String(value).trim()) ? Number(value) : value)
const code: FieldSpec = {
  kind: 'text',
  name: 'code',
  label: '代码',
  required: true,
  maxLength: 6,
  hint: '用过的不再改',
}

/** Limits: each with its number and unit. */
export const LIMIT_FORM = {
  fields: [
    code,
    { kind: 'text', name: 'title', label: '期限', required: true, maxLength: 40 },
    { kind: 'number', name: 'amount', label: '多长', required: true },
    { kind: 'choice', name: 'unit', label: '单位', required: true, options: choicesOf(LIMIT_UNITS) },
  ] satisfies FieldSpec[],
  blank: { code: '', title: '', amount: '', unit: 'working_days' },
  toRow: ({ code: key, title, detail }: Code): Values => {
    const limit = JointLimit.safeParse(detail).data
    return { code: key, title, amount: String(limit?.amount ?? ''), unit: limit?.unit ?? 'working_days' }
  },
  toCode: ({ code: key, title, amount, unit }: Values): unknown => ({
    code: key,
    title,
    detail: { amount: toNumber(amount), unit },
  }),
}

/** Kinds of 平安创建: a criterion is a line `标准 20`, its points at the end. */
export const CREATION_FORM = {
  fields: [
    code,
    { kind: 'text', name: 'title', label: '创建类别', required: true, maxLength: 40 },
    { kind: 'number', name: 'passPoints', label: '达标分', required: true },
    { kind: 'number', name: 'validMonths', label: '有效期（月）', required: true },
    {
      kind: 'lines',
      name: 'criteria',
      label: '标准',
      required: true,
      max: 60,
      span: 'full',
      hint: '每行一条，末尾写分值，如：有人负责、有分工、有记录 20',
    },
  ] satisfies FieldSpec[],
  blank: { code: '', title: '', passPoints: '80', validMonths: '24', criteria: [''] },
  toRow: ({ code: key, title, detail }: Code): Values => {
    const standard = Standard.safeParse(detail).data
    return {
      code: key,
      title,
      passPoints: String(standard?.passPoints ?? ''),
      validMonths: String(standard?.validMonths ?? ''),
      criteria: standard?.criteria.map((each) => `${each.title} ${each.points}`) ?? [''],
    }
  },
  toCode: ({ code: key, title, passPoints, validMonths, criteria }: Values): unknown => ({
    code: key,
    title,
    detail: {
      passPoints: toNumber(passPoints),
      validMonths: toNumber(validMonths),
      criteria: (criteria as string[]).filter((line) => line.trim() !== '').map(toCriterion),
    },
  }),
}

/** `有人负责 20` -> its words and points; a line without points stays, so that the check names it. */
export function toCriterion(line: string): { title: string; points: unknown } {
  const found = /^(.*\S)\s+(\d{1,4})\s*分?$/.exec(line.normalize('NFKC').trim())
  return found ? { title: found[1] ?? '', points: Number(found[2]) } : { title: line.trim(), points: '' }
}
