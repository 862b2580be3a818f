import { titleOn, versionInForce } from '../../src-shared/centre/codeTables.ts'
import { NumberDetail } from '../../src-shared/duty/config.ts'
import { maskPhone } from '../../src-shared/intake/mask.ts'
import { addDays, addMonths, type Day } from '../../src-shared/kernel/day.ts'
import type { TeamView, VolunteerFilter, VolunteerRow } from '../../src-shared/volunteer/schema.ts'
import { tableVersions } from '../centre/codeTables.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { listTeams, listVolunteers, type Volunteer } from './repo.ts'

/** A number of the rules in force; as shipped where the office left it out. */
function ruleOf(ctx: Ctx, code: string): number {
  const versions = tableVersions(ctx, 'volunteer_rule')
  for (const version of [versionInForce(versions, ctx.today), versions[0]]) {
    const found = NumberDetail.safeParse(version?.codes.find((each) => each.code === code)?.detail)
    if (found.success) return found.data.value
  }
  return 0
}
/** The last day of what counts as running out soon. */
export const expiringUntil = (ctx: Ctx): Day => addDays(ctx.today, ruleOf(ctx, '01'))
/** Who left on or before this day may no longer be named. */
export const wipeBefore = (ctx: Ctx): Day => addMonths(ctx.today, -ruleOf(ctx, '02'))

export const hoursOf = (minutes: number): number => Math.round((minutes / 60) * 10) / 10

function fits(row: Volunteer, filter: VolunteerFilter, today: Day, until: Day): boolean {
  if (filter.teamId && row.teamId !== filter.teamId) return false
  if (filter.class && row.class !== filter.class) return false
  const isActive = row.leftOn === null || row.leftOn > today
  if (filter.state === 'left' ? isActive : filter.state !== '' && !isActive) return false
  if (filter.state === 'expiring' && (row.expiresOn === null || row.expiresOn > until)) return false
  if (filter.state === 'uninsured' && row.insuredUntil !== null && row.insuredUntil >= today) return false
  return filter.words === '' || [row.name, row.number, row.team, row.place].some((text) => text.includes(filter.words))
}

/** Volunteers as lists show them: phones partly hidden. */
export function volunteerRows(ctx: Ctx, filter: VolunteerFilter): VolunteerRow[] {
  const classes = tableVersions(ctx, 'volunteer_class')
  const until = expiringUntil(ctx)
  return listVolunteers(ctx.db, ctx.today)
    .filter((row) => fits(row, filter, ctx.today, until))
    .map(({ minutes, ...row }) => ({
      ...row,
      phone: row.phone && maskPhone(row.phone),
      classTitle: titleOn(classes, row.class, ctx.today),
      hours: hoursOf(minutes),
    }))
}

/** Teams with how many are in them and what they did. */
export function teamViews(ctx: Ctx): TeamView[] {
  const bases = tableVersions(ctx, 'volunteer_base')
  const minimums = tableVersions(ctx, 'volunteer_minimum')
  return listTeams(ctx.db).map(({ minutes, ...team }) => ({
    ...team,
    baseTitle: team.base && titleOn(bases, team.base, ctx.today),
    minimumTitle: team.minimum && titleOn(minimums, team.minimum, ctx.today),
    hours: hoursOf(minutes),
  }))
}

export const listHandlers = {
  'volunteer.list': (ctx, { filter }) => volunteerRows(ctx, filter),
  'volunteer.teams': (ctx) => teamViews(ctx),
} satisfies Partial<Handlers>
