import {
  change,
  percent,
  quotient,
  type CheckRule,
  type CodeTables,
  type Count,
  type FigureRule,
} from '../ledger/definition.ts'
import { FORMS, PURPOSES, RATINGS, RESULTS, REVIEW_RESULTS } from './codes.ts'
import type { CountedPetition } from './ledgerCounts.ts'

const rule = (
  key: string,
  group: string,
  title: string,
  unit = '件',
  definition = '',
  more: Partial<FigureRule> = {},
): FigureRule => ({ key, group, title, unit, definition, ...more })

/** A share in per cent: four decimals of the quotient, rounded half up; nothing where the denominator is 0 (B3.5). */
const RATE = { opens: null, decimals: 2 } as const
const rate = (key: string, group: string, title: string, definition: string, part: Value, whole: Value): FigureRule =>
  rule(key, group, title, '%', definition, { ...RATE, value: (n) => percent(part(n), whole(n)) })
const mean = (key: string, title: string, definition: string, name: string): FigureRule =>
  rule(key, '时限', title, '天', definition, {
    opens: null,
    decimals: 4,
    value: (n) => quotient(n(`${name}.days`), n(`${name}.cycles`)),
  })
type Value = (n: Count) => number

const DUTIES: readonly FigureRule[] = [
  rate(
    'toldRate',
    '时限',
    '及时受理（告知）率',
    '按期受理告知数 ÷ 应受理告知数；期限未到、还没有告知的也在应告知数内',
    (n) => n('told.inTime'),
    (n) => n('told.due'),
  ),
  rate(
    'answeredRate',
    '时限',
    '按期办结（答复）率',
    '按期答复数 ÷ 应答复数；期限未到、还没有答复的也在应答复数内',
    (n) => n('answered.inTime'),
    (n) => n('answered.due'),
  ),
  rule('extended', '时限', '延期件数', '件', '经批准延长过办理期限'),
  rule('answered.late', '时限', '超期件数', '件', '答复晚于期限；期限已过还没有答复的见今日清单'),
]

/** Both bodies are rated apart and nobody's person is (国信发〔2022〕11号 △). */
function ratings(of: 'unit' | 'agency', who: string): FigureRule[] {
  const group = `满意度：${who}`
  const n3: Value = (n) => n(`${of}.satisfied`) + n(`${of}.fair`) + n(`${of}.unsatisfied`)
  const good: Value = (n) => n(`${of}.satisfied`) + n(`${of}.fair`)
  const goodOrLapsed: Value = (n) => good(n) + n(`${of}.lapsed`)
  return [
    ...Object.entries(RATINGS).map(([code, title]) => rule(`${of}.${code}`, group, title)),
    rate(`${of}Rated`, group, '参评率', '（满意 + 基本满意 + 不满意）÷ 总数；总数为已办结件数', n3, (n) => n('closed')),
    rule(`${of}Content`, group, '满意率', '%', '', {
      ...RATE,
      variants: [
        {
          id: 'total',
          title: '口径一',
          definition: '（满意 + 基本满意 + 逾期未评）÷ 总数；总数为已办结件数',
          value: (n) => percent(goodOrLapsed(n), n('closed')),
        },
        {
          id: 'rated',
          title: '口径二',
          definition: '（满意 + 基本满意）÷ 参评数',
          value: (n) => percent(good(n), n3(n)),
        },
      ],
    }),
    rate(
      `${of}RatedContent`,
      group,
      '参评满意率',
      '参评率 × 满意率（口径一）；两个因子的名称为推断，待核',
      (n) => n3(n) * goodOrLapsed(n),
      (n) => n('closed') ** 2,
    ),
  ]
}

const results = (): FigureRule[] =>
  Object.entries(RESULTS).map(([code, title]) => rule(`result.${code}`, '结果', title))

/** 信访代理 of a month (B2.5, B3.5). */
export function agencyFigures(): FigureRule[] {
  return [
    rule('total', '总量', '代理件数', '件', '本期首次签订委托书的信访事项'),
    rule('people', '总量', '委托人数', '人', '各件人数之和'),
    rule('submitted', '办理', '已代为提交'),
    rule('mediated', '办理', '转人民调解'),
    rule('closed', '办理', '已办结'),
    ...DUTIES,
    ...results(),
    ...ratings('agency', '对代理'),
    ...ratings('unit', '对责任单位'),
  ]
}

/** The month of petitions: forms, repeats, duties, reviews and ratings (B3.5, B3.6). */
export function petitionFigures(tables: CodeTables): FigureRule[] {
  return [
    rule('total', '总量', '登记件数（批次）', '件', '信、网、电计件次，访计批次'),
    rule('people', '总量', '涉及人次', '人次', '各件人数之和'),
    ...forms(tables),
    rule('first', '初次和重复', '初次信访', '件', '在本中心首次就该事项提出（本登记机构口径）'),
    rule('repeat', '初次和重复', '重复信访', '件', '就同一事项再次提出，挂在原件下'),
    rule('repeatRate', '初次和重复', '重复信访率', '%', '', {
      ...RATE,
      variants: [
        {
          id: 'repeats',
          title: '口径一',
          definition: '重复件次 ÷ 总件次',
          value: (n) => percent(n('repeat'), n('total')),
        },
        {
          id: 'closed',
          title: '口径二',
          definition: '首次件数 ÷ 办结件数（含义待核）',
          value: (n) => percent(n('first'), n('closed')),
        },
      ],
    }),
    rate(
      'contactRate',
      '初次和重复',
      '初次信访办理联系率',
      '办理中联系过信访人的件数 ÷ 初次信访件数',
      (n) => n('firstContacted'),
      (n) => n('first'),
    ),
    ...DUTIES,
    mean('tellCycle', '初次信访平均受理周期', '收到至受理告知的天数，按件数平均', 'tell'),
    mean('answerCycle', '初次信访平均答复周期', '收到至答复的天数，按件数平均', 'answer'),
    rule('closed', '结果', '办结件数'),
    rule('closedNow', '结果', '本月办结', '件', '本期办结的，不论何时收到', {
      basis: 'closed',
      opens: 'total',
      value: (n) => n('total'),
    }),
    rule('publish.done', '结果', '已公开件数', '件', '答复已经公开，没有写明信访人'),
    rate(
      'publishRate',
      '结果',
      '公开回复率',
      '已公开件数 ÷ 应公开件数；应公开：已答复，信访人同意公开、没有要求保密，不是检举控告（口径原文未写明，待核）',
      (n) => n('publish.done'),
      (n) => n('publish.due'),
    ),
    ...results(),
    ...reviews('review', '复查'),
    ...reviews('recheck', '复核'),
    ...ratings('unit', '对责任单位'),
    ...ratings('agency', '对代理'),
    ...Object.entries(PURPOSES).map(([code, title]) => rule(`purpose.${code}`, '信访目的', title)),
    ...tables('petition_content').map(({ code, title }) => rule(`content.${code}`, '内容分类', title)),
  ]
}

/** 月度信访情况 (B3.6): visits, group visits, the net and letters, each beside its change since the month before. */
function forms(tables: CodeTables): FigureRule[] {
  const group = '信访形式'
  const compared = (key: string, title: string, unit: string, definition = ''): FigureRule[] => [
    rule(key, group, title, unit, definition),
    rule(`${key}.change`, group, `${title.replace('其中：', '')}环比`, '%', CHANGE, {
      ...RATE,
      value: (n, before) => change(n(key), before(key)),
    }),
  ]
  return [
    ...compared('form.visit', `${FORMS.visit}批次`, '批'),
    ...compared('visitPeople', '来访人次', '人次', '来访各批人数之和'),
    ...compared('collective', '其中：集体访', '批', '登记表勾选为集体访的批次；人数界限由本单位设定，待核'),
    ...compared('collectivePeople', '其中：集体访人次', '人次'),
    ...tables('petition_visit_place').flatMap(({ code, title }) => visitsTo(group, code, title)),
    ...compared('form.online', FORMS.online, '件'),
    ...compared('form.letter', FORMS.letter, '件'),
    ...tables('petition_origin').map(({ code, title }) =>
      rule(`letterFrom.${code}`, group, `其中：来信${title}`, '件', code === '1' ? LETTERS : ''),
    ),
    rule('form.call', group, FORMS.call),
    rule('jointLetter', group, '联名信', '件', '多人署名的来信'),
  ]
}
/** Sums only: a number of visits made elsewhere opens no list. */
const visitsTo = (group: string, code: string, title: string): FigureRule[] => [
  rule(`visitTo.${code}`, group, `其中：${title}`, '批', code === '1' ? '登记表写明在别处走访的批次；只计数' : '', {
    opens: null,
  }),
  rule(`visitTo.${code}.people`, group, `其中：${title}人次`, '人次', '', { opens: null }),
]
const LETTERS = '按登记表的登记来源；没有写的，移送来的计上级转办，其余计本级登记'
const CHANGE = '（本月 − 上月）÷ 上月，上月数按现有记录；上月没有或者为 0 时空着'

const reviews = (key: string, title: string): FigureRule[] => [
  rule(key, '复查复核', `${title}件数`),
  ...Object.entries(REVIEW_RESULTS).map(([code, result]) =>
    rule(`${key}.${code}`, '复查复核', `其中：${title}${result}`),
  ),
]

/** Sums that must hold before a month is signed (勾稽). */
export const PETITION_CHECKS: readonly CheckRule<CountedPetition>[] = [
  {
    title: '四种信访形式之和 = 登记件数',
    relation: '=',
    left: (n) => Object.keys(FORMS).reduce((sum, form) => sum + n(`form.${form}`), 0),
    right: (n) => n('total'),
    why: () => '形式与总数不符，请重新统计',
  },
  {
    title: '来信各登记来源之和 = 来信件数',
    relation: '=',
    left: (n) => n('form.letter') - n('letterFrom.none'),
    right: (n) => n('form.letter'),
    why: ({ form, origin }) => (form === 'letter' && origin === '' ? '来信没有登记来源' : ''),
  },
  {
    title: '初次 + 重复 = 登记件数',
    relation: '=',
    left: (n) => n('first') + n('repeat'),
    right: (n) => n('total'),
    why: () => '初次、重复与总数不符，请重新统计',
  },
  {
    title: '没有内容分类的件数 = 0',
    relation: '=',
    left: (n) => n('content.none'),
    right: () => 0,
    why: ({ contentClass }) => (contentClass === '' ? '没有内容分类' : ''),
  },
  {
    title: '没有信访目的的件数 = 0',
    relation: '=',
    left: (n) => n('purpose.none'),
    right: () => 0,
    why: ({ purpose }) => (purpose === '' ? '没有信访目的' : ''),
  },
]

export const AGENCY_CHECKS: readonly CheckRule<CountedPetition>[] = [
  {
    title: '已办结 ≤ 代理件数',
    relation: '≤',
    left: (n) => n('closed'),
    right: (n) => n('total'),
    why: () => '办结与总数不符，请重新统计',
  },
  {
    title: '各结果之和 = 已办结',
    relation: '=',
    left: (n) => Object.keys(RESULTS).reduce((sum, code) => sum + n(`result.${code}`), 0),
    right: (n) => n('closed'),
    why: ({ result, closedOn }) =>
      closedOn && result === '' ? '已办结，没有结果' : !closedOn && result !== '' ? '有结果，还没有办结' : '',
  },
]
