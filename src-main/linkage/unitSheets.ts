import { versionInForce } from '../../src-shared/centre/codeTables.ts'
import { column, rowsIn, type LedgerColumn } from '../../src-shared/ledger/definition.ts'
import { UNIT_KINDS } from '../../src-shared/linkage/codes.ts'
import { narrowUnits, UnitDetail } from '../../src-shared/linkage/config.ts'
import { tableVersions } from '../centre/codeTables.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { exportList, printList, type PlainList } from '../ledger/plainList.ts'

const COLUMNS: readonly LedgerColumn[] = [
  column('no', '序号', 8, 'center', { kind: 'integer' }),
  column('code', '代码', 16, 'center', { sum: rowsIn('个') }),
  column('title', '单位', 50, 'left'),
  column('kind', '类别', 26),
  column('contact', '联系人', 24),
  column('phone', '电话', 32),
  column('people', '人员', 90, 'left'),
  column('aliases', '别名', 40, 'left'),
  column('regionCode', '区划代码', 34),
]

/** The directory as in force today. */
function listOf(ctx: Ctx, words: string): PlainList {
  const all = (versionInForce(tableVersions(ctx, 'member_unit'), ctx.today)?.codes ?? []).flatMap(
    ({ code, title, detail }) => {
      const parsed = UnitDetail.safeParse(detail).data
      return parsed ? [{ ...parsed, code, title }] : []
    },
  )
  const rows = narrowUnits(all, words).map(({ people, kind, code, title, contact, phone, aliases, regionCode }) => ({
    ...{ code, title, contact, phone, aliases, regionCode },
    kind: UNIT_KINDS[kind],
    people: people.map((one) => [one.name, one.duty, one.phone].filter(Boolean).join(' ')).join('；'),
  }))
  const note = [`共 ${rows.length} 个单位`, words && `含“${words}”`].filter(Boolean).join('，')
  return { title: '成员单位名录', columns: COLUMNS, rows, note }
}

export const unitSheetHandlers = {
  'linkage.exportUnits': (ctx, { words, purpose }) => exportList(ctx, listOf(ctx, words), purpose),
  'linkage.printUnits': (ctx, { words, purpose }) => printList(ctx, listOf(ctx, words), purpose),
} satisfies Partial<Handlers>
