import type { MatterKind } from '../../src-shared/intake/schema.ts'
import { monthOf, type Day } from '../../src-shared/kernel/day.ts'
import { call } from '../api/call.ts'

export interface MediateCount {
  title: string
  /** The list whose rows it counts. */
  to: string
  read(): Promise<number>
}

/** The numbers above 矛盾联调, each of them the count of a list. */
export function mediateCounts(
  linkage: string,
  today: Day,
): readonly { kind: MatterKind; counts: readonly MediateCount[] }[] {
  const monthStart = `${monthOf(today)}-01` as Day
  const matters = (filter: object) => async (): Promise<number> => (await call('matters.count', { filter })).count
  const tasks = (filter: object) => async (): Promise<number> =>
    (await call('linkage.list', { filter: { linkage, ...filter }, limit: 1 })).count
  const common = (kind: MatterKind): MediateCount[] => [
    { title: '在办', to: `/matters?kind=${kind}&open=1`, read: matters({ kind, isOpenOnly: true }) },
    {
      title: '本月收到',
      to: `/matters?kind=${kind}&from=${monthStart}`,
      read: matters({ kind, receivedFrom: monthStart }),
    },
    {
      title: '本月办结',
      to: `/matters?kind=${kind}&closed=${monthStart}`,
      read: matters({ kind, closedFrom: monthStart }),
    },
  ]
  return [
    { kind: 'mediation', counts: common('mediation') },
    { kind: 'petition', counts: common('petition') },
    {
      kind: 'linkage',
      counts: [
        { title: '在办', to: `/linkage?linkage=${linkage}&open=1`, read: tasks({ isOpenOnly: true }) },
        { title: '有单位超期', to: `/linkage?linkage=${linkage}&concern=late`, read: tasks({ concern: 'late' }) },
        {
          title: '退回等会商',
          to: `/linkage?linkage=${linkage}&stage=to_confer`,
          read: tasks({ stages: ['to_confer'] }),
        },
      ],
    },
  ]
}
