import type { z } from 'zod'
import { computeDeadline, type DeadlineStep } from '../../src-shared/calendar/deadline.ts'
import { UNIT_TEXT } from '../../src-shared/calendar/deadlineRule.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { ROLES_OF_UNIT } from '../../src-shared/linkage/codes.ts'
import { clockPart, clockTitle } from '../../src-shared/linkage/clockUnit.ts'
import { CARD_LINES } from '../../src-shared/linkage/deadlineRules.ts'
import { assignmentsOf } from '../../src-shared/linkage/project.ts'
import type { DeadlineSheet } from '../../src-shared/paper/officePapers.ts'
import type { DeadlineRow } from '../intake/deadlineRepo.ts'
import { optionsOf, ruleOf } from '../intake/deadlines.ts'
import type { MatterFile } from './matterFile.ts'

type Group = z.infer<typeof DeadlineSheet>['groups'][number]
type Clock = Group['clocks'][number]

/** What a line of the sheet says beside start, number and last day. */
const SAID: readonly DeadlineStep['kind'][] = ['day_off', 'makeup', 'pause', 'extension', 'roll']

/**
 * The clocks of a task on one sheet: the task's own, then those of each unit, a line a clock. Only what applies: a line of
 * a card that can no longer be passed is left out, and of a unit that left the task only its answer remains.
 */
export function clockGroups(file: MatterFile): Group[] {
  const { linkage, linkageRecord: record } = file
  const rows = file.deadlines.map((row) => ({ row, part: clockPart(record, row.anchor) }))
  const endedOf = (key: string) => linkage.parts.find((part) => part.key === key)?.endedAs ?? null
  const clocks = (key: string | undefined, isEnded = false): Clock[] =>
    rows.filter(({ part, row }) => part?.key === key && applies(row, isEnded)).map(({ row }) => toClock(file, row))
  const parts = assignmentsOf(record)
  const inForce = parts.filter(({ key }) => endedOf(key) === null)
  const ended = parts.filter(({ key }) => endedOf(key) !== null)
  return [
    { title: '本件任务', clocks: clocks(undefined) },
    ...[...inForce.filter(({ role }) => role === 'lead'), ...inForce.filter(({ role }) => role === 'helper')].map(
      ({ key, unit, role, on }) => ({ title: `${unit}（${ROLES_OF_UNIT[role]}，${on} 交办）`, clocks: clocks(key) }),
    ),
    {
      title: '以前的交办（已经结束）',
      clocks: ended.flatMap(({ key, unit }) => clocks(key, true).map((clock) => ({ ...clock, title: unit }))),
    },
  ].filter((group) => group.clocks.length > 0)
}

function applies({ ruleId, state }: DeadlineRow, isEnded: boolean): boolean {
  if (isEnded) return ruleId === 'L-02'
  return !CARD_LINES.includes(ruleId) || state === 'running'
}

function toClock({ ctx, linkageRecord }: MatterFile, row: DeadlineRow): Clock {
  const rule = ruleOf(row)
  const { steps } = computeDeadline(rule, row.startOn, ctx.calendar, optionsOf(row))
  return {
    title: clockTitle(linkageRecord, row, rule.title),
    startEvent: rule.startEvent,
    startOn: row.startOn,
    period: `${rule.amount}${UNIT_TEXT[rule.unit]}`,
    leftOut: steps.filter(({ kind }) => SAID.includes(kind)).map(({ text }) => text.replace(/，?不计入/, '')),
    dueOn: row.dueOn,
    isProvisional: steps.some(({ kind }) => kind === 'provisional'),
    state: stateText(row, ctx.today),
  }
}

function stateText({ state, metOn, dueOn, isOption }: DeadlineRow, today: Day): string {
  if (state === 'stopped') return '已停止'
  if (metOn) return `${metOn} ${state === 'met' ? '按期' : '超期'}`
  return dueOn >= today ? '计时中' : isOption ? '已过' : '已超期'
}
