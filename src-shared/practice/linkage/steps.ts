import type { LinkageActName } from '../../linkage/events.ts'

/** One act of a task as a story tells it; whoever writes it adds what the command knows, such as codes and limits. */
export interface TaskStep {
  /** Days after the task was received. */
  day: number
  act: LinkageActName
  payload: Readonly<Record<string, unknown>>
  /** The member unit whose part it is about, where it is about one. */
  unit?: string
  /** A unit that has to do it again, with its new last day. */
  redo?: { unit: string; dueOn: string }
  login: string
}

/** What became of a matter that went to 六联, as far as the day goes on which the practice centre is made. */
export interface StoryTask {
  linkage: string
  steps: TaskStep[]
}
