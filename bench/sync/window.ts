import { setTimeout as sleep } from 'node:timers/promises'
import type { Statement } from 'better-sqlite3'
import type { Db } from '../../src-main/store/open.ts'
import { makeStory } from '../../src-shared/practice/story.ts'
import type { Day } from '../../src-shared/kernel/day.ts'

/** What calls of the window took, milliseconds each, by procedure. */
export type Waits = Record<string, number[]>

export interface WindowWaits {
  /** Without sync, and while it takes everything in. */
  alone: Waits
  syncing: Waits
  /** Until a transaction of the window's may begin, meanwhile. */
  turns: number[]
}

const EVERY_MS = 10
/** Of ten calls one writes. */
const REGISTER_EVERY = 10

/** What each transaction of this thread waits until it may begin; the rest of a call is its own work and the disk's. */
export function timeTurns(db: Db): number[] {
  const turns: number[] = []
  const prototype = Object.getPrototypeOf(db.prepare('SELECT 1')) as { run(this: Statement, ...p: unknown[]): unknown }
  const { run } = prototype
  prototype.run = function (...parameters) {
    if (!this.source.startsWith('BEGIN')) return run.apply(this, parameters)
    const startedMs = performance.now()
    const result = run.apply(this, parameters)
    turns.push(performance.now() - startedMs)
    return result
  }
  return turns
}

/** Lists and registers in turn until the work is over. */
export async function callWhile(
  call: (method: string, input: unknown) => unknown,
  work: Promise<unknown>,
): Promise<Waits> {
  const waits: Waits = { 'matters.list': [], 'intake.register': [] }
  let isOver = false
  void work.finally(() => (isOver = true))
  for (let count = 0; !isOver; count += 1) {
    const method = count % REGISTER_EVERY === 0 ? 'intake.register' : 'matters.list'
    const input = method === 'matters.list' ? { filter: {}, limit: 50 } : card(count)
    const startedMs = performance.now()
    call(method, input)
    waits[method]?.push(performance.now() - startedMs)
    await sleep(EVERY_MS)
  }
  await work
  return waits
}

function card(count: number) {
  const story = makeStory(99, count, { from: '2026-01-01' as Day, to: '2026-02-20' as Day })
  const { receivedOn, channel, summary, facts, wish } = story
  const parties = story.parties.slice(0, 2).map(({ role, kind, name }) => ({ role, party: { kind, name } }))
  return { receivedOn, channel, summary, facts, wish, placeDetail: story.location, parties }
}
