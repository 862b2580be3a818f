import { z } from 'zod'
import { DUTY_EVENTS } from '../../src-shared/duty/events.ts'
import type { MonthView } from '../../src-shared/duty/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { call } from '../api/call.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'
import { choiceField, textField } from '../workbench/fieldSpec.ts'
import type { DialogForm } from '../workbench/SpecDialog.vue'
import { check, type DutyChoices } from './dutyForms.ts'

type Shown = Pick<MonthView, 'cells' | 'posts' | 'shifts'>

/** The coming shifts of one person, the next first: `12月3日 东门岗 日班`. */
export function shiftsOf(months: readonly Shown[], personId: unknown, today: Day): Choice[] {
  return months
    .flatMap(({ cells, posts, shifts }) =>
      cells
        .filter(({ on, people }) => on >= today && (people as readonly unknown[]).includes(personId))
        .map(({ postId, on, shift }) => ({
          key: `${on}/${shift}/${postId}`,
          label: [
            `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日`,
            posts.find(({ id }) => id === postId)?.name ?? '',
            shifts.find(({ code }) => code === shift)?.title ?? '',
          ].join(' '),
        })),
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, label }) => ({ value: key, label }))
}
const placeOf = (key: string) => {
  const [on = '', shift = '', postId = ''] = key.split('/')
  return { on, shift, postId }
}

/** Every empty or unfitting field by its own name. */
function checkOf(months: readonly Shown[], today: Day) {
  const has = (personId: string, key: string): boolean =>
    shiftsOf(months, personId, today).some(({ value }) => value === key)
  return z
    .object({
      personId: z.string().min(1, '请选择谁的班'),
      from: z.string(),
      toPersonId: z.string().min(1, '请选择由谁上'),
      isBoth: z.boolean(),
      back: z.string().default(''),
      reason: DUTY_EVENTS.swap_ask.shape.reason,
    })
    .superRefine(({ personId, from, toPersonId, isBoth, back }, ctx) => {
      const wrong = (path: string, message: string): void => ctx.addIssue({ code: 'custom', path: [path], message })
      if (from === '') wrong('from', '请选择要换出去的班')
      else if (personId !== '' && !has(personId, from)) wrong('from', '这个班不是他的，请重新选')
      if (personId !== '' && personId === toPersonId) wrong('toPersonId', '换给本人没有意义，请另选一人')
      if (!isBoth) return
      if (back === '') wrong('back', '请选择对方换回来的班')
      else if (toPersonId !== '' && !has(toPersonId, back)) wrong('back', '这个班不是对方的，请重新选')
    })
}

/** 申请换班: only shifts that the two of them have, from today on. `me`: who asks, where the roster knows the name. */
export function swapForm(choices: DutyChoices, months: readonly Shown[], today: Day, me: string): DialogForm {
  return {
    title: '申请换班',
    draft: 'duty.swap:new',
    verb: '提交',
    note: '负责人同意后，两个班同时换人；会造成重叠或休息不够的换不成。只列从今天到下月底已经排上的班。',
    fields: ({ personId, toPersonId, isBoth }) => [
      { kind: 'heading', name: 'h1', label: '要换出去的班' },
      choiceField('personId', '谁的班', choices.people),
      choiceField('from', '哪个班', shiftsOf(months, personId, today), {
        hint: personId && shiftsOf(months, personId, today).length === 0 ? '他从今天到下月底没有排班' : '',
      }),
      { kind: 'heading', name: 'h2', label: '换给谁' },
      choiceField('toPersonId', '由谁上', choices.people),
      check('isBoth', '对方的一个班换给他'),
      choiceField('back', '对方的班', shiftsOf(months, toPersonId, today), { isHidden: !isBoth }),
      textField('reason', '换班原因', 200, { required: true, span: 'full' }),
    ],
    initial: { personId: me, from: '', toPersonId: '', isBoth: false, back: '', reason: '' },
    schema: checkOf(months, today),
    send: ({ personId, from, toPersonId, isBoth, back, reason }: Record<string, string>) => {
      const entry = {
        from: { personId, ...placeOf(from ?? '') },
        back: isBoth ? { personId: toPersonId, ...placeOf(back ?? '') } : null,
        toPersonId,
        reason,
      }
      return call('duty.record', { kind: 'swap_ask', entry: entry as never })
    },
  }
}
