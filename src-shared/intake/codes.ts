import type { CodeTable } from '../kernel/codeTable.ts'

/** GB/T 2261.1. */
export const SEXES: CodeTable = {
  id: 'sex',
  title: '性别',
  version: 1,
  status: 'unverified',
  source: 'GB/T 2261.1（未核对原文）',
  codes: [
    { code: '0', title: '未知' },
    { code: '1', title: '男' },
    { code: '2', title: '女' },
    { code: '9', title: '未说明' },
  ],
}

/** The document types a window meets. Only 111 was seen in use elsewhere. */
export const ID_TYPES: CodeTable = {
  id: 'id_type',
  title: '证件种类',
  version: 1,
  status: 'unverified',
  source: 'GA/T 517 常用部分（除 111 外未核对）',
  codes: [
    { code: '111', title: '居民身份证' },
    { code: '112', title: '临时居民身份证' },
    { code: '113', title: '户口簿' },
    { code: '114', title: '军官证' },
    { code: '115', title: '武警警官证' },
    { code: '414', title: '普通护照' },
    { code: '511', title: '台湾居民来往大陆通行证' },
    { code: '516', title: '港澳居民来往内地通行证' },
    { code: '553', title: '外国人居留证' },
    { code: '990', title: '其他' },
  ],
}

/** GB/T 4658. */
export const EDUCATIONS: CodeTable = {
  id: 'education',
  title: '学历',
  version: 1,
  status: 'unverified',
  source: 'GB/T 4658（未核对原文）',
  codes: [
    { code: '10', title: '研究生' },
    { code: '20', title: '本科' },
    { code: '30', title: '专科' },
    { code: '40', title: '中等职业' },
    { code: '60', title: '普通高中' },
    { code: '70', title: '初中' },
    { code: '80', title: '小学' },
    { code: '90', title: '其他' },
  ],
}

const ETHNIC_GROUPS =
  '汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 ' +
  '傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 ' +
  '仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 ' +
  '鄂伦春族 赫哲族 门巴族 珞巴族 基诺族'

/** GB/T 3304: 01 汉族 … 56 基诺族, 97, 98. Asked only because the ministry's form has the box. */
export const ETHNICITIES: CodeTable = {
  id: 'ethnicity',
  title: '民族',
  version: 1,
  status: 'unverified',
  source: 'GB/T 3304（未核对原文）',
  codes: [
    ...ETHNIC_GROUPS.split(' ').map((title, index) => ({ code: String(index + 1).padStart(2, '0'), title })),
    { code: '97', title: '其他' },
    { code: '98', title: '外国血统' },
  ],
}
