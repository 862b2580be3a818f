import { toGrams } from '../../src-shared/search/grams.ts'
import { pinyinSearchText } from '../../src-shared/search/pinyin.ts'
import type { Db } from '../store/open.ts'
import { findSearchSource, isPending, putGrams, type SearchSource } from './repo.ts'

/** Connections whose entries wait: rowid and id of the matters. */
const gathering = new WeakMap<Db, Map<number, string>>()

/**
 * Replaces the search entry of a matter; runs in the transaction that changed it. A matter whose entry is pending is
 * left to the background work, which reads what is stored then.
 */
export function indexMatter(db: Db, rid: number, matterId: string): void {
  const gathered = gathering.get(db)
  if (gathered) gathered.set(rid, matterId)
  else writeEntry(db, rid, matterId)
}

function writeEntry(db: Db, rid: number, matterId: string): void {
  if (isPending(db, rid)) return
  const source = findSearchSource(db, matterId)
  if (source) putGrams(db, rid, gramsOf(source))
}

/**
 * For many acts in one transaction: from now on entries wait until `write`, and `end` writes and waits no more. FTS5
 * writes what it holds in memory to the file whenever another table's statement opens a savepoint, so that entries
 * between other writes become a segment each, with all the merging of segments.
 */
export function gatherEntries(db: Db): { write(): void; end(): void } {
  const gathered = new Map<number, string>()
  gathering.set(db, gathered)
  const write = (): void => {
    for (const [rid, matterId] of gathered) writeEntry(db, rid, matterId)
    gathered.clear()
  }
  const end = (): void => {
    write()
    gathering.delete(db)
  }
  return { write, end }
}

/** The entry of a matter with these texts. */
export const gramsOf = (source: SearchSource): string => [...new Set(toGrams(searchText(source)))].join(' ')

/** Everything a matter can be found by, fields apart by line breaks so that no pair spans two fields. */
export function searchText(source: SearchSource): string {
  return `${plainText(source)}\n${pinyinText(source)}`
}

/** The texts themselves, cheap enough to read again for every candidate. */
export function plainText(source: SearchSource): string {
  const parties = (JSON.parse(source.parties) as string[][]).flat()
  const texts = [
    source.summary,
    source.number,
    source.dossierNumber,
    source.facts,
    source.wish,
    source.placeDetail,
    source.placeName,
    source.sourceUnit,
    source.sourceNumber,
    ...parties,
    source.mediation === source.facts ? '' : source.mediation,
    ...(source.terms ? (JSON.parse(source.terms) as string[]) : []),
    source.records,
  ]
  return texts.filter((text) => text).join('\n')
}

/** Initials and full readings of the parties' names. */
export function pinyinText(source: SearchSource): string {
  return (JSON.parse(source.parties) as string[][]).map(([name = '']) => pinyinSearchText(name)).join('\n')
}
