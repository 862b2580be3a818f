import {
  ALERT_STATES,
  EVENT_GROUPS,
  EVENT_STATES,
  KINDS_OF_GROUP,
  narrowAlerts,
  narrowEvents,
  narrowPeople,
  narrowPosts,
  narrowSwaps,
  SWAP_STATES,
  type DutyList,
} from '../../src-shared/duty/lists.ts'
import { POST_DAYS, POST_KINDS } from '../../src-shared/duty/model.ts'
import { formatChinaTime } from '../../src-shared/kernel/day.ts'
import { column, rowsIn, type LedgerColumn } from '../../src-shared/ledger/definition.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { exportList, printList, type PlainList } from '../ledger/plainList.ts'
import { codesOn } from './posting.ts'
import { alertViews, eventViews, swapViews } from './record.ts'
import { listPeople, listPosts } from './repo.ts'
import { byName, personViews } from './setup.ts'

const DAY = { kind: 'day' } as const
const no = column('no', '序号', 8, 'center', { kind: 'integer' })

const SWAPS: readonly LedgerColumn[] = [
  no,
  column('at', '申请时间', 30, 'center', { sum: rowsIn('条') }),
  column('by', '登记人', 20),
  column('on', '换出的班', 20, 'center', DAY),
  column('from', '内容', 90, 'left'),
  column('back', '换回来的班', 50, 'left'),
  column('state', '状态', 18),
  column('answeredBy', '答复人', 20),
  column('answer', '答复', 40, 'left'),
]
const ORDERS: readonly LedgerColumn[] = [
  no,
  column('number', '编号', 30, 'left', { sum: rowsIn('条') }),
  column('task', '任务', 44, 'left'),
  column('level', '等级', 20),
  column('on', '启动', 28),
  column('orderedBy', '启动下令人', 22),
  column('end', '解除', 28),
  column('endedBy', '解除下令人', 22),
  column('change', '对岗位的要求', 40, 'left'),
  column('text', '启动内容', 50, 'left'),
  column('summary', '小结', 50, 'left'),
]

const EVENTS: readonly LedgerColumn[] = [
  no,
  column('on', '日期', 20, 'center', { ...DAY, sum: rowsIn('条') }),
  column('kind', '种类', 20),
  column('text', '内容', 140, 'left'),
  column('by', '登记人', 22),
  column('at', '登记时间', 30),
  column('state', '状态', 18),
]

const POSTS: readonly LedgerColumn[] = [
  no,
  column('code', '编号', 16, 'center', { sum: rowsIn('个') }),
  column('name', '岗位', 36, 'left'),
  column('place', '位置', 40, 'left'),
  column('kind', '类型', 18),
  column('shifts', '班次', 26),
  column('minPeople', '最低人数', 16, 'right', { kind: 'integer' }),
  column('days', '哪些天', 22),
  column('fromLevel', '从哪级起', 22),
  column('duties', '职责', 80, 'left'),
  column('state', '状态', 16),
]
const PEOPLE: readonly LedgerColumn[] = [
  no,
  column('name', '姓名', 24, 'center', { sum: rowsIn('人') }),
  column('category', '类别', 28),
  column('unit', '单位', 44, 'left'),
  column('posts', '定岗', 80, 'left'),
  column('canLead', '带班', 16),
  column('state', '状态', 18),
]
const stateOf = (isActive: boolean): string => (isActive ? '使用中' : '停用')
const titlesOf = (codes: readonly { code: string; title: string }[]) => {
  const titles = new Map(codes.map(({ code, title }) => [code, title]))
  return (code: string): string => titles.get(code) ?? ''
}

function postList(ctx: Ctx, words: string): PlainList {
  const shiftOf = titlesOf(codesOn(ctx, 'duty_shift', ctx.today))
  const levelOf = titlesOf(codesOn(ctx, 'duty_level', ctx.today))
  const rows = narrowPosts(listPosts(ctx.db), words).map((post) => ({
    ...{ code: post.code, name: post.name, place: post.place, minPeople: post.minPeople, duties: post.duties },
    kind: POST_KINDS[post.kind],
    shifts: post.shifts.map(shiftOf).join('、'),
    days: POST_DAYS[post.days],
    fromLevel: levelOf(post.fromLevel),
    state: stateOf(post.isActive),
  }))
  return { title: '岗位清单', columns: POSTS, rows, note: countWords(rows.length, words) }
}

/** Without telephones: each look at one is asked for and logged on its own. */
function peopleList(ctx: Ctx, words: string): PlainList {
  const categoryOf = titlesOf(codesOn(ctx, 'duty_category', ctx.today))
  const posts = new Map(listPosts(ctx.db).map(({ id, name }) => [id as string, name]))
  const rows = narrowPeople(byName(personViews(ctx, listPeople(ctx.db))), words).map((person) => ({
    ...{ name: person.name, unit: person.unit },
    category: categoryOf(person.category),
    posts: person.posts.map((id) => posts.get(id) ?? '').join('、') || '各岗',
    canLead: person.canLead ? '可以' : '',
    state: stateOf(person.isActive),
  }))
  return { title: '上岗人员清单', columns: PEOPLE, rows, note: countWords(rows.length, words) }
}
const countWords = (count: number, words: string): string =>
  [`共 ${count} 条`, words && `含“${words}”`].filter(Boolean).join('，')

/** The same rows in the same order as the page shows them. */
export function dutyList(ctx: Ctx, of: DutyList): PlainList {
  if (of.list === 'swaps') {
    const rows = narrowSwaps(swapViews(ctx), of).map((one) => ({
      at: formatChinaTime(one.at),
      by: one.byName,
      on: one.on,
      from: one.fromText,
      back: one.backText || '不换回',
      state: SWAP_STATES[one.state],
      answeredBy: one.answeredBy,
      answer: one.answer,
    }))
    return { title: '换班申请清单', columns: SWAPS, rows, note: noteOf(rows.length, of, SWAP_STATES) }
  }
  if (of.list === 'posts') return postList(ctx, of.words)
  if (of.list === 'people') return peopleList(ctx, of.words)
  if (of.list === 'events') {
    const rows = narrowEvents(eventViews(ctx, of, KINDS_OF_GROUP[of.group]), of).map((one) => ({
      on: one.on,
      kind: one.title,
      text: one.text,
      by: one.byName,
      at: formatChinaTime(one.at),
      state: one.isVoid ? EVENT_STATES.void : '',
    }))
    const period = `${of.from}至${of.to}，${EVENT_GROUPS[of.group]}，${noteOf(rows.length, of, EVENT_STATES)}`
    return { title: '查岗与交接清单', columns: EVENTS, rows, note: period }
  }
  const levels = codesOn(ctx, 'duty_level', ctx.today).map(({ title }) => title)
  const rows = narrowAlerts(alertViews(ctx), of, levels).map((one) => ({
    number: one.number,
    task: one.task,
    level: one.level,
    on: `${one.on} ${one.time}`,
    orderedBy: one.orderedBy,
    end: one.endOn ? `${one.endOn} ${one.endTime}` : ALERT_STATES.open,
    endedBy: one.endedBy,
    change: one.change,
    text: one.text,
    summary: one.summary,
  }))
  return { title: '启动令、解除令清单', columns: ORDERS, rows, note: noteOf(rows.length, of, ALERT_STATES) }
}

/** What the list was narrowed to stands on it, so that nobody takes a part for the whole. */
function noteOf(
  count: number,
  { words, state }: { words: string; state: string },
  states: Readonly<Record<string, string>>,
): string {
  return [`共 ${count} 条`, state && `只列${states[state]}的`, words && `含“${words}”`].filter(Boolean).join('，')
}

export const dutyListHandlers = {
  'duty.exportList': (ctx, { of, purpose }) => exportList(ctx, dutyList(ctx, of), purpose),
  'duty.printList': (ctx, { of, purpose }) => printList(ctx, dutyList(ctx, of), purpose),
} satisfies Partial<Handlers>
