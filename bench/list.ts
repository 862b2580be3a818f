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
await core.close()
