import type { PetitionAct } from '../../petition/events.ts'
import type { StoryPetition } from '../types.ts'
import { CLOSINGS } from './phrases.ts'
import type { Plan, Result } from './plan.ts'

/** How a way ends. */
export interface Ending {
  result: Result
  /** The day from which it may be closed. */
  doneDay: number
  /** The day on which the citizen got an answer that can be rated, if there is one. */
  answeredDay?: number
  /** Who gave it; shown in feedback and closing. */
  unit: string
  /** The mediation that it went to, as far as seen on the horizon. */
  mediation?: (horizonDay: number) => NonNullable<StoryPetition['mediation']>
}

/** Ratings, closing, archive, a return visit now and then. */
export function finish(plan: Plan, ending: Ending): void {
  const { random } = plan.scope
  const { result, answeredDay } = ending
  if (answeredDay !== undefined) rate(plan, answeredDay, result)
  const lastDay = Math.max(ending.doneDay, ...plan.acts.map(({ day }) => day))
  const closedDay = plan.office(lastDay + random.int(0, 5))
  plan.scope.slots['unit'] = ending.unit
  plan.add(closedDay, 'close', {
    on: plan.on(closedDay),
    result,
    summary: plan.say(plan.family.purpose === '检举控告' ? CLOSINGS.report : CLOSINGS[result]),
    approver: plan.staffName('fuzeren'),
  })
  publish(plan, closedDay)
  const visitDay = plan.office(closedDay + random.int(5, 20))
  const isVisited = answeredDay !== undefined && random.chance(0.15)
  if (isVisited)
    plan.add(visitDay, 'visitReturn', {
      on: plan.on(visitDay),
      how: random.chance(0.7) ? 'phone' : 'home',
      text: plan.say(CLOSINGS.visit),
      visitor: plan.staffName(plan.clerk),
    })
  if (random.chance(0.05)) return
  const archivedDay = plan.office((isVisited ? visitDay : closedDay) + random.int(3, 25))
  plan.add(archivedDay, 'archive', { on: plan.on(archivedDay), retention: '30年', filedBy: plan.staffName(plan.clerk) })
}

const PUBLIC_ANSWERS = new Set<string>(['issueOpinion', 'reply', 'settle', 'unitReports'])

/** Most answers that may be published are; the rest wait, as they do. */
function publish(plan: Plan, day: number): void {
  const described = plan.acts.find(({ act }) => act === 'describe')?.payload as PetitionAct<'describe'> | undefined
  const isAnswered = plan.acts.some(({ act }) => PUBLIC_ANSWERS.has(act))
  const isWithdrawn = plan.acts.some(({ act }) => act === 'withdraw')
  if (!described?.mayPublish || described.wishesSecrecy || !isAnswered || isWithdrawn || plan.index % 5 === 0) return
  plan.add(day, 'publish', {
    on: plan.on(day),
    where: plan.index % 2 === 0 ? 'hall' : 'community',
    place: plan.index % 2 === 0 ? '' : `${plan.scope.slots['committee'] as string}公示栏`,
    by: plan.staffName(plan.clerk),
    isAnonymised: true,
  })
}

/** Both bodies are asked apart; not everybody answers. */
function rate(plan: Plan, answeredDay: number, result: Result): void {
  const { random } = plan.scope
  const isPleased = result === 'solved' || result === 'partly'
  const shares = isPleased
    ? ([
        ['satisfied', 66],
        ['fair', 22],
        ['unsatisfied', 3],
        ['lapsed', 9],
      ] as const)
    : ([
        ['satisfied', 26],
        ['fair', 34],
        ['unsatisfied', 20],
        ['lapsed', 20],
      ] as const)
  const hasAgent = plan.acts.some(({ act }) => act === 'mandate')
  for (const of of hasAgent ? (['unit', 'agency'] as const) : (['unit'] as const)) {
    if (random.chance(0.15)) continue
    const rating = random.weighted(shares)
    const day = plan.office(answeredDay + (rating === 'lapsed' ? 30 : random.int(1, 12)))
    plan.add(day, 'rate', { of, on: plan.on(day), rating })
  }
}
