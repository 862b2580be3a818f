import { JUSTICE_CLASSES, type JusticeClass } from './disputeClasses.ts'
import { GOVERNANCE_CLASSES } from './governanceClasses.ts'

const OTHER_JUSTICE: JusticeClass = '18'
const OTHER_GOVERNANCE = '99'

/**
 * The governance classes that answer to a justice class, likeliest first. Compiled (归纳) from the
 * two lists, not from an official table. 10 and 11 share class 07; 12, 13 and 14 share 0601.
 */
const GOVERNANCE_OF: Record<JusticeClass, readonly string[]> = {
  '01': ['0101', '0102', '0103', '0199'],
  '02': ['0201', '0202', '0203', '0299'],
  '03': ['0602', '0902', '0403'],
  '04': ['0699', '0603', '0604', '0602', '0601', '0804'],
  '05': ['0603', '1002', '1004'],
  '06': ['0303', '0401', '0599', '0507', '0505', '0501', '0506', '0302', '0301', '0399'],
  '07': ['0901', '0903', '0904', '0999'],
  '08': ['1101', '1102', '1105'],
  '09': ['0504', '0203'],
  '10': ['0701', '0703', '0799'],
  '11': ['0701', '0702', '0703', '0704', '0799'],
  '12': ['0601'],
  '13': ['0601', '0506'],
  '14': ['0601', '0505'],
  '15': ['0502'],
  '16': ['0503'],
  '17': ['0402'],
  '18': ['99', '0804', '0803', '0802', '0801', '0899', '1001', '1099'],
}

/** Which justice class comes first where several claim the governance class. */
const FIRST_JUSTICE_OF: Record<string, JusticeClass> = {
  '0203': '09',
  '0506': '06',
  '0505': '06',
  '0601': '14',
  '0602': '03',
  '0603': '05',
  '0701': '11',
  '0703': '11',
  '0799': '11',
  '0804': '18',
}

/** Words that speak for a class, of either list. */
const WORDS: Record<string, RegExp> = {
  '0101': /离婚|婚姻|恋爱|彩礼|夫妻|结婚|分手/,
  '0102': /抚养|赡养|监护|探望|养老/,
  '0103': /继承|遗产|分家|遗嘱/,
  '0201': /漏水|渗水|排水|用水|通行|采光|通风|堵塞/,
  '0202': /围墙|搭建|滴水|墙体|宅界|地界/,
  '0203': /噪音|噪声|油烟|异味|气味|灰尘|扰民/,
  '0301': /肖像|姓名权/,
  '0302': /名誉|隐私|诽谤|造谣/,
  '0303': /打伤|打架|殴打|受伤|医药费|人身|咬伤|摔伤/,
  '0401': /损坏|返还|赔偿|财物|车辆划/,
  '0402': /物业|电梯|停车位|维修资金/,
  '0403': /产权证|房产证|不动产登记|过户/,
  '0501': /学校|幼儿园|培训机构|校园/,
  '0502': /医院|医疗|手术|误诊|诊所/,
  '0503': /交通事故|追尾|碰撞|剐蹭/,
  '0504': /污染|排污|废水|废气/,
  '0505': /产品|质量缺陷|爆炸/,
  '0506': /网络|网上发布|网帖|视频号/,
  '0507': /雇佣|帮工|劳务|干活时/,
  '0602': /租房|租赁|房租|押金|购房|卖房|房东|租客|中介/,
  '0603': /货款|买卖|供货|订单|加盟/,
  '0604': /运输|快递|物流|仓储|搬家/,
  '0701': /劳动合同|辞退|解除合同|派遣|加班|工资/,
  '0702': /社保|社会保险|公积金|工伤保险|养老保险/,
  '0703': /福利|奖金|年休假|补贴|高温费/,
  '0704': /人事争议|事业编|聘用合同/,
  '0801': /证券|基金|期货|股票/,
  '0802': /理财|信托|投资/,
  '0803': /保险理赔|保单|投保/,
  '0804': /借款|借钱|欠款|借条|借贷|担保/,
  '0901': /承包地|土地承包|流转/,
  '0902': /宅基地/,
  '0903': /山林|林地|矿/,
  '0904': /水塘|水库|河道|灌溉/,
  '1001': /商标|专利|著作权|版权/,
  '1002': /股东|合伙|公司解散/,
  '1101': /征收|动迁|拆迁/,
  '1102': /征地/,
  '1105': /移民/,
  '10': /农民工|包工头|工地/,
  '12': /旅游|旅行社|跟团|导游|景区/,
  '13': /网购|电商|直播|网店|淘宝|拼多多|线上/,
  '14': /退款|商家|消费|充值|预付卡|办卡|健身/,
}

/**
 * The governance classes proposed for a justice class, best first: those for which `text` (what
 * happened) speaks, then the usual order. Never empty; 其他 (`99`) for an unknown code.
 */
export function proposeGovernanceClass(justice: string, text = ''): string[] {
  return inOrder(GOVERNANCE_OF[justice as JusticeClass] ?? [OTHER_GOVERNANCE], text)
}

/**
 * The justice classes proposed for a governance class (four digits or `99`), best first, likewise.
 * 其他纠纷 (`18`) where the justice list has no counterpart: 金融, 行政, 民政 and the like.
 */
export function proposeJusticeClass(governance: string, text = ''): JusticeClass[] {
  const claiming = JUSTICE_CLASSES.codes
    .map(({ code }) => code)
    .filter((code) => GOVERNANCE_OF[code].includes(governance))
  const first = FIRST_JUSTICE_OF[governance]
  const usual = first ? [first, ...claiming.filter((code) => code !== first)] : claiming
  return usual.length > 0 ? inOrder(usual, text) : [OTHER_JUSTICE]
}

/** Both lists from the words alone, for a case that has no class yet; empty where nothing speaks. */
export function proposeFromText(text: string): { justice: JusticeClass[]; governance: string[] } {
  const spoken = GOVERNANCE_CLASSES.codes.map(({ code }) => code).filter((code) => WORDS[code]?.test(text))
  const direct = JUSTICE_CLASSES.codes.map(({ code }) => code).filter((code) => WORDS[code]?.test(text))
  const justice = [...new Set([...direct, ...spoken.flatMap((code) => proposeJusticeClass(code, text).slice(0, 1))])]
  return {
    justice,
    governance: [...new Set([...spoken, ...direct.flatMap((code) => proposeGovernanceClass(code, text).slice(0, 1))])],
  }
}

/** Stable: what the text speaks for moves to the front. */
function inOrder<C extends string>(codes: readonly C[], text: string): C[] {
  const speaks = (code: C): boolean => WORDS[code]?.test(text) ?? false
  return [...codes.filter(speaks), ...codes.filter((code) => !speaks(code))]
}
