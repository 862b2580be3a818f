import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { InputOf, OutputOf } from '../../src-shared/contract.ts'
import type { MatterRow } from '../../src-shared/intake/schema.ts'
import { call } from '../api/call.ts'
import { errorText } from '../api/errorTexts.ts'
import type { MatterFilterInput } from './matterQuery.ts'

const PAGE = 200
/** On a change behind the list only what is likely to be looked at is read again; the rest follows on scrolling. */
const REREAD_AT_MOST = 2_000

type After = InputOf<'matters.list'>['after']

export interface MatterRows {
  /** Of all rows, also of those not read yet. */
  readonly count: Ref<number>
  /** Changes with the rows. */
  readonly version: Ref<number>
  readonly problem: Ref<string>
  /** Set while a long way of pages is read: how many are there already. */
  readonly readingTo: ShallowRef<number>
  rowAt(index: number): MatterRow | undefined
  /** Starts anew with another filter. */
  start(filter: MatterFilterInput): Promise<void>
  /** Reads the same again without blanking what is shown. */
  reread(): Promise<void>
  /** Reads pages until the row is there. */
  readTo(index: number): Promise<void>
}

/** The rows of a filter, newest first, read page by page from where the last one ended. */
export function useMatterRows(): MatterRows {
  const count = ref(0)
  const version = ref(0)
  const problem = ref('')
  const readingTo = shallowRef(0)
  let filter: MatterFilterInput | undefined
  let rows: MatterRow[] = []
  let after: After = null
  let isComplete = false
  let target = 0
  let generation = 0
  let reading: Promise<void> | undefined

  async function start(wanted: MatterFilterInput): Promise<void> {
    filter = wanted
    await load(PAGE)
  }
  const reread = (): Promise<void> => load(Math.min(Math.max(rows.length, PAGE), REREAD_AT_MOST))

  /** Swaps the rows in one go, so that nothing flickers. */
  async function load(wanted: number): Promise<void> {
    if (!filter) return
    generation += 1
    const mine = generation
    try {
      const [counted, fresh] = await Promise.all([call('matters.count', { filter }), readPages(filter, wanted)])
      if (mine !== generation) return
      count.value = counted.count
      rows = fresh.rows
      after = fresh.next
      isComplete = fresh.next === null
      problem.value = ''
      version.value += 1
    } catch (error) {
      if (mine === generation) problem.value = errorText(error)
    }
  }
  async function readPages(of: MatterFilterInput, wanted: number): Promise<{ rows: MatterRow[]; next: After }> {
    const found: MatterRow[] = []
    let next: After = null
    do {
      const page: OutputOf<'matters.list'> = await call('matters.list', {
        filter: of,
        limit: PAGE,
        after: next ?? null,
      })
      found.push(...page.rows)
      next = page.next
    } while (next && found.length < wanted)
    return { rows: found, next }
  }

  async function readTo(index: number): Promise<void> {
    target = index
    reading ??= readOn().finally(() => {
      reading = undefined
      readingTo.value = 0
    })
    await reading
  }
  async function readOn(): Promise<void> {
    const mine = generation
    try {
      while (filter && !isComplete && rows.length <= target) {
        const page = await call('matters.list', { filter, limit: PAGE, after: after ?? null })
        if (mine !== generation) return
        rows.push(...page.rows)
        after = page.next
        isComplete = page.next === null
        readingTo.value = target - rows.length > 5 * PAGE ? rows.length : 0
        version.value += 1
      }
      problem.value = ''
    } catch (error) {
      if (mine === generation) problem.value = errorText(error)
    }
  }
  return { count, version, problem, readingTo, rowAt: (index) => rows[index], start, reread, readTo }
}
