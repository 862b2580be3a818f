import { toGrams } from '../../src-shared/search/grams.ts'
import { pinyinSearchText } from '../../src-shared/search/pinyin.ts'
import type { Db } from '../store/open.ts'
import { appendGrams, findSearchSource, putGrams, type SearchSource } from './repo.ts'

/** Connections whose entries wait: rowid and id of the matters. */
const gathering = new WeakMap<Db, Map<number, string>>()

/** Replaces the search entry of a matter; runs in the transaction that changed it. */
export function indexMatter(db: Db, rid: number, matterId: string): void {
  const gathered = gathering.get(db)
  if (gathered) gathered.set(rid, matterId)
  else writeEntry(db, rid, matterId)
}

function writeEntry(db: Db, rid: number, matterId: string): void {
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

const gramsOf = (source: SearchSource): string => [...new Set(toGrams(searchText(source)))].join(' ')

const NO_TEXT: SearchSource = {
  number: '',
  dossierNumber: null,
  summary: '',
  facts: '',
  wish: '',
  placeDetail: '',
  placeName: null,
  sourceUnit: '',
  sourceNumber: '',
  parties: '[]',
  mediation: null,
  terms: null,
  records: null,
}

/** What {@link indexMatter} would write for a matter with these texts and people and no number yet; reads nothing. */
export function newEntry(texts: Partial<SearchSource>, names: readonly string[]): string {
  return gramsOf({ ...NO_TEXT, ...texts, parties: JSON.stringify(names.map((name) => [name])) })
}

/** Writes a {@link newEntry}, completed by the number, for a matter that has none yet. */
export function appendEntry(db: Db, rid: number, entry: string, number: string): void {
  const known = ` ${entry} `
  const more = [...new Set(toGrams(number))].filter((gram) => !known.includes(` ${gram} `))
  appendGrams(db, rid, [entry, ...more].join(' '))
}

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
