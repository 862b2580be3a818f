import { formatDayChinese, type Day } from './day.ts'
import { toYuanText } from './money.ts'

/** What happened, for the timeline: a short title and a line of text. */
export interface Described {
  title: string
  text: string
}
export type DescribedPayload = Record<string, unknown>
export type NameOf = (partyId: string) => string
/** How a topic words its events: event kind -> words. A payload may be of any age, so nothing in it is certain. */
export type Descriptions = Record<string, (payload: DescribedPayload, nameOf: NameOf) => Described>

/** A day as people write it; empty if it is none. */
export const day = (value: unknown): string =>
  typeof value === 'string' && value ? formatDayChinese(value as Day) : ''

/** A text; empty if it is none. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The names of a list of party ids. */
export const names = (value: unknown, nameOf: NameOf): string =>
  Array.isArray(value) ? value.map((id) => nameOf(String(id))).join('、') : ''

/** An amount of fen above 0 in yuan; else empty. */
export const yuan = (value: unknown): string =>
  typeof value === 'number' && value > 0 ? `${toYuanText(value)} 元` : ''

/** The parts that say something, with commas. */
export const join = (...parts: string[]): string => parts.filter((part) => part !== '').join('，')
