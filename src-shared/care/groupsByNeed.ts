import type { Day } from '../kernel/day.ts'
import type { GroupId } from './codes.ts'
import type { GroupConfig } from './groups.ts'
import { after, byLaw, custom, endsBy, everyMonths, everyWeek, inLegs, URGENT_RESPONSE, USUAL } from './groupsCommon.ts'
import { GROUP_QUESTIONS } from './questions.ts'

const MINORS_LAW = '《未成年人保护法》'
const ELDERLY_OPINION = '《关于开展特殊困难老年人探访关爱服务的指导意见》（2022年）'
/** The notes name the year of the opinion, not its day. */
const ELDERLY_OPINION_FROM = '2022-01-01' as Day
const SOMETIMES_CLOSER = [
  { id: '', title: '常规' },
  { id: 'closer', title: '加密走访' },
]

const monthOrQuarter = () => [
  everyMonths('quarter', '每季度走访', 3, [''], { minDays: 30, ...custom() }),
  everyMonths('month', '加密期每月走访', 1, ['closer'], custom()),
]

const other = (group: GroupId, title: string): GroupConfig => ({
  ...USUAL,
  group,
  title,
  isUsed: false,
  visitors: '由本单位填写',
  law: [],
  purpose: '由本单位填写',
  basis: 'consent',
  asks: 'consent',
  startEvent: '本人同意',
  endEvents: endsBy('completed', 'withdrawn'),
  rules: [everyMonths('quarter', '每季度走访', 3, [], { minDays: 30, ...custom() })],
  questions: [...GROUP_QUESTIONS[group]],
})

/** Groups that are visited for as long as they need or wish it. */
export const GROUPS_BY_NEED: readonly GroupConfig[] = [
  {
    ...USUAL,
    group: 'mental',
    title: '精神障碍患者家庭关爱',
    visitors: '关爱帮扶小组、居（村）委会；医疗随访由社区卫生服务机构负责，不在此登记',
    law: [
      { law: '《精神卫生法》', article: '第四十九条（应监护人请求给予帮助）' },
      { law: '《精神卫生法》', article: '第五十六条（帮助困难家庭）' },
    ],
    purpose: '帮助家庭照护、申领补贴和救助，陪同联系医疗和康复机构',
    basis: 'guardian',
    asks: 'consent',
    startEvent: '本人或监护人提出',
    endEvents: endsBy('completed', 'withdrawn'),
    tracks: SOMETIMES_CLOSER,
    rules: monthOrQuarter(),
    questions: [...GROUP_QUESTIONS.mental],
  },
  {
    ...USUAL,
    group: 'youth',
    title: '重点青少年帮扶',
    visitors: '青少年社会工作者、居（村）委会专人、学校、志愿者',
    law: [
      { law: MINORS_LAW, article: '第四十三条' },
      { law: '《预防未成年人犯罪法》', article: '第四十二条、第五十五条至第五十八条' },
    ],
    purpose: '就学、就业、心理和家庭支持',
    basis: 'guardian',
    asks: 'consent',
    startEvent: '本人和监护人同意',
    endEvents: endsBy('completed', 'age', 'withdrawn'),
    age: { from: 6, below: 26, ...custom('各地口径不一，多为 6—25 岁') },
    tracks: SOMETIMES_CLOSER,
    rules: monthOrQuarter(),
    questions: [...GROUP_QUESTIONS.youth],
    retention: { months: 12, sealsJuveniles: true, ...custom('《预防未成年人犯罪法》第五十九条；月数由本单位定') },
  },
  {
    ...USUAL,
    group: 'violence',
    title: '反家暴查访',
    visitors: '居（村）委会、派出所；社会工作者协助',
    law: [{ law: '《反家庭暴力法》', article: '第十七条' }],
    purpose: '查访告诫书当事人，帮助受害人得到庇护和法律帮助',
    basis: 'law',
    asks: 'notice',
    startEvent: '收到告诫书或人身安全保护令',
    endEvents: endsBy('completed'),
    rules: [
      after(
        'first',
        '收到告诫书后首次查访',
        'start',
        { amount: 3, unit: 'days' },
        {
          ways: ['home', 'meet'],
          ...custom('《反家庭暴力法》第十七条要求查访，未写天数'),
        },
      ),
      inLegs('follow', '后续查访', [], [{ unit: 'month', length: 1, times: 1, steps: 3 }], {
        ...custom('《反家庭暴力法》第十七条要求查访，未写频次'),
      }),
      after('again', '再次求助后查访', 'raise', { amount: 24, unit: 'hours' }, custom()),
    ],
    questions: [...GROUP_QUESTIONS.violence],
    response: URGENT_RESPONSE,
  },
  {
    ...USUAL,
    group: 'elderly',
    title: '独居、困难老人探访',
    visitors: '居（村）委会、养老顾问、志愿者、受委托的服务机构',
    law: [{ law: ELDERLY_OPINION, article: '' }],
    purpose: '定期探访，了解生活需要，帮助对接养老服务',
    basis: 'consent',
    asks: 'consent',
    startEvent: '本人或监护人同意',
    endEvents: endsBy('completed', 'withdrawn'),
    age: { from: 60, below: null, ...custom('《老年人权益保障法》第二条') },
    tracks: [
      { id: '', title: '每月探访' },
      { id: 'weekly', title: '每周探访' },
      { id: 'quarter', title: '每季探访' },
    ],
    rules: [
      everyMonths('month', '每月探访', 1, [''], {
        effectiveFrom: ELDERLY_OPINION_FROM,
        ...byLaw(ELDERLY_OPINION, '月探访率'),
      }),
      everyWeek('week', '每周探访', ['weekly'], custom('某地分档做法', 'seen')),
      everyMonths('quarter', '每季探访', 3, ['quarter'], { minDays: 30, ...custom('某地分档做法', 'seen') }),
      after(
        'change',
        '重大变故后到访',
        'raise',
        { amount: 24, unit: 'hours' },
        {
          ways: ['home', 'unit', 'meet'],
          ...custom('某地分档做法', 'seen'),
        },
      ),
      after(
        'occasion',
        '极端天气、节日探访',
        'occasion',
        { amount: 1, unit: 'days' },
        { lateDays: 3, ...custom('各地细则：极端天气、节日加密；天数由本单位定') },
      ),
    ],
    questions: [...GROUP_QUESTIONS.elderly],
    response: URGENT_RESPONSE,
  },
  {
    ...USUAL,
    group: 'disabled',
    title: '残疾人关爱',
    visitors: '残疾人专职委员、居（村）委会',
    law: [{ law: '《残疾人保障法》', article: '' }],
    purpose: '帮助康复、就业、无障碍改造和补贴申领',
    basis: 'consent',
    asks: 'consent',
    startEvent: '本人或监护人同意',
    endEvents: endsBy('completed', 'withdrawn'),
    tracks: [
      { id: '', title: '每季走访' },
      { id: 'half_year', title: '每半年走访' },
    ],
    rules: [
      everyMonths('quarter', '每季度走访', 3, [''], { minDays: 30, ...custom() }),
      everyMonths('half-year', '每半年走访', 6, ['half_year'], { minDays: 60, ...custom() }),
    ],
    questions: [...GROUP_QUESTIONS.disabled],
  },
  {
    ...USUAL,
    group: 'poverty',
    title: '困难家庭走访',
    visitors: '街道社会救助经办人员、居（村）委会',
    law: [{ law: '《社会救助暂行办法》', article: '第十三条、第六十条' }],
    purpose: '了解变化和困难，帮助申请救助',
    basis: 'law',
    asks: 'notice',
    startEvent: '纳入救助或提出求助',
    endEvents: endsBy('completed', 'ended_by_law'),
    tracks: [
      { id: '', title: '相对稳定' },
      { id: 'variable', title: '收入不固定' },
    ],
    rules: [
      everyMonths('year', '每年走访', 12, [''], { minDays: 90, ...custom('2021年低保审核确认办法') }),
      everyMonths('half-year', '每半年走访', 6, ['variable'], { minDays: 60, ...custom('2021年低保审核确认办法') }),
    ],
    questions: [...GROUP_QUESTIONS.poverty],
  },
  {
    ...USUAL,
    group: 'children',
    title: '留守、困境儿童关爱',
    visitors: '街道儿童督导员、居（村）儿童主任',
    law: [{ law: MINORS_LAW, article: '第四十三条' }],
    purpose: '了解监护、就学和生活情况，给予关爱帮扶',
    basis: 'law',
    asks: 'notice',
    startEvent: '登记并告知监护人',
    endEvents: endsBy('completed', 'age'),
    age: { from: null, below: 18, ...byLaw(MINORS_LAW, '第二条'), confidence: 'seen' },
    tracks: SOMETIMES_CLOSER,
    rules: [
      ...monthOrQuarter(),
      after('change', '监护、就学变化后走访', 'raise', { amount: 3, unit: 'days' }, custom()),
    ],
    questions: [...GROUP_QUESTIONS.children],
    response: URGENT_RESPONSE,
  },
  other('other_1', '其他对象一'),
  other('other_2', '其他对象二'),
  other('other_3', '其他对象三'),
  other('other_4', '其他对象四'),
  other('other_5', '其他对象五'),
]
