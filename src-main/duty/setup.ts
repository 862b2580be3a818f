import { titleOn } from '../../src-shared/centre/codeTables.ts'
import type { DutyPerson } from '../../src-shared/duty/model.ts'
import type { PersonView } from '../../src-shared/duty/schema.ts'
import { shiftText, toShifts } from '../../src-shared/duty/spans.ts'
import { maskPhone } from '../../src-shared/intake/mask.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { tableVersions } from '../centre/codeTables.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { codesOn } from './posting.ts'
import { listPeople, listPosts, savePersonRow, savePostRow } from './repo.ts'

export const byName = <T extends { name: string }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))

/** People as lists show them. */
export function personViews(ctx: Ctx, people: readonly DutyPerson[]): PersonView[] {
  const units = tableVersions(ctx, 'member_unit')
  return people.map((person) => ({
    ...person,
    phone: person.phone && maskPhone(person.phone),
    unit: person.unitCode && titleOn(units, person.unitCode, ctx.today),
  }))
}

export const shiftViews = (ctx: Ctx, on: Day) =>
  [...toShifts(codesOn(ctx, 'duty_shift', on)).values()].map((shift) => ({
    code: shift.code,
    title: shift.title,
    text: shiftText(shift),
  }))

const notFound = (what: string): AppError => new AppError('not_found', `没有找到这个${what}，可能是别的电脑刚改过`)

export const setupHandlers = {
  'duty.setup': (ctx) => ({
    posts: listPosts(ctx.db),
    people: byName(personViews(ctx, listPeople(ctx.db))),
    shifts: shiftViews(ctx, ctx.today),
  }),

  'duty.savePost': (ctx, { id: given, post }) => {
    const posts = listPosts(ctx.db)
    if (given && !posts.some(({ id }) => id === given)) throw notFound('岗位')
    if (posts.some(({ id, code }) => code === post.code && id !== given))
      throw invalidField('code', `岗位编号 ${post.code} 已经用过`)
    const known = codesOn(ctx, 'duty_shift', ctx.today)
    if (post.shifts.some((code) => !known.some((each) => each.code === code)))
      throw invalidField('shifts', '有的班次已经不用了，请重新选择')
    const id = given ?? ctx.newId<RowId>()
    savePostRow(ctx.db, { ...post, id })
    audit(ctx, 'changed', { kind: 'duty', id, title: `岗位 ${post.code} ${post.name}` })
    ctx.changed('duty')
    return { id }
  },

  'duty.savePerson': (ctx, { id: given, person }) => {
    const before = listPeople(ctx.db).find(({ id }) => id === given)
    if (given && !before) throw notFound('人')
    const id = given ?? ctx.newId<RowId>()
    const phone = before && person.phone === maskPhone(before.phone) ? before.phone : person.phone
    if (phone.includes('*')) throw invalidField('phone', '号码里有星号：要改就整个重填，不改就不要动它')
    savePersonRow(ctx.db, { ...person, phone, id })
    audit(ctx, 'changed', { kind: 'duty', id, title: `上岗人员 ${person.name}` })
    ctx.changed('duty')
    return { id }
  },

  'duty.reveal': (ctx, { id, purpose }) => {
    const person = listPeople(ctx.db).find((each) => each.id === id)
    if (!person) throw notFound('人')
    audit(ctx, 'revealed', { kind: 'duty', id, title: `上岗人员 ${person.name}` }, purpose)
    return { phone: person.phone }
  },
} satisfies Partial<Handlers>
