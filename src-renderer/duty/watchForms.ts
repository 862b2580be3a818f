import { z } from 'zod'
import { DUTY_EVENTS, relievesHimself } from '../../src-shared/duty/events.ts'
import type { StintView } from '../../src-shared/duty/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { call } from '../api/call.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'
import { choiceField, longField, textField } from '../workbench/fieldSpec.ts'
import type { DialogForm } from '../workbench/SpecDialog.vue'
import { check, multi, time } from './dutyForms.ts'

/** 查岗 and 交接班: what is written of one post in one shift. */
export interface Watch {
  on: Day
  shift: string
  postId: RowId
}
/** Also the end of a draft's key, which has two parts at most: `2026-10-05-01:<post>`. */
export const watchKey = ({ on, shift, postId }: Watch): string => `${on}-${shift}:${postId}`
export function parseWatch(key: string): Watch {
  const [when = '', postId = ''] = key.split(':')
  return { on: when.slice(0, 10) as Day, shift: when.slice(11), postId: postId as RowId }
}

const PHASES = { running: 0, over: 1, ahead: 2 } as const
/** The shifts of today and the nights of yesterday, those that run now first: each post once a shift. */
export function watchChoices(stints: readonly StintView[], today: Day): Choice[] {
  const found = new Map<string, StintView>()
  for (const each of [...stints].sort((a, b) => PHASES[a.phase] - PHASES[b.phase]))
    if (each.on === today || each.endsOn >= today) found.set(watchKey(each), found.get(watchKey(each)) ?? each)
  return [...found].map(([value, { post, shiftText, on }]) => ({
    value,
    label: `${post} ${on < today ? '昨天的' : ''}${shiftText.split(' ')[0] ?? ''}`,
    note: shiftText,
  }))
}

const Inspection = z
  .object({
    where: z.string().min(1, '请选择哪个岗'),
    time: DUTY_EVENTS.inspection.shape.time,
    inspector: DUTY_EVENTS.inspection.shape.inspector,
    hasProblem: z.boolean(),
    missing: z.array(z.string()),
    finding: z.string().trim().max(1000),
    handled: z.string().trim().max(1000),
  })
  .refine(({ hasProblem, finding }) => !hasProblem || finding !== '', {
    path: ['finding'],
    message: '发现问题的，请写明发现情况',
  })

export function inspectionForm(stints: readonly StintView[], day: Day, at: string): DialogForm {
  const places = watchChoices(stints, day)
  const posted = (where: unknown) => stints.filter((each) => watchKey(each) === where)
  return {
    title: `查岗 ${day}`,
    verb: '保存',
    draft: `duty.inspection:${day}`,
    ...(places.length === 0 ? { note: '今天没有排班，没有岗可以查；请先在“排班月表”里排。' } : {}),
    fields: ({ where, hasProblem }) => [
      choiceField('where', '哪个岗', places),
      time('time', '时间'),
      textField('inspector', '查岗人', 40, { required: true }),
      check('hasProblem', '发现问题'),
      multi(
        'missing',
        '不在岗的人',
        posted(where).map(({ personId, name }) => ({ value: personId as string, label: name })),
        '没有就不选；其余的算在岗',
      ),
      longField('finding', '发现情况', 1000, { required: hasProblem === true }),
      longField('handled', '处置情况', 1000, { required: false, hint: '还没处置就空着，交接班时会带上' }),
    ],
    initial: { where: '', time: at, inspector: '', hasProblem: false, missing: [], finding: '', handled: '' },
    schema: Inspection,
    send: ({ where, ...entry }: { where: string; missing: RowId[] }) => {
      const there = posted(where)
      const missing = entry.missing.filter((id) => there.some(({ personId }) => personId === id))
      const present = there.map(({ personId }) => personId).filter((id) => !missing.includes(id))
      const written = { ...entry, ...parseWatch(where), missing, present }
      return call('duty.record', { kind: 'inspection', entry: written as never })
    },
  }
}

const Handover = DUTY_EVENTS.handover.superRefine((entry, ctx) => {
  const same = relievesHimself(entry)
  if (same.length > 0)
    ctx.addIssue({
      code: 'custom',
      path: ['to'],
      message: `${same.join('、')}不能把班交给自己，请另写接班人；连着上两个班的，从两边去掉`,
    })
})

export function handoverForm(
  watch: Watch,
  title: string,
  draft: { from: string; to: string; stays: string; lines: readonly string[] },
): DialogForm {
  const { on, shift, postId } = watch
  const stays = draft.stays ? `${draft.stays}接着上这个岗的下一个班，不用交接，两边都没有列。` : ''
  return {
    title: `交接班单 ${on} ${title}`.trim(),
    verb: '保存',
    note: `一张单子只写一个岗位。下面按本班没做完的事和下一个班结束前该答复的自动列出，可以增减。办事人的姓名遮住一部分。${stays}`,
    draft: `duty.handover:${watchKey(watch)}`,
    fields: () => [
      textField('from', '交班人', 100, { required: true }),
      textField('to', '接班人', 100, { required: true }),
      { kind: 'lines', name: 'lines', label: '交接事项', max: 200, span: 'full' },
      longField('note', '补充说明', 2000, { required: false }),
    ],
    initial: { on, shift, postIds: [postId], from: draft.from, to: draft.to, lines: [...draft.lines], note: '' },
    schema: Handover,
    send: (entry: never) => call('duty.record', { kind: 'handover', entry }),
  }
}
