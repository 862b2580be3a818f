/** 来源方式 of a task (B.3): through which door it came in. */
export const SOURCES = {
  window: '窗口受理',
  grid: '网格上报',
  hotline: '12345 热线转办',
  system: '其他系统转办',
  patrol: '巡查发现',
  meeting: '会议议定',
  directive: '区级交办',
} as const
export type Source = keyof typeof SOURCES

/** 紧急等级 (B.3); 加急 is an act of its own. */
export const URGENCIES = { low: '低', normal: '中', high: '高' } as const
/** 事件性质 (B.3). */
export const NATURES = { single: '个体性', group: '群体性' } as const

export const ROLES_OF_UNIT = { lead: '主办', helper: '协办' } as const
export type UnitRole = keyof typeof ROLES_OF_UNIT

/** 督办级别 (B.4), lowest first. It only rises: the same level is not given twice, nothing comes after red. */
export const LEVELS = { ordinary: '普通督办', yellow: '黄牌督办', red: '红牌督办' } as const
export type Level = keyof typeof LEVELS
export const LEVEL_ORDER = ['none', 'ordinary', 'yellow', 'red'] as const
export type AnyLevel = (typeof LEVEL_ORDER)[number]
export const rankOf = (level: AnyLevel): number => LEVEL_ORDER.indexOf(level)
export const levelTitle = (level: AnyLevel): string => (level === 'none' ? '未督办' : LEVELS[level])

/**
 * How a task ends, counted apart: the centre moves the procedure on, the unit that handles it solves it
 * (综治中心程序性推进、办理部门实质性解决; local practice of 三本台账, B.4).
 */
export const CLOSURES = { substantive: '实质性办结', stage: '阶段性办结', procedural: '程序性办结' } as const
export type Closure = keyof typeof CLOSURES

export const HOW_VERIFIED = {
  site: '现场查看',
  photo: '照片比对',
  call: '电话核实',
  visit: '上门回访',
  papers: '查阅材料',
} as const
export const HOW_TOLD = {
  phone: '电话',
  face: '当面',
  system: '原系统回填',
  letter: '书面',
  message: '短信',
} as const
export const RATINGS = { satisfied: '满意', fair: '基本满意', unsatisfied: '不满意', unasked: '未能联系' } as const
export type Rating = keyof typeof RATINGS

/** Kinds of member units: whose limits apply to them (B.5: 行政层级, 职能部门), and how the directory lists them. */
export const UNIT_KINDS = {
  department: '职能部门',
  area: '居村（行政层级）',
  office: '街道科室',
  justice: '政法机关',
  group: '群团组织',
  company: '企业事业单位',
} as const
export type UnitKind = keyof typeof UNIT_KINDS
