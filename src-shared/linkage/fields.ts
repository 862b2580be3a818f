import { z } from 'zod'

export const text = (max: number) => z.string().trim().max(max)
export const needed = (max: number, message: string) => z.string().trim().min(1, message).max(max)

/** The keys of a table of titles, in the form that `z.enum` takes. */
export function keysOf<K extends string>(titles: Readonly<Record<K, unknown>>): [K, ...K[]] {
  return Object.keys(titles) as [K, ...K[]]
}
