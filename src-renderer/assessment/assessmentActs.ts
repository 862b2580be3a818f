import { isByHand, type Formula } from '../../src-shared/assessment/rule.ts'
import type { AppealView, RecordRow, UnitScore } from '../../src-shared/assessment/schema.ts'
import { choiceField, longField, textField, type FieldSpec, type Values } from '../workbench/fieldSpec.ts'

/** Which act is being written; a decision is about an appeal and may leave records out. */
export type OpenAct =
  | { name: 'selfScore' | 'review' | 'appeal' }
  | { name: 'decide'; appeal: AppealView; records: readonly RecordRow[] }
  | { name: 'withdrawAppeal'; appeal: AppealView }

const number = (value: unknown): unknown => {
  const typed = String(value ?? '')
    .normalize('NFKC')
    .trim()
  return /^\d{1,3}(\.\d+)?$/.test(typed) ? Number(typed) : typed
}
const on: FieldSpec = { kind: 'day', name: 'on', label: '日期', required: true }
const isHandItem = ({ formula }: { formula: string }): boolean => isByHand(formula as Formula)
const pointsOf = (full: number): string => String(full / 100)

/** The fields of an act for one unit: an item a line where items are scored. */
export function actFields(act: OpenAct, { items }: UnitScore): FieldSpec[] {
  switch (act.name) {
    case 'selfScore':
      return [
        on,
        textField('by', '自评人', 40, { required: true, hint: '没有装程序的单位，照纸质自评表录入' }),
        ...items
          .filter(({ formula }) => formula !== 'bonus')
          .map(({ code, title, full }) => textField(`score.${code}`, `${title}（${pointsOf(full)} 分）`, 6)),
      ]
    case 'review':
      return [
        on,
        textField('by', '复评人', 40, { required: true }),
        ...items
          .filter(isHandItem)
          .flatMap(({ code, title, full }): FieldSpec[] => [
            { kind: 'heading', name: `head.${code}`, label: `${title}（${pointsOf(full)} 分）` },
            textField(`score.${code}`, '得分', 6),
            textField(`evidence.${code}`, '依据', 300, { span: 2 }),
            textField(`reason.${code}`, '扣分原因', 300, { span: 'full' }),
          ]),
      ]
    case 'appeal':
      return [
        on,
        textField('by', '申诉人', 40, { required: true }),
        choiceField(
          'code',
          '哪一项',
          items.map(({ code, title }) => ({ value: code, label: title })),
        ),
        longField('claim', '申诉理由', 1000),
        longField('evidence', '依据材料', 500, { required: false }),
      ]
    case 'withdrawAppeal':
      return [on, textField('reason', '撤回原因', 300, { required: true, span: 2 })]
    case 'decide': {
      const isHand = items.some((item) => item.code === act.appeal.code && isHandItem(item))
      return [
        on,
        textField('by', '决定人', 40, { required: true }),
        choiceField('isUpheld', '决定', [
          { value: 'yes', label: '成立' },
          { value: 'no', label: '不成立' },
        ]),
        isHand
          ? textField('score', '改为几分（成立时填）', 6)
          : {
              kind: 'multi',
              name: 'excludes',
              label: '不计入的记录（成立时选）',
              span: 'full',
              options: act.records
                .filter(({ isExcluded }) => !isExcluded)
                .map(({ key, number, summary, dueOn, answeredOn }) => ({
                  value: key,
                  label: `${number} ${summary}`,
                  note: `期限 ${dueOn ?? ''}，${answeredOn ? `答复 ${answeredOn}` : '没有答复'}`,
                })),
            },
        longField('reason', '决定理由', 1000),
      ]
    }
  }
}

export function actValues(act: OpenAct, score: UnitScore, today: string): Values {
  const values: Values = { on: today, by: '' }
  if (act.name === 'selfScore')
    for (const { code, self } of score.items) values[`score.${code}`] = self === null ? '' : pointsOf(self)
  if (act.name === 'review')
    for (const { code, score: given } of score.items.filter(isHandItem))
      Object.assign(values, {
        [`score.${code}`]: given === null ? '' : pointsOf(given),
        [`evidence.${code}`]: '',
        [`reason.${code}`]: '',
      })
  if (act.name === 'appeal') Object.assign(values, { code: '', claim: '', evidence: '' })
  if (act.name === 'withdrawAppeal') return { on: today, reason: '' }
  if (act.name === 'decide') Object.assign(values, { isUpheld: '', excludes: [], score: '', reason: '' })
  return values
}

const codesOf = (values: Values): string[] =>
  Object.keys(values)
    .filter((key) => key.startsWith('score.'))
    .map((key) => key.slice('score.'.length))

/** What is sent of it; items left empty are not sent. */
export function actPayload(act: OpenAct, values: Values): unknown {
  // An item whose evidence was written is meant to be scored: it is sent, and its missing points are named.
  const isFilled = (code: string): boolean =>
    ['score', 'evidence', 'reason'].some((part) => String(values[`${part}.${code}`] ?? '').trim() !== '')
  const filled = codesOf(values).filter(isFilled)
  const { on: day, by } = values
  switch (act.name) {
    case 'selfScore':
      return { on: day, by, scores: filled.map((code) => ({ code, score: number(values[`score.${code}`]) })) }
    case 'review':
      return {
        on: day,
        by,
        scores: filled.map((code) => ({
          code,
          score: number(values[`score.${code}`]),
          evidence: values[`evidence.${code}`],
          reason: values[`reason.${code}`],
        })),
      }
    case 'appeal':
      return values
    case 'withdrawAppeal':
      return { appealId: act.appeal.id, ...values }
    case 'decide': {
      const isUpheld = values['isUpheld'] === 'yes'
      return {
        appealId: act.appeal.id,
        on: day,
        by,
        isUpheld: values['isUpheld'] === '' ? undefined : isUpheld,
        reason: values['reason'],
        excludes: isUpheld ? values['excludes'] : [],
        score: isUpheld && String(values['score']).trim() !== '' ? number(values['score']) : null,
      }
    }
  }
}

/** Errors by the form's own fields: `scores.1.evidence` belongs to the second item that was filled in. */
export function shownErrors(
  act: OpenAct,
  values: Values,
  errors: Readonly<Record<string, string>>,
): Record<string, string> {
  const scores = (actPayload(act, values) as { scores?: { code: string }[] }).scores ?? []
  return Object.fromEntries(
    Object.entries(errors).map(([key, text]) => {
      const [, row, field] = /^scores\.(\d+)\.(\w+)$/.exec(key) ?? []
      const code = scores[Number(row)]?.code
      // Nothing was scored at all: the first item is where one begins, never the name of who scores.
      const first = codesOf(values)[0]
      if (key === 'scores') return [first === undefined ? 'by' : `score.${first}`, text]
      return [code ? `${field === 'code' ? 'score' : field}.${code}` : key, text]
    }),
  )
}
