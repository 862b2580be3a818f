import { rowSum, type Sum } from '../../src-shared/sync/digest.ts'
import type { Fields, StampedRow } from '../../src-shared/sync/merge.ts'
import type { Stamp } from '../../src-shared/sync/stamp.ts'

/** A row as the district holds it. Every field has a stamp and the number under which it came. */
export interface HeldRow {
  table: string
  key: string
  seq: number
  madeSeq: number
  row: StampedRow
  /** Numbers of fields that did not come under the row's own number. */
  seqs: Readonly<Record<string, number>>
  matter: string | null
  /** Public key of the only seat that gets it. */
  onlyFor: string | null
}

/** Its columns in the store. */
export interface StoredRow {
  tbl: string
  key: string
  seq: number
  made_seq: number
  stamp: string
  gone: number
  older: string
  data: string
  matter: string | null
  only_for: string | null
}

type Group = [stamp: Stamp, seq: number, fields: string[]]

export const seqOf = ({ seq, seqs }: Pick<HeldRow, 'seq' | 'seqs'>, field: string): number =>
  Object.hasOwn(seqs, field) ? (seqs[field] as number) : seq

export function toHeld(stored: StoredRow): HeldRow {
  const { stamps, seqs } = readOlder(stored.older, stored.stamp as Stamp, stored.seq)
  const values = JSON.parse(stored.data) as Fields
  return {
    table: stored.tbl,
    key: stored.key,
    seq: stored.seq,
    madeSeq: stored.made_seq,
    row: { stamp: stored.stamp as Stamp, gone: stored.gone === 1, values, older: stamps },
    seqs,
    matter: stored.matter,
    onlyFor: stored.only_for,
  }
}

const NO_STAMPS: Readonly<Record<string, Stamp>> = {}
const NO_SEQS: Readonly<Record<string, number>> = {}

/** Stamps and numbers of fields where they are not the row's. */
export function readOlder(text: string, stamp: Stamp, seq: number) {
  if (text === '') return { stamps: NO_STAMPS, seqs: NO_SEQS }
  const stamps: Record<string, Stamp> = {}
  const seqs: Record<string, number> = {}
  for (const [each, number, fields] of JSON.parse(text) as Group[]) {
    for (const field of fields) {
      if (each !== stamp) stamps[field] = each
      if (number !== seq) seqs[field] = number
    }
  }
  return { stamps, seqs }
}

/** Fields written together share a group, so that 20 untouched ones cost their names only. */
export function writeOlder({ row, seq, seqs }: Pick<HeldRow, 'row' | 'seq' | 'seqs'>): string {
  const groups = new Map<string, Group>()
  for (const field of Object.keys(row.values)) {
    const stamp = Object.hasOwn(row.older, field) ? (row.older[field] as Stamp) : row.stamp
    const number = seqOf({ seq, seqs }, field)
    if (stamp === row.stamp && number === seq) continue
    const name = `${stamp}${number}`
    const group = groups.get(name)
    if (group) group[2].push(field)
    else groups.set(name, [stamp, number, [field]])
  }
  return groups.size === 0 ? '' : JSON.stringify([...groups.values()])
}

export const sumOfHeld = ({ table, key, row }: Pick<HeldRow, 'table' | 'key' | 'row'>): Sum => rowSum(table, key, row)
