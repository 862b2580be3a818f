import type { Random } from './random.ts'

/**
 * Names of made-up people. They sound as people of that age and sex are called, but every given
 * name carries a tree, flower or herb: the mark by which a practice person can be told.
 */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'
/** Frequency falls with the place in the list, as it does in life. */
const SURNAME_LIST = [...SURNAMES]

const ELDER_MEN = [
  '[根|德|国|建|志|福|永|荣|金|文|长|宝|耀|顺|庆|兆|炳|阿][松|柏|槐|樟|榆|杉|桐|楠]',
  '[松|柏|桂|桐|槐|榕|樟|椿][根|林|生|明|荣|华|祥|春|年|海|泉|康|元]',
]
const ELDER_WOMEN = [
  '[秀|玉|春|美|丽|惠|月|素|金|翠|彩|凤|雪|爱|巧|银|瑞|佩][梅|兰|桃|莲|菊|杏|棠|荷|桂|竹|萍]',
  '[桂|梅|兰|杏|莲|菊|荷|蕙][芳|英|珍|娣|仙|香|琴|华|芬|妹|凤|花|娟|宝|玲]',
]
const MIDDLE_MEN = [
  '[海|志|伟|建|俊|立|晓|永|国|文|明|宏|春|卫|振|学|继|向|庆][松|柏|桐|楠|杉|林|榕|槐|森|桦]',
  '[松|楠|柏|桐|杉|林][涛|峰|波|辉|军|平|刚|明|斌|宏|杰]',
]
const MIDDLE_WOMEN = [
  '[晓|丽|红|海|雪|冬|春|慧|燕|静|秀|文|美|亚|小|敏|立][梅|兰|莲|荷|菊|棠|蓉|萍|薇|莉|桃]',
  '[梅|兰|荷|莉|蓉|薇|莲|菊][芳|琴|英|红|娟|玲|霞|萍|香|华|芬]',
]
const YOUNG_MEN = [
  '[梓|宇|子|浩|嘉|一|承|家|俊|泽|明|思|奕|书|天|文][楠|桐|杉|枫|柏|松|榕|桦|树|森|林|柯]',
  '[枫|楠|桐|森|柏|榕]',
]
const YOUNG_WOMEN = [
  '[雨|梓|思|诗|若|欣|佳|心|语|晓|子|静|可|一|书|慧|嘉|婉][桐|棠|楠|枫|荷|兰|梅|桃|蕊|杏|萱|薇|茉|蔓|芷]',
  '[薇|楠|蕊|棠|枫|萱]',
]

const GIVEN = {
  男: [ELDER_MEN, MIDDLE_MEN, YOUNG_MEN].map(expandAll),
  女: [ELDER_WOMEN, MIDDLE_WOMEN, YOUNG_WOMEN].map(expandAll),
}

/** A surname, common ones more often. */
export function makeSurname(random: Random): string {
  return SURNAME_LIST[Math.floor(random.next() ** 1.6 * SURNAME_LIST.length)] as string
}

/** A given name as people born in that year were called. */
export function makeGivenName(random: Random, sex: '男' | '女', birthYear: number): string {
  const generation = birthYear < 1964 ? 0 : birthYear < 1986 ? 1 : 2
  return random.pick(GIVEN[sex][generation] as string[])
}

/** `[a|b][c|d]` -> ac, ad, bc, bd. */
function expandAll(patterns: string[]): string[] {
  return patterns.flatMap((pattern) =>
    [...pattern.matchAll(/\[([^\]]*)\]/g)]
      .map((group) => (group[1] as string).split('|'))
      .reduce<string[]>((heads, tails) => heads.flatMap((head) => tails.map((tail) => head + tail)), ['']),
  )
}
