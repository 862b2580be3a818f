/** What to do now: the acts that lead on, the likeliest first, and what is still open before them. */
export interface NextStep<N extends string = string> {
  title: string
  text: string
  acts: N[]
  checks: { text: string; isDone: boolean }[]
}

export type StationState = 'done' | 'now' | 'later' | 'missed' | 'skipped'
/** One of the stations of the way, as the line on top of the workbench shows it. */
export interface Station {
  title: string
  state: StationState
}

export function step<N extends string>(
  title: string,
  text: string,
  acts: N[],
  checks: NextStep['checks'] = [],
): NextStep<N> {
  return { title, text, acts, checks }
}
