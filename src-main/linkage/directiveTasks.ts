import type { DirectiveTask } from '../../src-shared/directive/schema.ts'
import type { LinkageState } from '../../src-shared/linkage/fold.ts'
import { all, last, type LinkageRecord } from '../../src-shared/linkage/project.ts'
import { openFile } from '../documents/matterFile.ts'
import { getMatter } from '../intake/record.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { recordAct } from './acts.ts'
import { listTasksOfDirective } from './listRepo.ts'

const LONGEST_TOLD = 2_000

/** What a task that is answered says to the district; empty before. */
function answerOf(state: LinkageState, record: LinkageRecord): string {
  const closed = state.closedOn ? last(record, 'close')?.summary : undefined
  const filed = state.filedOn ? last(record, 'file')?.reason : undefined
  const isAnswered = state.parts.some(({ endedAs }) => endedAs === null) && state.verifiedOn !== null
  return closed ?? filed ?? (isAnswered ? (all(record, 'unitAnswers').at(-1)?.text ?? '') : '')
}

/** Tasks that came of a directive, as the reader may know of them. */
export function tasksOfDirective(ctx: Ctx, directiveId: string): DirectiveTask[] {
  return listTasksOfDirective(ctx.db, ctx.actor.userId, directiveId).map((row) => {
    const { linkage, linkageRecord } = openFile(ctx, row.matterId)
    return { ...row, answer: answerOf(linkage, linkageRecord) }
  })
}

/** The district was answered by letter: its tasks that are over have told whom they come from. */
export function tellDirectiveTasks(ctx: Ctx, directiveId: string, toWhom: string, text: string): void {
  for (const { matterId } of listTasksOfDirective(ctx.db, ctx.actor.userId, directiveId)) {
    const { linkage } = openFile(ctx, matterId)
    if (linkage.toldOn || linkage.archivedOn || !(linkage.closedOn ?? linkage.filedOn)) continue
    const told = text.length > LONGEST_TOLD ? '已书面回复，见督办回复函。' : text
    const act = { on: ctx.today, how: 'letter', toWhom, text: told, by: ctx.actor.name, phone: '' }
    recordAct(ctx, 'feedBack', { matterId, version: getMatter(ctx, matterId).version, act })
  }
}
