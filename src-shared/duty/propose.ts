import { cellKey, type DutyCell, type DutyPerson } from './model.ts'
import type { Slot } from './slots.ts'
import { restBetween, spanOf, type Span } from './spans.ts'
import type { Shift } from './model.ts'
import { addDays, monthOf, type Day, type Month } from '../kernel/day.ts'

export interface ProposalInput {
  slots: readonly Slot[]
  /** What stands already, with the day before and after the period: it is kept, and people rest around it. */
  kept: readonly DutyCell[]
  people: readonly DutyPerson[]
  shifts: ReadonlyMap<string, Shift>
  restMinutes: number
  isAway: (personId: string, on: Day) => boolean
  /** Weight that each person carried in the months before. */
  prior: ReadonlyMap<string, number>
}

export interface Proposal {
  /** Only cells that got somebody. */
  cells: DutyCell[]
  /** Slots for which nobody was left. */
  unfilled: Slot[]
  /** Weight of each person with the months before. */
  loads: Map<string, number>
}

interface Seat {
  slot: Slot
  person: Worker
}
interface Worker {
  id: DutyPerson['id']
  card: DutyPerson
  load: number
  spans: Span[]
  lastEnd: number
}

/**
 * A fair roster: in order of time, each place goes to the fitting, rested person who carries least, then to whoever was
 * on longest ago; where the level asks for a leader, the first place to somebody who can lead. Afterwards single shifts move from those who carry more to those who carry less as long as that
 * evens them out. Nobody is on two posts at once or rests too little; what stands already is not touched.
 */
export function propose(input: ProposalInput): Proposal {
  const workers = makeWorkers(input)
  const kept = new Map(input.kept.map((cell) => [cellKey(cell), cell]))
  const leaders = new Set<string>(workers.filter(canLead).map(({ id }) => id))
  const seats: Seat[] = []
  const unfilled: Slot[] = []
  for (const slot of input.slots) {
    const there = kept.get(cellKey(slot))?.people ?? []
    for (let no = there.length; no < slot.need; no++) {
      const taken = [...there, ...seatedIn(seats, slot)]
      const lacksLeader = slot.needsLeader && !taken.some((id) => leaders.has(id))
      const person =
        (lacksLeader && leastLoaded(workers.filter(canLead), slot, input, taken)) ||
        leastLoaded(workers, slot, input, taken)
      if (!person) {
        unfilled.push(slot)
        break
      }
      take(person, slot)
      seats.push({ slot, person })
    }
  }
  evenOut(seats, workers, input, kept)
  return { cells: toCells(seats, kept), unfilled, loads: new Map(workers.map(({ id, load }) => [id, load])) }
}

/** Somebody new begins with as little as anybody else has, not with nothing: he is not given everything at first. */
function makeWorkers({ people, kept, shifts, prior, slots }: ProposalInput): Worker[] {
  const least = Math.min(...[...prior.values()].filter((load) => load > 0))
  const weights = new Map(slots.map((slot) => [cellKey(slot), slot.weight]))
  const workers = people
    .filter(({ isActive }) => isActive)
    .map((card): Worker => {
      const carried = prior.get(card.id) ?? 0
      const load = carried > 0 || !Number.isFinite(least) ? carried : least
      return { id: card.id, card, load, spans: [], lastEnd: -Infinity }
    })
  const byId = new Map(workers.map((worker) => [worker.id as string, worker]))
  for (const cell of kept) {
    const shift = shifts.get(cell.shift)
    if (!shift) continue
    for (const id of cell.people) {
      const worker = byId.get(id)
      if (!worker) continue
      worker.spans.push(spanOf(cell.on, shift))
      worker.load += weights.get(cellKey(cell)) ?? 0
    }
  }
  return workers
}

/** Seats of a slot stand at the end of the list while it is being filled. */
function seatedIn(seats: readonly Seat[], slot: Slot): readonly string[] {
  const ids: string[] = []
  for (let at = seats.length - 1; at >= 0 && seats[at]?.slot === slot; at--) ids.push((seats[at] as Seat).person.id)
  return ids
}

function leastLoaded(
  workers: readonly Worker[],
  slot: Slot,
  input: ProposalInput,
  taken: readonly string[],
): Worker | undefined {
  let best: Worker | undefined
  for (const worker of workers) {
    if (best && (worker.load > best.load || (worker.load === best.load && worker.lastEnd >= best.lastEnd))) continue
    if (taken.includes(worker.id) || !canTake(worker, slot, input)) continue
    best = worker
  }
  return best
}

const canLead = ({ card }: Worker): boolean => card.canLead

function canTake({ card, spans }: Worker, slot: Slot, { restMinutes, isAway }: ProposalInput): boolean {
  if (card.posts.length > 0 && !card.posts.includes(slot.postId)) return false
  if (isAway(card.id, slot.on)) return false
  return spans.every((span) => restBetween(span, slot.span) >= restMinutes)
}

function take(worker: Worker, { span, weight }: Slot): void {
  worker.spans.push(span)
  worker.load += weight
  worker.lastEnd = Math.max(worker.lastEnd, span.end)
}
function leave(worker: Worker, { span, weight }: Slot): void {
  worker.spans.splice(worker.spans.indexOf(span), 1)
  worker.load -= weight
}

/** Each move lowers the sum of squared loads, so it ends; with the passes bounded it ends soon. */
const MOST_PASSES = 50

function evenOut(seats: Seat[], workers: readonly Worker[], input: ProposalInput, kept: Map<string, DutyCell>): void {
  const bySlot = new Map<Slot, Seat[]>()
  for (const seat of seats) bySlot.set(seat.slot, [...(bySlot.get(seat.slot) ?? []), seat])
  for (let pass = 0, hasMoved = true; hasMoved && pass < MOST_PASSES; pass++) {
    hasMoved = false
    const sorted = [...workers].sort((a, b) => a.load - b.load)
    for (const seat of seats) {
      const { slot, person } = seat
      if (person.load - (sorted[0]?.load ?? 0) <= slot.weight) continue
      const there = [
        ...(kept.get(cellKey(slot))?.people ?? []),
        ...(bySlot.get(slot) ?? []).map((each) => each.person.id),
      ]
      const lighter = sorted.find(
        (each) =>
          person.load - each.load > slot.weight &&
          (!slot.needsLeader || !canLead(person) || canLead(each)) &&
          !there.includes(each.id as never) &&
          canTake(each, slot, input),
      )
      if (!lighter) continue
      leave(person, slot)
      take(lighter, slot)
      seat.person = lighter
      hasMoved = true
      sorted.sort((a, b) => a.load - b.load)
    }
  }
}

function toCells(seats: readonly Seat[], kept: ReadonlyMap<string, DutyCell>): DutyCell[] {
  const cells = new Map<string, { cell: DutyCell; slot: Slot; workers: Worker[] }>()
  for (const { slot, person } of seats) {
    const key = cellKey(slot)
    const { postId, on, shift } = slot
    const before = kept.get(key)
    const entry = cells.get(key) ?? {
      cell: { postId, on, shift, people: [...(before?.people ?? [])], leader: before?.leader ?? '' },
      slot,
      workers: [],
    }
    entry.cell.people.push(person.id)
    entry.workers.push(person)
    cells.set(key, entry)
  }
  for (const { cell, slot, workers } of cells.values())
    if (slot.needsLeader && cell.leader === '') cell.leader = workers.find(({ card }) => card.canLead)?.id ?? ''
  return [...cells.values()].map(({ cell }) => cell)
}

/**
 * The month before laid over this one: each day takes the same weekday four weeks earlier, or five where that still lies
 * in this month. Who is no longer active falls away.
 */
export function copiedFrom(on: Day, month: Month): Day {
  const four = addDays(on, -28)
  return monthOf(four) === month ? addDays(on, -35) : four
}

/** The days of a month. */
export function daysOfMonth(month: Month): Day[] {
  const days: Day[] = []
  for (let on = `${month}-01` as Day; monthOf(on) === month; on = addDays(on, 1)) days.push(on)
  return days
}
