import type { CodeTable } from '../kernel/codeTable.ts'
import type { CardLimits, LinkageDetail, TaskLimits } from './config.ts'

type Entry = { code: string; title: string; detail: LinkageDetail }

/** Defaults seen in one public system's tables, not law (川网格, B.5): an office sets its own. */
const DEPARTMENT: CardLimits = { receiveYellow: 1, receiveRed: 2, handleYellow: 5, handleRed: 10 }
const AREA: CardLimits = { receiveYellow: 1, receiveRed: 2, handleYellow: 1, handleRed: 2 }
/** Local practice (B.2, B.5), unverified. */
const TASK: TaskLimits = {
  dispatchDays: 1,
  handleDays: 15,
  conferDays: 3,
  verifyDays: 3,
  supervisionDays: 5,
  returnsToConfer: 2,
}

const linkage = (code: string, title: string, more: Partial<LinkageDetail>): Entry => ({
  code,
  title,
  detail: {
    takesTasks: true,
    leads: [],
    helpers: [],
    task: TASK,
    department: DEPARTMENT,
    area: AREA,
    ...more,
  },
})

const FORBID = linkage('1', '治安联防', { leads: ['01'], helpers: ['03', '27'] })
const MEDIATE = linkage('2', '矛盾联调', { leads: ['02'], helpers: ['01', '04', '08', '10', '12', '19'] })
const MOVE = linkage('3', '工作联动', {
  leads: ['03'],
  helpers: ['01', '09', '12', '13'],
  task: { ...TASK, handleDays: 1 },
})
const CURE = linkage('4', '问题联治', { leads: ['03'], helpers: ['01', '05', '06', '10', '14', '15', '16'] })
const BUILD = linkage('5', '平安联创', { leads: ['03'], task: { ...TASK, handleDays: 30 } })
const ASSESS = linkage('6', '绩效联考', { takesTasks: false, leads: ['03'] })
const GUARD = linkage('7', '岗位联勤', { leads: ['03'], helpers: ['01', '05', '14'], task: { ...TASK, handleDays: 3 } })

const LIMITS = '期限参照公开系统默认值和地方做法，不是法定期限，由本单位设定（未核实）'
const table = (title: string, source: string, codes: Entry[]): Omit<CodeTable, 'codes'> & { codes: Entry[] } => ({
  id: 'linkage',
  title,
  version: 1,
  status: 'unverified',
  source: `${source}；${LIMITS}`,
  codes,
})

/** 闸北六联 (S1). A linkage has the same code in every preset. */
export const ZHABEI_LINKAGES = table('六联（闸北）', '闸北区大联勤大联动做法', [
  FORBID,
  MEDIATE,
  MOVE,
  CURE,
  BUILD,
  ASSESS,
])
/** 海淀六联 (S4). */
export const HAIDIAN_LINKAGES = table('六联（海淀）', '海淀区综治维稳中心做法', [
  MEDIATE,
  CURE,
  BUILD,
  FORBID,
  MOVE,
  GUARD,
])

/** 督办原因: why something is late, counted by cause and never by person (local practice). */
export const CAUSES: CodeTable = {
  id: 'linkage_cause',
  title: '督办原因',
  version: 1,
  status: 'unverified',
  source: '本中心归纳，只按原因统计',
  codes: [
    { code: '01', title: '职责交叉，牵头不清' },
    { code: '02', title: '需要上级或区级部门配合' },
    { code: '03', title: '政策依据不足' },
    { code: '04', title: '资金、场地或设备未落实' },
    { code: '05', title: '人手不足' },
    { code: '06', title: '当事人意见未统一' },
    { code: '07', title: '等待鉴定、检测或审批' },
    { code: '08', title: '没有及时看到来件' },
    { code: '99', title: '其他' },
  ],
}
