import { EVENT_STATES } from '../../src-shared/grid/codes.ts'
import { rateText } from '../../src-shared/grid/rules.ts'
import { DiaryFilter, type DaySheet } from '../../src-shared/grid/schema.ts'
import { dayOf, type Day } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { PaperData } from '../../src-shared/paper/registry.ts'
import { tableVersions } from '../centre/codeTables.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { issuePaper, type PaperDraft } from '../documents/issue.ts'
import { NOBODY } from '../intake/visible.ts'
import { wordOf } from '../linkage/directory.ts'
import { toDiary } from './diaries.ts'
import { toEvent } from './events.ts'
import { listDiaries, listEventsOfDay } from './listRepo.ts'

const MOST = 5_000

function tally(words: readonly string[]): { title: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].map(([title, count]) => ({ title, count })).sort((a, b) => b.count - a.count)
}

/** One day of all grids. Rates are of what was found that day, so that part and whole are the same events. */
export function daySheet(ctx: Ctx, on: Day, me: string): DaySheet {
  const rows = listEventsOfDay(ctx.db, me, on)
  const found = rows.filter(({ foundOn }) => foundOn === on)
  const checked = found.filter(({ checkedOn }) => checkedOn !== null)
  const classes = tableVersions(ctx, 'linkage_class')
  const kinds = tableVersions(ctx, 'grid_diary')
  const diaries = listDiaries(ctx.db, DiaryFilter.parse({ from: on, to: on }), 'noted', MOST, 0)
  return {
    on,
    found: found.length,
    checked: rows.filter(({ checkedOn }) => checkedOn === on).length,
    done: rows.filter(({ doneOn }) => doneOn === on).length,
    handed: rows.filter(({ handedAt }) => handedAt !== null && dayOf(handedAt) === on).length,
    checkRate: rateText(checked.length, found.length),
    doneRate: rateText(checked.filter(({ doneOn }) => doneOn !== null).length, checked.length),
    byClass: tally(found.map(({ class: code }) => wordOf(classes, code.slice(0, 2), on))),
    diaryByKind: tally(diaries.map(({ kind }) => wordOf(kinds, kind, on))),
    events: rows.map(toEvent),
    diaries: diaries.map(toDiary),
  }
}

function dayData(ctx: Ctx, on: Day): PaperData<'grid_daily'> {
  const sheet = daySheet(ctx, on, NOBODY)
  const classes = tableVersions(ctx, 'linkage_class')
  const kinds = tableVersions(ctx, 'grid_diary')
  return {
    organisation: ctx.settings.centreName,
    on,
    figures: [
      { title: '当日发现', value: `${sheet.found} 件` },
      { title: '当日查处', value: `${sheet.checked} 件` },
      { title: '当日办结', value: `${sheet.done} 件` },
      { title: '当日转中心', value: `${sheet.handed} 件` },
    ],
    rates: [
      { title: '查处率', value: sheet.checkRate, definition: '当日发现的事件中，现场查处数 ÷ 发现数' },
      { title: '办结率', value: sheet.doneRate, definition: '当日发现的事件中，办结数 ÷ 现场查处数' },
    ],
    classes: sheet.byClass,
    diaryKinds: sheet.diaryByKind,
    events: sheet.events.map((event) => ({
      number: event.number,
      place: event.placeName,
      class: wordOf(classes, event.class, event.foundOn),
      summary: event.summary,
      state: EVENT_STATES[event.state],
      done: [event.checkedText, event.doneText].filter(Boolean).join('；'),
      matter: event.matterNumber,
    })),
    diaries: sheet.diaries.map((diary) => ({
      kind: wordOf(kinds, diary.kind, on),
      place: diary.placeName,
      title: diary.title,
      text: diary.text,
    })),
    preparedBy: ctx.actor.name,
    preparedOn: ctx.today,
  }
}

function dayDraft(ctx: Ctx, on: Day): PaperDraft<'grid_daily'> {
  if (on > ctx.today) throw new AppError('not_allowed', '这一天还没有到')
  const data = dayData(ctx, on)
  return {
    kind: 'grid_daily',
    matterId: null,
    ref: on,
    number: '',
    data,
    subject: `${on} 社情民意日报`,
    stamp: JSON.stringify(data),
  }
}

export const dayHandlers = {
  'grid.day': (ctx, { on }) => daySheet(ctx, on, ctx.actor.userId),
  'grid.issueDay': async (ctx, { on }) => ({ documentId: (await issuePaper(ctx, (now) => dayDraft(now, on))).id }),
} satisfies Partial<Handlers>
