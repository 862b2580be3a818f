import { stampSeat, type Stamp } from './stamp.ts'

export type FieldValue = string | number | null
export type Fields = Record<string, FieldValue>

/**
 * A row, or some fields of one as they are sent, with stamps: `stamp` is the newest; a field with an older one is named
 * in `older`. Whether the row is there (`gone`) is what its newest write says.
 */
export interface StampedRow {
  stamp: Stamp
  gone: boolean
  values: Fields
  older: Readonly<Record<string, Stamp>>
}

/** A value that somebody saved and that another has taken the place of, neither writer knowing of the other. */
export interface Overwritten {
  field: string
  winner: { value: FieldValue; stamp: Stamp }
  loser: { value: FieldValue; stamp: Stamp }
}

export interface Merged {
  row: StampedRow
  /** Fields that the change decided. */
  taken: string[]
  /** False if the change told nothing new, not even that the row went or came back. */
  isNews: boolean
  overwritten: Overwritten[]
}

export const stampOf = ({ stamp, older }: Pick<StampedRow, 'stamp' | 'older'>, field: string): Stamp =>
  Object.hasOwn(older, field) ? (older[field] as Stamp) : stamp

/**
 * Puts a change into a row, field by field: the newest stamp wins, whoever brings it, in whatever order and however
 * often. Of equal stamps both sides are the same write.
 *
 * @param isConcurrent whether neither writer of two values of a field knew the other's
 */
export function mergeRow(
  mine: StampedRow | undefined,
  change: StampedRow,
  isConcurrent: (field: string, mineStamp: Stamp, theirStamp: Stamp) => boolean = () => false,
): Merged {
  if (!mine) return { row: tidy(change), taken: Object.keys(change.values), isNews: true, overwritten: [] }
  const stamps = new Map<string, Stamp>()
  for (const field of Object.keys(mine.values)) stamps.set(field, stampOf(mine, field))
  const values: Fields = { ...mine.values }
  const taken: string[] = []
  const overwritten: Overwritten[] = []
  for (const [field, value] of Object.entries(change.values)) {
    const [was, theirs] = [stamps.get(field), stampOf(change, field)]
    if (was === theirs) continue
    const old = mine.values[field] ?? null
    if (was !== undefined && old !== value && isConcurrent(field, was, theirs)) {
      const [here, there] = [
        { value: old, stamp: was },
        { value, stamp: theirs },
      ]
      overwritten.push(was > theirs ? { field, winner: here, loser: there } : { field, winner: there, loser: here })
    }
    if (was !== undefined && was > theirs) continue
    stamps.set(field, theirs)
    values[field] = value
    taken.push(field)
  }
  const isNewer = change.stamp > mine.stamp
  const row = fromStamps(values, isNewer ? change : mine, stamps)
  return { row, taken, isNews: isNewer || taken.length > 0, overwritten }
}

/** `newest` carries the row's own stamp, which may be that of its going and of no field. */
function fromStamps(
  values: Fields,
  newest: Pick<StampedRow, 'stamp' | 'gone'>,
  stamps: Map<string, Stamp>,
): StampedRow {
  const older: Record<string, Stamp> = {}
  for (const [field, each] of stamps) if (each !== newest.stamp) older[field] = each
  return { stamp: newest.stamp, gone: newest.gone, values, older }
}

/** The same row without what `older` says needlessly. */
export function tidy(row: StampedRow): StampedRow {
  const older = Object.entries(row.older).filter(
    ([field, stamp]) => stamp !== row.stamp && Object.hasOwn(row.values, field),
  )
  return { ...row, older: Object.fromEntries(older) }
}

/** Written by two different seats: what one seat writes twice is its own change of mind. */
export const isOfTwoSeats = (a: Stamp, b: Stamp): boolean => stampSeat(a) !== stampSeat(b)
