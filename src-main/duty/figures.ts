import { titleOn } from '../../src-shared/centre/codeTables.ts'
import { countDuty } from '../../src-shared/duty/figures.ts'
import { ofKind, standing, swapsOf } from '../../src-shared/duty/fold.ts'
import type { DutyCell } from '../../src-shared/duty/model.ts'
import { weightOf } from '../../src-shared/duty/slots.ts'
import { spanOf } from '../../src-shared/duty/spans.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { tableVersions } from '../centre/codeTables.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { minuteOf } from './now.ts'
import { readDuty } from './posting.ts'
import { listAllEvents, listAttendance, listCells, listEvents } from './repo.ts'
import { byName } from './setup.ts'

interface FigureLine {
  key: string
  group: string
  title: string
  unit: string
  value: number | null
  note: string
}
const line = (
  key: string,
  group: string,
  title: string,
  unit: string,
  value: number | null,
  note = '',
): FigureLine => ({
  key,
  group,
  title,
  unit,
  value,
  note,
})

/** Who came and who stayed away in a period, by `post/day/shift/person`; of two entries the later one counts. */
export function readAttendance({ db }: Pick<Ctx, 'db'>, from: Day, to: Day) {
  const signedIn = new Set<string>()
  const absent = new Map<string, string>()
  for (const { kind, key, reason } of listAttendance(db, from, to))
    if (kind === 'sign_in') {
      signedIn.add(key)
      absent.delete(key)
    } else {
      absent.set(key, reason)
      signedIn.delete(key)
    }
  return { signedIn, absent }
}

/** The figures of a period with what each rate is divided by; absences by cause, never by person. */
export function dutyFigures(ctx: Ctx, from: Day, to: Day) {
  const duty = readDuty(ctx, from, to)
  const cells = listCells(ctx.db, from, to)
  const minute = minuteOf(ctx.now)
  const until = from > ctx.today ? null : ctx.today < to ? ctx.today : to
  const ahead = to > ctx.today ? '，含还没到的日子' : ''
  const { signedIn, absent } = readAttendance(ctx, from, to)
  const weights = new Map<string, number>()
  const weigh = ({ on, shift: code }: DutyCell): number => {
    const shift = duty.shifts.get(code)
    if (!shift) return 0
    const key = `${on}/${code}`
    const weight = weights.get(key) ?? weightOf(ctx.calendar, duty.rules, on, shift)
    weights.set(key, weight)
    return weight
  }
  const voids = listAllEvents(ctx.db, ['void'])
  const inspections = ofKind(standing([...listEvents(ctx.db, ['inspection'], from, to), ...voids]), 'inspection')
  const swaps = swapsOf(listAllEvents(ctx.db, ['swap_ask', 'swap_answer', 'void']))
  const found = countDuty({
    slots: duty.slots,
    cells,
    weightOf: weigh,
    isOver: ({ on, shift }) => {
      const times = duty.shifts.get(shift)
      return times !== undefined && spanOf(on, times).end <= minute
    },
    signedIn,
    absent,
    inspections: inspections.map(({ payload }) => payload),
    swaps: swaps.filter(({ state, ask }) => state === 'approved' && ask.from.on >= from && ask.from.on <= to).length,
    // An order for a day that is still to come has not been in force yet.
    alerts: duty.alerts.filter(
      ({ start, endOn }) => until !== null && start.on <= until && (endOn === null || endOn >= from),
    ).length,
  })
  const causes = tableVersions(ctx, 'duty_absence')
  return {
    until,
    figures: [
      line('posts', '岗位', '岗位数', '个', found.posts, `期内要求有人的岗位${ahead}`),
      line('slots', '岗位', '应设班数', '班', found.slots, `按岗位设置和防控等级应有的班${ahead}`),
      line('manned', '岗位', '排满的班数', '班', found.manned, `达到最低人数（含防控等级增加的人数）${ahead}`),
      line('expected', '到岗', '应到', '人次', found.expected, '已经结束的班里排了的人次'),
      line('came', '到岗', '实到', '人次', found.came, '有到岗签到'),
      line('absent', '到岗', '缺勤', '人次', found.absent, '登记了缺勤'),
      line('unsigned', '到岗', '没有登记', '人次', found.expected - found.came - found.absent, '既没签到也没登记缺勤'),
      line(
        'rate',
        '到岗',
        '到岗率',
        '%',
        found.rate,
        found.expected === 0 ? '期内还没有一班结束，没有可以除的' : `实到 ${found.came} ÷ 应到 ${found.expected}`,
      ),
      ...[...found.absences]
        .sort()
        .map(([code, count]) => line(`cause.${code}`, '缺勤原因', titleOn(causes, code, to), '人次', count)),
      line('inspections', '查岗', '查岗次数', '次', found.inspections),
      line('problems', '查岗', '发现问题', '个', found.problems),
      line('solved', '查岗', '已处置', '个', found.solved, '写明了处置情况'),
      line('swaps', '换班', '换班', '次', found.swaps, '经同意的，按换出的班的日期'),
      line('alerts', '防控', '启动等级', '次', found.alerts, '期内已经生效过的启动令'),
    ],
    loads: byName(duty.people)
      .map(({ id, name }) => ({ personId: id, name, weight: found.loads.get(id) ?? 0 }))
      .filter(({ weight }) => weight > 0),
  }
}

export const figureHandlers = {
  'duty.figures': (ctx, { from, to }) => dutyFigures(ctx, from, to),
} satisfies Partial<Handlers>
