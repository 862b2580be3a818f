import { LEVELS, levelTitle, rankOf, type AnyLevel, type Level } from './codes.ts'
import { CARD_RULES } from './deadlineRules.ts'
import type { Day } from '../kernel/day.ts'

/** A clock of a unit's part as stored: enough to say whether a card is due. */
export interface CardLine {
  ruleId: string
  anchor: string
  dueOn: Day
  state: 'running' | 'met' | 'missed' | 'stopped'
  steps: string[]
}

/** A card that may be shown now, with the line that was passed and its arithmetic. */
export interface DueCard {
  key: string
  level: 'yellow' | 'red'
  lineOn: Day
  ruleId: string
  steps: string[]
}

/** A part's key out of the anchor of its term. */
export const keyOfAnchor = (anchor: string): string => anchor.slice(anchor.indexOf('/') + 1)

/** The highest card that each part's passed lines allow and it does not have yet. Nothing is shown by itself: people decide. */
export function dueCards(
  parts: readonly { key: string; level: AnyLevel }[],
  lines: readonly CardLine[],
  today: Day,
): DueCard[] {
  return parts.flatMap((part) => {
    for (const level of ['red', 'yellow'] as const) {
      if (rankOf(level) <= rankOf(part.level)) continue
      const rules: readonly string[] = CARD_RULES[level]
      const passed = lines
        .filter((line) => line.state === 'running' && line.dueOn < today && rules.includes(line.ruleId))
        .filter((line) => keyOfAnchor(line.anchor) === part.key)
        .sort((a, b) => a.dueOn.localeCompare(b.dueOn))[0]
      if (passed) return [{ key: part.key, level, lineOn: passed.dueOn, ruleId: passed.ruleId, steps: passed.steps }]
    }
    return []
  })
}

/** The level of the card that may be shown past a line. */
export const levelOfLine = (ruleId: string): DueCard['level'] =>
  (CARD_RULES.red as readonly string[]).includes(ruleId) ? 'red' : 'yellow'

/** Levels of supervision that a unit may get on a day, lowest first: above the one it has, a card only past a line of it. */
export const levelsFor = (
  part: { level: AnyLevel; lines: readonly { level: DueCard['level']; on: Day }[] },
  on: Day,
): Level[] =>
  (Object.keys(LEVELS) as Level[]).filter(
    (level) =>
      rankOf(level) > rankOf(part.level) &&
      (level === 'ordinary' || part.lines.some((line) => line.on < on && rankOf(line.level) >= rankOf(level))),
  )

/** Why a card may not be shown yet, in Chinese, or undefined if it may; an ordinary supervision needs no line. */
export function whyNoCard(
  level: AnyLevel,
  part: { key: string; level: AnyLevel },
  lines: readonly CardLine[],
  on: Day,
): string | undefined {
  if (level !== 'yellow' && level !== 'red') return undefined
  const due = dueCards([part], lines, on)[0]
  if (due && rankOf(due.level) >= rankOf(level)) return undefined
  const rules: readonly string[] = CARD_RULES[level]
  const next = lines
    .filter((line) => line.state === 'running' && rules.includes(line.ruleId) && keyOfAnchor(line.anchor) === part.key)
    .map(({ dueOn }) => dueOn)
    .sort()[0]
  return `还没有到${levelTitle(level)}的时候${next ? `：过了 ${next} 才可以` : ''}`
}
