import type { Day } from '../kernel/day.ts'
import { parseRegionCode } from '../kernel/regionCode.ts'
import type { EventState } from './codes.ts'

/** The days of an event from which its state is read. */
export interface EventDays {
  foundOn: Day
  checkedOn: Day | null
  doneOn: Day | null
  matterId: string | null
  voidReason: string
}

export function stateOfEvent({ checkedOn, doneOn, matterId, voidReason }: Omit<EventDays, 'foundOn'>): EventState {
  if (voidReason !== '') return 'void'
  if (doneOn) return 'done'
  if (matterId) return 'handed'
  return checkedOn ? 'checked' : 'found'
}

export type EventStep = 'check' | 'finish' | 'handOver' | 'takeBack' | 'amend' | 'void'

/** Why a step is not possible now, in Chinese, or undefined if it is. */
export function whyNotStep(event: Omit<EventDays, 'foundOn'>, step: EventStep): string | undefined {
  if (event.voidReason !== '') return '这件事件已经作废'
  if (step === 'check' && event.checkedOn) return '已经记过现场查处'
  if (step === 'check' && event.doneOn) return '已经办结'
  if (step === 'finish' && event.doneOn) return '已经办结'
  // 办结率 is 办结 ÷ 查处 (C.3): what was never dealt with cannot be done
  if (step === 'finish' && !event.checkedOn && !event.matterId) return '请先记现场查处，或转中心办理'
  if (step === 'handOver' && event.matterId) return '已经转中心'
  if (step === 'handOver' && event.doneOn) return '已经办结，不用再转'
  if (step === 'takeBack' && !event.doneOn && !event.checkedOn) return '没有可以撤回的步骤'
  if (step === 'void' && event.matterId) return '已经转中心办理，不能作废；请在事项里处理'
  return undefined
}

/** Why a step cannot have been on this day. */
export function whyNotDay(event: EventDays, step: 'check' | 'finish', on: Day, today: Day): string | undefined {
  if (on > today) return '日期不能晚于今天'
  if (on < event.foundOn) return `日期早于发现日期 ${event.foundOn}`
  if (step === 'finish' && event.checkedOn && on < event.checkedOn) return `日期早于查处日期 ${event.checkedOn}`
  return undefined
}

/**
 * Why a code does not belong to a community or a grid (C.5): 12 digits of a community, 15 of a grid, which begins with
 * its community's. Empty is allowed: many offices learn their codes late.
 */
export function whyNotRegionCode(kind: 'community' | 'grid', code: string, communityCode: string): string | undefined {
  if (code === '') return undefined
  const digits = kind === 'community' ? 12 : 15
  if (!parseRegionCode(code) || code.length !== digits)
    return kind === 'community'
      ? '居村委代码为 12 位数字（统计用区划代码）'
      : '网格代码为 15 位数字（居村委 12 位 + 网格 3 位）'
  if (kind === 'grid' && communityCode !== '' && !code.startsWith(communityCode))
    return `网格代码的前 12 位应当是居村委的 ${communityCode}`
  return undefined
}

/** A rate with what it was divided by, as it prints: `92.9%（19796 ÷ 21309）`; nothing to divide by says so. */
export function rateText(part: number, whole: number): string {
  if (whole === 0) return `—（${part} ÷ 0，没有可除的数）`
  const perMille = Math.floor((2 * part * 1000 + whole) / (2 * whole))
  return `${Math.floor(perMille / 10)}.${perMille % 10}%（${part} ÷ ${whole}）`
}
