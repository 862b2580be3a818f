import { GROUP_IDS } from '../../src-shared/care/codes.ts'
import { CareEvent } from '../../src-shared/care/events.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { CareStore } from '../ctx/ctx.ts'
import { boxIdOf, openBox, sealBox } from '../store/careKeys.ts'
import type { Db } from '../store/open.ts'
import { emptyBox, findBox, listBoxes, listBoxesAfter, listEmptied, newestBox, saveBox } from './boxRepo.ts'
import {
  findByBox,
  getEventByBox,
  hasDestroyed,
  insertEvent,
  listBoxIds,
  readState,
  saveState,
  wipeEvent,
} from './eventRepo.ts'
import { projectClient } from './projectClient.ts'
import { unplanGroup } from './projectRepo.ts'
import { destroyEvents } from './destroy.ts'

interface Sides {
  db: Db
  care: CareStore
  today: Day
}

/**
 * Makes the records and their boxes say the same. A box that came from another seat is read into the records; an event that
 * a crash left without a box is boxed; what was destroyed on one side is destroyed on the other. In the caller's
 * transactions.
 *
 * @param isWhole both sides are compared; else only boxes that were added or emptied since the last time
 * @returns how many events came or went
 */
export function reconcile(sides: Sides, isWhole: boolean): number {
  const changed = isWhole ? compare(sides) : readNew(sides)
  for (const clientId of changed.clients) {
    // What another seat wrote of somebody before it heard that the record was destroyed.
    if (!projectClient(sides, clientId) && hasDestroyed(sides.care.db, clientId)) destroyEvents(sides, clientId)
  }
  for (const group of changed.groups) unplanGroup(sides.care.db, group)
  saveState(sides.care.db, 'boxes_read', newestBox(sides.db))
  return changed.count
}

interface Changed {
  count: number
  clients: Set<string>
  /** Groups that were configured anew. */
  groups: Set<string>
}
const nothing = (): Changed => ({ count: 0, clients: new Set(), groups: new Set() })

function compare(sides: Sides): Changed {
  const { db, care } = sides
  const changed = nothing()
  const here = new Map(listBoxIds(care.db).map(({ boxId, isGone }) => [boxId, isGone === 1]))
  let unreadable = 0
  for (const { id, isEmpty } of listBoxes(db)) {
    const isGone = here.get(id)
    here.delete(id)
    if (isEmpty === 1) wipe(sides, id, changed)
    else if (isGone === true) emptyBox(db, id)
    else if (isGone === undefined && !read(sides, id, findBox(db, id) ?? '', changed)) unreadable += 1
  }
  for (const [boxId, isGone] of here) {
    if (isGone) emptyBox(db, boxId)
    else saveBox(db, boxId, sealBox(care.keys, boxId, JSON.stringify(getEventByBox(care.db, boxId))))
  }
  saveState(care.db, 'unreadable', unreadable)
  return changed
}

function readNew(sides: Sides): Changed {
  const { db, care } = sides
  const changed = nothing()
  let unreadable = Number(readState(care.db, 'unreadable') ?? 0)
  for (const { id, box } of listBoxesAfter(db, Number(readState(care.db, 'boxes_read') ?? 0)))
    if (box !== '' && !findByBox(care.db, id) && !read(sides, id, box, changed)) unreadable += 1
  for (const id of listEmptied(db)) wipe(sides, id, changed)
  saveState(care.db, 'unreadable', unreadable)
  return changed
}

/** False if the box cannot be read: of another care key, or of a newer program. */
function read({ care }: Sides, id: string, box: string, changed: Changed): boolean {
  const text = openBox(care.keys, id, box)
  const parsed = text === undefined ? undefined : CareEvent.safeParse(JSON.parse(text))
  if (!parsed?.success || boxIdOf(care.keys, parsed.data.id) !== id) return false
  if (!insertEvent(care.db, id, parsed.data)) return true
  changed.count += 1
  if (parsed.data.stream === 'client') changed.clients.add(parsed.data.streamId)
  else if (parsed.data.kind === 'configure') changed.groups.add(String(parsed.data.payload['group']))
  // Which groups it had before is in an older event: all of them are planned anew.
  else if (parsed.data.kind === 'occasion') for (const group of GROUP_IDS) changed.groups.add(group)
  return true
}

function wipe({ care }: Sides, boxId: string, changed: Changed): void {
  const found = findByBox(care.db, boxId)
  if (!found || found.isGone) return
  wipeEvent(care.db, boxId)
  changed.count += 1
  changed.clients.add(found.streamId)
}
