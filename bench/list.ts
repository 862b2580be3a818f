import type { RpcReply } from '../src-shared/contract.ts'
import type { MatterRow } from '../src-shared/intake/schema.ts'
import { bulkStore } from './support/bulkStore.ts'
import { median, percentile, report, rowsOption, timeMs } from './support/report.ts'

// A page of 50 through the door against the bare prepared statement, at several depths of the list.
const rows = rowsOption(500_000)
const { core, state, caller } = await bulkStore(rows)
const db = state.open!.db
const SQL = `SELECT m.rid, m.id, m.number, m.kind, m.stage, m.summary, m.party_names AS partyNames, coalesce(pl.name, '') AS placeName, m.channel,
  m.received_on AS receivedOn, m.entered_at AS enteredAt, m.due_on AS dueOn, coalesce(u.name, '') AS ownerName
  FROM matter m LEFT JOIN place pl ON pl.id = m.place_id LEFT JOIN user_account u ON u.id = m.owner_id
  WHERE m.kind = @kind AND (m.received_on, m.rid) < (@on, @rid) ORDER BY m.received_on DESC, m.rid DESC LIMIT 50`
const bare = db.prepare(SQL)
const filter = { kind: 'mediation' as const }
const page = (after: { receivedOn: string; rid: number }) =>
  core.dispatch(caller, { method: 'matters.list', input: { filter, after } }) as RpcReply

const depths = [0, 0.5, 0.99].map((share) => {
  const row = db
    .prepare(
      `SELECT received_on AS receivedOn, rid FROM matter WHERE kind = 'mediation' ORDER BY received_on DESC, rid DESC LIMIT 1 OFFSET ?`,
    )
    .get(Math.floor(rows * 0.6 * share)) as { receivedOn: string; rid: number }
  return { share, after: row ?? { receivedOn: '9999-12-31', rid: Number.MAX_SAFE_INTEGER } }
})
const times: Record<string, number[]> = {}
for (let round = 0; round < 400; round++) {
  for (const { share, after } of depths) {
    ;(times[`door ${share}`] ??= []).push(timeMs(() => page(after)))
    ;(times[`bare ${share}`] ??= []).push(
      timeMs(() => bare.all({ kind: 'mediation', on: after.receivedOn, rid: after.rid })),
    )
  }
}
const reply = page(depths[0]!.after)
if (!reply.ok || (reply.value as { rows: MatterRow[] }).rows.length !== 50) throw new Error('not a page of 50')
for (const { share } of depths) {
  const door = median(times[`door ${share}`]!.slice(50))
  const raw = median(times[`bare ${share}`]!.slice(50))
  report({
    name: `list page of 50, depth ${share * 100} %, ${rows} matters`,
    value: door,
    unit: 'ms',
    ratio: door / raw,
    against: `bare statement ${raw.toFixed(3)} ms`,
    target: 'ratio <= 1.5',
  })
}
report({ name: 'list page p95', value: percentile(times['door 0.5']!, 0.95), unit: 'ms' })
const [top, end] = [median(times['door 0']!), median(times['door 0.99']!)]
report({ name: 'list depth 99 % against first page', value: end / top, unit: 'x', target: 'flat' })

// Words over all matters, rare and common, with the count that stands above the list, against the same question by instr().
const instrCount = db.prepare(
  `SELECT count(*) FROM matter m WHERE instr(lower(m.number || m.source_number || m.summary || m.party_names), ?) > 0`,
)
const ask = (method: string, input: object): unknown => {
  const answer = core.dispatch(caller, { method, input } as never) as RpcReply
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}
const names = db
  .prepare('SELECT party_names FROM matter WHERE rid % ? = 7')
  .pluck()
  .all(Math.ceil(rows / 8)) as string[]
const numbers = db
  .prepare('SELECT number FROM matter WHERE rid % ? = 9')
  .pluck()
  .all(Math.ceil(rows / 8)) as string[]
for (const [kind, texts] of Object.entries({
  'names and numbers': [...names.map((each) => each.split('、')[0] ?? ''), ...numbers].filter(
    (each) => each.length > 1,
  ),
  'common words': ['漏', '漏水', '噪音', '物业费', '停车位'],
})) {
  const pages: number[] = []
  const counts: number[] = []
  const scans: number[] = []
  for (const words of texts) {
    const { count } = ask('matters.count', { filter: { words } }) as { count: number }
    scans.push(timeMs(() => instrCount.get(words.toLowerCase())))
    if ((instrCount.pluck().get(words.toLowerCase()) as number) !== count) throw new Error(`"${words}" counts ${count}`)
    for (let round = 0; round < 5; round++)
      for (const order of ['received', 'due']) {
        pages.push(timeMs(() => ask('matters.list', { filter: { words }, order, limit: 200 })))
        counts.push(timeMs(() => ask('matters.count', { filter: { words } })))
      }
  }
  const bare = median(scans)
  for (const [what, took] of [
    ['page of 200', pages],
    ['count', counts],
  ] as const)
    report({
      name: `list by words, ${kind}, ${what}, p50; p95 ${percentile(took, 0.95).toFixed(1)} ms, ${rows} matters`,
      value: median(took),
      unit: 'ms',
      ratio: median(took) / bare,
      against: `count by instr ${bare.toFixed(0)} ms`,
    })
}
const byDue: number[] = []
for (let round = 0; round < 30; round++)
  byDue.push(timeMs(() => ask('matters.list', { order: 'due', filter: {}, limit: 200 })))
report({ name: 'list by the clock that ends first, page of 200, p50', value: median(byDue), unit: 'ms' })
await core.close()
