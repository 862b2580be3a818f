import type { CheckRule, CodeTables, Count, FigureRule, LedgerDefinition } from './definition.ts'
import type { CrossCheck, Figure, ManualFigures } from './schema.ts'

export interface FigureInputs {
  /** The counters of the month by basis. */
  countOf(basis: string): Count
  /** Those of the month before; asked for only where a figure needs them. */
  countBefore(basis: string): Count
  /** The basis by which the ledger is listed. */
  basis: string
  manual: ManualFigures
  tables: CodeTables
  /** The variant that the office chose for a figure; undefined: the first. */
  variantOf(figure: string): string | undefined
}

/** Turns sums of measures, as the store keeps them, into a {@link Count}. */
export function toCount(sums: ReadonlyMap<string, number>): Count {
  return (measure) => sums.get(measure) ?? 0
}

/** The monthly table: counted figures, then those that people count by hand. */
export function toFigures(ledger: LedgerDefinition, inputs: FigureInputs): Figure[] {
  return [
    ...ledger.figures(inputs.tables).map((rule) => toFigure(ledger, rule, inputs)),
    ...byHand(ledger, inputs.manual),
  ]
}

function toFigure(ledger: LedgerDefinition, rule: FigureRule, inputs: FigureInputs): Figure {
  const { countOf, countBefore, basis, variantOf } = inputs
  const { key, group, title, unit, decimals } = rule
  const variant = rule.variants && (rule.variants.find(({ id }) => id === variantOf(key)) ?? rule.variants[0])
  const n = countOf(rule.basis ?? basis)
  const before: Count = (measure) => countBefore(rule.basis ?? basis)(measure)
  const count = variant ?? rule
  const value = count.value ? count.value(n, before) : n(key)
  const definition = variant ? `${variant.title}：${variant.definition}` : rule.definition
  const other = rule.basis && rule.basis !== basis ? ledger.bases.find(({ id }) => id === rule.basis)?.title : undefined
  return {
    key,
    group,
    title,
    unit,
    value,
    text: value === null ? '' : decimals === undefined ? String(value) : value.toFixed(decimals),
    definition: [definition, other ? `（${other}）` : ''].join(''),
    canOpen: rule.opens !== null && value !== null && value > 0,
  }
}

function byHand({ manual }: LedgerDefinition, values: ManualFigures): Figure[] {
  return Object.entries(manual?.fields ?? {}).map(([key, title]) => {
    const value = values[key] ?? null
    return {
      key: `manual.${key}`,
      group: manual?.group ?? '',
      title: title.replace(/（.）$/, ''),
      unit: /（(.)）$/.exec(title)?.[1] ?? '件',
      value,
      text: value === null ? '' : String(value),
      definition: '由填表人填报，未填空着',
      canOpen: false,
    }
  })
}

/** The cross-checks (勾稽). `suspects` names the cases that can break one; it is asked for those that do not hold. */
export function toChecks(
  ledger: LedgerDefinition,
  n: Count,
  suspects: (check: CheckRule) => CrossCheck['matters'],
): CrossCheck[] {
  return ledger.checks.map((check) => {
    const [left, right] = [check.left(n), check.right(n)]
    const holds = check.relation === '=' ? left === right : left <= right
    return { title: check.title, left, right, holds, matters: holds ? [] : suspects(check) }
  })
}

/** How the month is cut and counted, printed under every sheet. */
export function definitionOf(ledger: LedgerDefinition, basis: string, from: string, to: string): string {
  const by = ledger.bases.find(({ id }) => id === basis)?.title ?? ''
  return [`本期自 ${from} 至 ${to}，${by}`, ledger.footnote].filter((part) => part !== '').join('；')
}
