import { valueText, type JointField, type Payload, type Words } from './fields.ts'
import { COMMON_TITLES } from './fold.ts'
import type { JointKind } from './kind.ts'

/** The fields of an act or of the card. */
export const fieldsOfAct = (kind: JointKind, act: string): readonly JointField[] =>
  act === 'open' || act === 'amend' ? kind.card : (kind.acts[act]?.fields ?? [])

export const titleOfAct = (kind: JointKind, act: string): string => kind.acts[act]?.title ?? COMMON_TITLES[act] ?? act

/** An act as the timeline tells it: every field that says something. */
export function actText(kind: JointKind, act: string, payload: Payload, words: Words): string {
  if (act === 'void' || act === 'takeBack') return String(payload['reason'] ?? '')
  if (act === 'open') return ''
  if (act === 'renumber') return `${String(payload['number'])}，原编号 ${String(payload['was'])}`
  return fieldsOfAct(kind, act)
    .map((field) => ({ label: field.label, text: valueText(field, payload[field.key], words) }))
    .filter(({ text }) => text !== '')
    .map(({ label, text }) => `${label}：${text}`)
    .join('　')
}
