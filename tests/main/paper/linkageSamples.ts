import type { LINKAGE_PAPERS } from '../../../src-shared/linkage/paper/papers.ts'
import type { Day } from '../../../src-shared/kernel/day.ts'
import { long } from './mediationSamples.ts'
import type { Samples } from './samples.ts'

const day = (text: string) => text as Day
const head = {
  office: '样例街道综治中心',
  number: '样例综交〔2026〕A0007号',
  matterNumber: '2026-A0042',
  place: '示范路 1 号门前',
  summary: `示范路口占道经营反复出现。\n${long}`,
}
const unit = (name: string, receivedOn: Day | null) => ({
  unit: name,
  responsible: '庚队长',
  contact: '辛内勤',
  phone: '021-55550005',
  dueOn: day('2026-03-13'),
  receivedOn,
})
const ofUnit = {
  slipCode: 'A26-0042-07',
  slipMark: 'A26-0042-07',
  unit: '综合行政执法队',
  responsible: '庚队长',
  contact: '辛内勤 021-55550005',
  fromOn: day('2026-03-02'),
  dueOn: day('2026-03-13'),
}

const FULL: { [K in Exclude<keyof typeof LINKAGE_PAPERS, 'linkage_list' | 'linkage_board'>]: Samples[K]['full'] } = {
  linkage_intake: {
    ...head,
    receivedOn: day('2026-03-02'),
    takenOn: day('2026-03-02'),
    kind: '12345 热线转办',
    sheetNumber: '12345 热线 HL20260302001',
    linkage: '问题联治',
    eventClass: '占道经营',
    handler: '窗口甲',
    proposal: '建议由综合行政执法队主办。',
  },
  linkage_order: {
    ...head,
    slipCode: 'A26-0042-07',
    slipMark: 'A26-0042-07',
    linkage: '问题联治',
    meeting: '会商 样例综交〔2026〕A0006号',
    request: '请清理并安排巡查。',
    addressee: '综合行政执法队',
    role: '主办',
    lead: unit('综合行政执法队', day('2026-03-03')),
    helpers: [unit('公安派出所', null), unit('市场监督管理所', day('2026-03-04'))],
    fromOn: day('2026-03-02'),
    dueOn: day('2026-03-13'),
    contact: '窗口甲 021-55550001',
  },
  linkage_transfer: {
    ...head,
    ...ofUnit,
    request: '请按职责办理。',
    receivedOn: day('2026-03-03'),
    answer: '已清理，纳入巡查。',
  },
  linkage_application: {
    ...head,
    unit: '样例第一居委会',
    contact: '壬主任 021-55550006',
    on: day('2026-03-02'),
    reason: long,
    proposal: '建议提交联席会议。',
  },
  linkage_report: {
    ...head,
    unit: '样例街道综治中心',
    contact: '窗口甲 021-55550001',
    above: '样例区综治中心',
    reason: long,
    advice: '请区里协调管线单位。',
  },
  linkage_reply: {
    ...head,
    slipCode: 'A26-0042-07',
    slipMark: 'A26-0042-07',
    unit: '综合行政执法队',
    on: day('2026-03-10'),
    answer: '已清理，纳入每日巡查。',
    contact: '庚队长 021-55550005',
    dueOn: day('2026-03-13'),
  },
  linkage_supervision: {
    ...head,
    level: '黄牌督办',
    unit: '综合行政执法队',
    on: day('2026-03-23'),
    dispatchedOn: day('2026-03-02'),
    dueOn: day('2026-03-13'),
    cause: '职责交叉，牵头不清',
    text: '请说明原因并在期限前办好。',
    answerBy: day('2026-03-28'),
    answer: '已安排专人办理。',
  },
  linkage_minutes: {
    ...head,
    on: day('2026-03-05'),
    place: '会商室',
    chair: '辛主任',
    attendees: ['综合行政执法队', '市场监督管理所'],
    returns: [
      { on: day('2026-03-03'), unit: '综合行政执法队', reason: '属于市场监管' },
      { on: day('2026-03-04'), unit: '市场监督管理所', reason: '属于城管' },
    ],
    minutes: long,
    decision: '由综合行政执法队主办，市场监督管理所协办。',
    lead: '综合行政执法队',
    helpers: ['市场监督管理所'],
    dueOn: day('2026-03-13'),
  },
}

export const LINKAGE_SAMPLES = {
  linkage_board: {
    minimal: {},
    full: {
      organisation: '样例街道综治中心',
      title: '2026年3月看板',
      period: '2026年3月1日至2026年3月31日',
      lead: '按现在的记录统计，只到单位，不到个人，不排名。本月台账还没有签发，上报以签发的六联台账为准。',
      printedOn: day('2026-04-02'),
      note: '负责人乙 2026-04-02 打印：例会',
      sections: [
        {
          title: '各联收到和办结',
          head: '联',
          note: '收到按收到日期，办结按办结日期',
          series: ['收到', '办结'],
          rows: [
            { title: '治安联防', values: [12, 8] },
            { title: '矛盾联调', values: [3, 0] },
          ],
          sums: [15, 8],
        },
        {
          title: '各单位到期、超期、退回、未答复',
          head: '单位',
          note: '其余 26 项都是 0',
          series: ['到期', '超期', '退回', '未答复'],
          rows: [{ title: '综合行政执法队', values: [9, 2, 1, 0] }],
          sums: [],
        },
        { title: '督办原因', head: '原因', note: '', series: [], rows: [], sums: [] },
      ],
    },
  },
  linkage_list: {
    minimal: {},
    full: {
      organisation: '样例街道综治中心',
      printedOn: day('2026-03-25'),
      note: '负责人乙 2026-03-25 打印：月报',
      rows: [
        {
          number: '2026-A0042',
          receivedOn: '2026-03-02',
          linkage: '问题联治',
          source: '12345 热线转办',
          sheetNumber: 'HL20260302001',
          summary: '示范路口占道经营反复出现',
          stage: '办理中',
          leadUnit: '综合行政执法队',
          helpers: '2',
          dueOn: '2026-03-13',
          level: '黄牌督办',
        },
      ],
    },
  },
  linkage_intake: { minimal: {}, full: FULL.linkage_intake },
  linkage_order: { minimal: { lead: {} }, full: FULL.linkage_order },
  linkage_transfer: { minimal: {}, full: FULL.linkage_transfer },
  linkage_application: { minimal: {}, full: FULL.linkage_application },
  linkage_report: { minimal: {}, full: FULL.linkage_report },
  linkage_reply: { minimal: {}, full: FULL.linkage_reply },
  linkage_supervision: { minimal: {}, full: FULL.linkage_supervision },
  linkage_minutes: { minimal: {}, full: FULL.linkage_minutes },
} satisfies Partial<Samples>
