import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { InputOf } from '../../src-shared/contract.ts'
import {
  CHANNELS,
  Channel,
  MATTER_KINDS,
  MatterKind,
  Stage,
  STAGES,
  type MatterOrder,
} from '../../src-shared/intake/schema.ts'
import { Day } from '../../src-shared/kernel/day.ts'
import { PlaceId } from '../../src-shared/kernel/ids.ts'

export type MatterFilterInput = InputOf<'matters.count'>['filter']

/** As the contract. */
const MOST_WORDS = 60

/** The filter and the order of the list as its address carries it; empty texts where nothing is asked. */
export interface MatterQuery {
  words: string
  order: MatterOrder
  stages: Stage[]
  kind: string
  placeId: string
  channel: string
  from: string
  to: string
  /** Typed in, or concluded, on or after this day. */
  enteredFrom: string
  closedFrom: string
  isMineOnly: boolean
  isOpenOnly: boolean
}

/** Reads an address; what it does not understand is left out. */
export function readQuery(query: LocationQuery): MatterQuery {
  const one = (name: string): string => [query[name]].flat()[0] ?? ''
  const fits = (schema: { safeParse(value: unknown): { success: boolean } }, text: string): string =>
    schema.safeParse(text).success ? text : ''
  return {
    words: one('words').trim().slice(0, MOST_WORDS),
    order: one('order') === 'due' ? 'due' : 'received',
    stages: [query['stage']].flat().flatMap((text) => Stage.safeParse(text).data ?? []),
    kind: fits(MatterKind, one('kind')),
    placeId: fits(PlaceId, one('place')),
    channel: fits(Channel, one('channel')),
    from: fits(Day, one('from')),
    to: fits(Day, one('to')),
    enteredFrom: fits(Day, one('entered')),
    closedFrom: fits(Day, one('closed')),
    isMineOnly: one('mine') === '1',
    isOpenOnly: one('open') === '1',
  }
}

/** The inverse of {@link readQuery}: only what is asked. */
export function toQuery(query: MatterQuery): LocationQueryRaw {
  const { words, order, stages, kind, placeId, channel, from, to, enteredFrom, closedFrom, isMineOnly, isOpenOnly } =
    query
  return {
    ...(words ? { words } : {}),
    ...(order === 'received' ? {} : { order }),
    ...(stages.length > 0 ? { stage: stages } : {}),
    ...(kind ? { kind } : {}),
    ...(placeId ? { place: placeId } : {}),
    ...(channel ? { channel } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(enteredFrom ? { entered: enteredFrom } : {}),
    ...(closedFrom ? { closed: closedFrom } : {}),
    ...(isMineOnly ? { mine: '1' } : {}),
    ...(isOpenOnly ? { open: '1' } : {}),
  }
}

export function toFilter(query: MatterQuery, myId: string | undefined): MatterFilterInput {
  return {
    words: query.words,
    stages: query.stages,
    kind: (query.kind || null) as MatterFilterInput['kind'],
    placeId: (query.placeId || null) as MatterFilterInput['placeId'],
    channel: (query.channel || null) as MatterFilterInput['channel'],
    receivedFrom: (query.from || null) as MatterFilterInput['receivedFrom'],
    receivedTo: (query.to || null) as MatterFilterInput['receivedTo'],
    enteredFrom: (query.enteredFrom || null) as MatterFilterInput['enteredFrom'],
    closedFrom: (query.closedFrom || null) as MatterFilterInput['closedFrom'],
    ownerId: (query.isMineOnly ? (myId ?? null) : null) as MatterFilterInput['ownerId'],
    isOpenOnly: query.isOpenOnly,
  }
}

export interface Chip {
  text: string
  /** The query without what the chip says. */
  without: MatterQuery
}

/** What is asked, one chip each. */
export function chipsOf(query: MatterQuery, placeName: (id: string) => string): Chip[] {
  const chips: Chip[] = query.stages.map((stage) => ({
    text: `阶段：${STAGES[stage]}`,
    without: { ...query, stages: query.stages.filter((each) => each !== stage) },
  }))
  const add = (isAsked: boolean, text: string, change: Partial<MatterQuery>): void => {
    if (isAsked) chips.push({ text, without: { ...query, ...change } })
  }
  add(query.words !== '', `含“${query.words}”`, { words: '' })
  add(query.kind !== '', `类型：${MATTER_KINDS[query.kind as MatterKind]}`, { kind: '' })
  add(query.placeId !== '', `地点：${placeName(query.placeId) || '未知'}`, { placeId: '' })
  add(query.channel !== '', `来源：${CHANNELS[query.channel as Channel]}`, { channel: '' })
  add(query.from !== '', `收到不早于 ${query.from}`, { from: '' })
  add(query.to !== '', `收到不晚于 ${query.to}`, { to: '' })
  add(query.enteredFrom !== '', `登记不早于 ${query.enteredFrom}`, { enteredFrom: '' })
  add(query.closedFrom !== '', `办结不早于 ${query.closedFrom}`, { closedFrom: '' })
  add(query.isMineOnly, '只看我的', { isMineOnly: false })
  add(query.isOpenOnly, '只看在办', { isOpenOnly: false })
  return chips
}
