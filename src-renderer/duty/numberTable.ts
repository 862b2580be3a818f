import type { TableVersion } from '../../src-shared/centre/codeTables.ts'
import type { Values } from '../workbench/fieldSpec.ts'

/** `３` -> 3; text that is no number stays, so that the check names the field. */
export const toNumber = (value: unknown): unknown => {
  const typed = String(value ?? '')
    .normalize('NFKC')
    .trim()
  return /^\d{1,4}$/.test(typed) ? Number(typed) : typed
}

/** A table of which each code keeps one number, as rows of a form. */
export const numberTable = {
  toRow: ({ code, title, detail }: TableVersion['codes'][number]): Values => ({
    code,
    title,
    value: String((detail as Values | undefined)?.['value'] ?? ''),
  }),
  toCode: ({ code, title, value }: Values): unknown => ({ code, title, detail: { value: toNumber(value) } }),
}
