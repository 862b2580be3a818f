import { titleOn } from '../../src-shared/centre/codeTables.ts'
import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import type { ActivityCard, ActivityView } from '../../src-shared/volunteer/schema.ts'
import { tableVersions } from '../centre/codeTables.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { hoursOf } from './list.ts'
import { findVolunteer, insertActivity, isInsured, listActivities, saveHours, voidActivity } from './repo.ts'

/** What was done is written down even where insurance was missing: it is said, not hidden. */
function saveActivity(ctx: Ctx, { people, ...activity }: ActivityCard): { id: RowId; uninsured: string[] } {
  if (activity.on > ctx.today) throw invalidField('on', '还没到的活动不能登记时长')
  const ids = people.map(({ volunteerId }) => volunteerId)
  if (new Set(ids).size !== ids.length) throw invalidField('people', '同一个人写了两次')
  const id = ctx.newId<RowId>()
  insertActivity(ctx.db, { ...activity, id })
  const uninsured: string[] = []
  for (const { volunteerId, hours } of people) {
    const found = findVolunteer(ctx.db, volunteerId)
    if (!found) throw new AppError('not_found', '有的志愿者不在这台电脑上，请先同步')
    if (found.joinedOn > activity.on || (found.leftOn !== null && found.leftOn < activity.on))
      throw invalidField('people', `${found.name}那一天不在队`)
    saveHours(ctx.db, id, volunteerId, Math.round(hours * 60))
    if (activity.isRisky && !isInsured(ctx.db, volunteerId, activity.on)) uninsured.push(found.name)
  }
  audit(ctx, 'changed', { kind: 'volunteer', id, title: `志愿活动 ${activity.title}` }, `${people.length} 人`)
  ctx.changed('volunteers')
  return { id, uninsured }
}

/** Activities of a period, the newest first. */
export function activityViews(ctx: Ctx, from: Day, to: Day): ActivityView[] {
  const kinds = tableVersions(ctx, 'volunteer_activity')
  return listActivities(ctx.db, from, to).map(({ minutes, ...row }) => ({
    ...row,
    kind: titleOn(kinds, row.kind, row.on),
    isRisky: row.isRisky === 1,
    isVoid: row.isVoid === 1,
    hours: hoursOf(minutes),
  }))
}

export const activityHandlers = {
  'volunteer.activities': (ctx, { from, to }) => activityViews(ctx, from, to),
  'volunteer.saveActivity': (ctx, { activity }) => saveActivity(ctx, activity),
  'volunteer.voidActivity': (ctx, { id, reason }) => {
    if (voidActivity(ctx.db, id) === 0) throw new AppError('not_found', '没有找到这次活动，或者已经作废')
    audit(ctx, 'changed', { kind: 'volunteer', id, title: '志愿活动作废' }, reason)
    ctx.changed('volunteers')
    return { id }
  },
} satisfies Partial<Handlers>
