import type { Purpose } from './codes.ts'

/** An answer and the clause that it stands on. */
export interface SortingAnswer {
  value: string
  label: string
  clause: string
  /** What is worth knowing before it is chosen. */
  note?: string
}

export interface SortingQuestion {
  id: SortingQuestionId
  text: string
  note?: string
  answers: readonly SortingAnswer[]
}

const article = (text: string): string => `《信访工作条例》${text}`
/** 访调对接 was seen in public excerpts only. */
const TO_MEDIATION_SOURCE = '《信访工作条例》第三十三条；司法部、国家信访局访调对接意见（见到摘录，未核原文）'

/** Every question of the guided sorting (B1.2, B1.3, A5.1); `sorting.ts` says which comes after which. */
export const SORTING_QUESTIONS = {
  class: {
    text: '这件事项属于哪一类？',
    note: '按事项本身判断，不按信访人用的说法。登记的信访目的是建议，可以改选。',
    answers: [
      { value: 'claim', label: '申诉求决', clause: article('第三十一条') },
      { value: 'suggestion', label: '建议意见', clause: article('第二十九条') },
      { value: 'consult', label: '咨询，可以当场答清', clause: '一般不作信访事项，答复并记录即可' },
      {
        value: 'report',
        label: '检举控告',
        clause: article('第三十条'),
        note: '登记为检举控告后立即密封，只能转送有权单位。',
      },
    ],
  },
  earlier: {
    text: '同一事实和理由，以前办到哪一步？',
    note: '看登记的“此前程序”和关联的首次件。没有把握的先联系信访人核实。',
    answers: [
      { value: 'none', label: '没有办过，或者是新的事实和理由', clause: article('第二十三条') },
      {
        value: 'here',
        label: '本单位正在办理（重复件）',
        clause: article('第二十二条'),
        note: '告知进展，在首次件里继续办；期限按首次件计。',
      },
      {
        value: 'pending',
        label: '其他有权机关已受理或正在办理，又在规定期限内向上级提出',
        clause: article('第十九条'),
        note: '由上级机关不予受理；本单位不是上级的，不适用。',
      },
      {
        value: 'answered',
        label: '处理意见已送达，对意见不服',
        clause: article('第三十五条'),
        note: '告知向上一级机关申请复查；复查意见已送达的，申请复核（第三十六条）。',
      },
      { value: 'rechecked', label: '复核意见已作出', clause: article('第三十六条'), note: '复核意见是终局意见。' },
    ],
  },
  procedure: {
    text: '应当走下面哪一种法定程序？',
    note: '有其他法定途径的，不出具信访处理意见；告知信访人，并记下那条途径的期限。',
    answers: [
      { value: 'none', label: '都不是', clause: article('第三十一条第六项') },
      {
        value: 'litigation',
        label: '涉法涉诉：诉讼、检察监督或公安法律程序',
        clause: article('第二十条、第二十二条、第三十一条第一项'),
        note: '从普通信访中分离，由政法部门处理；走访的当面释明。',
      },
      { value: 'labour_arbitration', label: '劳动人事争议仲裁', clause: article('第三十一条第二项') },
      { value: 'other_arbitration', label: '其他仲裁', clause: article('第三十一条第二项') },
      { value: 'party_appeal', label: '党员申诉、申请复审', clause: article('第三十一条第三项') },
      { value: 'reconsideration', label: '行政复议', clause: article('第三十一条第四项') },
      { value: 'administrative', label: '行政裁决、确认、许可、处罚等程序', clause: article('第三十一条第四项') },
      { value: 'protect', label: '申请查处违法、履行保护职责', clause: article('第三十一条第五项') },
    ],
  },
  protectWhose: {
    text: '查处违法、保护人身权和财产权，是谁的职责？',
    answers: [
      {
        value: 'own',
        label: '本单位',
        clause: article('第三十一条第五项'),
        note: '依法履行或者答复；六十日的规定不适用。',
      },
      { value: 'other', label: '其他行政机关', clause: article('第三十一条第五项') },
    ],
  },
  mediation: {
    text: '是不是民事争议，双方都同意人民调解？',
    note: '不能转调解的：专门机关管辖、涉法涉诉未终结、行政争议、一方明确拒绝、其他不宜。',
    answers: [
      { value: 'no', label: '不是民事争议，或不宜调解', clause: article('第三十三条') },
      {
        value: 'unasked',
        label: '是民事争议，还没有双方同意',
        clause: TO_MEDIATION_SOURCE,
        note: '先往下办；双方同意后随时可以转。',
      },
      { value: 'personal_property', label: '双方同意；公民之间的人身、财产权益', clause: TO_MEDIATION_SOURCE },
      { value: 'civil_with_organisation', label: '双方同意；公民与法人或组织的民事纠纷', clause: TO_MEDIATION_SOURCE },
      {
        value: 'civil_with_authority',
        label: '双方同意；与行政机关之间有民事权利义务的争议',
        clause: TO_MEDIATION_SOURCE,
        note: '行政争议不能转。',
      },
    ],
  },
  whose: {
    text: '由谁办理？',
    answers: [
      { value: 'own', label: '本单位职权', clause: article('第二十三条') },
      {
        value: 'below',
        label: '本单位所属部门、居村委，或其他责任单位职权',
        clause: article('第二十二条、第二十三条'),
        note: '十五日内转送、交办，并告知信访人去向。',
      },
      {
        value: 'several',
        label: '涉及两个以上单位，已商定主办',
        clause: article('第二十四条'),
        note: '主办、协办都写明。',
      },
      {
        value: 'disputed',
        label: '涉及两个以上单位，商定不下',
        clause: article('第二十四条'),
        note: '由共同的上一级机关决定；没有共同上一级的，由共同的信访工作联席会议协调。',
      },
      { value: 'outside', label: '不属本单位和本系统', clause: article('第二十三条') },
    ],
  },
  mode: {
    text: '转送还是交办？',
    answers: [
      { value: 'forward', label: '转送：由责任单位依法办理', clause: article('第二十二条') },
      {
        value: 'assign',
        label: '交办：写明反馈期限，提交办结报告',
        clause: article('第二十二条'),
        note: '重要的、需要反馈结果的。',
      },
    ],
  },
  simple: {
    text: '适用简易办理吗？',
    note: '只适用于初次信访：事实清楚、容易解决；提出咨询、意见建议、表示感谢；时效性强的民生事项；已有明确承诺或结论的。',
    answers: [
      { value: 'no', label: '普通程序：受理之日起六十日', clause: article('第三十四条') },
      {
        value: 'yes',
        label: '简易办理：受理后十个工作日',
        clause: '国家信访局简易办理办法（见到摘录，未核原文）',
        note: '六十日同时计算。',
      },
    ],
  },
  suggestionWhose: {
    text: '建议意见由谁研究？',
    answers: [
      { value: 'answer', label: '本单位，可以现在答复', clause: article('第二十九条') },
      { value: 'study', label: '本单位，需要研究论证后答复', clause: article('第二十九条') },
      { value: 'below', label: '其他责任单位', clause: article('第二十二条') },
      { value: 'outside', label: '不属本单位和本系统', clause: article('第二十三条') },
    ],
  },
} as const satisfies Record<string, Omit<SortingQuestion, 'id'>>
export type SortingQuestionId = keyof typeof SORTING_QUESTIONS

/** The class of the guided sorting that a registered purpose points to. */
export const CLASS_OF_PURPOSE: Record<Purpose, string> = {
  suggestion: 'suggestion',
  appeal: 'claim',
  request: 'claim',
  report: 'report',
  consult: 'consult',
  other: '',
}
