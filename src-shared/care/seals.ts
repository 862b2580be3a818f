import { z } from 'zod'
import { Day, formatDayChinese } from '../kernel/day.ts'

/** On what a juvenile's record is sealed: the clause and what it says, as data. */
export interface SealGround {
  id: string
  law: string
  article: string
  /** What the clause says, in short. */
  text: string
}

export const SEAL_GROUNDS = [
  {
    id: 'crime',
    law: '《刑事诉讼法》',
    article: '第二百八十六条',
    text: '犯罪的时候不满十八周岁，被判处五年有期徒刑以下刑罚的，相关犯罪记录予以封存，不得向任何单位和个人提供，司法机关办案需要或者有关单位依国家规定查询的除外；查询的单位应当保密。',
  },
  {
    id: 'other',
    law: '《预防未成年人犯罪法》',
    article: '第五十九条',
    text: '未成年人接受专门矫治教育、专门教育的记录，被行政处罚、采取刑事强制措施和不起诉的记录，同样封存，不得提供；依法查询的单位和个人应当保密。',
  },
] as const satisfies readonly SealGround[]

const GROUND_IDS = SEAL_GROUNDS.map(({ id }) => id) as [string, ...string[]]

/** The decision that reached the centre; it is made elsewhere. */
export const SealDecision = z.object({
  ground: z.enum(GROUND_IDS, '请选择依据'),
  organ: z.string().trim().min(1, '请填写作出决定的机关').max(60),
  /** 文号; some decisions are told by letter without one. */
  number: z.string().trim().max(60).default(''),
  decidedOn: Day,
})
export type SealDecision = z.infer<typeof SealDecision>

/** `《刑事诉讼法》第二百八十六条；样例区人民法院（2026）样01号，2026年3月1日`: the ground as the destruction record has it. */
export function sealBasis({ ground, organ, number, decidedOn }: SealDecision): string {
  const found = SEAL_GROUNDS.find(({ id }) => id === ground)
  return `${found?.law ?? ''}${found?.article ?? ''}；${organ}${number}，${formatDayChinese(decidedOn)}`
}
