import { addDays, type Day } from '../../kernel/day.ts'
import { HELD_TALES } from './heldTales.ts'
import { NEW_TALES } from './newTales.ts'
import type { TaskTale, Told } from './tale.ts'
import { WORKED_TALES } from './workedTales.ts'
import type { StoryTask, TaskStep } from './steps.ts'

/** A task of the made-up month: the card as it came in, and what became of it; `task` is missing while nobody registered it. */
export interface MonthTask {
  receivedOn: Day
  summary: string
  facts: string
  wish: string
  location: string
  /** Made-up people only, and visibly so. */
  reporter: string
  task: StoryTask | undefined
}

/** Tasks in every stage, with all that may happen to one, told back from the day on which the practice centre is made. */
export function monthOfTasks(today: Day): MonthTask[] {
  const on = (ago: number): Day => addDays(today, -ago)
  return [...NEW_TALES, ...WORKED_TALES, ...HELD_TALES].map((tale) => {
    const { ago, summary, facts, wish = '请尽快处理', location, reporter } = tale
    const told: Told = { on, ago }
    return { receivedOn: on(ago), summary, facts, wish, location, reporter, task: taskOf(tale, told) }
  })
}

function taskOf(
  { linkage, eventClass, source = 'window', number, people = 0, location, ...tale }: TaskTale,
  told: Told,
) {
  if (!linkage || !eventClass) return undefined
  const { on, ago } = told
  const sheet = number ? { system: '12345 热线', number, kind: '投诉举报', dueOn: on(ago - 15) } : null
  const describe: TaskStep = {
    day: 0,
    act: 'describe',
    payload: { linkage, source, sheet, eventClass, place: location, people },
    login: 'chuangkou1',
  }
  const steps = (tale.steps?.(told) ?? []).map(([at, act, payload, unit, login = 'chuangkou1']): TaskStep => ({
    day: ago - at,
    act,
    payload: { on: on(at), ...payload },
    ...(unit ? { unit } : {}),
    ...(payload.redoBy ? { redo: { unit: unit ?? '', dueOn: String(payload.redoBy) } } : {}),
    login,
  }))
  return { linkage, steps: [describe, ...steps] }
}
