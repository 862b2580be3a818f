/**
 * What is no service: words by which a group, its purpose or a question would make this a tool of control (the boundary of the
 * product), or would ask what helpers need not know: 宗教信仰 and 生物识别 among sensitive data (个人信息保护法 Art. 28), 前科 and
 * 危险等级 of nobody's helper. A list of words stops nobody who means it; it tells whoever did not think of it.
 */
const NO_SERVICE = [
  '稳控',
  '管控',
  '维稳',
  '布控',
  '重点人员',
  '重点人口',
  '动向',
  '轨迹',
  '行踪',
  '危险等级',
  '风险等级',
  '危险性等级',
  '风险评估',
  '打分',
  '积分',
  '黑名单',
  '宗教',
  '信仰',
  '政治面貌',
  '政治倾向',
  '党派',
  '民族情绪',
  '前科',
  '犯罪记录',
  '人脸',
  '指纹',
  '定位',
  '上访',
  '缠访',
] as const

/** The first such word in a text; undefined if there is none. */
export const noServiceIn = (text: string): string | undefined => NO_SERVICE.find((word) => text.includes(word))
