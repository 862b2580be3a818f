import { allCodes, titleOn, versionInForce } from '../../src-shared/centre/codeTables.ts'
import { daysOfMonth } from '../../src-shared/duty/propose.ts'
import { percent } from '../../src-shared/ledger/definition.ts'
import { formatDayChinese, type Day, type Month } from '../../src-shared/kernel/day.ts'
import { MinimumDetail } from '../../src-shared/volunteer/config.ts'
import { countMinimum, wholePeriods } from '../../src-shared/volunteer/minimums.ts'
import { tableVersions } from '../centre/codeTables.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { hoursOf } from './list.ts'
import { listServices, listTeams, listVolunteers, type Volunteer } from './repo.ts'

export interface FigureLine {
  key: string
  group: string
  title: string
  unit: string
  value: number | null
  note: string
}
const line = (
  key: string,
  group: string,
  title: string,
  unit: string,
  value: number | null,
  note = '',
): FigureLine => ({
  key,
  group,
  title,
  unit,
  value,
  note,
})

/**
 * The month of volunteers: 四依托, 四活动 and 三整合 with what each rate is divided by. Counts of people, never names. A month
 * that lasts is counted up to today; of one that has not begun there is nothing to count.
 */
export function volunteerFigures(ctx: Ctx, month: Month): { until: Day | null; figures: FigureLine[] } {
  const days = daysOfMonth(month)
  const [from, end] = [days[0] as Day, days.at(-1) as Day]
  if (from > ctx.today) return { until: null, figures: [] }
  const until = ctx.today < end ? ctx.today : end
  return { until, figures: figuresUntil(ctx, { from, to: end }, until) }
}

/** Up to which day was counted, as it stands behind the month on paper. */
export function countedUntil({ until }: { until: Day | null }): string {
  return until === null ? '还没有开始' : `统计到${formatDayChinese(until)}`
}

function figuresUntil(ctx: Ctx, period: { from: Day; to: Day }, to: Day): FigureLine[] {
  const { from } = period
  const at = to === period.to ? '月末' : '到这天'
  const all = listVolunteers(ctx.db, to)
  const active = all.filter(({ joinedOn, leftOn }) => joinedOn <= to && (leftOn === null || leftOn > to))
  const services = listServices(ctx.db, from, to)
  // who serves and leaves in the same month is in both numbers
  const members = all.filter(({ joinedOn, leftOn }) => joinedOn <= to && (leftOn === null || leftOn >= from))
  const served = new Set(services.map(({ volunteerId }) => volunteerId as string))
  const came = members.filter(({ id }) => served.has(id)).length
  const insured = active.filter(({ insuredUntil }) => insuredUntil !== null && insuredUntil >= to).length
  const teams = listTeams(ctx.db).filter(({ isActive }) => isActive)
  const classes = allCodes(tableVersions(ctx, 'volunteer_class'))
  return [
    line('active', '队伍', '在册志愿者', '人', active.length, `${at}在队`),
    line('teams', '队伍', '队伍', '支', teams.length),
    line('came', '服务', '参加过的人', '人', came),
    line(
      'cameRate',
      '服务',
      '参加率',
      '%',
      percent(came, members.length),
      `参加过 ${came} ÷ 本月在过队 ${members.length}`,
    ),
    line('hours', '服务', '服务时长', '小时', hoursOf(services.reduce((sum, { minutes }) => sum + minutes, 0))),
    line('times', '服务', '服务人次', '人次', services.length),
    line(
      'insured',
      '服务',
      '保险有效率',
      '%',
      percent(insured, active.length),
      `${at}有效 ${insured} ÷ 在册 ${active.length}`,
    ),
    ...allCodes(tableVersions(ctx, 'volunteer_base')).map(({ code, title }) =>
      line(`base.${code}`, '四依托', title, '支', teams.filter(({ base }) => base === code).length, '依托它的队伍'),
    ),
    ...minimumLines(ctx, period, to, all, services),
    ...classes.map(({ code, title }) =>
      line(`class.${code}`, '三整合与类别', title, '人', active.filter((each) => each.class === code).length),
    ),
  ]
}

function minimumLines(
  ctx: Ctx,
  period: { from: Day; to: Day },
  until: Day,
  all: readonly Volunteer[],
  services: ReturnType<typeof listServices>,
): FigureLine[] {
  const versions = tableVersions(ctx, 'volunteer_minimum')
  const teams = listTeams(ctx.db)
  return (versionInForce(versions, period.from)?.codes ?? []).flatMap(({ code, detail }) => {
    const rule = MinimumDetail.safeParse(detail)
    if (!rule.success) return []
    const title = titleOn(versions, code, period.from)
    const own = new Set(teams.flatMap(({ id, minimum }) => (minimum === code ? [id as string] : [])))
    const members = all.filter(({ teamId }) => own.has(teamId))
    const { asked, met, rate } = countMinimum(rule.data, members, services, period, until)
    const [spans, every] = [until, period.to].map((to) => wholePeriods({ ...period, to }, rule.data.per).length)
    if (rule.data.amount === 0) {
      const ids = new Set(members.map(({ id }) => id as string))
      const came = new Set(services.filter(({ volunteerId }) => ids.has(volunteerId)).map((each) => each.volunteerId))
      return [line(`minimum.${code}`, '四活动', title, '人', came.size, `参加过的人；相关队伍共 ${members.length} 人`)]
    }
    const how = `达到 ${met} ÷ 应达到 ${asked} 人次（${wholeOf(rule.data.per, spans, every)}）`
    return [line(`minimum.${code}`, '四活动', title, '%', rate, spans === 0 ? NOT_OVER[rule.data.per] : how)]
  })
}

const NOT_OVER = { month: '这个月还没有过完，过完再算', week: '这个月还没有过完一个整周，过完再算' } as const
/** Which months or weeks were counted, and that others are still to come. */
function wholeOf(per: MinimumDetail['per'], spans = 0, all = 0): string {
  if (per === 'month') return '整月都在队的人'
  return `已经过完的 ${spans} 个整周${spans < all ? `，本月共 ${all} 个` : ''}，整周都在队的人`
}

export const figureHandlers = {
  'volunteer.figures': (ctx, { month }) => volunteerFigures(ctx, month),
} satisfies Partial<Handlers>
