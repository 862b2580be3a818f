import { cellKey, type DutyCell } from '../../src-shared/duty/model.ts'
import type { CellChange, ConflictView, MonthView } from '../../src-shared/duty/schema.ts'
import { weekday, type Day } from '../../src-shared/kernel/day.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { searchChoices, type PinyinMatch } from '../ui/form/choiceSearch.ts'

/** Behind the name of whoever leads the shift. */
export const LEADS = '▲'

/** One line of the month: a post in a shift. */
export interface RosterRow {
  key: string
  postId: RowId
  code: string
  post: string
  shift: string
  shiftTitle: string
}

export function rosterRows({ posts, shifts, cells }: MonthView): RosterRow[] {
  return posts.flatMap(({ id, code, name, shifts: own, isActive }) => {
    const used = new Set(cells.filter(({ postId }) => postId === id).map(({ shift }) => shift))
    return shifts
      .filter((shift) => (isActive && own.includes(shift.code)) || used.has(shift.code))
      .map((shift) => ({
        key: `${id}/${shift.code}`,
        postId: id,
        code,
        post: name,
        shift: shift.code,
        shiftTitle: shift.title,
      }))
  })
}

export interface Roster {
  view: MonthView
  cells: ReadonlyMap<string, DutyCell>
  names: ReadonlyMap<string, string>
  conflicts: ReadonlyMap<string, readonly ConflictView[]>
}

export function toRoster(view: MonthView): Roster {
  const conflicts = new Map<string, ConflictView[]>()
  for (const each of view.conflicts) {
    const key = cellKey(each as never)
    conflicts.set(key, [...(conflicts.get(key) ?? []), each])
  }
  return {
    view,
    cells: new Map(view.cells.map((cell) => [cellKey(cell), cell])),
    names: new Map(view.people.map(({ id, name }) => [id as string, name])),
    conflicts,
  }
}

export const keyAt = (row: RosterRow, on: Day): string => cellKey({ postId: row.postId, on, shift: row.shift })

const WEEK = '一二三四五六日'
/** `3 四`, `4 五·休`, with a level of alert in force behind. */
export const dayTitle = ({ on, kind, name, level }: MonthView['days'][number]): string => {
  const rest = kind === 'holiday' ? name.slice(0, 2) || '假' : kind === 'weekend' ? '休' : kind === 'makeup' ? '班' : ''
  return `${Number(on.slice(8))} ${WEEK[weekday(on) - 1]}${rest ? `·${rest}` : ''}${level ? `·${level}` : ''}`
}

/** `样本甲▲、示例乙` */
export function cellText({ cells, names }: Roster, row: RosterRow, on: Day): string {
  const cell = cells.get(keyAt(row, on))
  return (cell?.people ?? []).map((id) => `${names.get(id) ?? '？'}${cell?.leader === id ? LEADS : ''}`).join('、')
}

const [NARROWEST, WIDEST] = [92, 320]
/** In pixels: the widest cell of each day, `! 样本甲▲、示例乙`, at most what still leaves room for a second day. */
export function dayWidths({ view, names }: Roster): Map<Day, number> {
  const widths = new Map<Day, number>()
  for (const { on, people, leader } of view.cells) {
    const characters = people.reduce((sum, id) => sum + (names.get(id)?.length ?? 1) + (id === leader ? 1 : 0), 0)
    const width = 34 + 15 * (characters + Math.max(0, people.length - 1))
    widths.set(on, Math.min(WIDEST, Math.max(widths.get(on) ?? NARROWEST, width)))
  }
  return widths
}

/** One line of the view by people: what somebody has on each day. */
export interface PersonRow {
  id: RowId
  name: string
  unit: string
  days: ReadonlyMap<Day, string>
  count: number
}

export function personRows({ view }: Roster): PersonRow[] {
  const posts = new Map(view.posts.map(({ id, name }) => [id, name]))
  const shifts = new Map(view.shifts.map(({ code, title }) => [code, title]))
  return view.people.map(({ id, name, unit }) => {
    const days = new Map<Day, string>()
    let count = 0
    for (const { postId, on, shift, people } of view.cells) {
      if (!people.includes(id)) continue
      const words = `${posts.get(postId) ?? ''}${shifts.get(shift) ?? ''}`
      days.set(on, [days.get(on), words].filter(Boolean).join('、'))
      count++
    }
    return { id, name, unit, days, count }
  })
}

/** What was typed into a cell, as people; or why it cannot be. */
export function parseCell(
  text: string,
  { view }: Roster,
  pinyin: PinyinMatch | undefined,
): { people: RowId[]; leader: RowId | '' } | { problem: string } {
  const choices = view.people
    .filter(({ isActive }) => isActive)
    .map(({ id, name, unit }) => ({ value: id as string, label: name, note: unit }))
  const people: RowId[] = []
  let leader: RowId | '' = ''
  for (const token of text.split(/[、,，;；\s]+/).filter(Boolean)) {
    const isLeader = token.endsWith(LEADS) || token.endsWith('*')
    const wanted = token.replace(/[▲*]$/, '')
    const found = searchChoices(choices, wanted, pinyin)
    const exact = found.filter(({ label }) => label === wanted)
    const [one, ...others] = exact.length > 0 ? exact : found
    if (!one) return { problem: `没有“${wanted}”这个人，请先在“岗位与人员”里加上` }
    if (others.length > 0)
      return {
        problem: `“${wanted}”有几个人：${[one, ...others]
          .slice(0, 5)
          .map(({ label }) => label)
          .join('、')}，请写全`,
      }
    if (people.includes(one.value as RowId)) return { problem: `${one.label}写了两次` }
    people.push(one.value as RowId)
    if (isLeader) leader = one.value as RowId
  }
  return { people, leader }
}

/** A change of one cell from what is shown. */
export function changeOf(
  { cells }: Roster,
  row: RosterRow,
  on: Day,
  { people, leader }: { people: RowId[]; leader: RowId | '' },
): CellChange {
  const before = cells.get(keyAt(row, on))
  return {
    postId: row.postId,
    on,
    shift: row.shift,
    people,
    leader,
    seen: before?.people ?? [],
    seenLeader: before?.leader ?? '',
  }
}

/** The same changes backwards. */
export const reversed = (changes: readonly CellChange[]): CellChange[] =>
  changes.map(({ people, leader, seen, seenLeader, ...where }) => ({
    ...where,
    people: seen,
    leader: seenLeader as RowId | '',
    seen: people,
    seenLeader: leader,
  }))
