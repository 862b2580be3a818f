import type { CardForm } from './cardForm.ts'

const TITLES: Record<Exclude<keyof CardForm, 'links' | 'mergeInto' | 'keptApart' | 'isReport' | 'reported'>, string> = {
  parties: '当事人',
  summary: '什么事',
  wish: '诉求',
  facts: '详细经过',
  placeId: '居村委或网格',
  placeDetail: '事发地点',
  channel: '来源',
  receivedOn: '收到日期',
  sourceUnit: '来源单位',
  sourceNumber: '来源编号',
  peopleCount: '涉及人数',
  isAnonymous: '匿名',
}

export interface MergedCard {
  card: CardForm
  /** Changed by the other person only, and taken over. */
  taken: string[]
  /** Changed by both: mine stays; what the other person wrote is told. */
  both: { title: string; theirs: string }[]
}

/** My changes on top of a card that somebody else changed meanwhile. `base` is what I started from. */
export function mergeCards(base: CardForm, mine: CardForm, theirs: CardForm): MergedCard {
  const merged: Record<string, unknown> = { ...mine }
  const taken: string[] = []
  const both: MergedCard['both'] = []
  for (const [key, title] of Object.entries(TITLES) as [keyof typeof TITLES, string][]) {
    const [was, my, their] = [base[key], mine[key], theirs[key]].map((value) => JSON.stringify(value))
    if (their === was || their === my) continue
    if (my === was) {
      merged[key] = theirs[key]
      taken.push(title)
    } else {
      both.push({ title, theirs: textOf(theirs[key]) })
    }
  }
  return { card: merged as unknown as CardForm, taken, both }
}

function textOf(value: CardForm[keyof CardForm]): string {
  if (Array.isArray(value))
    return value.map((each) => ('name' in each ? each.name || '（无名）' : each.number)).join('、')
  return typeof value === 'string' ? value || '（空）' : value === true ? '是' : '否'
}
