import { addDays, type Day } from '../../kernel/day.ts'

/** The hotline of the practice street: its tasks are in the month already, and more of them can be taken in. */
export const PRACTICE_HOTLINE = { id: 'hotline', linkage: '4', eventClass: '0401' } as const

const HEADS = ['工单编号', '转办时间', '诉求标题', '诉求内容', '诉求地址', '工单类型', '办结时限']
/** The first one is here already, so that it can be seen how a number that came before is told. */
const TOLD: readonly (readonly [number: string, title: string, facts: string, place: string, kind: string])[] = [
  ['HL-练习-0092', '早市占道', '早上摊位占用人行道和盲道。', '青禾公寓正门', '投诉举报'],
  ['HL-练习-0201', '路灯不亮', '小区东门外连续三盏路灯不亮，晚上看不清台阶。', '月桂公寓东门', '求助'],
  ['HL-练习-0202', '井盖松动', '井盖松动，车辆经过时响声很大，担心有人绊倒。', '棠梨新村南门', '求助'],
  ['HL-练习-0203', '建筑垃圾堆放', '装修垃圾在路口堆了一个多星期，没有清运。', '青禾公寓西侧路口', '投诉举报'],
  ['HL-练习-0204', '夜间施工噪声', '晚上十一点以后仍在切割石材。', '月桂公寓北侧', '投诉举报'],
]

/** A made-up list of the hotline as it is copied from a sheet: heads and rows, cells apart by tabs. */
export function hotlineSheet(today: Day): string {
  const rows = TOLD.map(([number, title, facts, place, kind], no) => [
    number,
    `${addDays(today, -1)} 0${8 + (no % 2)}:${10 + no * 7}`,
    `${title}（练习）`,
    facts,
    place,
    kind,
    addDays(today, 6 + no),
  ])
  return [HEADS, ...rows].map((row) => row.join('\t')).join('\n')
}
