import { toMatchQuery } from '../../src-shared/search/grams.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** Up to so many candidates a page is read from them and sorted; of more, along the order of the list until it is full. */
const FEW = 2_000

/** Rids of matters that may hold the words, by the search index; those whose entry is still pending all may. */
const CANDIDATES = `(SELECT rowid FROM matter_search WHERE matter_search MATCH @match
  UNION ALL SELECT r.rid FROM search_pending s JOIN matter r ON r.rid BETWEEN s.from_rid AND s.to_rid)`
const HOLDS = `search_contains(m.number || char(10) || m.source_number || char(10) || m.summary || char(10) || m.party_names, @words)`

export interface WordsTerm {
  term: string
  parameters: Record<string, string>
}

/**
 * True of rows `m` of matter that hold every piece of the words in their number, the sender's number, what they are about
 * or a party's name. The index names the candidates; only these are read. Words without a letter or digit are in none.
 *
 * @param reads `all` where every row of the filter is wanted (a count), else a `page` of its order
 */
export function wordsTerm(db: Db, words: string, reads: 'all' | 'page'): WordsTerm {
  const query = toMatchQuery(words)
  if (!query) return { term: 'FALSE', parameters: {} }
  // The plus keeps SQLite from reading many candidates and sorting them all for one page.
  const rid = reads === 'page' && hasMany(db, query.match) ? '+m.rid' : 'm.rid'
  return { term: `${rid} IN ${CANDIDATES} AND ${HOLDS}`, parameters: { match: query.match, words } }
}

function hasMany(db: Db, match: string): boolean {
  const { n } = prepared(
    db,
    `SELECT count(*) AS n FROM (SELECT 1 FROM matter_search WHERE matter_search MATCH ? LIMIT ${FEW + 1})`,
  ).get(match) as { n: number }
  return n > FEW
}
