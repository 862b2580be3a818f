import { EventCard } from '../../src-shared/grid/schema.ts'
import { addDays } from '../../src-shared/kernel/day.ts'
import type { PlaceId } from '../../src-shared/kernel/ids.ts'
import type { Actor, Ctx } from '../ctx/ctx.ts'
import { cardHandlers } from '../grid/cards.ts'
import { diaryHandlers } from '../grid/diaries.ts'
import { eventHandlers, recordEvent } from '../grid/events.ts'
import { handOverHandlers } from '../grid/handOver.ts'
import { instantOn, withClock } from './seedEvents.ts'
import type { SeedCentre } from './seedStory.ts'

/** What happened to an event after it was found. */
type End = 'open' | 'checked' | 'done' | 'handed' | 'void'

/** Days ago, class, what, where, how it was found, what came of it. Made-up places; no resident is named. */
const EVENTS: readonly [number, string, string, string, string, End][] = [
  [75, '0405', '楼道堆放旧家具', '示例花园 2 号楼三层', 'patrol', 'done'],
  [62, '0302', '单元门禁失灵', '示例花园 5 号楼', 'resident', 'done'],
  [48, '0112', '路灯不亮三盏', '示范路与示例路口', 'visit', 'done'],
  [40, '0305', '电动自行车停在楼道充电', '示例花园 3 号楼', 'patrol', 'done'],
  [33, '0301', '围墙铁栏松动', '示范小学西侧', 'patrol', 'done'],
  [26, '0405', '重复登记，作废', '示例花园 3 号楼', 'patrol', 'void'],
  [19, '0112', '窨井盖翘起', '示例菜场东门外', 'resident', 'done'],
  [12, '0305', '消防通道停放车辆', '示例新村 8 号', 'group', 'checked'],
  [5, '0305', '地下车库应急灯不亮', '示例花园地下一层', 'group', 'checked'],
  [2, '0303', '行道树枝垂到电线', '示范路 15 号门前', 'patrol', 'handed'],
  [2, '0301', '健身器材螺丝脱落', '示例新村小广场', 'visit', 'open'],
  [0, '0303', '外墙瓷砖空鼓', '示例新村 2 号', 'resident', 'open'],
]
const DIARIES: readonly [number, string, string, string][] = [
  [30, '01', '午后没有地方坐', '几位老人说小区东门到菜场一路没有座椅，希望在树下放两把。'],
  [21, '04', '想办一次修伞磨刀', '居民问能不能每季度请师傅来一次小修小补。'],
  [14, '03', '垃圾房门口味道大', '天热以后傍晚气味明显，希望清运早一小时。'],
  [7, '02', '学校门口停车', '放学时段家长车停满半幅路，盼着有人引导。'],
  [1, '01', '停水通知看不到', '通知只贴在北门，走南门的人不知道，建议两头都贴。'],
]
const PEOPLE = ['甲', '乙', '丙', '丁'] as const

/** Grid cards, events of three months in every state and entries of the 民情日志 of the practice centre. */
export function seedGrid(ctx: Ctx, { places, actors }: SeedCentre, streetCode: string): void {
  places.forEach(({ id, grids }, at) => {
    const community = `${streetCode}${String(at + 1).padStart(3, '0')}`
    addCard(ctx, id, community, 1900 + at * 120, at)
    grids.forEach((grid, no) => addCard(ctx, grid, `${community}${String(no + 1).padStart(3, '0')}`, 320 + no * 35, no))
  })
  const spots = places.flatMap(({ id, grids }) => (grids.length > 0 ? grids : [id]))
  const placeOf = (no: number): PlaceId => spots[no % spots.length] as PlaceId
  const clerk = actors.get('chuangkou1') as Actor
  const on = (ago: number, minute: number): Ctx => withClock(ctx, instantOn(addDays(ctx.today, -ago), minute), clerk)
  EVENTS.forEach((event, no) => addEvent(on, placeOf(no * 3), event))
  DIARIES.forEach(([ago, kind, title, text], no) => {
    const at = on(ago, 610 + no)
    const entry = { placeId: placeOf(no * 2 + 1), notedOn: at.today, kind, title, text, placeDetail: '' }
    diaryHandlers['grid.writeDiary'](at, { id: null, seen: null, ...entry })
  })
}

function addCard(ctx: Ctx, placeId: PlaceId, regionCode: string, households: number, no: number): void {
  const people = ['01', '02'].map((post, at) => ({
    post,
    name: `示例${PEOPLE[(no + at) % PEOPLE.length]}`,
    phone: `1300000${String(1000 + no * 10 + at)}`,
  }))
  const boundary = '东至示范路，南至示例路，西至河岸，北至围墙'
  cardHandlers['grid.saveCard'](ctx, { placeId, seen: null, regionCode, households, boundary, people })
}

function addEvent(
  on: (ago: number, minute: number) => Ctx,
  placeId: PlaceId,
  [ago, kind, summary, placeDetail, source, end]: (typeof EVENTS)[number],
): void {
  const begin = on(ago, 560)
  const found = { placeId, placeDetail, foundOn: begin.today, foundAt: '09:20', source, class: kind, summary }
  let { id, changedAt: seen } = recordEvent(begin, EventCard.parse(found))
  const later = on(Math.max(0, ago - 1), 900)
  if (end === 'void') eventHandlers['grid.void'](later, { id, seen, reason: '与前一件重复' })
  if (end === 'handed') handOverHandlers['grid.handOver'](later, { id, seen, linkage: '4' })
  if (end !== 'checked' && end !== 'done') return
  ;({ id, changedAt: seen } = eventHandlers['grid.check'](later, {
    id,
    seen,
    on: later.today,
    text: '到场看过，已告知责任人整改。',
  }))
  if (end !== 'done') return
  const last = on(Math.max(0, ago - 3), 960)
  eventHandlers['grid.finish'](last, { id, seen, on: last.today, text: '复看已恢复，反映的人知道了。' })
}
