import { spanOf } from '../../src-shared/duty/spans.ts'
import type { DutyPost } from '../../src-shared/duty/model.ts'
import { PersonCard, PostCard } from '../../src-shared/duty/model.ts'
import { addDays, addMonthsTo, monthOf, type Day } from '../../src-shared/kernel/day.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { proposeMonth, writeCells } from '../duty/month.ts'
import { minuteOf } from '../duty/now.ts'
import { readDuty } from '../duty/posting.ts'
import { namesOf } from '../duty/words.ts'
import { insertEvent, listCells, savePersonRow, savePostRow } from '../duty/repo.ts'

const POSTS = [
  ['G01', '综治中心值班室', '综治中心一楼', 'fixed', '03', ['01', '02'], '接待来访、接听电话、登记交办'],
  ['G02', '东门守望岗', '示范路 1 号门前', 'watch', '01', ['03', '04'], '守望、问询、发现情况立即报告'],
  ['G03', '地铁口巡逻岗', '地铁示范路站 2 号口', 'patrol', '01', ['03', '04'], '巡逻，劝导乱停乱放'],
  ['G04', '示范小学护学岗', '示范小学门口', 'gate', '15', ['01'], '上下学时段护送学生过街'],
  ['G05', '菜市场巡逻岗', '示范菜市场', 'patrol', '05', ['03'], '巡查占道经营和消防通道'],
  ['G06', '重点时段加强岗', '街心广场', 'fixed', '01', ['04'], '加强等级时设岗'],
] as const
const PEOPLE = ['样本', '示例', '测试'].flatMap((first) => [...'甲乙丙丁戊己庚'].map((last) => `${first}${last}`))
/** Signing in and inspections of so many days back. */
const DAYS_BACK = 40
const HANDED_OVER_DAYS = 14

/** The roster of the practice centre: last month, this one and the next, signed in up to now, one level ordered. */
export function seedDuty(ctx: Ctx): void {
  ctx.db
    .transaction(() => {
      addPosts(ctx)
      addPeople(ctx)
      addAlert(ctx)
      const first = addMonthsTo(monthOf(ctx.today), -1)
      for (const step of [0, 1, 2]) writeCells(ctx, proposeMonth(ctx, addMonthsTo(first, step), null).cells)
      addEvents(ctx)
      addHandovers(ctx)
    })
    .immediate()
}

function addPosts(ctx: Ctx): void {
  for (const [code, name, place, kind, unitCode, shifts, duties] of POSTS)
    savePostRow(ctx.db, {
      ...PostCard.parse({ code, name, place, kind, unitCode, shifts, duties, minPeople: 1 }),
      id: ctx.newId<RowId>(),
      days: code === 'G04' ? 'workday' : 'every',
      fromLevel: code === 'G06' ? '03' : '',
    } satisfies DutyPost)
}

function addPeople(ctx: Ctx): void {
  for (const [no, name] of PEOPLE.entries())
    savePersonRow(ctx.db, {
      ...PersonCard.parse({
        name,
        category: String((no % 8) + 1).padStart(2, '0'),
        unitCode: ['03', '01', '05'][no % 3],
        phone: `139000001${String(no).padStart(2, '0')}`,
        canLead: no % 3 === 0,
      }),
      id: ctx.newId<RowId>(),
    })
}

/** Writes an entry. @returns its id */
function write(ctx: Ctx, kind: string, on: Day, payload: object): RowId {
  const id = ctx.newId<RowId>()
  const { userId: byId, name: byName } = ctx.actor
  insertEvent(ctx.db, { id, kind, on, at: ctx.now, byId, byName, payload } as never)
  return id
}

/** Three days of a higher level, soon: the roster is planned for it. */
function addAlert(ctx: Ctx): void {
  const [on, until] = [addDays(ctx.today, 10), addDays(ctx.today, 12)]
  const order = { orderedBy: ctx.actor.name, number: '' }
  const startId = write(ctx, 'level_start', on, {
    ...order,
    level: '03',
    on,
    time: '08:00',
    task: '示例活动保障（练习）',
    text: '',
  })
  write(ctx, 'level_stop', until, { ...order, startId, on: until, time: '22:00', summary: '' })
}

function addEvents(ctx: Ctx): void {
  const from = addDays(ctx.today, -DAYS_BACK)
  const duty = readDuty(ctx, from, ctx.today)
  const minute = minuteOf(ctx.now)
  for (const [no, { postId, on, shift, people }] of listCells(ctx.db, from, ctx.today).entries()) {
    const times = duty.shifts.get(shift)
    if (!times || spanOf(on, times).start > minute) continue
    for (const personId of people)
      if (no % 29 === 7) write(ctx, 'absence', on, { postId, on, shift, personId, reason: '01', note: '' })
      else write(ctx, 'sign_in', on, { postId, on, shift, personId, time: clockOf(times.fromMinute - 5), note: '' })
    if (no % 17 === 3) {
      const hasProblem = no % 34 === 3
      write(ctx, 'inspection', on, {
        postId,
        on,
        shift,
        time: clockOf(times.fromMinute + 60),
        inspector: ctx.actor.name,
        present: people,
        missing: [],
        hasProblem,
        finding: hasProblem ? '对讲机电量不足' : '',
        handled: hasProblem ? '已更换电池' : '',
      })
    }
  }
}

/** What the day watch of the duty room leaves to the night watch. */
const LEFT = [
  ['东门 2 号灯不亮，已报修，夜里留意。'],
  ['示范社区来电：3 号楼停水，明早九点前恢复，有人问请告知。', '对讲机两部在充电。'],
  [],
]

/** The day watch of the duty room hands over to the night watch, on the last days. */
function addHandovers(ctx: Ctx): void {
  const from = addDays(ctx.today, -HANDED_OVER_DAYS)
  const until = addDays(ctx.today, -1)
  const duty = readDuty(ctx, from, until)
  const cells = listCells(ctx.db, from, until).filter(({ postId }) => duty.postById.get(postId)?.code === 'G01')
  for (const [no, { postId, on, people }] of cells.filter(({ shift }) => shift === '01').entries()) {
    const night = cells.find((each) => each.on === on && each.shift === '02')
    if (!night || night.people.some((id) => people.includes(id))) continue
    const lines = LEFT[no % LEFT.length] ?? []
    write(ctx, 'handover', on, {
      on,
      shift: '01',
      postIds: [postId],
      from: namesOf(duty, people),
      to: namesOf(duty, night.people),
      lines,
      note: '',
    })
  }
}

function clockOf(minute: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0')
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`
}
