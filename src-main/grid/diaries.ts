import type { DiaryEntry } from '../../src-shared/grid/schema.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { findPlace } from '../centre/repo.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { checkCode } from '../linkage/directory.ts'
import { countDiaries, listDiaries, type ListedDiary } from './listRepo.ts'
import { findDiary, saveDiary, type DiaryRecord } from './repo.ts'

export function toDiary(row: ListedDiary): DiaryEntry {
  const { voidReason: _, enteredAt: __, changedBy: ___, ...diary } = row
  return diary
}

function diaryAt(ctx: Ctx, id: RowId, seen: Instant | null): DiaryRecord {
  const row = findDiary(ctx.db, id)
  if (!row || row.voidReason !== '') throw new AppError('not_found', '没有这篇民情日志，或者已经作废')
  if (row.changedAt !== seen) throw new AppError('conflict', '别人刚改过这篇日志，请看过新内容再改')
  return row
}

export const diaryHandlers = {
  'grid.diaries': (ctx, { filter, order, limit, offset }) => ({
    rows: listDiaries(ctx.db, filter, order, limit, offset).map(toDiary),
    count: countDiaries(ctx.db, filter),
  }),
  'grid.writeDiary': (ctx, { id, seen, ...entry }) => {
    if (!findPlace(ctx.db, entry.placeId)) throw invalidField('placeId', '请选择居村委或网格')
    if (entry.notedOn > ctx.today) throw invalidField('notedOn', '日期不能晚于今天')
    checkCode(ctx, 'grid_diary', entry.kind, entry.notedOn, 'kind')
    const before = id ? diaryAt(ctx, id, seen) : undefined
    const row: DiaryRecord = {
      id: ctx.newId<RowId>(),
      eventId: null,
      voidReason: '',
      enteredAt: ctx.now,
      enteredBy: ctx.actor.name,
      ...before,
      ...entry,
      changedAt: ctx.now,
      changedBy: ctx.actor.name,
    }
    saveDiary(ctx.db, row)
    audit(ctx, 'changed', { kind: 'grid_diary', id: row.id, title: '民情日志' }, before ? '修改' : '登记')
    ctx.changed('grid')
    return { id: row.id, changedAt: ctx.now }
  },
  'grid.voidDiary': (ctx, { id, seen, reason }) => {
    const row = diaryAt(ctx, id, seen)
    saveDiary(ctx.db, { ...row, voidReason: reason, changedAt: ctx.now, changedBy: ctx.actor.name })
    audit(ctx, 'changed', { kind: 'grid_diary', id, title: '民情日志' }, `作废：${reason}`)
    ctx.changed('grid')
    return {}
  },
} satisfies Partial<Handlers>
