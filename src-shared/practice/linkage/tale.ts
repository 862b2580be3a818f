import type { Day } from '../../kernel/day.ts'
import type { LinkageActName } from '../../linkage/events.ts'

export interface Told {
  /** The day so many days before the practice centre is made; a negative number lies ahead. */
  on(ago: number): Day
  /** Days ago on which the task was received. */
  ago: number
}

/** Days ago, act, what it says, the unit whose part it is about, who records it. */
type TaleStep = [
  ago: number,
  act: LinkageActName,
  payload: Readonly<Record<string, unknown>>,
  unit?: string,
  login?: string,
]

export interface TaskTale {
  ago: number
  summary: string
  facts: string
  wish?: string
  location: string
  reporter: string
  linkage?: string
  eventClass?: string
  source?: 'window' | 'grid' | 'hotline' | 'patrol' | 'meeting'
  /** Of the hotline's sheet. */
  number?: string
  people?: number
  steps?: (told: Told) => TaleStep[]
}

export const lead = (unitCode: string, dueOn: Day) => ({ role: 'lead', unitCode, dueOn })
export const helper = (unitCode: string, dueOn: Day) => ({ role: 'helper', unitCode, dueOn })
export const order = (request: string, ...assignments: object[]) => ({ request, approver: '秦立柏', assignments })
export const passed = (text: string) => ({ by: '许晓莉', how: 'site', isPassed: true, text, rating: 'satisfied' })
export const answer = (text: string) => ({ text, by: '示例内勤', closure: 'substantive' })
export const told = (text: string) => ({ how: 'system', toWhom: '12345 热线', text, by: '许晓莉' })
export const HEAD = 'fuzeren'
