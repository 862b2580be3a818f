import type { SearchHit } from '../../src-shared/search/schema.ts'
import {
  containsSearchText,
  normaliseSearchText,
  toMatchQuery,
  type MatchQuery,
} from '../../src-shared/search/grams.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import type { Db } from '../store/open.ts'
import { pinyinText, plainText } from './indexMatter.ts'
import { findOfficeRecords } from './recordRepo.ts'
import { getHit, listPending, matchingRids } from './repo.ts'

const EXCERPT_BEFORE = 12
const EXCERPT_AFTER = 40

interface Found {
  hits: SearchHit[]
  hasMore: boolean
}

/**
 * Newest `limit` matters that contain every piece of `text`; the index may answer too much, so each hit is read again.
 * Matters whose entries are pending are not among them: {@link findAllMatters}.
 */
export function findMatters(ctx: Ctx, text: string, limit: number): Found {
  const query = toMatchQuery(text)
  if (!query) return { hits: [], hasMore: false }
  return firstOf(indexed(ctx, query, text, 0, Number.MAX_SAFE_INTEGER), limit, [])
}

/** As {@link findMatters} with the pending ones, each read; pauses so that other calls are answered meanwhile. */
export async function findAllMatters(ctx: Ctx, text: string, limit: number): Promise<Found> {
  const query = toMatchQuery(text)
  if (!query) return { hits: [], hasMore: false }
  const isLatest = newest(ctx)
  const hits: SearchHit[] = []
  let toRid = Number.MAX_SAFE_INTEGER
  for (const pending of listPending(ctx.db)) {
    const above = firstOf(indexed(ctx, query, text, pending.toRid + 1, toRid), limit, hits)
    if (above.hasMore) return above
    for (let rid = pending.toRid; rid >= pending.fromRid; rid -= READ_AT_ONCE) {
      const found = firstOf(unindexed(ctx, text, Math.max(pending.fromRid, rid - READ_AT_ONCE + 1), rid), limit, hits)
      if (found.hasMore || !isLatest()) return { hits, hasMore: true }
      await new Promise((resolve) => setImmediate(resolve))
    }
    toRid = pending.fromRid - 1
  }
  return firstOf(indexed(ctx, query, text, 0, toRid), limit, hits)
}

/** Pending rows read between two pauses, some milliseconds' worth. */
const READ_AT_ONCE = 100

/** Whoever types on no longer waits for the question before. */
function newest({ db, actor }: Ctx): () => boolean {
  const askers = latest.get(db) ?? new Map<string, symbol>()
  latest.set(db, askers)
  const mine = Symbol('search')
  askers.set(actor.userId, mine)
  return () => db.open && askers.get(actor.userId) === mine
}
const latest = new WeakMap<Db, Map<string, symbol>>()

/** Fills `hits` up to the limit. */
function firstOf(found: Iterable<SearchHit>, limit: number, hits: SearchHit[]): Found {
  for (const hit of found) {
    if (hits.length === limit) return { hits, hasMore: true }
    hits.push(hit)
  }
  return { hits, hasMore: false }
}

function* indexed(ctx: Ctx, query: MatchQuery, text: string, fromRid: number, toRid: number): Generator<SearchHit> {
  for (const rid of matchingRids(ctx.db, query.match, fromRid, toRid)) {
    const hit = readHit(ctx, rid, text, query.needsRecheck)
    if (hit) yield hit
  }
}

function* unindexed(ctx: Ctx, text: string, fromRid: number, toRid: number): Generator<SearchHit> {
  for (let rid = toRid; rid >= fromRid; rid -= 1) {
    const hit = readHit(ctx, rid, text, true)
    if (hit) yield hit
  }
}

const LATIN = /[a-z]/i

function readHit(ctx: Ctx, rid: number, text: string, needsCheck: boolean): SearchHit | undefined {
  const row = getHit(ctx.db, ctx.actor.userId, rid)
  if (!row) return undefined
  const body = plainText(row)
  if (needsCheck && !containsSearchText(body, text)) {
    // Pinyin takes longer than all the rest, so it is asked only when the texts themselves do not answer.
    if (!LATIN.test(normaliseSearchText(text)) || !containsSearchText(`${body}\n${pinyinText(row)}`, text))
      return undefined
  }
  const { matterId, number, kind, stage, summary, partyNames, receivedOn } = row
  return {
    matterId,
    number,
    dossierNumber: row.dossierNumber ?? '',
    kind,
    stage,
    summary,
    partyNames,
    receivedOn,
    excerpt: excerpt(maskable(row, body), text),
  } as SearchHit
}

/** An excerpt never shows an ID number, phone or address: the fields that the screen masks. */
function maskable(row: { parties: string }, body: string): string {
  const hidden = new Set(
    (JSON.parse(row.parties) as string[][])
      .flatMap(([, phone = '', idNumber = '', address = '']) => [phone, idNumber, address].join('\n').split('\n'))
      .filter((each) => each),
  )
  return body
    .split('\n')
    .filter((line) => !hidden.has(line))
    .join(' · ')
}

function excerpt(body: string, text: string): string {
  const piece = normaliseSearchText(text).split(/\s+/)[0] ?? ''
  const at = normaliseSearchText(body).indexOf(piece)
  const from = Math.max(0, at - EXCERPT_BEFORE)
  const cut = body.slice(from, from + EXCERPT_BEFORE + piece.length + EXCERPT_AFTER)
  return `${from > 0 ? '…' : ''}${cut}${from + cut.length < body.length ? '…' : ''}`
}

export const searchHandlers = {
  'search.find': (ctx, { text, limit }) => findAllMatters(ctx, text, limit),
  'search.office': (ctx, { text }) => {
    const pieces = text.toLowerCase().split(/\s+/).filter(Boolean)
    return pieces.length === 0 ? [] : findOfficeRecords(ctx.db, pieces)
  },
} satisfies Partial<Handlers>
