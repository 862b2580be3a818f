import { kindOf, type JointKindName } from '../../src-shared/joint/kinds.ts'
import type { OfficeHit } from '../../src-shared/search/schema.ts'

/** What it is, in the words of its page. */
export const wordOf = ({ of, kind }: OfficeHit): string =>
  of === 'joint' ? kindOf(kind as JointKindName).title : of === 'event' ? '网格事件' : '民情日志'

/** Where it is opened. */
export function pathOf({ of, id, title }: OfficeHit): string {
  if (of === 'joint') return `/linkage/records/${id}`
  return of === 'event' ? `/linkage/grid-events?event=${id}` : `/linkage/diaries?words=${encodeURIComponent(title)}`
}
