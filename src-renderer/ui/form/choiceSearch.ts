export interface Choice {
  readonly value: string
  readonly label: string
  /** Shown small behind the label, and searched too. */
  readonly note?: string
  /** More words to find it by. */
  readonly keywords?: string
  readonly disabled?: boolean
}

/** Positions at which the letters match the pinyin (whole syllables or initials), or null. */
export type PinyinMatch = (text: string, letters: string) => number[] | null

let loading: Promise<PinyinMatch> | undefined

/** Loads the pinyin table when the first choice field is focused; start-up does not pay for it. */
export function loadPinyinMatch(): Promise<PinyinMatch> {
  loading ??= import('pinyin-pro').then(
    ({ match }) =>
      (text, letters) =>
        match(text, letters),
  )
  return loading
}

/**
 * Choices that fit what was typed, best first: label starts with it, contains it, pinyin from the first
 * character, pinyin in one run, pinyin with gaps, note or keywords. Equal ranks keep the given order.
 */
export function searchChoices(choices: readonly Choice[], typed: string, pinyin: PinyinMatch | undefined): Choice[] {
  const wanted = typed.normalize('NFKC').trim().toLowerCase()
  if (wanted === '') return [...choices]
  const letters = /^[a-z0-9']+$/.test(wanted) ? wanted : undefined
  const ranked: { choice: Choice; rank: number }[] = []
  for (const choice of choices) {
    const rank = rankOf(choice, wanted, letters, pinyin)
    if (rank !== undefined) ranked.push({ choice, rank })
  }
  return ranked.sort((a, b) => a.rank - b.rank).map(({ choice }) => choice)
}

function rankOf(choice: Choice, wanted: string, letters: string | undefined, pinyin: PinyinMatch | undefined) {
  const label = choice.label.toLowerCase()
  if (label === wanted || choice.value.toLowerCase() === wanted) return 0
  if (label.startsWith(wanted)) return 1
  if (label.includes(wanted)) return 2
  const found = letters && pinyin ? pinyin(choice.label, letters) : null
  if (found) {
    const isRun = (found.at(-1) ?? 0) - (found[0] ?? 0) === found.length - 1
    if (isRun) return found[0] === 0 ? 3 : 4
  }
  if (`${choice.note ?? ''} ${choice.keywords ?? ''}`.toLowerCase().includes(wanted)) return 5
  return found ? 6 : undefined
}
