import type { z } from 'zod'

const HAN = /\p{Script=Han}/u

/** What an issue asks for, in Chinese: the schema's own words where it has some, else what its kind says. */
export function issueText(issue: z.core.$ZodIssue): string {
  if (HAN.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'array' ? `最多 ${issue.maximum} 项` : `不能超过 ${issue.maximum}${unitOf(issue)}`
    case 'too_small':
      if (issue.origin === 'array') return issue.minimum === 1 ? '请至少选择或填写一项' : `至少 ${issue.minimum} 项`
      return issue.origin === 'string' && issue.minimum === 1 ? '请填写' : `不能少于 ${issue.minimum}${unitOf(issue)}`
    case 'invalid_value':
      return '请选择'
    case 'invalid_format':
      return '格式不对'
    case 'invalid_type':
      return ['number', 'int'].includes(issue.expected) ? '请填写整数' : '请填写'
    case 'invalid_union': // the last way is the one that people fill in; the others are for what stays empty
      return issueText(issue.errors.at(-1)?.[0] ?? { ...issue, code: 'custom' })
    default:
      return '填写的内容有误，请检查'
  }
}

const unitOf = ({ origin }: { origin: string }): string => (origin === 'string' ? ' 个字' : '')

/** What a schema found wrong, the first of each field, by its path (`terms.0`). */
export function issueTexts(error: z.ZodError | undefined): Record<string, string> {
  const found: Record<string, string> = {}
  for (const issue of error?.issues ?? []) found[issue.path.join('.')] ??= issueText(issue)
  return found
}
