/** What of one person in one group is counted in a period. Amounts; a yes is 1. */
export interface CareCase {
  clientId: string
  /** On the last day of the period · on any day of it. */
  registered: number
  present: number
  due: number
  done: number
  timely: number
  skipped: number
  talkDue: number
  talkDone: number
  visits: number
  absent: number
  raised: number
  signed: number
  answered: number
  toReport: number
  reported: number
  filed: number
  paired: number
  helped: number
  needsWork: number
  settled: number
  settledWork: number
}

export const CASE_MEASURES = [
  'registered',
  'present',
  'due',
  'done',
  'timely',
  'skipped',
  'talkDue',
  'talkDone',
  'visits',
  'absent',
  'raised',
  'signed',
  'answered',
  'toReport',
  'reported',
  'filed',
  'paired',
  'helped',
  'needsWork',
  'settled',
  'settledWork',
] as const satisfies readonly (keyof CareCase)[]

/** Of the shares of those registered at the end, only they count in the part above the line, too. */
const OF_REGISTERED = ['filed', 'paired', 'helped', 'settled', 'needsWork', 'settledWork'] as const

/** What a person adds to the counters of the period. */
export function caseContributions(counted: CareCase): ReadonlyMap<string, number> {
  const { registered, present, visits, settled, needsWork, settledWork } = counted
  const visited = Number(present > 0 && visits > 0)
  const added = new Map<string, number>(CASE_MEASURES.map((measure) => [measure, counted[measure]]))
  for (const measure of OF_REGISTERED) added.set(measure, registered * counted[measure])
  added.set('visited', visited)
  added.set('visitedRegistered', registered * visited)
  added.set('settledNeed', registered * Math.min(settled, needsWork))
  added.set('settledWork', registered * Math.min(settledWork, needsWork))
  return new Map([...added].filter(([, amount]) => amount > 0))
}

export function sumCases(cases: Iterable<CareCase>): Map<string, number> {
  const sums = new Map<string, number>()
  for (const each of cases)
    for (const [measure, amount] of caseContributions(each)) sums.set(measure, (sums.get(measure) ?? 0) + amount)
  return sums
}
