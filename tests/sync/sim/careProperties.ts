import { careContents } from './careSide.ts'
import type { SimSeat } from './simSeat.ts'
import type { History } from './clerks.ts'
import type { World } from './world.ts'

/** What decision 9 promises of care records, over seats with the key and without. */
export function findCareBroken({ seats, history }: World): string[] {
  const holders = seats.filter(({ care }) => care)
  return [
    ...alike(holders),
    ...holders.flatMap((seat) => [...kept(seat, history), ...boxed(seat), ...gone(seat, history)]),
  ]
}

function alike([first, ...others]: SimSeat[]): string[] {
  if (!first?.care) return []
  const contents = careContents(first.care.care)
  return others
    .filter(({ care }) => care && careContents(care.care) !== contents)
    .map(
      ({ name, care }) => `${first.name} and ${name} differ in care records:\n${contents}\n${careContents(care!.care)}`,
    )
}

function kept({ name, care }: SimSeat, { care: acts }: History): string[] {
  const destroyed = new Set(acts.flatMap((each) => each.destroyed))
  const rows = care!.care.db.prepare('SELECT id, stream_id AS streamId, payload FROM care_event').all() as {
    id: string
    streamId: string
    payload: string
  }[]
  const here = new Map(rows.map((row) => [row.id, row]))
  return acts
    .flatMap(({ events }) => events)
    .flatMap((id) => {
      const row = here.get(id)
      // Whoever heard of an event only after it was destroyed never learns whose it was.
      if (row ? row.payload !== '' || destroyed.has(row.streamId) : destroyed.size > 0) return []
      return [`${name} lacks the care event ${id}`]
    })
}

/** Every event has its box, every box its event. */
function boxed({ name, db, care }: SimSeat): string[] {
  const boxes = db.prepare(`SELECT id FROM care_box WHERE box <> '' ORDER BY id`).pluck().all()
  const events = care!.care.db
    .prepare(`SELECT box_id FROM care_event WHERE payload <> '' ORDER BY box_id`)
    .pluck()
    .all()
  return JSON.stringify(boxes) === JSON.stringify(events)
    ? []
    : [`${name} has ${boxes.length} full boxes and ${events.length} care events`]
}

function gone({ name, care }: SimSeat, { care: acts }: History): string[] {
  const left = care!.care.db.prepare(`SELECT count(*) FROM care_event WHERE stream_id = ? AND payload <> ''`).pluck()
  return acts
    .flatMap(({ destroyed }) => destroyed)
    .filter((id) => left.get(id) !== 0)
    .map((id) => `${name} still knows of ${id}, who was destroyed`)
}
