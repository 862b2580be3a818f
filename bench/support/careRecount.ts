import { foldClient, type ClientState } from '../../src-shared/care/fold.ts'
import type { GroupConfig } from '../../src-shared/care/groups.ts'
import { projectClientState, type ClientProjection } from '../../src-shared/care/project.ts'
import type { GroupId } from '../../src-shared/care/codes.ts'
import { addDays, dayOf, type Day } from '../../src-shared/kernel/day.ts'
import { listClientEvents } from '../../src-main/care/eventRepo.ts'
import { groupVersions } from '../../src-main/care/groups.ts'
import { PLAN_DAYS } from '../../src-main/care/projectClient.ts'
import type { Db } from '../../src-main/store/open.ts'

export interface Recounted {
  clientId: string
  state: ClientState
  projected: ClientProjection
}

/** Everybody from the events alone. */
export function recountAll(db: Db, today: Day): Recounted[] {
  const versions: readonly GroupConfig[] = groupVersions(db)
  const ids = db.prepare('SELECT id FROM care_client').pluck().all() as string[]
  return ids.map((clientId) => {
    const state = foldClient(listClientEvents(db, clientId))
    return { clientId, state, projected: projectClientState(state, versions, addDays(today, PLAN_DAYS)) }
  })
}

/** What waits up to a day, as the list says it. */
export const recountDue = (all: readonly Recounted[], today: Day, until: Day): number =>
  all
    .flatMap(({ projected }) => projected.todos)
    .filter(({ kind, dueOn, lastOn }) => dueOn <= until && (kind !== 'visit' || lastOn! >= today)).length

/** The counts of a month by reading all visits and all due ones of everybody, in the words of the paper (A.7.2). */
export function recountMonth(all: readonly Recounted[], group: GroupId, from: Day, to: Day): Record<string, number> {
  const sums: Record<string, number> = {
    present: 0,
    registered: 0,
    due: 0,
    done: 0,
    timely: 0,
    visited: 0,
    visits: 0,
    absent: 0,
  }
  for (const { state, projected } of all) {
    const here = state.enrolments
      .filter((each) => each.group === group && each.startOn <= to)
      .map(({ startOn, closed, endOn }) => ({
        first: startOn,
        last: [closed?.on, endOn].filter((day) => day != null).sort()[0] ?? '9999-12-31',
      }))
      .filter(({ last }) => last >= from)
    if (here.length === 0) continue
    const seen = state.visits.filter(({ at }) => {
      const day = dayOf(at)
      return day >= from && day <= to && here.some(({ first, last }) => day >= first && day <= last)
    })
    const met = seen.filter(({ isMet }) => isMet).length
    const due = projected.due.filter(
      (each) => each.due.group === group && each.due.dueOn >= from && each.due.dueOn <= to,
    )
    const add = (key: string, amount: number): void => void (sums[key] = (sums[key] ?? 0) + amount)
    add('present', 1)
    add('registered', Number(here.some(({ last }) => last >= to)))
    add('due', due.length)
    add('timely', due.filter((each) => each.state === 'timely').length)
    add(
      'done',
      due.filter((each) => each.state === 'timely' || (each.state === 'late' && each.visitedOn! <= to)).length,
    )
    add('visits', met)
    add('visited', Number(met > 0))
    add('absent', seen.length - met)
  }
  return sums
}
