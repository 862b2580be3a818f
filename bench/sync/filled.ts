import { statSync } from 'node:fs'
import { join } from 'node:path'
import { at } from '../../scripts/lib/paths.mjs'
import { bulkStore } from '../support/bulkStore.ts'
import { startChild } from './child.ts'

/** Synced rows that a matter of the filled store has on average: itself, its events, its people and their parts in it. */
const ROWS_A_MATTER = 7.5

export interface Filled {
  /** The filled store's folder. */
  from: string
  /** Its rows as documents, one a line. */
  file: string
  rows: number
  /** All documents together. */
  bytes: number
  /** Some of its matters. */
  ids: string[]
}

/** A store with about so many synced rows, and the same rows as documents. */
export async function fillStore(seatFile: string, dir: string, rows: number): Promise<Filled> {
  const matters = Math.round(rows / ROWS_A_MATTER)
  const { core, dir: bulk } = await bulkStore(matters)
  await core.close()
  const file = join(dir, `rows-${rows}.jsonl`)
  const from = join(dir, `filled-${rows}`)
  const seat = await startChild(seatFile, [at(), from])
  await seat.ask('openFilled', bulk)
  await seat.ask('foldAll')
  const filled = await seat.ask<{ rows: number; bytes: number }>('exportRows', file)
  const ids = await seat.ask<string[]>('matters', 1_000)
  await seat.end()
  process.stderr.write(`${filled.rows} rows of ${matters} matters, ${statSync(file).size} bytes of documents\n`)
  return { from, file, ids, ...filled }
}
