import type { ClientAct } from '../../care/events.ts'

type Enrol = ClientAct<'enrol'>
type NeedKind = ClientAct<'plan'>['needs'][number]['kind']

/** What a made-up client of a group is like. */
export interface PracticeGroup {
  group: Enrol['group']
  weight: number
  basis: Enrol['basis']
  purpose: string
  /** Days until the report-in, where there is one. */
  reportsIn: readonly [number, number] | null
  /** Months of the term from the report-in. */
  months: number | null
  /** Days between two visits. */
  rhythm: readonly [number, number]
  tracks: readonly string[]
  needs: readonly NeedKind[]
  goals: string
  notes: readonly string[]
  promises: readonly string[]
  answers: Readonly<Record<string, readonly string[]>>
}

const YES_NO = ['是', '否'] as const
const usual = { basis: 'consent', reportsIn: null, months: null, tracks: [''] } as const

/** Groups of the practice street. Nothing here judges anybody, and nobody is ill, guilty or dangerous in any text. */
export const PRACTICE_GROUPS: readonly PracticeGroup[] = [
  {
    ...usual,
    group: 'elderly',
    weight: 46,
    purpose: '定期探访，了解生活需要',
    rhythm: [22, 36],
    tracks: ['', '', '', 'weekly'],
    needs: ['living', 'medical', 'mind'],
    goals: '平时有人说话，助餐和陪诊有着落',
    notes: ['精神不错，聊了种花', '说楼道灯坏了，已拍照报修', '女儿周末来过，一起包了饺子', '想学用手机挂号'],
    promises: ['联系物业修楼道灯', '下次带助餐点的菜单来', '帮着在手机上挂号'],
    answers: { day: ['自理', '部分需要帮助'], safeHome: YES_NO, meals: YES_NO },
  },
  {
    ...usual,
    group: 'disabled',
    weight: 14,
    purpose: '帮助康复、就业和补贴申领',
    rhythm: [60, 95],
    needs: ['work', 'papers', 'living'],
    goals: '申领辅助器具，能自己出门',
    notes: ['坡道已经修好，出门方便多了', '想参加街道的手工班', '轮椅该换轮胎了'],
    promises: ['问清辅具补贴要带的材料', '帮着报名手工班'],
    answers: { aids: YES_NO, access: YES_NO },
  },
  {
    ...usual,
    group: 'poverty',
    weight: 12,
    basis: 'law',
    purpose: '了解变化，帮助申请救助',
    rhythm: [150, 200],
    tracks: ['', 'variable'],
    needs: ['relief', 'work', 'school'],
    goals: '该享受的救助都办好，一人稳定就业',
    notes: ['孩子上了初中，学费已减免', '在找离家近的活'],
    promises: ['送助学金申请表来', '发本周的招聘信息'],
    answers: { change: ['无变化', '有变化'], relief: YES_NO },
  },
  {
    ...usual,
    group: 'mental',
    weight: 8,
    purpose: '帮助家庭照护和申领补贴',
    rhythm: [60, 95],
    tracks: ['', 'closer'],
    needs: ['family', 'relief'],
    goals: '家人能歇一歇，补贴按时领到',
    notes: ['母亲说最近睡得好些了', '一起去了阳光工坊看看'],
    promises: ['问清喘息服务怎么申请'],
    answers: { carerNeedsRest: YES_NO, relief: YES_NO },
  },
  {
    ...usual,
    group: 'resettlement',
    weight: 8,
    basis: 'law',
    purpose: '帮助落户、就业和住房',
    reportsIn: [1, 12],
    months: 60,
    rhythm: [55, 95],
    tracks: ['', 'settling'],
    needs: ['work', 'papers', 'housing'],
    goals: '办好证件，找到合适的工作',
    notes: ['身份证已经补办', '在面包房试工，老板说手脚快', '租的房子离单位近'],
    promises: ['陪着去社区事务受理中心办社保', '问技能培训的开班时间'],
    answers: { papers: YES_NO, housing: ['稳定', '临时'] },
  },
  {
    ...usual,
    group: 'detox',
    weight: 6,
    basis: 'law',
    purpose: '职业指导、家庭支持和社会帮助',
    reportsIn: [2, 14],
    months: 36,
    rhythm: [26, 40],
    tracks: ['', '28'],
    needs: ['training', 'family'],
    goals: '学一门手艺，家里和睦',
    notes: ['在学烘焙，拿来一盒饼干', '和父亲一起来的，聊得开心'],
    promises: ['联系烘焙班的老师'],
    answers: { family: ['和睦', '一般'] },
  },
  {
    ...usual,
    group: 'correction',
    weight: 4,
    basis: 'law',
    purpose: '就业、就学和家庭帮扶',
    reportsIn: [1, 9],
    months: 12,
    rhythm: [25, 36],
    needs: ['work', 'family'],
    goals: '工作稳定，按时参加学习',
    notes: ['新工作上手了', '周末带孩子去了公园'],
    promises: ['介绍一次法律咨询'],
    answers: { training: YES_NO },
  },
  {
    ...usual,
    group: 'violence',
    weight: 2,
    basis: 'law',
    purpose: '查访，帮助得到庇护和法律帮助',
    rhythm: [20, 30],
    needs: ['legal', 'mind'],
    goals: '知道向谁求助，家里安全',
    notes: ['记下了求助电话，说心里踏实', '已约好妇联的律师'],
    promises: ['陪着去见律师'],
    answers: { safe: ['是'], knowsHelp: ['是'] },
  },
]
