/**
 * By which day a record belongs to a month, as pages and papers print it. What becomes of a record later, a card or an
 * answer or a rating, counts in that same month, so that a whole and its part are always of the same records.
 */
export const BASES = {
  due: '按答复期限所在月计',
  found: '按网格发现日期所在月计',
} as const

/** What follows from it for the reader of a score. */
export const BASIS_MOVES =
  '亮牌、答复、验证和评价不论哪天发生，都随所属的一件计入它的月份；没有锁定的月份，得分会跟着变；锁定后得分不变，差别列入差异单'

/** A number counted of a unit and a month. */
export interface Measure {
  title: string
  basis: keyof typeof BASES
  /** The number by which it is divided, or without which it says nothing; empty for volumes. */
  whole: string
  /** Whether more of it is better; `volume` says how much there was and is neither. */
  sense: 'more' | 'less' | 'volume'
  /** How a unit could move it without better work; shown when a rule is drafted. */
  gameable?: string
}

export const MEASURES = {
  due: { title: '到期应答复件数', basis: 'due', whole: '', sense: 'volume' },
  inTime: {
    title: '按期答复件数',
    basis: 'due',
    whole: 'due',
    sense: 'more',
    gameable: '只看快慢，答复了不等于办好；请同时设“验证不通过”或“实质性办结”',
  },
  late: { title: '超期答复或到期未答复件数', basis: 'due', whole: 'due', sense: 'less' },
  yellow: { title: '亮过黄牌件数', basis: 'due', whole: 'due', sense: 'less' },
  red: { title: '亮过红牌件数', basis: 'due', whole: 'due', sense: 'less' },
  leadDue: { title: '主办到期件数', basis: 'due', whole: '', sense: 'volume' },
  redone: { title: '验证不通过件数', basis: 'due', whole: 'leadDue', sense: 'less' },
  closed: {
    title: '主办已办结件数',
    basis: 'due',
    whole: 'leadDue',
    sense: 'more',
    gameable: '程序性办结也算，容易为数字而办结；可以改用“实质性办结件数”',
  },
  substantive: { title: '实质性办结件数', basis: 'due', whole: 'closed', sense: 'more' },
  asked: { title: '已评价件数', basis: 'due', whole: '', sense: 'volume' },
  satisfied: {
    title: '满意和基本满意件数',
    basis: 'due',
    whole: 'asked',
    sense: 'more',
    gameable: '只回访容易满意的就能提高；请抽样回访，并看已评价的有多少',
  },
  gridFound: { title: '网格发现件数', basis: 'found', whole: '', sense: 'volume' },
  gridChecked: {
    title: '网格现场查处件数',
    basis: 'found',
    whole: 'gridFound',
    sense: 'more',
    gameable: '发现数和查处数由同一单位登记，少登记发现就能提高',
  },
  gridDone: {
    title: '网格查处后办结件数',
    basis: 'found',
    whole: 'gridChecked',
    sense: 'more',
    gameable: '查处数和办结数由同一单位登记，请抽查现场',
  },
} as const satisfies Record<string, Measure>
export type MeasureId = keyof typeof MEASURES
export const measureOf = (id: string): Measure | undefined => (MEASURES as Record<string, Measure>)[id]

/** By which day the records of a measure belong to a month, in words; '' for what no record counts. */
export const basisOf = (part: string): string => {
  const measure = measureOf(part)
  return measure ? BASES[measure.basis] : ''
}

/** The words for a sheet of indicators, each once. */
export const basesOf = (parts: readonly string[]): string[] => [...new Set(parts.map(basisOf).filter(Boolean))]

/** The same for a reader of scores, naming the items; with what follows from it. */
export function basisLines(items: readonly { title: string; part: string }[]): string[] {
  const lines = basesOf(items.map(({ part }) => part)).map(
    (basis) =>
      `${basis}：${items
        .filter(({ part }) => basisOf(part) === basis)
        .map(({ title }) => title)
        .join('、')}`,
  )
  return lines.length > 0 ? [...lines, BASIS_MOVES] : []
}

/** One record behind the numbers of a unit, with every measure it is counted in. */
export interface AssessedRecord {
  /** `matter:part` or `grid:event`. */
  key: string
  measures: readonly MeasureId[]
}

/** Counts of records; those excluded by a decision on an appeal are left out. */
export function countRecords(records: readonly AssessedRecord[], excluded: ReadonlySet<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { key, measures } of records) {
    if (excluded.has(key)) continue
    for (const measure of measures) counts.set(measure, (counts.get(measure) ?? 0) + 1)
  }
  return counts
}
