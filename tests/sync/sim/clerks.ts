import { act, type Done, type Written } from './acts.ts'
import { careAct, type CareDone, type CareSide } from './careSide.ts'
import type { Random } from './random.ts'
import type { SimSeat } from './simSeat.ts'

/** What happened in a run, for the properties. */
export interface History {
  written: (Written & { seat: string })[]
  events: { seat: string; matterId: string; id: string }[]
  registered: { seat: string; matterId: string; number: string; isSealed: boolean }[]
  facts: (Done['facts'][number] & { seat: string })[]
  /** Of writes whose disk was put back, what their writers had seen: some of them were sent before. */
  lost: { key: string; field: string; saw: string }[]
  care: CareDone[]
  /** Values in a field that only a newer program knows, by matter. */
  laterNotes: Map<string, string>
  /** What the story was, to read a failing seed by. */
  log: string[]
}

/** One thing about matters or care records, then two of the rest of the office. */
export function clerkWorks(
  seat: SimSeat,
  random: Random,
  history: History,
  mark: string,
  note: (line: string) => void,
  /** The matters that he may choose from; then he amends one. */
  only?: readonly string[],
): void {
  if (!only && seat.care && random.chance(0.3)) return careWorks(seat, random, history, mark, note)
  command(seat, random, history, mark, note, only ? 'amend' : 'any', only)
  for (const part of only ? [] : ['o', 'p']) command(seat, random, history, mark + part, note, 'office')
}

function command(
  seat: SimSeat,
  random: Random,
  history: History,
  mark: string,
  note: (line: string) => void,
  work: Parameters<typeof act>[4],
  only?: readonly string[],
): void {
  const dies = !only && random.chance(0.06)
  if (dies) seat.killSoon(1 + random.below(60))
  const matters = only ?? history.registered.map(({ matterId }) => matterId)
  const done = seat.command((ctx): Done => act(ctx, random, matters, mark, work))
  if (dies) seat.reopen()
  note(
    `${seat.name} works${done ? '' : ' and dies'}: ${JSON.stringify(done?.written.map(({ field, value }) => `${field}=${value}`) ?? [])}`,
  )
  if (!done) return
  for (const each of done.written) history.written.push({ ...each, seat: seat.author })
  for (const each of done.events) history.events.push({ ...each, seat: seat.author })
  for (const each of done.registered) history.registered.push({ ...each, seat: seat.author })
  for (const each of done.facts) history.facts.push({ ...each, seat: seat.author })
}

/** As `clerkWorks`, on the care records; some processes die after the records were saved and before their boxes were. */
function careWorks(seat: SimSeat, random: Random, history: History, mark: string, note: (line: string) => void): void {
  const dies = random.chance(0.15)
  let begun: CareDone | undefined
  const done = seat.command((ctx): CareDone => {
    const { care } = seat.care as CareSide
    const value = care.db.transaction(() => careAct(ctx, care, random, mark)).immediate()
    begun = value
    if (dies) {
      seat.killSoon(1)
      ctx.db.prepare('SELECT 1').get()
    }
    return value
  })
  note(`${seat.name} does care work${done ? '' : ' and dies'}: ${JSON.stringify(done ?? {})}`)
  // What was not acknowledged may have happened all the same: nobody is owed a record that somebody destroyed.
  history.care.push(done ?? { events: [], destroyed: begun?.destroyed ?? [] })
}
