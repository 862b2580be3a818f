import type { CodeTable } from '../kernel/codeTable.ts'
import type { Channel } from '../intake/schema.ts'

/** 信访形式 (信访工作条例 Art. 17). */
export const FORMS = { letter: '来信', visit: '来访', online: '网上', call: '来电' } as const
export type Form = keyof typeof FORMS

/** The form that the window's channel stands for; a matter that was passed on keeps the one it first had. */
export function formOfChannel(channel: Channel): Form {
  if (channel === 'letter' || channel === 'online' || channel === 'call') return channel
  return 'visit'
}

/** 信访目的; `report` is 检举控告 and is always sealed. */
export const PURPOSES = {
  suggestion: '意见建议',
  appeal: '申诉',
  request: '求决',
  report: '揭发控告（检举控告）',
  consult: '咨询',
  other: '其他',
} as const
export type Purpose = keyof typeof PURPOSES

/** Which article's way a purpose goes (条例 Arts. 29-31). */
export const PURPOSE_ARTICLES: Record<Purpose, string> = {
  suggestion: '建议意见类（《信访工作条例》第二十九条）',
  appeal: '申诉求决类（《信访工作条例》第三十一条）',
  request: '申诉求决类（《信访工作条例》第三十一条）',
  report: '检举控告类（《信访工作条例》第三十条）',
  consult: '咨询（一般不作信访事项）',
  other: '其他',
}

/** Legal procedures a citizen may have gone through before (B1.7). */
export const EARLIER_PROCEDURES = {
  litigation: '诉讼',
  reconsideration: '行政复议',
  arbitration: '仲裁',
  review: '信访复查',
  recheck: '信访复核',
} as const
export type EarlierProcedure = keyof typeof EARLIER_PROCEDURES

/** Other legal ways of Art. 31 (1)-(5), with the organ that a citizen is told. */
export const PROCEDURES = {
  litigation: {
    title: '诉讼、检察监督或公安法律程序',
    item: '31-1',
    organ: '有管辖权的人民法院、人民检察院或公安机关',
  },
  labour_arbitration: { title: '劳动人事争议仲裁', item: '31-2', organ: '劳动人事争议仲裁委员会' },
  other_arbitration: { title: '其他仲裁', item: '31-2', organ: '约定或法定的仲裁机构' },
  party_appeal: { title: '党员申诉、申请复审', item: '31-3', organ: '有权的党组织或机关' },
  reconsideration: { title: '行政复议', item: '31-4', organ: '行政复议机关' },
  administrative: { title: '行政裁决、确认、许可、处罚等行政程序', item: '31-4', organ: '有权的行政机关' },
  protect: { title: '查处违法、履行保护职责', item: '31-5', organ: '负有职责的行政机关' },
} as const
export type ProcedureKind = keyof typeof PROCEDURES

export const ITEM_TEXT: Record<string, string> = {
  '29': '《信访工作条例》第二十九条',
  '30': '《信访工作条例》第三十条',
  '31-1': '《信访工作条例》第三十一条第一项',
  '31-2': '《信访工作条例》第三十一条第二项',
  '31-3': '《信访工作条例》第三十一条第三项',
  '31-4': '《信访工作条例》第三十一条第四项',
  '31-5': '《信访工作条例》第三十一条第五项',
  '31-6': '《信访工作条例》第三十一条第六项',
}

/** Conclusion of an opinion, by item and in sum (条例 Art. 32; the codes are ours). */
export const OPINION_CONCLUSIONS = { support: '支持', explain: '解释说明', reject: '不支持' } as const
export type OpinionConclusion = keyof typeof OPINION_CONCLUSIONS

/** What a review (复查) or recheck (复核) makes of the opinion before it. */
export const REVIEW_RESULTS = { uphold: '维持', change: '变更', revoke: '撤销' } as const

/** How a paper reaches the citizen (B1.6). */
export const DELIVERIES = {
  direct: '直接送达',
  mail: '挂号邮寄',
  left: '留置送达',
  online: '网上送达',
  other: '其他方式',
} as const
export type Delivery = keyof typeof DELIVERIES

/** What an agent may do for the citizen (B2.4); giving up or changing a claim needs a special authority. */
export const SCOPES = {
  write: '整理材料',
  submit: '代为提交',
  enquire: '代查进度',
  collect: '代领文书',
  accompany: '陪访',
  coordinate: '参加协调',
} as const
export type Scope = keyof typeof SCOPES

/** 代理方式 (B2.5). */
export const ERRANDS = {
  write: '代书',
  visit: '代访',
  accompany: '陪访',
  enquire: '代查',
  coordinate: '参加协调',
  collect: '代领文书',
} as const
export type Errand = keyof typeof ERRANDS

export const AGENCY_SOURCES = {
  window: '窗口',
  community: '居村',
  outreach: '下访',
  referral: '转办',
  other: '其他',
} as const
export const AGENCY_LEVELS = { community: '居村', street: '街道', district: '区' } as const

/** 结果 (B2.5). */
export const RESULTS = {
  solved: '已解决',
  partly: '部分解决',
  explained: '解释说明',
  led: '导入法定途径',
  withdrawn: '撤回',
  terminated: '终止',
} as const
export type Result = keyof typeof RESULTS

/** 满意度; asked of the unit and of the agency apart, never of a person (国信发〔2022〕11号 △). */
export const RATINGS = { satisfied: '满意', fair: '基本满意', unsatisfied: '不满意', lapsed: '逾期未评' } as const
export type Rating = keyof typeof RATINGS

/** What people ask about a citizen's opinion on the telephone or by letter (feedback, notices). */
export const CONTACTS = {
  face: '当面',
  phone: '电话',
  letter: '书信',
  message: '短信或网上消息',
  home: '上门',
} as const

/** Where an answer was published (公开, B3.5). */
export const PUBLISH_PLACES = {
  hall: '办事大厅公示栏',
  community: '居村公示栏',
  site: '政府网站',
  platform: '信访信息系统',
  other: '其他',
} as const

const numbered = (titles: string) =>
  titles.split(' ').map((title, index) => ({ code: String(index + 1).padStart(2, '0'), title }))

/** 内容分类 as it is common now. The national six-figure codes were not to be had; these are the program's own. */
export const CONTENT_CLASSES: CodeTable = {
  id: 'petition_content',
  title: '信访内容分类',
  version: 1,
  status: 'unverified',
  source: '现行常见十七类（公开月报所见，国家完整代码表未取得）',
  codes: numbered(
    '农村农业 国土（自然）资源 城乡建设 劳动和社会保障 卫生健康 教育文体 民政 政法 经济管理 交通运输 商贸旅游 ' +
      '科技与信息产业 环境保护 党务政务 组织人事 纪检监察 其他',
  ),
}

/** Which office first registered a letter (来信的登记来源, B3.6). */
export const ORIGINS: CodeTable = {
  id: 'petition_origin',
  title: '来信的登记来源',
  version: 1,
  status: 'unverified',
  source: '某市月度通报所列三类；代码为本程序自编',
  codes: [
    { code: '1', title: '上级转办' },
    { code: '2', title: '本级登记' },
    { code: '3', title: '下级登记' },
  ],
}

/** Where a letter was registered as far as the window's channel tells: passed on by others, or here. */
export const originOfChannel = (channel: Channel): string => (channel === 'transfer' ? '1' : '2')

/**
 * At which reception a visit was first made, where it was not here (走访去向, B3.6). It belongs to the matter and is
 * only ever summed by month: no list, search or export shows it, and nothing is kept of where a person went.
 */
export const VISIT_PLACES: CodeTable = {
  id: 'petition_visit_place',
  title: '走访去向',
  version: 1,
  status: 'unverified',
  source: '公开系统的走访统计表所列四项',
  codes: [
    { code: '1', title: '来市' },
    { code: '2', title: '到省' },
    { code: '3', title: '进京' },
    { code: '4', title: '非接待场所' },
  ],
}

/** The older list of eighteen, for streets whose district still reports by it. */
export const OLD_CONTENT_CLASSES: CodeTable = {
  id: 'petition_content',
  title: '信访内容分类（旧十八类）',
  version: 1,
  status: 'unverified',
  source: '旧十八类（公开信箱所见）',
  codes: numbered(
    '政治综合 经济综合 宣传舆论 纪检监察 劳动社保 教育 卫生计生 科技文体 组织人事 交通能源环保 民政 农村农业 ' +
      '国土资源水利林业 城乡建设 信息产业 商贸旅游 政法 其他',
  ),
}
