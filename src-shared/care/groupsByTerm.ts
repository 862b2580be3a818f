import type { GroupConfig } from './groups.ts'
import { after, byLaw, custom, endsBy, everyMonths, inLegs, USUAL } from './groupsCommon.ts'
import { GROUP_QUESTIONS } from './questions.ts'
import type { Leg } from './rules.ts'

const CORRECTION_LAW = '《社区矫正法》'
const DETOX_RULES = '《戒毒条例》'
const SEALING = '《刑事诉讼法》第二百八十六条、《预防未成年人犯罪法》第五十九条：未成年人记录封存'

const month = (length: number, steps: number, times = 1): Leg => ({ unit: 'month', length, times, steps })

/** 12 + 6 + 4 = 22 talks in three years (A.3.2). */
const SCHEDULE_22 = [month(1, 12), month(2, 6), month(3, 4)]
/** Twice a month for half a year, then monthly: 12 + 6 + 6 + 4 = 28 (A.3.2). */
const SCHEDULE_28 = [month(1, 6, 2), month(1, 6), month(2, 6), month(3, 4)]

const detoxRules = () => [
  inLegs('talk-22', '谈话帮教（三年22次）', [''], SCHEDULE_22, custom('某地社区戒毒工作站的做法', 'seen')),
  inLegs('talk-28', '谈话帮教（三年28次）', ['28'], SCHEDULE_28, custom('问答网站转述的做法')),
]

const DETOX_TRACKS = [
  { id: '', title: '三年22次' },
  { id: '28', title: '三年28次' },
]

const detoxCommon = {
  ...USUAL,
  visitors: '街道社区戒毒工作小组：专职人员、社区医务人员、家属、禁毒志愿者',
  basis: 'law',
  asks: 'notice',
  begins: 'reportIn',
  endEvents: endsBy('term', 'ended_by_law'),
  tracks: DETOX_TRACKS,
  reviews: { summaryMonths: 6, reviewMonths: 12, ...custom('某地社区戒毒工作站的做法', 'seen') },
  retention: {
    months: 36,
    sealsJuveniles: false,
    ...custom(`${DETOX_RULES}第七条：戒断三年未复吸的不再动态管控；月数由本单位定`),
  },
} as const

/** Groups whose service has a term laid down by law, or by the custom of resettlement. */
export const GROUPS_BY_TERM: readonly GroupConfig[] = [
  {
    ...USUAL,
    group: 'correction',
    title: '社区矫正帮扶',
    visitors: '受委托的司法所；居（村）委会、家属、社会工作者、志愿者协助',
    law: [
      { law: CORRECTION_LAW, article: '第二十四条至第二十六条（方案、小组、走访）' },
      { law: CORRECTION_LAW, article: '第三十五条至第四十三条（帮扶）' },
    ],
    purpose: '协助矫正小组提供就业、就学、心理、救助等帮扶，不承担监管',
    basis: 'law',
    asks: 'notice',
    begins: 'reportIn',
    startEvent: '报到并宣告（第二十一条、第二十二条）',
    endEvents: endsBy('term', 'ended_by_law'),
    reportIn: { days: 10, ...byLaw(CORRECTION_LAW, '第二十一条') },
    helpers: [
      { who: 'woman', text: '女性对象的小组应有女性成员', ...byLaw(CORRECTION_LAW, '第二十五条') },
      { who: 'juvenile', text: '未成年对象的小组应有熟悉其身心特点的人员', ...byLaw(CORRECTION_LAW, '第五十二条') },
    ],
    tracks: [
      { id: '', title: '常规' },
      { id: 'first', title: '入矫初期' },
      { id: 'last', title: '解矫前一个月' },
    ],
    rules: [
      after(
        'first-home',
        '报到后走访家庭或单位',
        'reportIn',
        { amount: 20, unit: 'days' },
        custom('某司法所制度', 'seen'),
      ),
      everyMonths('month', '每月见面一次', 1, [], custom('某司法所制度', 'seen')),
    ],
    questions: [...GROUP_QUESTIONS.correction],
    retention: { months: 12, sealsJuveniles: true, ...custom(SEALING) },
  },
  {
    ...USUAL,
    group: 'resettlement',
    title: '安置帮教',
    visitors: '街道安置帮教工作站、司法所、帮教小组',
    law: [{ law: '《监狱法》', article: '第三十五条至第三十八条' }],
    purpose: '帮助落户、就业、住房和社会保障，自愿参加',
    basis: 'law',
    asks: 'notice',
    startEvent: '释放后衔接',
    endEvents: endsBy('term', 'completed'),
    reportIn: { days: 20, ...custom('某街道制度', 'seen') },
    terms: [
      { tracks: ['', 'settling'], months: 60, from: 'start', isLongest: false, ...custom('多地文件', 'seen') },
      { tracks: ['after_correction'], months: 36, from: 'start', isLongest: false, ...custom('多地文件', 'seen') },
    ],
    tracks: [
      { id: '', title: '常规' },
      { id: 'settling', title: '安置初期' },
      { id: 'after_correction', title: '解除社区矫正' },
    ],
    rules: [
      after('first', '了解情况、建档', 'start', { amount: 5, unit: 'days' }, custom('某街道制度', 'seen')),
      everyMonths('month', '安置初期每月帮教', 1, ['settling'], custom()),
      everyMonths('quarter', '每季度帮教', 3, ['', 'after_correction'], {
        minDays: 30,
        ...custom('某地制度', 'seen'),
      }),
      everyMonths('half-year', '每半年回访', 6, [], { minDays: 60, ...custom('某地制度', 'seen') }),
    ],
    questions: [...GROUP_QUESTIONS.resettlement],
    reviews: { summaryMonths: 6, reviewMonths: 12, ...custom('某市每半年评议一次', 'seen') },
    retention: { months: 12, sealsJuveniles: true, ...custom(SEALING) },
  },
  {
    ...detoxCommon,
    group: 'detox',
    title: '社区戒毒帮扶',
    law: [{ law: DETOX_RULES, article: '第十三条至第二十四条' }],
    purpose: '戒毒知识辅导、教育劝诫、技能培训、职业指导、就学就业就医援助',
    startEvent: '报到（第十四条）',
    reportIn: { days: 15, ...byLaw(DETOX_RULES, '第十四条') },
    terms: [{ tracks: [], months: 36, from: 'reportIn', isLongest: false, ...byLaw(DETOX_RULES, '第十四条') }],
    rules: detoxRules(),
    questions: [...GROUP_QUESTIONS.detox],
  },
  {
    ...detoxCommon,
    group: 'recovery',
    title: '社区康复帮扶',
    law: [{ law: DETOX_RULES, article: '第三十七条至第四十条' }],
    purpose: '帮助巩固康复、就业就学、家庭关系和社会保障',
    startEvent: '报到并签订协议（第三十七条至第四十条）',
    reportIn: { days: 15, ...byLaw(DETOX_RULES, '第三十七条至第四十条') },
    terms: [
      { tracks: [], months: 36, from: 'reportIn', isLongest: true, ...byLaw(DETOX_RULES, '第三十七条至第四十条') },
    ],
    rules: detoxRules(),
    questions: [...GROUP_QUESTIONS.recovery],
  },
]
