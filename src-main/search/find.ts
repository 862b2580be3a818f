import type { SearchHit } from '../../src-shared/search/schema.ts'
import { containsSearchText, normaliseSearchText, toMatchQuery } from '../../src-shared/search/grams.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { pinyinText, plainText } from './indexMatter.ts'
import { getHit, matchingRids } from './repo.ts'

const EXCERPT_BEFORE = 12
const EXCERPT_AFTER = 40

/** Newest `limit` matters that contain every piece of `text`; the index may answer too much, so each hit is read again. */
export function findMatters(ctx: Ctx, text: string, limit: number): { hits: SearchHit[]; hasMore: boolean } {
  const query = toMatchQuery(text)
  if (!query) return { hits: [], hasMore: false }
  const hits: SearchHit[] = []
  for (const rid of matchingRids(ctx.db, query.match)) {
    const row = getHit(ctx.db, ctx.actor.userId, rid)
    if (!row) continue
    const body = plainText(row)
    // Pinyin takes longer than all the rest, so it is asked only when the texts themselves do not answer.
    if (
      query.needsRecheck &&
      !containsSearchText(body, text) &&
      !containsSearchText(`${body}\n${pinyinText(row)}`, text)
    )
      continue
    if (hits.length === limit) return { hits, hasMore: true }
    const { matterId, number, kind, stage, summary, partyNames, receivedOn } = row
    hits.push({
      matterId,
      number,
      dossierNumber: row.dossierNumber ?? '',
      kind,
      stage,
      summary,
      partyNames,
      receivedOn,
      excerpt: excerpt(maskable(row, body), text),
    } as SearchHit)
  }
  return { hits, hasMore: false }
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
  'search.find': (ctx, { text, limit }) => findMatters(ctx, text, limit),
} satisfies Partial<Handlers>
