import type { OutputOf } from '../../src-shared/contract.ts'
import { monthOf, type Day } from '../../src-shared/kernel/day.ts'
import type { TODAY_GROUPS, TodayItem } from '../../src-shared/today/schema.ts'

export type GroupName = keyof typeof TODAY_GROUPS
type Counts = OutputOf<'today.list'>['counts']

/** Where a line of the list leads: to its draft, else to its record. */
export function linkOf({
  draftKey,
  matterId,
  directiveId,
  jointId,
  settles,
  teamId,
}: Pick<TodayItem, 'draftKey' | 'matterId' | 'directiveId' | 'settles' | 'teamId'> &
  Partial<Pick<TodayItem, 'jointId'>>): string {
  if (jointId) return `/linkage/records/${jointId}`
  if (directiveId) return `/directives/${directiveId}`
  if (teamId) return `/volunteers?team=${teamId}&state=expiring`
  if (settles === 'quarantine') return '/sync/quarantine'
  if (settles === 'conflict') return matterId ? `/sync/conflicts?matter=${matterId}` : '/sync/conflicts'
  const [form = '', record = ''] = draftKey.split(':')
  if (form === 'intake') return `/intake?draft=${encodeURIComponent(draftKey)}`
  const office =
    jointDraftLink(form, record) ??
    assessmentDraftLink(form, record) ??
    dutyDraftLink(form, draftKey) ??
    OFFICE_DRAFTS[form]
  if (office) return office
  if (form === 'linkage.slip') return `/linkage/answer?code=${encodeURIComponent(record)}`
  if (form === 'figures.manual') return `/figures?month=${record}`
  // Drafts of other forms carry the matter to which the form belongs.
  return `/matters/${matterId ?? record}`
}

/** Forms of 联防, 联治, 联动 and 联创: a new record by its kind, an act by its record. */
function jointDraftLink(form: string, record: string): string | undefined {
  if (!form.startsWith('joint.')) return undefined
  return form === 'joint.open'
    ? `/linkage/new/${record}`
    : `/linkage/records/${record}?act=${form.slice('joint.'.length)}`
}

/** Forms of 联考 are about a unit's month: `2026-10-05`. */
function assessmentDraftLink(form: string, record: string): string | undefined {
  if (!form.startsWith('assessment.')) return undefined
  const [month, unit] = [record.slice(0, 7), record.slice(8)]
  return `/linkage/assessment?month=${month}&unit=${unit}`
}

/** An inspection and a hand-over are of a day: `duty.handover:2026-10-05-01:<post>`. */
function dutyDraftLink(form: string, draftKey: string): string | undefined {
  if (form !== 'duty.inspection' && form !== 'duty.handover') return undefined
  return `/duty/records?draft=${encodeURIComponent(draftKey)}`
}

const OFFICE_DRAFTS: Readonly<Record<string, string>> = {
  'grid.card': '/linkage/grids',
  'grid.diary': '/linkage/diaries',
  'grid.record': '/linkage/grid-events',
  'grid.amend': '/linkage/grid-events',
  'duty.post': '/duty/setup',
  'duty.person': '/duty/setup',
  'duty.leave': '/duty/setup',
  'duty.level': '/duty/orders',
  'duty.swap': '/duty/swaps',
  'linkage.source': '/linkage/sheets',
  'volunteer.card': '/volunteers',
  'volunteer.paper': '/volunteers',
  'volunteer.team': '/volunteers/teams',
  'volunteer.activity': '/volunteers/activities',
}

/** The figures on top, each with the list of its rows. */
export function figuresOf(today: Day, counts: Counts): { title: string; count: number; to: string }[] {
  return [
    { title: '今天登记', count: counts.registeredToday, to: `/matters?entered=${today}` },
    { title: '本月登记', count: counts.registeredThisMonth, to: `/matters?entered=${monthOf(today)}-01` },
    { title: '在办', count: counts.openMatters, to: '/matters?open=1' },
    { title: '本月办结', count: counts.closedThisMonth, to: `/matters?closed=${monthOf(today)}-01` },
  ]
}
