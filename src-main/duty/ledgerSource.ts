import { isHandledFurther } from '../../src-shared/ledger/handling.ts'
import { titleOn, type TableVersion } from '../../src-shared/centre/codeTables.ts'
import { DUTY_EVENT_TITLES, type DutyEvent } from '../../src-shared/duty/events.ts'
import { stintKeyOf } from '../../src-shared/duty/figures.ts'
import { ofKind, standing, swapsOf } from '../../src-shared/duty/fold.ts'
import { attendanceRate, DUTY_ROWS, type CountedDuty, type CountedPost } from '../../src-shared/duty/ledger.ts'
import { cellKey, POST_KINDS, type DutyCell } from '../../src-shared/duty/model.ts'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { LedgerCells } from '../../src-shared/ledger/definition.ts'
import { editableTables, tableVersions } from '../centre/codeTables.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { periodOf } from '../ledger/periods.ts'
import type { LedgerSource } from '../ledger/source.ts'
import { readAttendance } from './figures.ts'
import { readDuty, type Duty } from './posting.ts'
import { findLastEventAbout, listAllEvents, listCells, listEvents } from './repo.ts'
import { namesOf, swapText } from './words.ts'

type Counted = CountedDuty extends infer C ? (C extends CountedDuty ? Omit<C, 'month'> : never) : never

/** One line of the month: what it says, what it counts. A post that nobody was put on counts, and is no row. */
interface Line {
  id: MatterId
  on: Day
  isRow: boolean
  cells: LedgerCells & { number: string; name: string }
  counted: Counted
}

const EMPTY = {
  on: null,
  until: null,
  place: '',
  postKind: '',
  shift: '',
  level: '',
  people: '',
  leaders: '',
  duties: '',
  shifts: null,
  expected: null,
  came: null,
  absent: null,
  rate: '',
  situation: '',
  handled: '',
} as const

interface Reading {
  ctx: Ctx
  duty: Duty
  from: Day
  to: Day
  voids: DutyEvent[]
  levels: readonly TableVersion[]
}

function linesBetween(ctx: Ctx, from: Day, to: Day): Line[] {
  const duty = readDuty(ctx, from, to)
  const [voids, levels] = [listAllEvents(ctx.db, ['void']), tableVersions(ctx, 'duty_level')]
  const reading: Reading = { ctx, duty, from, to, voids, levels }
  return [
    ...postLines(reading),
    ...alertLines(reading),
    ...inspectionLines(reading),
    ...swapLines(reading),
    ...handoverLines(reading),
  ]
}

const groupBy = <T>(list: readonly T[], keyOf: (each: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const each of list) {
    const group = groups.get(keyOf(each))
    if (group) group.push(each)
    else groups.set(keyOf(each), [each])
  }
  return groups
}

function postLines({ ctx, duty, from, to, levels }: Reading): Line[] {
  const cells = groupBy(listCells(ctx.db, from, to), ({ postId }) => postId)
  const slots = groupBy(duty.slots, ({ postId }) => postId)
  const attendance = readAttendance(ctx, from, to)
  const causes = tableVersions(ctx, 'duty_absence')
  return duty.posts.flatMap((post) => {
    const [mine, needed] = [cells.get(post.id) ?? [], slots.get(post.id) ?? []]
    if (mine.length === 0 && needed.length === 0) return []
    const people = new Map(mine.map((cell) => [cellKey(cell), cell.people.length]))
    const counted: CountedPost = {
      kind: 'post',
      postKind: post.kind,
      needed: needed.length,
      manned: needed.filter((slot) => (people.get(cellKey(slot)) ?? 0) >= slot.need).length,
      planned: mine.length,
      ...cameOf(
        mine.filter(({ on }) => on < ctx.today),
        attendance,
      ),
    }
    const { expected, came, absent } = counted
    const namesOn = (ids: readonly string[]): string =>
      [...new Set(namesOf(duty, ids).split('、'))].sort((a, b) => a.localeCompare(b, 'zh-CN')).join('、')
    const shifts = [...new Set([...post.shifts, ...mine.map(({ shift }) => shift)])]
    const cellsOfRow = {
      ...EMPTY,
      kind: DUTY_ROWS.post,
      number: post.code,
      name: post.name,
      place: post.place,
      postKind: POST_KINDS[post.kind],
      shift: shifts.flatMap((code) => duty.shifts.get(code)?.title ?? []).join('、'),
      level: post.fromLevel && `${titleOn(levels, post.fromLevel, from)}起`,
      people: namesOn(mine.flatMap((cell) => cell.people)),
      leaders: namesOn(mine.flatMap(({ leader }) => (leader ? [leader] : []))),
      duties: post.duties,
      shifts: mine.length,
      expected,
      came,
      absent,
      situation: Object.entries(counted.causes)
        .map(([code, n]) => `${titleOn(causes, code, to)} ${n} 人次`)
        .join('、'),
    }
    const rate = attendanceRate([cellsOfRow])
    return { id: matterIdOf(post.id), on: from, isRow: mine.length > 0, cells: { ...cellsOfRow, rate }, counted }
  })
}

function cameOf(over: readonly DutyCell[], { signedIn, absent }: ReturnType<typeof readAttendance>) {
  const counts = { expected: 0, came: 0, absent: 0, causes: {} as Record<string, number> }
  for (const cell of over)
    for (const id of cell.people) {
      const key = stintKeyOf(cell, id)
      const cause = absent.get(key)
      counts.expected++
      if (signedIn.has(key)) counts.came++
      else if (cause !== undefined) {
        counts.absent++
        counts.causes[cause] = (counts.causes[cause] ?? 0) + 1
      }
    }
  return counts
}

/** A level in force on any day of the period that has come. What ends after the period is not said: a signed month stays as it is. */
function alertLines({ ctx, duty, levels, from, to: end }: Reading): Line[] {
  const to = ctx.today < end ? ctx.today : end
  return duty.alerts
    .filter(({ start, endOn }) => start.on <= to && (endOn === null || endOn >= from))
    .map(({ id, start, stop, endOn }) => {
      const endsHere = endOn !== null && endOn <= to
      return {
        id: matterIdOf(id),
        on: start.on < from ? from : start.on,
        isRow: true,
        cells: {
          ...EMPTY,
          kind: DUTY_ROWS.alert,
          number: start.number,
          name: start.task,
          on: start.on,
          until: endsHere ? endOn : null,
          level: titleOn(levels, start.level, start.on),
          people: [...new Set([start.orderedBy, ...(endsHere && stop ? [stop.orderedBy] : [])])].join('、'),
          situation: start.text,
          handled: endsHere ? (stop?.summary ?? '') : '',
        },
        counted: { kind: 'alert', level: start.level, startsHere: start.on >= from, endsHere },
      }
    })
}

function inspectionLines({ ctx, duty, voids, from, to }: Reading): Line[] {
  const found = ofKind(standing([...listEvents(ctx.db, ['inspection'], from, to), ...voids]), 'inspection')
  return inOrder(found).map(({ id, payload }) => {
    const post = duty.postById.get(payload.postId)
    const gone = payload.missing.length > 0 ? `不在岗 ${payload.missing.length} 人` : ''
    return {
      id: matterIdOf(id),
      on: payload.on,
      isRow: true,
      cells: {
        ...EMPTY,
        kind: DUTY_ROWS.inspection,
        number: post?.code ?? '',
        name: post?.name ?? '',
        on: payload.on,
        place: post?.place ?? '',
        postKind: post ? POST_KINDS[post.kind] : '',
        shift: [duty.shifts.get(payload.shift)?.title ?? '', payload.time].join(' '),
        people: payload.inspector,
        situation: [gone, payload.finding || (payload.hasProblem ? '' : '正常')].filter(Boolean).join('；'),
        handled: payload.handled,
      },
      counted: { kind: 'inspection', hasProblem: payload.hasProblem, isHandled: payload.handled !== '' },
    }
  })
}

const SWAP_STATES = { waiting: '等待同意', approved: '同意', refused: '不同意' } as const

function swapLines({ ctx, duty, voids, from, to }: Reading): Line[] {
  return swapsOf([...listAllEvents(ctx.db, ['swap_ask', 'swap_answer']), ...voids])
    .filter(({ ask }) => ask.from.on >= from && ask.from.on <= to)
    .map(({ id, ask, state, answeredBy, reason }) => {
      const post = duty.postById.get(ask.from.postId)
      return {
        id: matterIdOf(id),
        on: ask.from.on,
        isRow: true,
        cells: {
          ...EMPTY,
          kind: DUTY_ROWS.swap,
          number: post?.code ?? '',
          name: post?.name ?? '',
          on: ask.from.on,
          shift: duty.shifts.get(ask.from.shift)?.title ?? '',
          people: namesOf(duty, [ask.from.personId, ask.toPersonId]),
          situation: swapText(duty, ask),
          handled: [`${answeredBy}${SWAP_STATES[state]}`, reason].filter(Boolean).join('：'),
        },
        counted: { kind: 'swap', isApproved: state === 'approved' },
      }
    })
}

function handoverLines({ ctx, duty, voids, from, to }: Reading): Line[] {
  const found = ofKind(standing([...listEvents(ctx.db, ['handover'], from, to), ...voids]), 'handover')
  return inOrder(found).map(({ id, payload }) => {
    const shift = duty.shifts.get(payload.shift)?.title ?? ''
    return {
      id: matterIdOf(id),
      on: payload.on,
      isRow: true,
      cells: {
        ...EMPTY,
        kind: DUTY_ROWS.handover,
        number: shift,
        name: `${(payload.postIds ?? []).map((id) => duty.postById.get(id)?.name ?? '').join('、')}${shift}交接`,
        on: payload.on,
        shift,
        people: `${payload.from}→${payload.to}`,
        situation: `移交 ${payload.lines.length} 条`,
        handled: payload.note,
      },
      counted: { kind: 'handover' },
    }
  })
}

const matterIdOf = (id: string): MatterId => id as MatterId
const inOrder = <E extends { id: string; payload: { on: Day } }>(events: readonly E[]): E[] =>
  [...events].sort((a, b) =>
    a.payload.on < b.payload.on ? -1 : a.payload.on > b.payload.on ? 1 : a.id < b.id ? -1 : 1,
  )
const rowsOf = (lines: readonly Line[]) =>
  lines.filter(({ isRow }) => isRow).map(({ id, cells }) => ({ matterId: id, ...cells }))
function linesOfMonth(ctx: Ctx, month: Month): Line[] {
  const { from, to } = periodOf(ctx.db, month, ctx.settings.cutoffDay, 'duty')
  return linesBetween(ctx, from, to)
}

/** Rows go by the id of a post or of an entry: the ledger's page opens it with that. */
export const dutySource: LedgerSource<CountedDuty> = {
  isCountedLive: true,
  tables: editableTables,
  listMonth: (ctx, _, month) => rowsOf(linesOfMonth(ctx, month)),
  listBetween: (ctx, _, from, to) => rowsOf(linesBetween(ctx, from, to)),
  listCounted: (ctx, _, month) =>
    linesOfMonth(ctx, month).map(({ id, on, cells, counted }) => ({
      matterId: id,
      number: cells.number,
      title: `${cells['kind'] ?? ''} ${cells.name}`,
      on,
      counted: { ...counted, month } as CountedDuty,
    })),
  lastChange({ db }, id, since, to) {
    const event = findLastEventAbout(db, id, since)
    if (!event) return undefined
    const isSaid = event.kind === 'void' || event.kind === 'correction'
    const reason = isSaid ? event.payload.reason : DUTY_EVENT_TITLES[event.kind]
    const further = isHandledFurther([{ id: event.id, kind: `duty.${event.kind}`, payload: { on: event.on } }], to)
    return { actorName: event.byName, reason, at: event.at as never, isHandledFurther: further }
  },
  eachCounted: () => [],
  moveMonths() {},
}
