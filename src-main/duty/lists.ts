import {
  ALERT_STATES,
  EVENT_GROUPS,
  EVENT_STATES,
  KINDS_OF_GROUP,
  narrowAlerts,
  narrowEvents,
  narrowSwaps,
  SWAP_STATES,
  type DutyList,
} from '../../src-shared/duty/lists.ts'
import { formatChinaTime } from '../../src-shared/kernel/day.ts'
import { column, rowsIn, type LedgerColumn } from '../../src-shared/ledger/definition.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { exportList, printList, type PlainList } from '../ledger/plainList.ts'
import { codesOn } from './posting.ts'
import { alertViews, eventViews, swapViews } from './record.ts'

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
function noteOf(count: number, { words, state }: DutyList, states: Readonly<Record<string, string>>): string {
  return [`共 ${count} 条`, state && `只列${states[state]}的`, words && `含“${words}”`].filter(Boolean).join('，')
}

export const dutyListHandlers = {
  'duty.exportList': (ctx, { of, purpose }) => exportList(ctx, dutyList(ctx, of), purpose),
  'duty.printList': (ctx, { of, purpose }) => printList(ctx, dutyList(ctx, of), purpose),
} satisfies Partial<Handlers>
