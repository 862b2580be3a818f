import { maskPhone } from '../../src-shared/intake/mask.ts'
import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { wipeBefore } from './list.ts'
import {
  findVolunteer,
  insertPaper,
  lastServiceOn,
  listTeams,
  listVolunteers,
  saveTeamRow,
  saveVolunteerRow,
  type VolunteerRecord,
} from './repo.ts'

function find(ctx: Ctx, id: RowId): VolunteerRecord {
  const found = findVolunteer(ctx.db, id)
  if (!found) throw new AppError('not_found', '没有找到这位志愿者，可能是别的电脑刚改过')
  if (found.isWiped) throw new AppError('not_allowed', '这位志愿者的个人信息已经清除')
  return found
}
function checkTeam(ctx: Ctx, teamId: RowId): void {
  if (!listTeams(ctx.db).some(({ id }) => id === teamId)) throw invalidField('teamId', '请选择队伍')
}
const told = (ctx: Ctx, id: string, title: string, detail = ''): void => {
  audit(ctx, 'changed', { kind: 'volunteer', id, title }, detail)
  ctx.changed('volunteers')
}

export const peopleHandlers = {
  'volunteer.saveTeam': (ctx, { id: given, team }) => {
    const id = given ?? ctx.newId<RowId>()
    if (given) checkTeam(ctx, given)
    saveTeamRow(ctx.db, { ...team, id })
    told(ctx, id, `志愿者队伍 ${team.name}`)
    return { id }
  },
  'volunteer.save': (ctx, { id: given, volunteer }) => {
    checkTeam(ctx, volunteer.teamId)
    const before = given ? find(ctx, given) : undefined
    const id = given ?? ctx.newId<RowId>()
    const phone = before && volunteer.phone === maskPhone(before.phone) ? before.phone : volunteer.phone
    if (phone.includes('*')) throw invalidField('phone', '号码里有星号：要改就整个重填，不改就不要动它')
    if (before?.leftOn && before.leftOn < volunteer.joinedOn)
      throw invalidField('joinedOn', `登记日期晚于退出日期（${before.leftOn}）`)
    const kept = { leftOn: before?.leftOn ?? null, leftReason: before?.leftReason ?? '', isWiped: false }
    saveVolunteerRow(ctx.db, { ...kept, ...volunteer, phone, id })
    told(ctx, id, `志愿者 ${volunteer.name}`)
    return { id }
  },
  'volunteer.leave': (ctx, { id, on, reason }) => {
    const before = find(ctx, id)
    if (on < before.joinedOn) throw invalidField('on', `退出不能早于登记（${before.joinedOn}）`)
    const served = lastServiceOn(ctx.db, id)
    if (served && on < served) throw invalidField('on', `${served} 还有他的服务记录，退出不能早于那天`)
    saveVolunteerRow(ctx.db, { ...before, leftOn: on, leftReason: reason })
    told(ctx, id, `志愿者 ${before.name} 退出`, reason)
    return { id }
  },
  'volunteer.reveal': (ctx, { id, purpose }) => {
    const found = find(ctx, id)
    audit(ctx, 'revealed', { kind: 'volunteer', id, title: `志愿者 ${found.name}` }, purpose)
    return { phone: found.phone }
  },
  'volunteer.addPaper': (ctx, { volunteerId, paper }) => {
    const person = find(ctx, volunteerId)
    const id = ctx.newId<RowId>()
    insertPaper(ctx.db, { ...paper, id, volunteerId })
    told(ctx, volunteerId, `志愿者 ${person.name}`, paper.title)
    return { id }
  },
  'volunteer.toWipe': (ctx) => {
    const before = wipeBefore(ctx)
    return listVolunteers(ctx.db, ctx.today).flatMap(({ id, number, name, leftOn, isWiped }) =>
      leftOn !== null && leftOn <= before && !isWiped ? [{ id, number, name, leftOn }] : [],
    )
  },
  'volunteer.wipe': (ctx, { ids }) => {
    const before = wipeBefore(ctx)
    for (const id of ids) {
      const found = find(ctx, id)
      if (found.leftOn === null || found.leftOn > before) throw new AppError('not_allowed', '还没有到清除的时间')
      saveVolunteerRow(ctx.db, { ...found, name: '（已清除）', phone: '', note: '', leftReason: '', isWiped: true })
    }
    told(ctx, '', `清除退出志愿者的个人信息 ${ids.length} 人`)
    return { count: ids.length }
  },
} satisfies Partial<Handlers>
