import type { DutyPayload } from '../../src-shared/duty/events.ts'
import { cellKey, type DutyCell } from '../../src-shared/duty/model.ts'
import { shiftText } from '../../src-shared/duty/spans.ts'
import { formatDayChinese, Month, weekday, type Day } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { figureText } from '../../src-shared/ledger/definition.ts'
import type { PaperData } from '../../src-shared/paper/registry.ts'
import { audit, type ActionCtx, type Ctx, type Handlers } from '../ctx/ctx.ts'
import type { SheetColumn } from '../paper/xlsx/sheetSpec.ts'
import { dutyFigures } from './figures.ts'
import { boundsOf, monthView } from './month.ts'
import { readDuty, type Duty } from './posting.ts'
import { findEvent } from './repo.ts'
import { alertViews } from './record.ts'
import { namesOf } from './words.ts'

const WEEK = '一二三四五六日'
/** Behind the name of whoever leads the shift. */
const LEADS = '▲'

const monthTitle = (month: Month): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

/** One line a post and shift: every one that must be manned in the month, and every one that is. */
function rosterRows(ctx: Ctx, month: Month) {
  const view = monthView(ctx, month)
  const cells = new Map(view.cells.map((cell) => [cellKey(cell), cell]))
  const names = new Map(view.people.map(({ id, name }) => [id as string, name]))
  const textsOf = (cell: DutyCell | undefined): string[] =>
    (cell?.people ?? []).map((id) => `${names.get(id) ?? ''}${cell?.leader === id ? LEADS : ''}`)
  const rows = view.posts.flatMap((post) => {
    const used = new Set(view.cells.filter(({ postId }) => postId === post.id).map(({ shift }) => shift))
    return view.shifts
      .filter(({ code }) => (post.isActive && post.shifts.includes(code)) || used.has(code))
      .map((shift) => ({
        code: post.code,
        post: post.name,
        shift: shift.title,
        cells: view.days.map(({ on }) => textsOf(cells.get(cellKey({ postId: post.id, on, shift: shift.code })))),
      }))
  })
  return { view, rows }
}

function rosterSheet(ctx: Ctx, ref: string, note: string): PaperData<'duty_roster'> {
  const month = Month.parse(ref)
  const { view, rows } = rosterRows(ctx, month)
  const levels = [...new Set(view.days.map(({ level }) => level).filter(Boolean))]
  const shifts = view.shifts.map(({ text }) => text).join('；')
  return {
    organisation: ctx.settings.centreName,
    title: `${monthTitle(month)}岗位联勤排班表`,
    printedOn: ctx.today,
    note: `${LEADS} 为带班人；灰底为休息日。${shifts}${levels.length > 0 ? `。本月防控等级：${levels.join('、')}` : ''}。${note}`,
    days: view.days.map(({ on, kind }) => ({
      day: String(Number(on.slice(8))),
      week: WEEK[weekday(on) - 1] ?? '',
      isRest: kind === 'weekend' || kind === 'holiday',
    })),
    rows: rows.map(({ post, shift, cells }) => ({ post, shift, cells })),
  }
}

const shiftWords = (duty: Duty, code: string): string => {
  const shift = duty.shifts.get(code)
  return shift ? shiftText(shift) : ''
}

/** @throws AppError 'not_found' if there is no such entry of that kind */
function entryOf<K extends 'inspection' | 'handover'>(ctx: Ctx, id: string, kind: K): DutyPayload<K> {
  const event = findEvent(ctx.db, id)
  if (event?.kind !== kind) throw new AppError('not_found', '没有找到这条记录')
  return event.payload as DutyPayload<K>
}

function inspectionSheet(ctx: Ctx, ref: string): PaperData<'duty_inspection'> {
  const entry = entryOf(ctx, ref, 'inspection')
  const duty = readDuty(ctx, entry.on, entry.on)
  const post = duty.postById.get(entry.postId)
  return {
    organisation: ctx.settings.centreName,
    post: post ? `${post.code} ${post.name}` : '',
    place: post?.place ?? '',
    on: entry.on,
    time: entry.time,
    shift: shiftWords(duty, entry.shift),
    inspector: entry.inspector,
    present: namesOf(duty, entry.present),
    missing: namesOf(duty, entry.missing),
    duties: post?.duties ?? '',
    finding: entry.finding,
    handled: entry.handled,
  }
}

function handoverSheet(ctx: Ctx, ref: string): PaperData<'duty_handover'> {
  const { on, shift, postIds = [], from, to, lines, note } = entryOf(ctx, ref, 'handover')
  const duty = readDuty(ctx, on, on)
  const posts = postIds.flatMap((id) => duty.postById.get(id) ?? []).map(({ code, name }) => `${code} ${name}`)
  const head = { organisation: ctx.settings.centreName, on, shift: shiftWords(duty, shift), post: posts.join('、') }
  return { ...head, from, to, lines, note }
}

/** `ref`: the start order, with `/stop` for the order that ends it. */
function orderSheet(ctx: Ctx, ref: string): PaperData<'duty_order'> {
  const [id, stop] = ref.split('/')
  const alert = alertViews(ctx).find((each) => each.id === id)
  if (!alert || (stop && alert.endOn === null)) throw new AppError('not_found', '没有找到这个命令')
  const { task, level, number } = alert
  const head = { organisation: ctx.settings.centreName, task, level, number }
  return stop
    ? {
        ...head,
        paperTitle: '防控等级解除令',
        on: alert.endOn,
        time: alert.endTime,
        orderedBy: alert.endedBy,
        change: '恢复到启动前的岗位和人数',
        text: alert.summary,
      }
    : {
        ...head,
        paperTitle: '防控等级启动令',
        on: alert.on,
        time: alert.time,
        orderedBy: alert.orderedBy,
        change: alert.change,
        text: alert.text,
      }
}

function figureSheet(ctx: Ctx, ref: string, note: string): PaperData<'duty_figures'> {
  const { from, to } = boundsOf(Month.parse(ref))
  const { until, figures } = dutyFigures(ctx, from, to)
  return {
    organisation: ctx.settings.centreName,
    period: `${formatDayChinese(from)}至${formatDayChinese(to)}${until === null ? '（还没有开始）' : until < to ? `（统计到${formatDayChinese(until)}）` : ''}`,
    printedOn: ctx.today,
    note,
    rows: figures.map(({ group, title, value, unit, note: how }) => ({
      group,
      title,
      value: figureText(value, unit),
      unit,
      note: how,
    })),
  }
}

function paperOf(ctx: Ctx, sheet: string, ref: string, note: string) {
  switch (sheet) {
    case 'roster':
      return { kind: 'duty_roster', title: `排班表 ${ref}`, data: rosterSheet(ctx, ref, note) } as const
    case 'roster_a3':
      return { kind: 'duty_roster_a3', title: `排班表 ${ref}`, data: rosterSheet(ctx, ref, note) } as const
    case 'order': {
      const data = orderSheet(ctx, ref)
      return { kind: 'duty_order', title: `${data.paperTitle} ${data.on}`, data } as const
    }
    case 'inspection': {
      const data = inspectionSheet(ctx, ref)
      return { kind: 'duty_inspection', title: `查岗记录 ${data.on}`, data } as const
    }
    case 'handover': {
      const data = handoverSheet(ctx, ref)
      return { kind: 'duty_handover', title: `交接班单 ${data.on}`, data } as const
    }
    default:
      return { kind: 'duty_figures', title: `岗位联勤统计 ${ref}`, data: figureSheet(ctx, ref, note) } as const
  }
}

const words = (ctx: ActionCtx, verb: string, purpose: string): string =>
  `${ctx.services.isPractice ? '练习数据 ' : ''}${ctx.actor.name} ${ctx.today} ${verb}：${purpose}`

function exportColumns(days: readonly Day[]): SheetColumn[] {
  return [
    { key: 'code', title: '岗位编号', kind: 'text', width: 10 },
    { key: 'post', title: '岗位', kind: 'text', width: 20 },
    { key: 'shift', title: '班次', kind: 'text', width: 8 },
    ...days.map((on): SheetColumn => ({
      key: on,
      group: `${Number(on.slice(8))}日`,
      title: WEEK[weekday(on) - 1] ?? '',
      kind: 'text',
      width: 8,
    })),
  ]
}

export const sheetHandlers = {
  'duty.print': async (ctx, { sheet, ref, purpose }) => {
    const { kind, title, data } = paperOf(ctx, sheet, ref, words(ctx, '打印', purpose))
    const { pdf, pages } = await ctx.services.typeset(kind, data as never, { mode: 'issue', timestamp: ctx.now })
    ctx.transact((tx) => audit(tx, 'printed', { kind: 'duty', id: '', title }, purpose))
    return {
      title,
      fileName: `${title}.pdf`,
      pdfBase64: Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('base64'),
      pages,
    }
  },
  'duty.export': async (ctx, { month, purpose }) => {
    const { view, rows } = rosterRows(ctx, month)
    const days = view.days.map(({ on }) => on)
    const title = `${monthTitle(month)}岗位联勤排班表`
    const bytes = await ctx.services.sheetBytes(
      {
        sheetName: '排班表',
        title,
        note: `${ctx.settings.centreName}；${LEADS} 为带班人`,
        columns: exportColumns(days),
        exportNote: words(ctx, '导出', purpose),
        emptyText: '本月没有排班',
      },
      rows.map(({ code, post, shift, cells }) => ({
        code,
        post,
        shift,
        ...Object.fromEntries(days.map((on, at) => [on, (cells[at] ?? []).join('、')])),
      })),
    )
    ctx.transact((tx) => audit(tx, 'exported', { kind: 'duty', id: '', title }, purpose))
    return { fileName: `${title}.xlsx`, xlsxBase64: bytes.toString('base64') }
  },
} satisfies Partial<Handlers>
