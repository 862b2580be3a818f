import { maskNameAlone } from '../../src-shared/intake/mask.ts'
import { replaceNames } from '../../src-shared/intake/namesInText.ts'
import type { LedgerDefinition } from '../../src-shared/ledger/definition.ts'
import type { Difference, LedgerRow } from '../../src-shared/ledger/schema.ts'

type Columns = LedgerDefinition['columns']
type ShownDifference = Pick<Difference, 'frozen' | 'present' | 'about' | 'reason'>

/**
 * For paper and export where names are partly hidden: `张某` in the columns of names, and wherever else a text of the
 * row says one of its names in full.
 */
export function hideNames(columns: Columns, rows: readonly LedgerRow[]): LedgerRow[] {
  const keys = nameKeys(columns)
  return rows.map((row) => {
    const names = namesOf(keys, row)
    const hidden = Object.entries(row).map(([key, value]) => {
      if (keys.has(key)) return [key, hideNamesIn(value)]
      return [key, key !== 'matterId' && typeof value === 'string' ? hideInText(value, names) : value]
    })
    return Object.fromEntries(hidden) as LedgerRow
  })
}

/**
 * Differences as their sheet shows them, hidden as much as the ledger is. `rows` are the signed and the present ones:
 * both old and new names of a row are hidden.
 */
export function hideNamesOfDifferences<D extends ShownDifference & Pick<Difference, 'matterId' | 'column'>>(
  columns: Columns,
  items: readonly D[],
  rows: readonly LedgerRow[],
): D[] {
  const keys = nameKeys(columns)
  const names = new Map<string, string[]>()
  for (const row of rows) names.set(row.matterId, [...(names.get(row.matterId) ?? []), ...namesOf(keys, row)])
  return items.map((item) => {
    const known = names.get(item.matterId) ?? []
    const hide = keys.has(item.column) ? hideNamesIn : (text: string) => hideInText(text, known)
    return {
      ...item,
      frozen: hide(item.frozen),
      present: hide(item.present),
      about: hideInText(item.about, known),
      reason: hideInText(item.reason, known),
    }
  })
}

const nameKeys = (columns: Columns): Set<string> =>
  new Set(columns.filter(({ isName }) => isName).map(({ key }) => key))
const split = (names: LedgerRow[string] | undefined): string[] => String(names ?? '').split('、')
const namesOf = (keys: ReadonlySet<string>, row: LedgerRow): string[] => [...keys].flatMap((key) => split(row[key]))
const hideNamesIn = (names: LedgerRow[string]): string => split(names).map(maskNameAlone).join('、')
const hideInText = (text: string, names: readonly string[]): string => replaceNames(text, names, maskNameAlone)
