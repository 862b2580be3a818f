import type { Day } from '../kernel/day.ts'
import type { GroupId } from './codes.ts'
import type { ClientState } from './fold.ts'
import type { GroupConfig } from './groups.ts'
import { wasJuvenile } from './project.ts'

const FEMALE = '2'

/**
 * What the law asks of those who help, where the record does not show it: a woman among the helpers of a woman (社区矫正法
 * Art. 25), somebody who knows minors for a minor (Art. 52). It is said, never refused: help comes first.
 */
export function helperNeeds(
  { person, enrolments, assigned }: Pick<ClientState, 'person' | 'enrolments' | 'assigned'>,
  configOf: (group: GroupId) => Pick<GroupConfig, 'helpers'> | undefined,
  today: Day,
): string[] {
  const isWoman = person?.sex === FEMALE
  const hasWoman = assigned?.helpers.some((helper) => helper.isWoman) ?? false
  const isMinor = wasJuvenile(person?.birthOn ?? null, today)
  const needs = enrolments
    .filter(({ closed }) => !closed)
    .flatMap(({ group }) => configOf(group)?.helpers ?? [])
    .filter(({ who }) => (who === 'woman' ? isWoman && !hasWoman : isMinor))
    .map(({ text, source }) => `${text}（${source.law}${source.article}）`)
  return [...new Set(needs)]
}
