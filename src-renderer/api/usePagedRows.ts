import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { errorText } from './errorTexts.ts'

/** On a change behind the list only what is likely to be looked at is read again; the rest follows on scrolling. */
const REREAD_AT_MOST = 2_000
/** From so many pages on, reading to a row takes long enough to be told of. */
const LONG_WAY = 5

export interface Page<Row, After> {
  rows: readonly Row[]
  /** From where the next page goes on; null at the end. */
  next: After | null
  /** Of all rows of the query; every first page has it. */
  count?: number
}

export interface PagedRows<Query, Row> {
  /** Of all rows, also of those not read yet. */
  readonly count: Ref<number>
  /** Changes with the rows. */
  readonly version: Ref<number>
  readonly problem: Ref<string>
  /** Set once the first page is there. */
  readonly isRead: Ref<boolean>
  /** Set while a long way of pages is read: how many rows are there already. */
  readonly readingTo: ShallowRef<number>
  rowAt(index: number): Row | undefined
  /** What is read so far; ask again when the version changed. */
  loaded(): Row[]
  /** Starts anew with another query. */
  start(query: Query): Promise<void>
  /** Reads the same again without blanking what is shown. */
  reread(): Promise<void>
  /** Reads pages until the row is there. */
  readTo(index: number): Promise<void>
}

/** The rows of a query, read page by page from where the last one ended, as far as somebody scrolls. */
export function usePagedRows<Query, Row, After>(
  pageSize: number,
  readPage: (query: Query, after: After | null) => Promise<Page<Row, After>>,
): PagedRows<Query, Row> {
  const count = ref(0)
  const version = ref(0)
  const problem = ref('')
  const isRead = ref(false)
  const readingTo = shallowRef(0)
  let query: Query | undefined
  let rows: Row[] = []
  let after: After | null = null
  let isComplete = false
  let target = 0
  let generation = 0
  let reading: Promise<void> | undefined

  async function start(wanted: Query): Promise<void> {
    query = wanted
    await load(pageSize)
  }
  const reread = (): Promise<void> => load(Math.min(Math.max(rows.length, pageSize), REREAD_AT_MOST))

  /** Swaps the rows in one go, so that nothing flickers. */
  async function load(wanted: number): Promise<void> {
    if (query === undefined) return
    generation += 1
    const mine = generation
    try {
      const fresh = await readPages(query, wanted)
      if (mine !== generation) return
      count.value = fresh.count
      rows = fresh.rows
      after = fresh.next
      isComplete = fresh.next === null
      problem.value = ''
      isRead.value = true
      version.value += 1
    } catch (error) {
      if (mine === generation) problem.value = errorText(error)
    }
  }
  async function readPages(of: Query, wanted: number): Promise<{ rows: Row[]; next: After | null; count: number }> {
    const found: Row[] = []
    let next: After | null = null
    let total: number | undefined
    do {
      const page: Page<Row, After> = await readPage(of, next)
      found.push(...page.rows)
      total ??= page.count
      next = page.next
    } while (next !== null && found.length < wanted)
    return { rows: found, next, count: total ?? found.length }
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
      while (query !== undefined && !isComplete && rows.length <= target) {
        const page = await readPage(query, after)
        if (mine !== generation) return
        rows.push(...page.rows)
        after = page.next
        isComplete = page.next === null
        readingTo.value = target - rows.length > LONG_WAY * pageSize ? rows.length : 0
        version.value += 1
      }
      problem.value = ''
    } catch (error) {
      if (mine === generation) problem.value = errorText(error)
    }
  }
  return {
    ...{ count, version, problem, isRead, readingTo, start, reread, readTo },
    rowAt: (index) => rows[index],
    loaded: () => [...rows],
  }
}

/** For lists that are paged by how many rows came before: where the next page begins. */
export const nextOffset = (offset: number, rows: number, count: number): number | null =>
  rows > 0 && offset + rows < count ? offset + rows : null
