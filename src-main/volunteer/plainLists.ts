import { column, rowsIn, type LedgerColumn } from '../../src-shared/ledger/definition.ts'
import { ACTIVITY_STATES, narrowActivities, narrowTeams, type VolunteerList } from '../../src-shared/volunteer/lists.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { exportList, printList, type PlainList } from '../ledger/plainList.ts'
import { activityViews } from './activities.ts'
import { teamViews } from './list.ts'

const no = column('no', '序号', 8, 'center', { kind: 'integer' })
const ACTIVITIES: readonly LedgerColumn[] = [
  no,
  column('on', '日期', 22, 'center', { kind: 'day', sum: rowsIn('次') }),
  column('title', '活动', 60, 'left'),
  column('kind', '类型', 26),
  column('team', '队伍', 50, 'left'),
  column('place', '地点', 50, 'left'),
  column('people', '人数', 14, 'right', { kind: 'integer' }),
  column('hours', '小时', 14, 'right'),
  column('state', '状态', 18),
]
const TEAMS: readonly LedgerColumn[] = [
  no,
  column('name', '队伍', 60, 'left', { sum: rowsIn('支') }),
  column('members', '在队人数', 20, 'right', { kind: 'integer' }),
  column('hours', '累计小时', 20, 'right'),
  column('base', '依托', 30),
  column('minimum', '参加要求', 60, 'left'),
  column('leader', '队长', 20),
  column('place', '居村委', 34, 'left'),
  column('state', '状态', 16),
]

/** The same rows in the same order as the page shows them, with what they were narrowed to. */
function listOf(ctx: Ctx, of: VolunteerList): PlainList {
  const found = of.words && `含“${of.words}”`
  if (of.list === 'activities') {
    const rows = narrowActivities(activityViews(ctx, of.from, of.to), of).map((one) => ({
      ...{ on: one.on, title: one.title, kind: one.kind, team: one.team, place: one.place, people: one.people },
      hours: String(one.hours),
      state: one.isVoid ? ACTIVITY_STATES.void : '',
    }))
    const only = of.state && `只列${ACTIVITY_STATES[of.state]}的`
    const note = [`${of.from}至${of.to}，共 ${rows.length} 次`, only, found].filter(Boolean).join('，')
    return { title: '志愿服务活动清单', columns: ACTIVITIES, rows, note }
  }
  const rows = narrowTeams(teamViews(ctx), of).map((one) => ({
    ...{ name: one.name, members: one.members, leader: one.leader, place: one.place },
    hours: String(one.hours),
    base: one.baseTitle,
    minimum: one.minimumTitle,
    state: one.isActive ? '使用中' : '停用',
  }))
  return {
    title: '志愿者队伍清单',
    columns: TEAMS,
    rows,
    note: [`共 ${rows.length} 支`, found].filter(Boolean).join('，'),
  }
}

export const plainListHandlers = {
  'volunteer.exportList': (ctx, { of, purpose }) => exportList(ctx, listOf(ctx, of), purpose),
  'volunteer.printList': (ctx, { of, purpose }) => printList(ctx, listOf(ctx, of), purpose),
} satisfies Partial<Handlers>
