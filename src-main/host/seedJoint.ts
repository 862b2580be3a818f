import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import type { JointKindName } from '../../src-shared/joint/kinds.ts'
import type { Payload } from '../../src-shared/joint/fields.ts'
import { findItem } from '../joint/repo.ts'
import { getJoint, openJoint, recordJoint } from '../joint/record.ts'
import type { Actor, Ctx } from '../ctx/ctx.ts'
import { MORE_TALES } from './jointTales.ts'
import { instantOn, withClock } from './seedEvents.ts'
import type { SeedCentre } from './seedStory.ts'

/** Days before today, an act, and what it says; `part` names the record's part by its place. */
type Step = [ago: number, act: string, payload: Payload, part?: number]
export interface Tale {
  kind: JointKindName
  ago: number
  card: (on: (ago: number) => Day) => Payload
  steps: (on: (ago: number) => Day) => Step[]
}

const points = (score: number) => Array.from({ length: 5 }, () => ({ score, note: '' }))

/** Made-up places and units only. Days count back from the day on which the practice centre is made. */
const TALES: readonly Tale[] = [
  {
    kind: 'trouble',
    ago: 80,
    card: (on) => ({
      foundOn: on(80),
      title: '示例菜场周边占道经营',
      type: '03',
      source: 'search',
      place: '示例菜场东门',
      lead: '综合行政执法队',
      hazard: '早市摊位占用盲道，行人走上车道。',
    }),
    steps: (on) => [
      [
        78,
        'list',
        {
          level: 'street',
          lead: '综合行政执法队',
          members: '市场监督管理所、交警中队',
          leader: '示例副主任',
          dueOn: on(20),
          measures: '错时巡查，设临时疏导点，商户签承诺。',
        },
      ],
      [60, 'progress', { unit: '综合行政执法队', text: '疏导点启用，摊位入内。' }],
      [30, 'report', { by: '执法队示例', text: '连续两周无占道。' }],
      [27, 'recheck', { by: '平安办示例', verdict: 'pass', effect: 'good', text: '早晚各看一次，盲道畅通。' }],
      [25, 'strike', { approver: '示例主任', text: '同意摘牌，转日常管理。' }],
    ],
  },
  {
    kind: 'trouble',
    ago: 40,
    card: (on) => ({
      foundOn: on(40),
      title: '示例花园电动自行车进楼充电',
      type: '06',
      source: 'public',
      place: '示例花园 3 号楼',
      lead: '消防救援站',
      hazard: '楼道内停放充电，堵塞疏散通道。',
    }),
    steps: (on) => [
      [
        38,
        'list',
        {
          level: 'street',
          lead: '消防救援站',
          members: '物业联席会议',
          leader: '示例副主任',
          dueOn: on(-30),
          measures: '增设室外充电桩，门厅装阻车装置，入户告知。',
        },
      ],
      [5, 'report', { by: '物业示例', text: '充电桩已启用，楼道清空。' }],
    ],
  },
  {
    kind: 'trouble',
    ago: 9,
    card: (on) => ({
      foundOn: on(9),
      title: '示例小学门口车辆乱停',
      type: '05',
      source: 'patrol',
      place: '示例小学正门',
      hazard: '放学时段双排停车。',
    }),
    steps: () => [],
  },
  {
    kind: 'incident',
    ago: 20,
    card: (on) => ({
      happenedOn: on(20),
      happenedAt: '19:05',
      title: '示例大楼停水抢修',
      type: '04',
      level: 'iv',
      lead: '平安办（综治办）',
      place: '示例大楼',
      reporter: '示例居委会',
      facts: '主管爆裂，三百户停水。',
    }),
    steps: (on) => [
      [
        20,
        'order',
        {
          at: '19:12',
          by: '示例主任',
          units: [
            { unit: '房屋管理所', task: '抢修水管' },
            { unit: '示例居委会', task: '送水到高龄户' },
          ],
        },
      ],
      [20, 'arrive', { at: '19:31', people: 6, leader: '示例队长' }, 0],
      [20, 'arrive', { at: '19:20', people: 8, leader: '示例书记' }, 1],
      [20, 'end', { at: '23:40', result: '恢复供水，为 26 户送水。' }],
      [19, 'brief', { at: '10:00', to: '区综治中心', text: '停水抢修情况简报。' }],
      [
        15,
        'debrief',
        {
          chair: '示例主任',
          attendees: '各到场单位',
          good: '到场快，送水名单准。',
          lacking: '没有备用泵。',
          improve: [{ what: '配一台备用泵', unit: '房屋管理所', dueOn: on(-15) }],
        },
      ],
    ],
  },
  {
    kind: 'situation',
    ago: 12,
    card: (on) => ({
      heldOn: on(12),
      month: on(40).slice(0, 7),
      title: '上月治安形势研判',
      chair: '示例主任',
      attendees: '派出所、平安办、居委会',
      counts: [{ title: '矛盾纠纷调解案件', now: 12, before: 15 }],
      police: [{ title: '110 报警（汇总）', now: 210, before: 236 }],
      situation: '总体平稳，报警数下降。',
      problems: '电动自行车充电隐患较集中。',
      advice: '开展一次集中宣传和排查。',
    }),
    steps: () => [[11, 'issue', { approver: '示例主任' }]],
  },
  {
    kind: 'warning',
    ago: 6,
    card: (on) => ({
      madeOn: on(6),
      title: '电动自行车充电安全提示',
      type: '03',
      range: '全街道',
      text: '近期气温变化，注意充电安全。',
      measures: '不进楼入户充电，不飞线充电。',
      to: [
        { unit: '示例一居', how: 'paper' },
        { unit: '示例二居', how: 'group' },
      ],
    }),
    steps: () => [
      [6, 'issue', { at: '10:00', approver: '示例主任' }],
      [5, 'receipt', { by: '示例书记', households: 320, text: '已张贴、入群。' }, 0],
    ],
  },
  {
    kind: 'patrol',
    ago: 25,
    card: (on) => ({
      title: '示例片区夜间巡防',
      lead: '公安派出所',
      place: '示例片区各小区',
      fromOn: on(25),
      toOn: on(-10),
      times: '每晚 19:00—21:00',
      teams: [{ team: '平安志愿者', people: 6, leader: '示例队长' }],
      tasks: '查门禁、看楼道、提醒关窗。',
    }),
    steps: () => [
      [24, 'done', { people: 6, hours: 12, found: 3, fixed: 2, text: '三处楼道堆物。' }],
      [10, 'done', { people: 6, hours: 12, found: 1, fixed: 1, text: '一处门禁损坏，当场修好。' }],
    ],
  },
  {
    kind: 'creation',
    ago: 60,
    card: (on) => ({
      appliedOn: on(60),
      type: '01',
      unit: '示例花园小区',
      contact: '示例经理',
      reason: '门禁、照明齐全，有志愿队。',
    }),
    steps: () => [
      [50, 'selfCheck', { by: '示例经理', scores: points(18) }],
      [40, 'review', { by: '平安办示例', verdict: 'pass', scores: points(17), text: '台账和现场都看过。' }],
      [35, 'award', { number: '示综〔示例〕1号', approver: '示例主任' }],
    ],
  },
  {
    kind: 'creation',
    ago: 30,
    card: (on) => ({
      appliedOn: on(30),
      type: '02',
      unit: '示例商场',
      contact: '示例主管',
      reason: '消防设施完好，有安保队。',
    }),
    steps: () => [[12, 'selfCheck', { by: '示例主管', scores: points(19) }]],
  },
  {
    kind: 'project',
    ago: 90,
    card: (on) => ({
      title: '老旧小区楼道加装照明',
      lead: '房屋管理所',
      members: '物业联席会议',
      budget: '示例 20 万元',
      fromOn: on(90),
      toOn: on(-60),
      aim: '12 个楼道装感应灯。',
      milestones: [
        { what: '摸底和招标', dueOn: on(60) },
        { what: '施工过半', dueOn: on(20) },
        { what: '验收', dueOn: on(-60) },
      ],
    }),
    steps: () => [
      [62, 'reach', { text: '已开标。' }, 0],
      [18, 'reach', { text: '装好 7 个楼道。' }, 1],
    ],
  },
]

/** Minutes of the day at which something is written down: not before it happened. */
function notBefore(minute: number, at: unknown): number {
  const [hours = 0, minutes = 0] = typeof at === 'string' ? at.split(':').map(Number) : []
  return Math.max(minute, hours * 60 + minutes + 1)
}

/** Fills the pages of 联防, 联治, 联动 and 联创 as if they had been worked day by day. */
export function seedJoint(ctx: Ctx, { actors, places }: SeedCentre): void {
  const clerk = actors.get('chuangkou1') as Actor
  const head = [...actors.values()].find(({ roles }) => roles.includes('head')) as Actor
  const on = (ago: number): Day => addDays(ctx.today, -ago)
  const at = (ago: number, minute: number, actor: Actor): Ctx => withClock(ctx, instantOn(on(ago), minute), actor)
  ;[...TALES, ...MORE_TALES].forEach(({ kind, ago, card, steps }, index) => {
    const area = places[index % Math.max(1, places.length)]?.id
    const begun = card(on)
    const { id } = openJoint(
      at(ago, notBefore(540, begun['happenedAt']), clerk),
      kind,
      area && kind !== 'situation' ? { ...begun, area } : begun,
    )
    steps(on).forEach(([day, act, payload, part], no) => {
      const { folded } = getJoint(ctx, id)
      const said = {
        on: on(day),
        ...payload,
        ...(part === undefined ? {} : { part: folded.state.parts[part]?.key ?? '' }),
      }
      recordJoint(at(day, notBefore(560 + no * 5, payload['at']), head), {
        id,
        version: findItem(ctx.db, id)?.version ?? 0,
        act,
        payload: said,
      })
    })
  })
}
