import { foldClient, type ClientState } from '../../src-shared/care/fold.ts'
import { projectClientState } from '../../src-shared/care/project.ts'
import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import { nameInitials } from '../../src-shared/search/pinyin.ts'
import type { CareStore } from '../ctx/ctx.ts'
import { countEvents, listClientEvents } from './eventRepo.ts'
import { groupVersions } from './groups.ts'
import { occasionsOf } from './occasions.ts'
import { numberOf } from './number.ts'
import { deleteProjection, saveProjection } from './projectRepo.ts'

/** So far ahead due visits are written; a client is planned again once less than half of it is left. */
export const PLAN_DAYS = 120

/**
 * Folds a client's events and writes all that lists, ledgers and due visits read of them. A visit that nothing can make good
 * any more waits for nobody: years of them would stand before what is due.
 * @returns false if nothing is left that says who it is: the rows are gone then
 */
export function projectClient({ care, today }: { care: CareStore; today: Day }, clientId: string): ClientState | false {
  const { db } = care
  const state = foldClient(listClientEvents(db, clientId))
  const { person, assigned } = state
  if (!person) {
    deleteProjection(db, clientId)
    return false
  }
  const until = addDays(today, PLAN_DAYS)
  const projected = projectClientState(state, groupVersions(db), until, occasionsOf(db))
  const todos = projected.todos.filter(({ kind, lastOn }) => kind !== 'visit' || lastOn === null || lastOn >= today)
  saveProjection(
    db,
    {
      id: clientId,
      version: countEvents(db, clientId),
      number: numberOf(clientId),
      name: person.name,
      initials: nameInitials(person.name),
      phone: person.phone,
      idNumber: person.idNumber,
      placeId: person.placeId,
      workerId: assigned?.workerId ?? null,
      workerName: assigned?.workerName ?? '',
      isOpen: Number(projected.isOpen),
      openedOn: projected.openedOn,
      closedOn: projected.closedOn,
      lastVisitOn: projected.lastVisitOn,
      eraseAfter: projected.retention?.after ?? null,
      eraseWhy: projected.retention?.why ?? '',
      plannedUntil: until,
    },
    state,
    { ...projected, todos },
  )
  return state
}
