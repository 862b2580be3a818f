import { TaskFilter } from '../../src-shared/linkage/schema.ts'

/** What of a filter only the address says; the rest has a field on the page. */
const Narrowed = TaskFilter.pick({
  source: true,
  level: true,
  cause: true,
  closure: true,
  unitPart: true,
  monthReceived: true,
  monthClosed: true,
  partFrom: true,
  partTo: true,
})
export type Narrowed = Partial<TaskFilter>
export const NARROWED_KEYS = Object.keys(Narrowed.shape) as (keyof typeof Narrowed.shape)[]

/** The address of the list that a filter means. */
export function listPath({ unitCode, linkage, ...filter }: Partial<TaskFilter>): string {
  const query = new URLSearchParams()
  const set = (key: string, value: unknown): void => {
    if (typeof value === 'string' && value !== '') query.set(key, value)
  }
  set('linkage', linkage)
  set('unit', unitCode)
  for (const key of NARROWED_KEYS) set(key, filter[key])
  return `/linkage?${query.toString()}`
}

/** What an address narrows the list to; nothing where it makes no sense. */
export function readNarrowed(text: (key: string) => string): Narrowed {
  const given = Object.fromEntries(NARROWED_KEYS.flatMap((key) => (text(key) ? [[key, text(key)]] : [])))
  if (Object.keys(given).length === 0) return {}
  return Narrowed.partial().safeParse(given).data ?? {}
}
