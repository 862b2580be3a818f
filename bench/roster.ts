import { addMonthsTo, type Day, type Month } from '../src-shared/kernel/day.ts'
import { PersonCard, PostCard } from '../src-shared/duty/model.ts'
import { daysOfMonth } from '../src-shared/duty/propose.ts'
import type { RowId } from '../src-shared/kernel/ids.ts'
import { testCore } from '../tests/support/testCore.ts'
import { insertEvent, listCells, saveCellRow, savePersonRow, savePostRow } from '../src-main/duty/repo.ts'
import { median, percentile, report, rowsOption, timeMs } from './support/report.ts'

// A year of so many posts in two shifts, one of them over midnight, on the encrypted store through the door: a month
// proposed, the month grid opened, a year checked for conflicts and counted. The check must find nothing in what was
// proposed, and the figures must be those of plain SQL. Targets: a page opens without a spinner (0.2 s), a button that
// plans answers within a second, and what is asked once a year, over everything, within two and a half.
const posts = rowsOption(200)
const t = await testCore({ checksOutput: false })
const head = t.as('head')
const { db } = t.state.open!
const YEAR = Array.from({ length: 12 }, (_, at) => addMonthsTo('2026-01' as Month, at))
const newId = () => t.state.newId() as RowId

db.transaction(() => {
  for (let no = 0; no < posts; no++)
    savePostRow(db, {
      ...PostCard.parse({
        code: `G${String(no).padStart(4, '0')}`,
        name: `示例岗${no}`,
        minPeople: 1,
        shifts: ['01', '02'],
      }),
      id: newId(),
    })
  for (let no = 0; no < posts * 4; no++)
    savePersonRow(db, { ...PersonCard.parse({ name: `样本${no}`, category: '01' }), id: newId() })
})()

const fillMs: number[] = []
for (const month of YEAR) {
  const startedMs = performance.now()
  const proposal = await head('duty.propose', { month })
  fillMs.push(performance.now() - startedMs)
  const cells = proposal.cells
  db.transaction(() => cells.forEach(({ seen: _, seenLeader: __, ...cell }) => saveCellRow(db, cell)))()
  if (proposal.unfilled.length > 0) fail(`${month}: ${proposal.unfilled.length} shifts left open`)
}
const size = `${posts} posts, ${posts * 4} people`
report({ name: `a month proposed, ${size}, p50`, value: median(fillMs), unit: 'ms', target: '<= 1000' })
report({ name: `a month proposed, p95`, value: percentile(fillMs, 0.95), unit: 'ms', target: '<= 1500' })

const all = listCells(db, '2026-01-01' as Day, '2026-12-31' as Day)
db.transaction(() => {
  for (const [no, { postId, on, shift, people }] of all.entries())
    if (no % 50 !== 0)
      for (const personId of people)
        insertEvent(db, {
          id: newId(),
          kind: 'sign_in',
          on,
          at: '2026-03-01T00:00:00.000Z',
          byId: 'bench',
          byName: 'bench',
          payload: { postId, on, shift, personId, time: '08:25', note: '' },
        } as never)
})()

const openMs: number[] = []
for (let round = 0; round < 3; round++)
  for (const month of YEAR) {
    const startedMs = performance.now()
    const view = await head('duty.month', { month })
    openMs.push(performance.now() - startedMs)
    if (view.cells.length !== posts * 2 * daysOfMonth(month).length) fail(`${month}: ${view.cells.length} cells`)
  }
report({
  name: `month grid opened with its conflicts, ${size}, p50`,
  value: median(openMs),
  unit: 'ms',
  target: '<= 200',
})
report({ name: 'month grid opened, p95', value: percentile(openMs, 0.95), unit: 'ms', target: '<= 300' })

const year = { from: '2026-01-01' as Day, to: '2026-12-31' as Day }
const checkMs: number[] = []
for (let round = 0; round < 5; round++) {
  const startedMs = performance.now()
  const { count } = await head('duty.conflicts', year)
  checkMs.push(performance.now() - startedMs)
  if (count > 0) fail(`the check finds ${count} faults in what was proposed`)
}
report({ name: `a year checked, ${all.length} cells, p50`, value: median(checkMs), unit: 'ms', target: '<= 2000' })
report({ name: 'a year checked, p95', value: percentile(checkMs, 0.95), unit: 'ms', target: '<= 3000' })

t.clock.toDay('2027-01-02')
await head('account.login', { login: 'head', password: 'xinmima-2026' })
const bare = db.prepare(
  `SELECT (SELECT sum(json_array_length(people)) FROM duty_cell) AS expected, (SELECT count(*) FROM duty_event WHERE kind = 'sign_in') AS came`,
)
let counted = { expected: 0, came: 0 }
const bareMs = timeMs(() => (counted = bare.get() as typeof counted))
const figureMs: number[] = []
for (let round = 0; round < 5; round++) {
  const startedMs = performance.now()
  const { figures } = await head('duty.figures', year)
  figureMs.push(performance.now() - startedMs)
  for (const key of ['expected', 'came'] as const)
    if (figures.find((each) => each.key === key)?.value !== counted[key]) fail(`${key} differs from plain SQL`)
}
report({
  name: `figures of a year, ${all.length} cells, p50`,
  value: median(figureMs),
  unit: 'ms',
  ratio: median(figureMs) / bareMs,
  against: `two plain counts ${bareMs.toFixed(0)} ms`,
  target: '<= 2500',
})
report({ name: 'figures of a year, p95', value: percentile(figureMs, 0.95), unit: 'ms', target: '<= 3500' })
await t.close()

function fail(text: string): void {
  console.error(text)
  process.exitCode = 1
}
