import { addDays } from '../../src-shared/kernel/day.ts'
import type { PlaceId, RowId } from '../../src-shared/kernel/ids.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { insertActivity, insertPaper, saveHours, saveTeamRow, saveVolunteerRow } from '../volunteer/repo.ts'

const TEAMS = [
  ['示范社区巡逻队', '02', '01'],
  ['沿街门店守望队', '03', ''],
  ['机关志愿队', '01', '02'],
  ['高校志愿队', '04', '04'],
] as const
const NAMES = ['样本', '示例', '测试'].flatMap((first) => [...'甲乙丙丁戊己庚辛'].map((last) => `${first}${last}`))
const ACTIVITIES = [
  ['01', '夜间巡逻'],
  ['02', '路口守望'],
  ['03', '防诈骗宣传'],
  ['06', '早高峰交通劝导'],
] as const
const DAYS_BACK = 90

/** Made-up volunteers of the practice centre: four teams, their hours of three months, and insurances that run out. */
export function seedVolunteers(ctx: Ctx, places: readonly { id: PlaceId }[]): void {
  ctx.db
    .transaction(() => {
      const teams = TEAMS.map(([name, base, minimum], no) => {
        const id = ctx.newId<RowId>()
        const placeId = places[no % Math.max(1, places.length)]?.id ?? null
        const ownerId = no === 0 ? ctx.actor.userId : null
        saveTeamRow(ctx.db, { id, name, base, minimum, leader: NAMES[no] ?? '', placeId, ownerId, isActive: true })
        return { id, placeId, people: [] as RowId[] }
      })
      NAMES.forEach((name, no) => addPerson(ctx, name, no, teams))
      for (let back = DAYS_BACK; back > 0; back -= 2) addActivity(ctx, back, teams)
    })
    .immediate()
}

type Team = { id: RowId; placeId: PlaceId | null; people: RowId[] }

function addPerson(ctx: Ctx, name: string, no: number, teams: readonly Team[]): void {
  const team = teams[no % teams.length] as Team
  const id = ctx.newId<RowId>()
  saveVolunteerRow(ctx.db, {
    id,
    number: `V${String(no + 1).padStart(4, '0')}`,
    name,
    phone: `139000002${String(no).padStart(2, '0')}`,
    teamId: team.id,
    class: ['10', '01', '07', '11'][no % 4] as string,
    placeId: team.placeId,
    joinedOn: addDays(ctx.today, -400 + no * 7),
    leftOn: null,
    leftReason: '',
    note: '',
    isWiped: false,
  })
  if (no % 5 !== 4)
    insertPaper(ctx.db, {
      id: ctx.newId<RowId>(),
      volunteerId: id,
      kind: 'insurance',
      title: '人身意外保险',
      number: '',
      fromOn: addDays(ctx.today, no * 12 - 350),
      untilOn: addDays(ctx.today, no * 12 + 15),
    })
  team.people.push(id)
}

function addActivity(ctx: Ctx, back: number, teams: readonly Team[]): void {
  const team = teams[(back / 2) % teams.length] as Team
  const [kind, title] = ACTIVITIES[(back / 2) % ACTIVITIES.length] as (typeof ACTIVITIES)[number]
  const id = ctx.newId<RowId>()
  insertActivity(ctx.db, {
    id,
    teamId: team.id,
    on: addDays(ctx.today, -back),
    kind,
    title,
    place: '示范路',
    isRisky: kind === '01',
    note: '',
  })
  for (const [at, person] of team.people.entries()) if ((at + back) % 3 !== 0) saveHours(ctx.db, id, person, 120)
}
