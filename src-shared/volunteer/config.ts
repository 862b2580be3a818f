import { z } from 'zod'
import type { CodeTable, DetailedCodes } from '../kernel/codeTable.ts'

/*
 * Tables of 平安志愿者 that an office edits by version. The “四四三” of Haidian (S4) ships as data: four things that teams
 * lean on, four ways of taking part, three bodies that are brought together. What ways ask of whom belongs to a team;
 * no income and no membership of a party is kept of a person.
 */

type Table = Omit<CodeTable, 'codes'> & { codes: DetailedCodes }

/** What is asked of those in a team that goes by it; an amount of 0 asks nothing and is only counted. */
export const MinimumDetail = z.object({
  per: z.enum(['month', 'week']),
  /** Days with at least one activity, or hours. */
  unit: z.enum(['days', 'hours']),
  amount: z.int('请填整数').min(0).max(31),
  /** Codes of the kinds of activity that count; empty for all. */
  kinds: z.array(z.string().regex(/^\d{1,6}$/)).max(30),
})
export type MinimumDetail = z.infer<typeof MinimumDetail>

const plain = (titles: readonly string[]): DetailedCodes =>
  titles.map((title, at) => ({ code: String(at + 1).padStart(2, '0'), title }))
const CUSTOM = '街道常见做法归纳，按本单位规定改（未核实）'
const HAIDIAN = '海淀“四四三”公开介绍，按本单位规定改'

/** Sub-classes of registration (B.8, 川网格红袖套); the three bodies brought together (三整合) are the last ones. */
export const VOLUNTEER_CLASSES: Table = {
  id: 'volunteer_class',
  title: '志愿者类别',
  version: 1,
  status: 'unverified',
  source: '公开网格系统的登记项（未核实）',
  codes: plain([
    '综治巡逻队员',
    '网格员',
    '单位保安',
    '院落门卫',
    '城管队员',
    '公益性工作者',
    '机关干部',
    '环卫工人',
    '民兵预备役',
    '平安志愿者',
    '交通劝导员',
    '协管员',
    '物业保安',
    '停车管理员',
  ]),
}
export const BASES: Table = {
  id: 'volunteer_base',
  title: '四依托',
  version: 1,
  status: 'unverified',
  source: HAIDIAN,
  codes: plain(['街镇志愿者工作站', '社区（村）分站', '沿街门店', '团区委（高校）']),
}

const minimum = (code: string, title: string, detail: MinimumDetail) => ({ code, title, detail })
export const MINIMUMS: Table = {
  id: 'volunteer_minimum',
  title: '四活动',
  version: 1,
  status: 'unverified',
  source: HAIDIAN,
  codes: [
    minimum('01', '每月参加巡逻不少于 3 天', { per: 'month', unit: 'days', amount: 3, kinds: ['01'] }),
    minimum('02', '每周参加不少于 2 小时', { per: 'week', unit: 'hours', amount: 2, kinds: [] }),
    minimum('03', '鼓励离退休人员参加', { per: 'month', unit: 'hours', amount: 0, kinds: [] }),
    minimum('04', '居民“做一天志愿者”', { per: 'month', unit: 'days', amount: 0, kinds: [] }),
  ],
}
export const ACTIVITY_KINDS: Table = {
  id: 'volunteer_activity',
  title: '活动类型',
  version: 1,
  status: 'unverified',
  source: CUSTOM,
  codes: plain(['治安巡逻', '守望值守', '防范宣传', '矛盾劝解', '邻里帮扶', '交通劝导', '大型活动服务', '培训']),
}

const number = (code: string, title: string, value: number) => ({ code, title, detail: { value } })
export const VOLUNTEER_RULES: Table = {
  id: 'volunteer_rule',
  title: '志愿者管理规则',
  version: 1,
  status: 'unverified',
  source: CUSTOM,
  codes: [number('01', '保险、证书到期前几天提醒', 30), number('02', '退出后个人信息保存几个月', 36)],
}
