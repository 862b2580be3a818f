import { DISPUTE_SCALES } from '../../src-shared/mediation/disputeClasses.ts'
import { DIFFICULTIES, SOURCES } from '../../src-shared/mediation/events.ts'
import { choicesOf } from '../workbench/fieldSpec.ts'

/** The clocks of A1.1 that may apply besides the general one. */
export const CLOCKS = {
  general: '一般纠纷',
  medical: '医疗纠纷（30 个工作日）',
  labour: '劳动争议（15 日）',
  court_before: '法院委派（立案前，30 日）',
  court_ordinary: '法院委托（普通程序，15 日）',
  court_summary: '法院委托（简易程序，7 日）',
} as const
export type Clock = keyof typeof CLOCKS

export const sourceChoices = choicesOf(SOURCES)
export const difficultyChoices = choicesOf(DIFFICULTIES)
export const clockChoices = choicesOf(CLOCKS)
export const scaleChoices = DISPUTE_SCALES.codes.map(({ code, title }) => ({ value: code, label: title }))

export const isReferral = (source: string): boolean => source !== 'applied' && source !== 'proactive'

/** The clock that class and source suggest. */
export function proposeClock(justiceClass: string, source: string): Clock {
  if (source === 'court') return 'court_before'
  if (justiceClass === '15') return 'medical'
  return justiceClass === '10' || justiceClass === '11' ? 'labour' : 'general'
}
