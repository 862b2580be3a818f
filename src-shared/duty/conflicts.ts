import { formatDayChinese, type Day } from '../kernel/day.ts'
import type { Attendance, PersonShift } from './fold.ts'
import { cellKey, type DutyCell, type DutyPerson, type DutyPost, type Shift } from './model.ts'
import { overlaps, restBetween, spanOf, type Span } from './spans.ts'
import type { Slot } from './slots.ts'

export const CONFLICT_KINDS = {
  double: '同一人重叠',
  rest: '休息不够',
  below: '人数不足',
  leader: '没有带班人',
  away: '请假或已停用',
  unfit: '不在定人名单',
  signed: '已签到的人不在排班里',
} as const
export type ConflictKind = keyof typeof CONFLICT_KINDS

export interface DutyConflict {
  kind: ConflictKind
  on: Day
  postId: string
  shift: string
  personId: string
  /** What a person reads. */
  text: string
}

export interface ConflictInput {
  /** With those of the day before and the day after, so that nights at the edges are compared. */
  cells: readonly DutyCell[]
  /** Everything that must be manned in the period. */
  slots: readonly Slot[]
  posts: ReadonlyMap<string, DutyPost>
  people: ReadonlyMap<string, DutyPerson>
  shifts: ReadonlyMap<string, Shift>
  restMinutes: number
  isAway: (personId: string, on: Day) => boolean
  /** Who signed in where the roster does not have him. */
  unposted?: readonly (PersonShift & Pick<Attendance, 'signedIn'>)[]
  from: Day
  to: Day
}

interface Stint {
  cell: DutyCell
  span: Span
}

/** Everything that is wrong with a roster from one day to another, in order of time. */
export function findConflicts(input: ConflictInput): DutyConflict[] {
  const found = [...ofPeople(input), ...ofSlots(input), ...ofUnposted(input)].filter(
    ({ on }) => on >= input.from && on <= input.to,
  )
  return found.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

function stintsByPerson({ cells, shifts }: ConflictInput): Map<string, Stint[]> {
  const byPerson = new Map<string, Stint[]>()
  for (const cell of cells) {
    const shift = shifts.get(cell.shift)
    if (!shift) continue
    const stint = { cell, span: spanOf(cell.on, shift) }
    for (const id of cell.people) {
      const own = byPerson.get(id)
      if (own) own.push(stint)
      else byPerson.set(id, [stint])
    }
  }
  return byPerson
}

function ofPeople(input: ConflictInput): DutyConflict[] {
  const found: DutyConflict[] = []
  for (const [personId, stints] of stintsByPerson(input)) {
    stints.sort((a, b) => a.span.start - b.span.start)
    const person = input.people.get(personId)
    // Of those that began earlier, the one that ends last: an overlap or short rest with any is one with it.
    let last: Stint | undefined
    for (const stint of stints) {
      if (last) {
        const why = clashText(input, person?.name ?? '', last, stint)
        if (why) found.push({ ...placeOf(stint, personId), ...why })
      }
      if (!last || stint.span.end > last.span.end) last = stint
      found.push(...ofStint(input, person, personId, stint))
    }
  }
  return found
}

const placeOf = ({ cell }: Stint, personId: string) => ({
  on: cell.on,
  postId: cell.postId,
  shift: cell.shift,
  personId,
})

function clashText(
  input: ConflictInput,
  name: string,
  before: Stint,
  stint: Stint,
): Pick<DutyConflict, 'kind' | 'text'> | undefined {
  if (overlaps(before.span, stint.span))
    return { kind: 'double', text: `${name}在${whereText(input, before)}还没下岗，又排了${whereText(input, stint)}` }
  const rest = restBetween(before.span, stint.span)
  if (rest >= input.restMinutes) return undefined
  return {
    kind: 'rest',
    text: `${name}从${whereText(input, before)}下岗，到${whereText(input, stint)}只隔 ${hours(rest)} 小时，规定至少 ${hours(input.restMinutes)} 小时`,
  }
}

function ofStint(input: ConflictInput, person: DutyPerson | undefined, personId: string, stint: Stint): DutyConflict[] {
  const place = placeOf(stint, personId)
  const where = whereText(input, stint)
  if (!person || !person.isActive || input.isAway(personId, stint.cell.on))
    return [
      {
        ...place,
        kind: 'away',
        text: `${person?.name ?? '有人'}${person?.isActive ? '请了假' : '已停用'}，还排在${where}`,
      },
    ]
  if (person.posts.length > 0 && !person.posts.includes(stint.cell.postId as never))
    return [{ ...place, kind: 'unfit', text: `${person.name}的定岗里没有这个岗位，排在${where}` }]
  return []
}

function ofSlots({ cells, slots, posts, people, shifts }: ConflictInput): DutyConflict[] {
  const byKey = new Map(cells.map((cell) => [cellKey(cell), cell]))
  const found: DutyConflict[] = []
  for (const slot of slots) {
    const cell = byKey.get(cellKey(slot))
    const there = cell?.people.length ?? 0
    const place = { on: slot.on, postId: slot.postId, shift: slot.shift, personId: '' }
    const where = (): string => slotText(posts, shifts, slot)
    if (there < slot.need)
      found.push({
        ...place,
        kind: 'below',
        text: `${where()}需要 ${slot.need} 人，现在 ${there} 人，还差 ${slot.need - there} 人`,
      })
    else if (slot.needsLeader && !people.has(cell?.leader ?? ''))
      found.push({ ...place, kind: 'leader', text: `${where()}没有带班人，当天的防控等级要求有` })
  }
  return found
}

/** Seats that did not know of each other, or a correction: who came stays to be seen until one of the two is put right. */
function ofUnposted({ unposted = [], posts, people, shifts }: ConflictInput): DutyConflict[] {
  return unposted.map(({ on, postId, shift, personId, signedIn }) => ({
    kind: 'signed',
    on,
    postId,
    shift,
    personId,
    text: `${people.get(personId)?.name ?? '有人'} ${signedIn} 在${slotText(posts, shifts, { on, postId, shift })}签到，这个班的排班里没有他：补进排班，或者在“查岗与交接”里作废签到`,
  }))
}

const hours = (minutes: number): string => String(Math.round((minutes / 60) * 10) / 10)
const whereText = ({ posts, shifts }: ConflictInput, { cell }: Stint): string => slotText(posts, shifts, cell)

export function slotText(
  posts: ReadonlyMap<string, DutyPost>,
  shifts: ReadonlyMap<string, Shift>,
  { on, postId, shift }: { on: Day; postId: string; shift: string },
): string {
  return `${formatDayChinese(on).slice(5)}${posts.get(postId)?.name ?? '已删岗位'}${shifts.get(shift)?.title ?? ''}`
}
