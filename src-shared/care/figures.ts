import { percent, type Count, type FigureRule } from '../ledger/definition.ts'
import type { Figure } from '../ledger/schema.ts'
import type { GroupId } from './codes.ts'

/** A share with its two counters; both print, so that nobody has to guess what was divided by what. */
export interface RateRule {
  key: string
  group: string
  title: string
  part: string
  whole: string
  /** What is divided by what, in words. */
  partTitle: string
  wholeTitle: string
  /** Groups that have it; all if left out. */
  of?: readonly GroupId[]
}

const DETOX: readonly GroupId[] = ['detox', 'recovery']
const RESETTLEMENT: readonly GroupId[] = ['resettlement']

/** A.7.2. What is counted in people and what in visits stay apart. */
export const CARE_RATES: readonly RateRule[] = [
  rate('peopleRate', '走访', '走访率（人）', 'visited', 'present', '已走访人数', '本期内曾在册人数'),
  rate('visitRate', '走访', '走访率（次）', 'done', 'due', '实访人次', '应访人次'),
  rate('timelyRate', '走访', '及时走访率', 'timely', 'due', '在原定日期（含宽限）内完成', '应访人次'),
  rate('monthRate', '走访', '月探访率', 'visitedRegistered', 'registered', '当月至少探访 1 次', '期末在册人数', [
    'elderly',
  ]),
  rate('talkRate', '走访', '谈话完成率', 'talkDone', 'talkDue', '实做次数', '应做次数', DETOX),
  rate('reportRate', '衔接', '报到率', 'reported', 'toReport', '已报到', '报到期限已满或已报到', [
    'correction',
    ...DETOX,
  ]),
  rate('takenRate', '衔接', '衔接率', 'reported', 'present', '已衔接', '应衔接（本期内曾在册）', RESETTLEMENT),
  rate('helpedRate', '帮扶', '帮教率', 'helped', 'registered', '已落实方案或帮扶', '期末在册人数', RESETTLEMENT),
  rate('settledRate', '帮扶', '安置率（按在册）', 'settled', 'registered', '已安置', '期末在册人数', RESETTLEMENT),
  rate(
    'settledNeedRate',
    '帮扶',
    '安置率（按有就业需要）',
    'settledNeed',
    'needsWork',
    '其中已安置',
    '有就业需要者（劳动能力不单独登记）',
    RESETTLEMENT,
  ),
  rate(
    'workRate',
    '帮扶',
    '就业安置率',
    'settledWork',
    'needsWork',
    '安置方式为就业类',
    '有就业需要者（劳动能力不单独登记）',
    RESETTLEMENT,
  ),
  rate('filedRate', '建档', '建档率', 'filed', 'registered', '已告知或同意并有方案', '期末在册人数'),
  rate('pairedRate', '建档', '结对率', 'paired', 'registered', '已有走访人', '期末在册人数'),
]

const COUNTS: readonly FigureRule[] = [
  count('registered', '在册', '期末在册', '人', '期末最后一日仍在册'),
  count('present', '在册', '本期内曾在册', '人', '本期内至少一日在册'),
  count('due', '走访', '应访人次', '人次', '应访日在本期内，按当时的频次规则展开；含因故未访'),
  count('done', '走访', '实访人次', '人次', '本期应访中，到期末（或宽限日）已见到本人的'),
  count('timely', '走访', '其中：及时', '人次', '在应访日或宽限日之前'),
  count('skipped', '走访', '因故未访', '人次', '本期应访中写明原因未访的'),
  count('visited', '走访', '已走访人数', '人', '本期内至少见到 1 次，去重'),
  count('visits', '走访', '走访次数', '次', '本期内见到本人的全部走访'),
  count('absent', '走访', '未遇', '次', '去了没有见到本人，不计入实访'),
  count('raised', '异常', '异常', '件', '本期内报告'),
  count('signed', '异常', '签收', '件', '本期报告中已签收的'),
  count('answered', '异常', '回复', '件', '本期报告中已回复的'),
]

function count(key: string, group: string, title: string, unit: string, definition: string): FigureRule {
  return { key, group, title, unit, definition, opens: null }
}

function rate(
  key: string,
  group: string,
  title: string,
  part: string,
  whole: string,
  partTitle: string,
  wholeTitle: string,
  of?: readonly GroupId[],
): RateRule {
  return { key, group, title, part, whole, partTitle, wholeTitle, ...(of && { of }) }
}

export const ratesOf = (group: GroupId): RateRule[] => CARE_RATES.filter(({ of }) => !of || of.includes(group))

/** The lines of a group's monthly table: counts, then shares. */
export function careFigureRules(group: GroupId): FigureRule[] {
  const shares = ratesOf(group).map(
    ({ key, group: heading, title, part, whole, partTitle, wholeTitle }): FigureRule => ({
      key,
      group: heading,
      title,
      unit: '%',
      definition: `${partTitle} ÷ ${wholeTitle}`,
      value: (n) => percent(n(part), n(whole)),
      opens: null,
    }),
  )
  return [...COUNTS, ...shares]
}

/** What people read where there is nothing to divide by. */
export const NOTHING = '—'

/** The monthly table with the two numbers behind each share. */
export function withNumbers(group: GroupId, figures: readonly Figure[], n: Count): Figure[] {
  const rates = new Map(ratesOf(group).map((each) => [each.key, each]))
  return figures.map((figure) => {
    const share = rates.get(figure.key)
    if (!share) return figure
    const numbers = `（${n(share.part)} ÷ ${n(share.whole)}）`
    return { ...figure, text: figure.text || NOTHING, definition: `${figure.definition}${numbers}` }
  })
}
