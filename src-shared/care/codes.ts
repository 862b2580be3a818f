/** Groups that ship; their rules, questions and words are in `groups.ts`. A street adds its own under `other_1` … `other_5`. */
export const GROUP_IDS = [
  'correction',
  'resettlement',
  'detox',
  'recovery',
  'mental',
  'youth',
  'violence',
  'elderly',
  'disabled',
  'poverty',
  'children',
  'other_1',
  'other_2',
  'other_3',
  'other_4',
  'other_5',
] as const
export type GroupId = (typeof GROUP_IDS)[number]

/** On what somebody may be registered at all (个人信息保护法 Art. 13, 34). */
export const BASES = { law: '法律规定的职责', consent: '本人同意', guardian: '监护人同意' } as const

export const CONTACT_WAYS = { any: '都可以', home: '入户', phone: '电话', meet: '约在外面', via: '通过联系人' } as const

/** 走访方式 (A.7.1). */
export const VISIT_WAYS = {
  home: '入户',
  phone: '电话',
  video: '视频',
  unit: '到单位',
  meet: '约谈',
  group: '小组活动',
  absent: '未遇',
} as const

export const ABSENCE_REASONS = {
  out: '外出未归',
  moved: '搬走了',
  declined: '本人不愿见',
  hospital: '住院',
  unknown: '原因不明',
} as const

export const SKIP_REASONS = {
  ill: '生病住院',
  away: '外出',
  asked: '本人要求改期',
  merged: '与别的走访并为一次',
  weather: '天气或交通',
  staff: '走访人员安排不开',
  other: '其他',
} as const

/** 困难与需求 (A.6). */
export const NEED_KINDS = {
  living: '生活',
  work: '就业',
  training: '技能培训',
  medical: '就医',
  housing: '住房',
  school: '就学',
  relief: '救助',
  legal: '法律帮助',
  mind: '心理支持',
  family: '家庭关系',
  papers: '证件户籍',
  other: '其他',
} as const

export const MEASURE_KINDS = NEED_KINDS

export const REFERRAL_KINDS = {
  employment: '就业服务',
  training: '技能培训',
  relief: '社会救助',
  medical: '医疗卫生',
  housing: '住房保障',
  school: '就学',
  legal_aid: '法律援助',
  psychology: '心理服务',
  disability: '残疾人服务',
  elderly: '养老服务',
  other: '其他',
} as const

export const REFERRAL_ANSWERS = {
  done: '已办成',
  partly: '办成一部分',
  waiting: '正在办理',
  refused: '不符合条件',
  none: '没有答复',
} as const

/** What people are visited for besides the course of time (A.0: 极端天气、节日加密). */
export const OCCASION_KINDS = {
  heat: '高温',
  cold: '寒潮',
  storm: '台风暴雨',
  festival: '节日',
  other: '其他',
} as const

/** Why an enrolment ended (A.8.6 in the words of the present law, A.9). */
export const CLOSE_REASONS = {
  term: '期满',
  completed: '帮扶目标完成',
  moved: '迁出或变更执行地',
  withdrawn: '本人撤回同意',
  ended_by_law: '依法终止',
  age: '超过年龄',
  died: '去世',
  mistake: '登记有误',
} as const

/** Why a record is destroyed. */
export const PURGE_REASONS = {
  retention: '保存期届满',
  withdrawn: '撤回同意，没有继续保存的依据',
  sealed: '未成年人记录封存',
} as const
export type PurgeReason = keyof typeof PURGE_REASONS

/** How somebody looked at what is masked. */
export const LOOK_KINDS = ['reveal', 'export', 'print', 'list', 'photo'] as const

/** What for somebody looks at what is masked; one click each. */
export const LOOK_PURPOSES = {
  visit: '联系走访',
  help: '办理帮扶',
  handover: '交接',
  check: '核对信息',
  paper: '打印文书',
  answer: '答复本人',
  review: '负责人检查',
} as const
export type LookPurpose = keyof typeof LOOK_PURPOSES
