import type { Reported } from '../../src-shared/intake/schema.ts'

/** One unit or person that a report is about, while it is typed. */
export interface ReportedForm {
  kind: string
  name: string
}

export const emptyReported = (): ReportedForm => ({ kind: 'unit', name: '' })

/** What the contract takes; of lines without a name one stays only where there is no other, to be refused. */
export function toReported(list: readonly ReportedForm[]): Reported[] {
  const lines = list.map(({ kind, name }): Reported => ({
    kind: kind === 'person' ? 'person' : 'unit',
    name: name.trim(),
    userId: null,
  }))
  const named = lines.filter(({ name }) => name !== '')
  return named.length > 0 ? named : lines.slice(0, 1)
}

export const REPORT_LABEL = '反映单位或工作人员违纪违法（检举控告）'
