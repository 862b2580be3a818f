import { DUTY_EVENT_TITLES, type DutyEvent } from '../../src-shared/duty/events.ts'
import { standing } from '../../src-shared/duty/fold.ts'
import { POST_DAYS, POST_KINDS, type DutyPost } from '../../src-shared/duty/model.ts'
import { shiftText } from '../../src-shared/duty/spans.ts'
import { formatChinaTime, type Instant } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { readDuty, type Duty } from './posting.ts'
import { findEvent, listAllEvents } from './repo.ts'
import { eventText } from './words.ts'

const SHEETS = { level_start: 'order', inspection: 'inspection', handover: 'handover' } as const
const line = (title: string, text: string) => ({ title, text })

const postLines = ({ shifts }: Duty, post: DutyPost) => [
  line('编号', post.code),
  line('位置', post.place),
  line('类型', POST_KINDS[post.kind]),
  line(
    '班次',
    post.shifts
      .flatMap((code) => shifts.get(code) ?? [])
      .map(shiftText)
      .join('；'),
  ),
  line('哪些天', POST_DAYS[post.days]),
  line('最低人数', String(post.minPeople)),
  line('职责', post.duties),
]

function entryLines(ctx: Ctx, duty: Duty, event: DutyEvent) {
  const isVoid = standing([event, ...listAllEvents(ctx.db, ['void'])]).length === 0
  const lines = [
    line('日期', event.on),
    line('内容', eventText(ctx, duty, event)),
    line('登记', `${event.byName} ${formatChinaTime(event.at as Instant)}`),
  ]
  if (event.kind === 'inspection') lines.splice(2, 0, line('处置', event.payload.handled))
  return isVoid ? [...lines, line('状态', '已作废')] : lines
}

export const entryHandlers = {
  'duty.entry': (ctx, { id }) => {
    const duty = readDuty(ctx, ctx.today, ctx.today)
    const post = duty.postById.get(id)
    if (post) return { title: `岗位 ${post.name}`, lines: postLines(duty, post), isPost: true, sheet: null }
    const event = findEvent(ctx.db, id)
    if (!event) throw new AppError('not_found', '没有找到这条记录，可能是别的电脑登记、还没有同步过来')
    return {
      title: DUTY_EVENT_TITLES[event.kind],
      lines: entryLines(ctx, duty, event),
      isPost: false,
      sheet: event.kind in SHEETS ? SHEETS[event.kind as keyof typeof SHEETS] : null,
    }
  },
} satisfies Partial<Handlers>
