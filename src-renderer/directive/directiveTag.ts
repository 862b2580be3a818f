import { DIRECTIVE_STAGES, type DirectiveRow, type DirectiveStage } from '../../src-shared/directive/schema.ts'

const KINDS = {
  sent: 'warn',
  received: 'info',
  working: 'info',
  returned: 'warn',
  replied: 'waiting',
  confirmed: 'ok',
  withdrawn: 'idle',
} as const satisfies Record<DirectiveStage, string>

/** Of the tag that shows a directive's state. */
export const directiveTag = (stage: DirectiveStage) => ({ kind: KINDS[stage], text: DIRECTIVE_STAGES[stage] })

/** `2026-03-05 前签收`, `答复已超期（2026-04-17）`. */
export function owesText({ owes }: Pick<DirectiveRow, 'owes'>): string {
  if (!owes) return ''
  return owes.isOverdue ? `${owes.what}已超期（${owes.dueOn}）` : `${owes.dueOn} 前${owes.what}`
}
