import { figureText } from '../../src-shared/ledger/definition.ts'

/** A figure with its unit, for where both stand in one place; where nothing could be counted there is no unit either. */
export const figureWithUnit = (value: number | null, unit: string): string =>
  value === null ? '—' : `${figureText(value, unit)} ${unit}`
