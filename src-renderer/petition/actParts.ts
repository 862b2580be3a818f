import type { PetitionView } from '../../src-shared/petition/schema.ts'
import type { TransferState } from '../../src-shared/petition/fold.ts'
import { last } from '../../src-shared/petition/project.ts'
import { CONTACTS, DELIVERIES } from '../../src-shared/petition/codes.ts'
import { choiceField, choicesOf, type FieldSpec } from '../workbench/fieldSpec.ts'
import type { SimpleAct as AnySimpleAct, Surroundings as AnySurroundings } from '../workbench/simpleAct.ts'

export { choiceField, longField, textField } from '../workbench/fieldSpec.ts'
export type Surroundings = AnySurroundings<PetitionView>
export type SimpleAct = AnySimpleAct<PetitionView>

export const describedOf = ({ view }: Surroundings) => last(view.record, 'describe')

export const howDelivered = (label = '告知方式'): FieldSpec => ({
  kind: 'choice',
  name: 'how',
  label,
  required: true,
  options: choicesOf(DELIVERIES),
})
export const howContacted = (label = '方式'): FieldSpec => ({
  kind: 'choice',
  name: 'how',
  label,
  required: true,
  options: choicesOf(CONTACTS),
})
/** The citizen or citizens, as the papers name them. */
export function citizenNames({ matter }: PetitionView): string {
  const own = matter.parties.filter(({ role }) => ['visitor', 'applicant', 'representative'].includes(role))
  return own
    .map(({ name }) => name)
    .filter(Boolean)
    .join('、')
}

const PAPER_TITLES = {
  petition_acceptance_notice: '受理告知书',
  petition_opinion: '信访处理意见书',
  petition_review_opinion: '复查意见书',
  petition_recheck_opinion: '复核意见书',
} as const

/** Warns, without holding anybody up, that the paper which is said to have been handed over was not issued here. */
export function unissuedWarning(
  { view }: Surroundings,
  kind: keyof typeof PAPER_TITLES | undefined,
): { title: string; lines: readonly string[] } {
  const papers = view.papers.filter((paper) => paper.kind === kind)
  const isIssued = papers.length === 0 || papers.some(({ issued }) => issued > 0)
  if (!kind || isIssued) return { title: '请核对', lines: [] }
  const line = `${PAPER_TITLES[kind]}还没有在“卷内文书”里出具；用纸质文书的，请确认编号和日期。`
  return { title: '请核对', lines: [line] }
}

/** Said where the next number of the office's own series stands in the field already. */
export const NEXT_NUMBER = '本单位的下一个编号；有发文登记号的改成那个'

/** The office's name on its petition papers. */
export const ownName = ({ settings }: Surroundings): string => settings?.petitionOffice || settings?.centreName || ''

/** Who handles it now: the unit that it was passed to, or the office itself. */
export function handlingUnit(s: Surroundings): string {
  return s.view.state.transfers.findLast((each) => each.acceptedOn && !each.isReturned)?.unit ?? ownName(s)
}

const MODES = { forward: '转送', assign: '交办' } as const
const openTransfers = ({ view }: Surroundings): TransferState[] =>
  view.state.transfers.filter((each) => !each.isReturned)

/** The transfer that a form is about: the one its button stood beside, or the newest that fits. */
export function transferOf(s: Surroundings, fits: (transfer: TransferState) => boolean = () => true): string {
  const open = openTransfers(s)
  return s.ref || (open.findLast(fits) ?? open.at(-1))?.id || ''
}
export const transferField = (s: Surroundings): FieldSpec =>
  choiceField(
    'transferId',
    '哪一次转送交办',
    openTransfers(s).map(({ id, unit, mode, on }) => ({ value: id, label: `${unit}（${on} ${MODES[mode]}）` })),
  )

export const remedyLines = (hint = '写明机关；会印在告知书上'): FieldSpec => ({
  kind: 'lines',
  name: 'remedies',
  label: '告知的其他途径',
  required: true,
  max: 10,
  span: 'full',
  hint,
})

export const ITEMS = {
  '31-6': '第三十一条第六项：出具处理意见，六十日',
  '31-5': '第三十一条第五项：查处违法、履行保护职责，按其规定',
  '29': '第二十九条：建议意见，研究论证后回复',
} as const
export const itemField = (): FieldSpec => choiceField('item', '办理依据', choicesOf(ITEMS), { span: 2 })

/** `yes` and `no` of a choice; anything else is left for the check to find. */
export function toBoolean(value: unknown): unknown {
  return value === 'yes' ? true : value === 'no' ? false : undefined
}
