import { IntakeCard } from '../intake/schema.ts'
import type { Day } from '../kernel/day.ts'
import { Sheet } from '../linkage/events.ts'
import type { FieldValue } from './sheet/field.ts'

/** What one row of another system's list becomes: the card of a matter and their sheet, still without their name. */
export interface SheetTask {
  card: unknown
  sheet: { number: string; dueOn: Day | null; classes: string[]; [key: string]: unknown }
  place: string
  people: number
  /** 是否保密 of their list: the words stay on the screen. */
  isSecret: boolean
}

const LONGEST_SUMMARY = 60
/** Characters below which a sentence is a greeting. */
const LEAST_SAID = 5
const MOST_CLASSES = 5
const text = (value: FieldValue | undefined): string => (value === undefined ? '' : String(value))

/** The first sentence of a text that says anything (a greeting does not), short enough for a list. */
export function firstSentence(facts: string): string {
  const sentences = facts.split(/[。！？!?\n]/).map((each) => each.trim())
  const sentence = [LEAST_SAID, 2].flatMap((least) => sentences.filter(({ length }) => length >= least))[0] ?? facts
  return [...sentence.trim()].slice(0, LONGEST_SUMMARY).join('')
}

/** A number as it is kept and compared: without blanks, letters and digits in half width, all else as it was written. */
export const bareNumber = (number: string): string =>
  number.replace(/\s/g, '').replace(/[Ａ-Ｚａ-ｚ０-９－]/g, (sign) => sign.normalize('NFKC'))

/**
 * One row, read by its mapping, as card and sheet.
 * @param today stands where the list has no day of its own
 */
export function toSheetTask(values: Readonly<Record<string, FieldValue>>, today: Day): SheetTask {
  const facts = text(values.facts)
  const number = bareNumber(text(values.number))
  const place = text(values.place)
  const people = typeof values.people === 'number' ? values.people : 0
  const [name, phone] = [text(values.reporter), text(values.phone)]
  const reporter = { role: 'visitor', party: { name, phone } }
  return {
    card: {
      receivedOn: (values.receivedOn as Day | undefined) ?? today,
      channel: 'transfer',
      summary: text(values.summary) || firstSentence(facts),
      facts,
      placeDetail: place,
      sourceNumber: number,
      peopleCount: people,
      isAnonymous: name === '',
      parties: name || phone ? [reporter] : [],
    },
    sheet: {
      number,
      kind: text(values.kind),
      callKind: text(values.callKind),
      classes: text(values.classes)
        .split(/[/>＞、|\\→-]+/)
        .map((each) => each.trim())
        .filter((each) => each !== ''),
      urgency: text(values.urgency),
      forwardedBy: text(values.forwardedBy),
      opinion: text(values.opinion),
      dueOn: (values.dueOn as Day | undefined) ?? null,
    },
    place,
    people,
    isSecret: values.isSecret === true,
  }
}

/** Fields of card and sheet that a list calls otherwise. */
const SHEET_KEYS: Readonly<Record<string, string>> = {
  sourceNumber: 'number',
  placeDetail: 'place',
  peopleCount: 'people',
  parties: 'phone',
}

/** What the store would not take of a row that reads well, by column: told in the dry run, never cut off. */
export function findTaskProblems({ card, sheet }: SheetTask): { key: string; message: string }[] {
  const problems: { key: string; message: string }[] = []
  const { receivedOn } = card as { receivedOn: Day }
  if (sheet.dueOn && sheet.dueOn < receivedOn) problems.push({ key: 'dueOn', message: `早于来件日期 ${receivedOn}` })
  if (sheet.classes.length > MOST_CLASSES)
    problems.push({ key: 'classes', message: `有 ${sheet.classes.length} 级，最多 ${MOST_CLASSES} 级` })
  for (const [schema, value] of [
    [IntakeCard, card],
    [Sheet, { ...sheet, system: '来件系统' }],
  ] as const)
    for (const { path } of schema.safeParse(value).error?.issues ?? []) {
      const key = String(path[0])
      problems.push({
        key: key === 'summary' ? 'facts' : (SHEET_KEYS[key] ?? key),
        message: key === 'summary' ? '看不出是什么事，至少写两个字' : '超出可以保存的长度或大小，请核对',
      })
    }
  return problems.filter(({ key }, at) => problems.findIndex((each) => each.key === key) === at)
}
