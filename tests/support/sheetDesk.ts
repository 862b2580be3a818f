import type { OutputOf } from '../../src-shared/contract.ts'
import { USUAL_ANSWERS } from '../../src-shared/linkage/sheetSource.ts'
import { ok } from './importDesk.ts'

let jobs = 0
const job = (): string => `s${++jobs}`

/** Heads as a hotline's list has them. */
export const SHEET_HEADS = [
  '工单编号',
  '转办时间',
  '诉求标题',
  '诉求内容',
  '办结时限',
  '工单类型',
  '问题分类',
  '来电人',
  '来电号码',
  '诉求地址',
]
export const sheetRow = (n: number, more: Partial<Record<string, string>> = {}): string[] => {
  const cells: Record<string, string> = {
    工单编号: `HL2026${String(n).padStart(6, '0')}`,
    转办时间: '2026-03-16 09:12',
    诉求标题: `第 ${n} 件占道（测试）`,
    诉求内容: `示范路 ${n} 号门前占道经营反复出现，请处理。`,
    办结时限: '2026-03-25',
    工单类型: '投诉举报',
    问题分类: '城乡建设/市容环境/占道经营',
    来电人: `张${n}（测试）`,
    来电号码: '13800000000',
    诉求地址: `示范路 ${n} 号`,
    ...more,
  }
  return SHEET_HEADS.map((head) => cells[head] ?? '')
}

export const hotline = (more: object = {}) => ({
  id: 'hotline',
  name: '12345 热线',
  door: 'hotline' as const,
  linkage: '4',
  eventClass: '0401',
  answers: [...USUAL_ANSWERS],
  ...more,
})

export type OpenedList = OutputOf<'import.openPasted'>
export const paste = (rows: readonly string[][], sourceId = 'hotline', caller = 'head'): Promise<OpenedList> =>
  ok('import.openPasted', { rows: [SHEET_HEADS, ...rows], sourceId, jobId: job() }, caller)
export const tryOut = ({ importId, mapping }: OpenedList, caller = 'head'): Promise<OutputOf<'import.dryRun'>> =>
  ok('import.dryRun', { importId, mapping, jobId: job() }, caller)
export const takeIn = ({ importId }: OpenedList, caller = 'head', jobId = job()): Promise<OutputOf<'import.commit'>> =>
  ok('import.commit', { importId, jobId }, caller)
