import type { Code, CodeTable } from '../kernel/codeTable.ts'

/** A major class (2 digits) with its minor ones (4 digits). `99 其他` has none. */
export type GovernanceGroup = Code & { minor: readonly Code[] }

/** `code title；code title` of the published list, kept in its own shape so that it can be compared by eye. */
const LIST = [
  ['01 婚恋家庭纠纷', '0101 恋爱及婚姻；0102 抚养赡养监护；0103 分家与继承；0199 其他'],
  ['02 邻里纠纷', '0201 用水排水通行通风采光；0202 相邻土地建筑利用；0203 相邻污染损害防止；0299 其他'],
  ['03 人格权纠纷', '0301 姓名肖像；0302 名誉隐私；0303 身体健康及人身自由；0399 其他'],
  ['04 物权相关纠纷', '0401 财物返还及损害赔偿；0402 物业及其管理；0403 房屋等不动产登记；0499 其他'],
  [
    '05 侵权相关纠纷',
    '0501 教育机构；0502 医疗损害；0503 交通事故；0504 环境污染；0505 产品责任；0506 网络侵权；0507 劳务损害；0599 其他',
  ],
  ['06 合同及相关纠纷', '0601 消费及服务；0602 房产买卖租赁；0603 交易贸易；0604 运输仓储；0699 其他'],
  ['07 劳动人事争议', '0701 劳动合同、劳务派遣；0702 社会保险；0703 福利待遇；0704 人事争议；0799 其他'],
  ['08 金融借贷纠纷', '0801 证券基金期货；0802 投资信托理财；0803 保险；0804 借贷及担保；0899 其他'],
  ['09 土地及资源权属纠纷', '0901 土地承包经营；0902 宅基地使用；0903 山林矿产；0904 水域水利；0999 其他'],
  [
    '10 其他民商事纠纷',
    '1001 知识产权；1002 公司企业设立解散；1003 海事海商；1004 竞争纠纷；1005 票据与信用证；1006 无因管理与不当得利；1099 其他',
  ],
  [
    '11 城乡建设发展纠纷',
    '1101 国有土地上房屋征收；1102 农村集体土地征用；1103 城乡规划及拆违；1104 基础设施建设及市政市容；1105 移民安置；1199 其他',
  ],
  ['12 涉民政纠纷', '1201 村（社区）选举和管理；1202 优抚救助；1203 区划边界；1299 其他'],
  [
    '13 其他行政执法纠纷',
    '1301 城市管理；1302 教育文体管理；1303 工商税务管理；1304 安全生产管理；1305 交通运输管理；1306 海事渔事管理；1307 计划生育管理；1399 其他',
  ],
  ['14 涉法涉诉纠纷', '1401 涉公安；1402 涉检察院；1403 涉法院；1404 涉司法行政机关'],
  ['15 涉组织涉纪检纠纷', '1501 组织人事；1502 干部作风；1599 其他'],
  ['16 涉民族宗教纠纷', '1601 涉民族问题；1602 涉宗教问题'],
  ['99 其他', ''],
] as const

/** The governance (综治) classes in two levels, in the published order (A4.3). */
export const GOVERNANCE_GROUPS: readonly GovernanceGroup[] = LIST.map(([major, minor]) => ({
  ...toCode(major),
  minor: minor === '' ? [] : minor.split('；').map(toCode),
}))

/**
 * What a dispute is filed under: the four-digit minor classes and `99`. Titles carry the major
 * class where the minor one is only 其他.
 */
export const GOVERNANCE_CLASSES: CodeTable = {
  id: 'governance_class',
  title: '矛盾纠纷事件类别（综治口径）',
  version: 1,
  status: 'unverified',
  source: '公开系统的类别常量；是否为 GB/T 31000-2015 附表待核对原文',
  codes: GOVERNANCE_GROUPS.flatMap(({ code, title, minor }) =>
    minor.length === 0
      ? [{ code, title }]
      : minor.map((each) => (each.title === '其他' ? { code: each.code, title: `${title}（其他）` } : each)),
  ),
}

/** The major class that a four-digit or two-digit code belongs to, or undefined. */
export function governanceGroup(code: string): GovernanceGroup | undefined {
  return GOVERNANCE_GROUPS.find((group) => group.code === code.slice(0, 2))
}

function toCode(line: string): Code {
  const [code = '', title = ''] = line.split(/ (.*)/)
  return { code, title }
}
