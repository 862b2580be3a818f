import { pinyin } from 'pinyin-pro'
import { normaliseSearchText } from './grams.ts'

/** Readings of a text in lower case without tones, likeliest first; ü is written `v`. */
export type Pinyin = {
  /** First letters: `sxh`. */
  initials: string[]
  /** Whole syllables without spaces: `shanxiaohong`. */
  full: string[]
}

/** Polyphones multiply; more readings than these are not worth their room in the index. */
const MOST_READINGS = 16

/**
 * The readings of a person's name: first the one with the surname read as a surname (单 shàn, 仇 qiú,
 * 解 xiè, 尉迟 yù chí), then those that its polyphones allow, because people type what they hear.
 * Letters and digits stand for themselves, as does a character whose reading is not known.
 */
export function namePinyin(name: string): Pinyin {
  const characters = [...normaliseSearchText(name)].filter((character) => /[\p{L}\p{N}\p{Co}]/u.test(character))
  const usual = readings(characters, 'head')
  const options = characters.map((character, index) => [
    ...new Set([usual[index] ?? character, ...allReadings(character)]),
  ])
  return {
    initials: combine(options.map((syllables) => [...new Set(syllables.map(first))])),
    full: combine(options),
  }
}

/** The one reading in context of a place, a class or another text that is no person's name. */
export function textPinyin(text: string): Pinyin {
  const characters = [...normaliseSearchText(text)].filter((character) => /[\p{L}\p{N}\p{Co}]/u.test(character))
  const syllables = readings(characters, 'off')
  return characters.length === 0
    ? { initials: [], full: [] }
    : { initials: [syllables.map(first).join('')], full: [syllables.join('')] }
}

/** The initials of a place's or unit's name, read in context: `天平路` -> `tpl`. Persons: {@link namePinyin}. */
export function nameInitials(name: string): string {
  return textPinyin(name).initials[0] ?? ''
}

/** What to index of a name beside the name itself: every reading, apart by spaces. */
export function pinyinSearchText(name: string): string {
  const known = searchTexts.get(name)
  if (known !== undefined) return known
  const { initials, full } = namePinyin(name)
  const text = [...new Set([...initials, ...full])].join(' ')
  if (searchTexts.size >= REMEMBERED_NAMES) searchTexts.clear()
  searchTexts.set(name, text)
  return text
}

/** Readings cost more than everything else in an index entry, and the same names come again. */
const searchTexts = new Map<string, string>()
const REMEMBERED_NAMES = 5_000

/**
 * True if `typed` picks `text` in a combo box: part of the text, part of its initials, or the
 * beginning of its full pinyin. Empty `typed` picks everything.
 */
export function matchesTyped(text: string, typed: string, { initials, full }: Pinyin = textPinyin(text)): boolean {
  const wanted = normaliseSearchText(typed).replace(/\s/g, '')
  return (
    normaliseSearchText(text).replace(/\s/g, '').includes(wanted) ||
    initials.some((each) => each.includes(wanted)) ||
    full.some((each) => each.startsWith(wanted))
  )
}

function readings(characters: string[], surname: 'head' | 'off'): string[] {
  const found: string[] = []
  // Runs of Han characters are read together; the library joins other characters, we keep each.
  for (const [run] of characters.join('').matchAll(/\p{Script=Han}+|./gsu)) {
    const size = [...run].length
    const isHan = /^\p{Script=Han}/u.test(run)
    const mode = found.length === 0 ? surname : 'off'
    const syllables = isHan ? pinyin(run, { surname: mode, toneType: 'none', type: 'array', v: true }) : [run]
    found.push(
      ...(syllables.length === size ? syllables : [...run].map((character) => allReadings(character)[0] ?? character)),
    )
  }
  return found
}

/** Bounded by the characters there are. */
const readingsOf = new Map<string, string[]>()

function allReadings(character: string): string[] {
  let known = readingsOf.get(character)
  if (!known) {
    known = /\p{Script=Han}/u.test(character)
      ? pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true })
      : []
    readingsOf.set(character, known)
  }
  return known
}

function combine(options: string[][]): string[] {
  if (options.length === 0) return []
  let combined = ['']
  for (const choices of options) {
    const room = Math.max(1, Math.floor(MOST_READINGS / combined.length))
    const kept = choices.slice(0, room)
    combined = kept.flatMap((choice) => combined.map((before) => before + choice))
  }
  return [...new Set(combined)]
}

function first(syllable: string): string {
  return [...syllable][0] ?? ''
}
