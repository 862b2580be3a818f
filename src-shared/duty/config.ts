import { z } from 'zod'
import type { CodeTable, DetailedCodes } from '../kernel/codeTable.ts'

/*
 * What stands behind the codes of the tables of 岗位联勤 that an office edits by version (`centre/codeTables.ts`).
 * None of the numbers is law: they are how streets commonly work, and every office sets its own.
 */

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请写时间，如 0830、18:00')

/** One shift (班次). An end that is not later than the start lies on the next day; the same time is a whole day. */
export const ShiftDetail = z.object({ from: clock, to: clock })
export type ShiftDetail = z.infer<typeof ShiftDetail>

/** One level of alert (防控等级); the order of the table is the order of the levels, the first is every day's. */
export const LevelDetail = z.object({
  /** People more at every post than its minimum. */
  extraPeople: z.int().min(0).max(50),
  /** Each shift of each post has somebody who leads it (带班). */
  needsLeader: z.boolean(),
  note: z.string().trim().max(200),
})
export type LevelDetail = z.infer<typeof LevelDetail>

/** One number by which shifts are weighed and planned. */
export const NumberDetail = z.object({ value: z.int('请填整数').min(0).max(1000) })

type Table = Omit<CodeTable, 'codes'> & { codes: DetailedCodes }

const CUSTOM = '街道常见做法归纳，按本单位规定改（未核实）'

const shift = (code: string, title: string, from: string, to: string) => ({ code, title, detail: { from, to } })
export const SHIFTS: Table = {
  id: 'duty_shift',
  title: '班次',
  version: 1,
  status: 'unverified',
  source: CUSTOM,
  codes: [
    shift('01', '日班', '08:30', '17:30'),
    shift('02', '夜班', '17:30', '08:30'),
    shift('03', '早班', '06:00', '14:00'),
    shift('04', '中班', '14:00', '22:00'),
    shift('05', '晚班', '22:00', '06:00'),
  ],
}

const level = (code: string, title: string, extraPeople: number, needsLeader: boolean, note: string) => ({
  code,
  title,
  detail: { extraPeople, needsLeader, note },
})
/** Names of the levels: 常态, 三级加强, 二级加强, 一级, 一级超常 (B.7); what each changes is the office's own. */
export const LEVELS: Table = {
  id: 'duty_level',
  title: '防控等级',
  version: 1,
  status: 'unverified',
  source: '等级名称见公开勤务资料；各级增加的人数按本单位方案改（未核实）',
  codes: [
    level('01', '常态', 0, false, '按岗位的最低人数排班'),
    level('02', '三级加强', 0, true, '各岗有带班人'),
    level('03', '二级加强', 1, true, '每岗加 1 人，有带班人'),
    level('04', '一级', 1, true, '每岗加 1 人，有带班人，停止轮休'),
    level('05', '一级超常', 2, true, '每岗加 2 人，有带班人，重点部位双岗'),
  ],
}

const number = (code: string, title: string, value: number) => ({ code, title, detail: { value } })
export const RULES: Table = {
  id: 'duty_rule',
  title: '排班规则',
  version: 1,
  status: 'unverified',
  source: CUSTOM,
  codes: [
    number('01', '工作日一班的分量', 10),
    number('02', '周末一班的分量', 15),
    number('03', '法定节假日一班的分量', 30),
    number('04', '过零点的班另加的分量', 5),
    number('05', '两班之间至少休息几小时', 8),
    number('06', '轮换时往前看几个月', 3),
    number('07', '提前超过几分钟签到要写明原因', 60),
  ],
}

const plain = (titles: readonly string[]): DetailedCodes =>
  titles.map((title, at) => ({ code: String(at + 1).padStart(2, '0'), title }))
export const CATEGORIES: Table = {
  id: 'duty_category',
  title: '上岗人员类别',
  version: 1,
  status: 'unverified',
  source: CUSTOM,
  codes: plain(['综治中心', '民警辅警', '城管队员', '消防', '居村干部', '网格员', '单位保安', '志愿者']),
}
export const ABSENCES: Table = {
  id: 'duty_absence',
  title: '缺勤原因',
  version: 1,
  status: 'unverified',
  source: CUSTOM,
  codes: plain(['病假', '事假', '公差', '调休', '未说明']),
}

/** The numbers of {@link RULES} by name. */
export interface DutyRules {
  workday: number
  weekend: number
  holiday: number
  overnight: number
  restMinutes: number
  monthsBack: number
  /** Who signs in more minutes than these before his shift says why. */
  earlyMinutes: number
}

/** The numbers in force; one that the office left out is as it ships. */
export function toRules(codes: DetailedCodes): DutyRules {
  const find = (code: string): number => {
    const own = NumberDetail.safeParse(codes.find((each) => each.code === code)?.detail)
    return own.success
      ? own.data.value
      : NumberDetail.parse(RULES.codes.find((each) => each.code === code)?.detail).value
  }
  return {
    workday: find('01'),
    weekend: find('02'),
    holiday: find('03'),
    overnight: find('04'),
    restMinutes: find('05') * 60,
    monthsBack: Math.max(1, find('06')),
    earlyMinutes: find('07'),
  }
}
