import { z } from 'zod'
import type { GroupId } from './codes.ts'

/**
 * A question of a group's visit sheet, beside what every visit tells (A.7.1). Only what helpers need: no level, test
 * result, offence, diagnosis, religion, politics or track is asked for anybody.
 */
export const Question = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-zA-Z0-9]{0,30}$/),
    title: z.string().min(1).max(40),
    kind: z.enum(['yes_no', 'choice', 'text']),
    choices: z.array(z.string().min(1).max(30)).max(12),
  })
  .refine(({ kind, choices }) => (kind === 'choice' ? choices.length >= 2 : choices.length === 0), '选项不对')
export type Question = z.infer<typeof Question>

const yesNo = (id: string, title: string): Question => ({ id, title, kind: 'yes_no', choices: [] })
const choice = (id: string, title: string, ...choices: string[]): Question => ({ id, title, kind: 'choice', choices })
const text = (id: string, title: string): Question => ({ id, title, kind: 'text', choices: [] })

const LIVELIHOOD = choice('livelihood', '生活来源', '务农', '打工', '低保', '家人供养', '其他')
const HOUSING = choice('housing', '住处', '稳定', '临时', '需要帮助')
const WORK = choice('work', '就业就学', '已就业', '在求职', '在培训', '在就学', '暂不需要')
const CARER = text('carer', '照护人或监护人的情况')
const RELIEF = yesNo('relief', '应享受的救助、补贴是否已办')

/** The questions that ship; a street edits them with its group. */
export const GROUP_QUESTIONS: Readonly<Record<GroupId, readonly Question[]>> = {
  correction: [LIVELIHOOD, WORK, yesNo('training', '是否需要技能培训'), text('wish', '本人希望得到的帮助')],
  resettlement: [LIVELIHOOD, HOUSING, WORK, yesNo('papers', '户口、身份证、社保是否已办好'), RELIEF],
  detox: [
    LIVELIHOOD,
    WORK,
    choice('family', '与家人相处', '和睦', '一般', '需要调解'),
    text('wish', '本人希望得到的帮助'),
  ],
  recovery: [
    LIVELIHOOD,
    WORK,
    choice('family', '与家人相处', '和睦', '一般', '需要调解'),
    text('wish', '本人希望得到的帮助'),
  ],
  mental: [
    CARER,
    yesNo('carerNeedsRest', '照护人是否需要喘息或帮助'),
    RELIEF,
    text('wish', '本人或家属希望得到的帮助'),
  ],
  youth: [
    choice('school', '就学就业', '在校', '休学', '已就业', '在求职', '暂未安排'),
    CARER,
    yesNo('companion', '是否需要结对陪伴'),
    text('wish', '本人希望得到的帮助'),
  ],
  violence: [
    yesNo('safe', '本人现在是否感到安全'),
    yesNo('knowsHelp', '是否知道求助电话和庇护场所'),
    yesNo('wantsOrder', '是否希望协助申请人身安全保护令'),
    text('wish', '本人希望得到的帮助'),
  ],
  elderly: [
    choice('living', '居住情况', '独居', '与配偶同住', '与家人同住', '养老机构'),
    choice('day', '日常起居', '自理', '部分需要帮助', '需要照护'),
    yesNo('safeHome', '家中用电用气、防滑是否妥当'),
    yesNo('meals', '是否需要助餐'),
    text('contactRecent', '最近与子女或联系人的联系'),
  ],
  disabled: [
    CARER,
    yesNo('aids', '是否需要辅助器具'),
    yesNo('access', '家中是否需要无障碍改造'),
    choice('work', '劳动与就业', '已就业', '在求职', '需要培训', '不适合就业'),
    RELIEF,
  ],
  poverty: [
    LIVELIHOOD,
    choice('change', '人口、收入有无变化', '无变化', '有变化'),
    RELIEF,
    text('wish', '最需要的帮助'),
  ],
  children: [
    CARER,
    choice('school', '就学', '在校', '学前', '未入学', '需要帮助'),
    choice('contactParents', '与父母联系', '每天', '每周', '每月', '很少'),
    yesNo('safeHome', '居住和上下学是否安全'),
    text('wish', '孩子和照护人希望得到的帮助'),
  ],
  other_1: [],
  other_2: [],
  other_3: [],
  other_4: [],
  other_5: [],
}
