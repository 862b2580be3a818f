import type { CodeTable } from '../kernel/codeTable.ts'

/** How an event came to be known. */
export const EVENT_SOURCES = {
  patrol: '网格巡查',
  visit: '入户走访',
  resident: '居民反映',
  group: '物业或单位反映',
  other: '其他',
} as const
export type EventSource = keyof typeof EVENT_SOURCES

export const EVENT_STATES = {
  found: '已发现',
  checked: '已现场查处',
  handed: '已转中心',
  done: '已办结',
  void: '已作废',
} as const
export type EventState = keyof typeof EVENT_STATES

/** 7+X of a grid as 东城 had it (C.1, S2); an office adds its own posts (特色力量). */
export const GRID_POSTS: CodeTable = {
  id: 'grid_post',
  title: '网格责任人岗位（7+X）',
  version: 1,
  status: 'unverified',
  source: '东城区网格“7+X”做法，特色力量由本单位增加（未核实）',
  codes: [
    { code: '01', title: '网格党支部书记' },
    { code: '02', title: '网格管理员' },
    { code: '03', title: '网格助理员' },
    { code: '04', title: '网格督导员' },
    { code: '05', title: '网格民警' },
    { code: '06', title: '网格司法力量' },
    { code: '07', title: '网格消防员' },
    { code: '20', title: '平安志愿者' },
    { code: '21', title: '楼组长' },
    { code: '99', title: '其他力量' },
  ],
}

/** 民情日志 by what it is about: the service classes of 东城's list (C.4) and nothing of opinions or beliefs. */
export const DIARY_KINDS: CodeTable = {
  id: 'grid_diary',
  title: '民情日志类别',
  version: 1,
  status: 'unverified',
  source: '东城区社情民意分类中属于服务的类目归纳（未核实）',
  codes: [
    { code: '01', title: '民生问题' },
    { code: '02', title: '热点问题' },
    { code: '03', title: '环境秩序' },
    { code: '04', title: '需求诉求' },
    { code: '99', title: '其他' },
  ],
}
