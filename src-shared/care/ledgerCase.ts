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
const OF_REGISTERED = ['filed', 'paired', 'helped', 'settled', 'needsWork'] as const
const OTHERWISE: ReadonlySet<string> = new Set([...OF_REGISTERED, 'settledWork'])
const AS_THEY_ARE = CASE_MEASURES.filter((measure) => !OTHERWISE.has(measure))

type Add = (counter: string, amount: number) => void

function addCase(counted: CareCase, add: Add): void {
  const { registered, present, visits, settled, needsWork, settledWork } = counted
  const visited = Number(present > 0 && visits > 0)
  for (const measure of AS_THEY_ARE) add(measure, counted[measure])
  for (const measure of OF_REGISTERED) add(measure, registered * counted[measure])
  add('visited', visited)
  add('visitedRegistered', registered * visited)
  add('settledNeed', registered * Math.min(settled, needsWork))
  add('settledWork', registered * Math.min(settledWork, needsWork))
}

/** What a person adds to the counters of the period. */
export function caseContributions(counted: CareCase): ReadonlyMap<string, number> {
  return sumCases([counted])
}

export function sumCases(cases: Iterable<CareCase>): Map<string, number> {
  const sums = new Map<string, number>()
  const add: Add = (counter, amount) => {
    if (amount > 0) sums.set(counter, (sums.get(counter) ?? 0) + amount)
  }
  for (const each of cases) addCase(each, add)
  return sums
}
