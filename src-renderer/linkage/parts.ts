import type { PartView } from '../../src-shared/linkage/schema.ts'
import { levelTitle } from '../../src-shared/linkage/codes.ts'
import type { LinkageView } from '../../src-shared/linkage/schema.ts'
import type { StatusKind } from '../ui/feedback/statusKind.ts'
import type { SimpleAct as AnySimpleAct, Surroundings as AnySurroundings } from '../workbench/simpleAct.ts'
import type { FieldSpec } from '../workbench/fieldSpec.ts'

export type Surroundings = AnySurroundings<LinkageView>
export type SimpleAct = AnySimpleAct<LinkageView>

const ENDED: readonly PartView['state'][] = ['returned', 'released', 'replaced']
export const isActive = ({ state }: PartView): boolean => !ENDED.includes(state)
export const owes = ({ state }: PartView): boolean => state === 'to_receive' || state === 'to_answer'

/** What a unit owes, in words; the sign and colour only repeat them. */
const STATES: Record<PartView['state'], { kind: StatusKind; text: string }> = {
  to_receive: { kind: 'waiting', text: '待接件' },
  to_answer: { kind: 'info', text: '办理中' },
  returning: { kind: 'bad', text: '要求退回' },
  answered: { kind: 'ok', text: '已答复' },
  returned: { kind: 'idle', text: '已退回' },
  released: { kind: 'idle', text: '已解除' },
  replaced: { kind: 'idle', text: '已改派' },
}
export const partTag = ({ state }: PartView) => STATES[state]
export const levelTag = (level: PartView['level']): { kind: StatusKind; text: string } => ({
  kind: level === 'red' ? 'bad' : level === 'none' ? 'idle' : 'warn',
  text: levelTitle(level),
})

/** The unit that a form is about: the one its button stood beside, or the first that fits. */
export function partOf(s: Surroundings, fits: (part: PartView) => boolean): string {
  return s.ref || s.view.parts.filter(isActive).find(fits)?.key || ''
}
export const partField = (s: Surroundings, fits: (part: PartView) => boolean = isActive): FieldSpec => ({
  kind: 'choice',
  name: 'key',
  label: '哪个单位',
  required: true,
  options: s.view.parts
    .filter((part) => isActive(part) && (fits(part) || part.key === s.ref))
    .map(({ key, unit, role }) => ({ value: key, label: `${unit}（${role === 'lead' ? '主办' : '协办'}）` })),
})

export const longField = (name: string, label: string, maxLength: number, more: Partial<FieldSpec> = {}): FieldSpec =>
  ({ kind: 'long', name, label, maxLength, required: true, span: 'full', ...more }) as FieldSpec
export const textField = (name: string, label: string, maxLength: number, more: Partial<FieldSpec> = {}): FieldSpec =>
  ({ kind: 'text', name, label, maxLength, ...more }) as FieldSpec
export const choiceField = (
  name: string,
  label: string,
  options: readonly { value: string; label: string; note?: string }[],
  more: Partial<FieldSpec> = {},
): FieldSpec => ({ kind: 'choice', name, label, required: true, options, ...more }) as FieldSpec
