import { z } from 'zod'
import { Stage } from '../intake/schema.ts'
import { Day, Instant } from '../kernel/day.ts'
import { MatterId } from '../kernel/ids.ts'
import { bareName } from './sheetSource.ts'

/*
 * Two seats that take in one list while no network joins them register each of its tasks twice, and no seat can know. After
 * the sync both hold both: here is which belong together and which of them goes on, the same at every seat.
 */

/** A matter that bears another system's number. */
export const Twin = z.object({
  matterId: MatterId,
  version: z.int(),
  number: z.string(),
  summary: z.string(),
  stage: Stage,
  receivedOn: Day,
  enteredAt: Instant,
  /** The list it came with; null for one that was typed in. */
  importId: z.string().nullable(),
})
export type Twin = z.infer<typeof Twin>

/** What another system means by one number, registered more than once. */
export const Twins = z.object({
  system: z.string(),
  sheetNumber: z.string(),
  /** The one that goes on. */
  kept: Twin,
  others: z.array(Twin),
})
export type Twins = z.infer<typeof Twins>

const UNTOUCHED: readonly Stage[] = ['registered', 'listed', 'to_describe', 'to_dispatch']
/** Nothing was done yet: it may be merged without anybody having to be told. */
export const isUntouched = ({ stage }: Pick<Twin, 'stage'>): boolean => UNTOUCHED.includes(stage)

/** What units have in hand goes before what still waits, then what was entered first; ids are the same at every seat. */
function compare(a: Twin, b: Twin): number {
  const key = (one: Twin): string => `${Number(isUntouched(one))}|${one.enteredAt}|${one.matterId}`
  return key(a) < key(b) ? -1 : 1
}

/** @param isApart whether somebody said of two matters that they are two */
export function groupTwins(
  rows: readonly (Twin & { system: string; sheetNumber: string })[],
  isApart: (a: string, b: string) => boolean,
): Twins[] {
  const groups = new Map<string, (typeof rows)[number][]>()
  for (const row of rows) {
    const key = JSON.stringify([bareName(row.system), row.sheetNumber])
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].flatMap((group): Twins[] => {
    const [first, ...rest] = [...group].sort(compare)
    if (!first) return []
    const others = rest.filter(({ matterId }) => !isApart(first.matterId, matterId))
    if (others.length === 0) return []
    const bare = ({ system: _, sheetNumber: __, ...twin }: (typeof rows)[number]): Twin => twin
    return [{ system: first.system, sheetNumber: first.sheetNumber, kept: bare(first), others: others.map(bare) }]
  })
}
