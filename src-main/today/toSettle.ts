import { fieldTitle, settingTitle, tableTitle } from '../../src-shared/sync/titles.ts'
import type { TodayItem } from '../../src-shared/today/schema.ts'
import type { Db } from '../store/open.ts'
import type { Reader } from './repo.ts'
import { listLeftSteps, listOpenConflicts, listSetAside, type LeftRow } from './settleRepo.ts'

const MOST_NAMED = 3

/** What sync left for a person: fields that two computers changed, and rows in the tray. A matter is one line of each. */
export function listToSettle(db: Db, reader: Reader, limit: number): TodayItem[] {
  return [
    ...linesOf('conflict', listOpenConflicts(db, reader, limit), conflictText),
    ...linesOf(
      'quarantine',
      listSetAside(db, reader, limit),
      (rows) => `有 ${rows.length} 条记录同步没有成，放在隔离区`,
    ),
    ...listLeftSteps(db, reader, limit).map((row) => ({
      ...lineOf('step', row),
      title: row.summary ?? '',
      what: `“${row.title}”没有生效：${row.problem}，请看后处理`,
    })),
  ]
}

function linesOf(
  settles: Exclude<TodayItem['settles'], ''>,
  rows: readonly LeftRow[],
  textOf: (rows: readonly LeftRow[]) => string,
): TodayItem[] {
  const byMatter = new Map<string, [LeftRow, ...LeftRow[]]>()
  for (const row of rows) {
    const group = byMatter.get(row.matterId ?? '')
    if (group) group.push(row)
    else byMatter.set(row.matterId ?? '', [row])
  }
  return [...byMatter.values()].map((group) => {
    return {
      ...lineOf(settles, group[0]),
      title: group[0].summary ?? [...new Set(group.map(({ tableName }) => tableTitle(tableName)))].join('、'),
      what: textOf(group),
    }
  })
}

const lineOf = (
  settles: Exclude<TodayItem['settles'], ''>,
  { matterId, number, ownerName }: Pick<LeftRow, 'matterId' | 'number' | 'ownerName'>,
): Omit<TodayItem, 'title' | 'what'> => ({
  group: 'to_settle',
  settles,
  matterId,
  draftKey: '',
  directiveId: null,
  number: number ?? '',
  basis: null,
  on: null,
  ownerName: ownerName ?? '',
})

function conflictText(rows: readonly LeftRow[]): string {
  const fields = rows.map(({ tableName, rowKey, field }) =>
    tableName === 'setting' ? settingTitle(rowKey) : fieldTitle(tableName, field),
  )
  const named = [...new Set(fields)].slice(0, MOST_NAMED).join('、')
  return `两台电脑都改过“${named}”${rows.length > MOST_NAMED ? `等 ${rows.length} 处` : ''}，请选一个`
}
