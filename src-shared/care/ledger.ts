import { column, type LedgerColumn, type LedgerDefinition } from '../ledger/definition.ts'
import type { GroupId } from './codes.ts'
import { careFigureRules } from './figures.ts'
import { caseContributions, type CareCase } from './ledgerCase.ts'

const DAY = { kind: 'day', gridWidth: 100 } as const
const TIMES = { kind: 'integer', sum: 'total', gridWidth: 64 } as const

/** One line a person: no birthday, number, phone or address, and nothing of what was said. */
export const CARE_COLUMNS = [
  column('no', '序号', 8, 'center', { kind: 'integer' }),
  column('number', '编号', 22, 'left', { sum: (rows) => `${rows.length}人`, gridWidth: 130, isFrozen: true }),
  column('name', '姓名', 16, 'center', { isName: true, hasPeople: true, gridWidth: 90, isFrozen: true }),
  column('worker', '走访人', 18, 'center', { filter: 'whole', gridWidth: 90 }),
  column('startOn', '登记日期', 18, 'center', DAY),
  column('state', '期末状态', 16, 'center', { filter: 'whole', gridWidth: 90 }),
  column('due', '应访', 14, 'center', TIMES),
  column('done', '实访', 14, 'center', TIMES),
  column('timely', '及时', 14, 'center', TIMES),
  column('skipped', '因故未访', 16, 'center', TIMES),
  column('visits', '走访次数', 16, 'center', TIMES),
  column('absent', '未遇', 14, 'center', TIMES),
  column('lastVisitOn', '本期最后走访', 20, 'center', DAY),
  column('raised', '异常', 14, 'center', TIMES),
  column('answered', '已回复', 14, 'center', TIMES),
  column('note', '备注', 26, 'left', { gridWidth: 120 }),
] as const satisfies readonly LedgerColumn[]

/**
 * The monthly ledger of a group. Mounted on the care store (decision 9), not entered in the registry of ledgers: no
 * procedure of another topic can name it.
 */
export function careLedger(group: GroupId, title: string): LedgerDefinition<CareCase> {
  return {
    id: `care_${group}`,
    title: `${title}台账`,
    shortTitle: `${title}台账`,
    figuresTitle: `${title}情况统计`,
    noun: '对象',
    numberTitle: '编号',
    dayTitle: '登记日期',
    organisation: 'centreName',
    masksNames: 'always',
    bases: [{ id: 'present', title: '列入本期内曾在册的对象' }],
    columns: CARE_COLUMNS,
    numberKey: 'number',
    aboutKeys: [],
    footnote: '姓名部分隐去；频次规则以应访当日生效的版本为准',
    monthsOf: () => [],
    contributionsOf: caseContributions,
    figures: () => careFigureRules(group),
    checks: [],
    manual: null,
    trend: null,
    papers: { ledger: 'care_ledger', figures: 'care_figures' },
    difference: { series: 'care_difference', word: '关更字' },
    topics: ['care'],
  }
}
