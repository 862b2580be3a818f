import { CONFIDENTIAL } from '../kernel/confidential.ts'
import type { Day } from '../kernel/day.ts'
import { CLOSURES, RATINGS } from './codes.ts'
import { leadOf, type LinkageState } from './fold.ts'
import { all, last, type LinkageRecord } from './project.ts'
import type { AnswerField } from './sheetSource.ts'

/** What the card of a matter tells of its answer. */
interface AnsweredMatter {
  number: string
  summary: string
  receivedOn: Day
}

/** What stands in place of a task's words where it was asked to be kept confidential. */

/**
 * How a task answers the system that sent it, by what its columns may hold; undefined while there is no answer. What was
 * already told them counts before what the task was closed with, so that one task never has two answers.
 *
 * @param centre answers where no unit had the task: one that was only filed
 */
export function toAnswer(
  record: LinkageRecord,
  state: LinkageState,
  matter: AnsweredMatter,
  centre: string,
): Record<AnswerField, string> | undefined {
  const answeredOn = state.closedOn ?? state.filedOn
  const sheet = last(record, 'describe')?.sheet
  if (!answeredOn || !sheet) return undefined
  const reopenedAt = last(record, 'reopen')?.seq ?? 0
  const told = all(record, 'feedBack').findLast(({ seq }) => seq > reopenedAt)
  const lead = leadOf(state)
  const said = all(record, 'unitAnswers').findLast(({ key }) => key === lead?.key)
  const rating = all(record, 'verify').findLast((each) => each.rating)?.rating
  const { dueOn } = sheet
  return {
    number: sheet.number,
    answer: told?.text ?? last(record, 'close')?.summary ?? last(record, 'file')?.reason ?? '',
    unit: lead?.unit ?? centre,
    answeredOn,
    closure: state.closure ? CLOSURES[state.closure] : '备案',
    summary: state.isSecret ? CONFIDENTIAL : matter.summary,
    kind: sheet.kind,
    receivedOn: matter.receivedOn,
    dueOn: dueOn ?? '',
    isInTime: dueOn ? (answeredOn <= dueOn ? '是' : '否') : '',
    by: told?.by || said?.by || '',
    phone: told?.phone || said?.phone || '',
    rating: rating ? RATINGS[rating] : '',
    ourNumber: matter.number,
  }
}
