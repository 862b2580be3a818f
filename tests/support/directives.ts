import { createHash } from 'node:crypto'
import { createWorkCalendar } from '../../src-shared/calendar/workCalendar.ts'
import { directiveClocks } from '../../src-shared/directive/clocks.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { TestCore } from './testCore.ts'

type Row = Record<string, string | number | null>
function insert({ state }: TestCore, table: string, row: Row): void {
  const columns = Object.keys(row)
  state.open?.db
    .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((each) => `@${each}`).join(', ')})`)
    .run(row)
}

/** A directive of 18 March 2026 as it arrives through sync. */
export function insertDirective(t: TestCore, more: Row & { id: string }): void {
  const clocks = directiveClocks('supervise', '2026-03-18' as Day, createWorkCalendar())
  insert(t, 'directive', {
    number: '〔2026〕督字第001号',
    kind: 'supervise',
    title: '路面塌陷办理情况',
    text: '请查明原因并书面答复。',
    matter_id: null,
    issued_at: '2026-03-18T01:00:00.000Z',
    issued_by: '区综治员（测试）',
    receive_by: clocks.receive.dueOn,
    reply_by: clocks.reply.dueOn,
    document_id: null,
    withdrawn_at: null,
    arithmetic: JSON.stringify(clocks),
    ...more,
  })
}

/** What the district says to a directive. */
export function insertDistrictEvent(t: TestCore, directiveId: string, seq: number, kind: string, text: string): void {
  insert(t, 'directive_event', {
    id: `district-${directiveId}-${seq}`,
    directive_id: directiveId,
    seq,
    kind,
    at: '2026-03-20T02:00:00.000Z',
    by_id: 'district:1',
    by_name: '区综治员（测试）',
    text,
    document_ids: '[]',
    matter_id: null,
  })
}

export function insertPublished(
  t: TestCore,
  row: Row & { id: string; kind: string; subject: string },
  body: string,
  sha256?: string,
): void {
  const content = { note: '改了一处', sha256: sha256 ?? createHash('sha256').update(body).digest('hex'), body }
  insert(t, 'published', {
    version: 1,
    title: '区里发布的一版',
    effective_from: '2026-03-01',
    content: JSON.stringify(content),
    published_at: '2026-03-10T02:00:00.000Z',
    published_by: '区综治员（测试）',
    withdrawn_at: null,
    ...row,
  })
}
