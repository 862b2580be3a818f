import { expect, it } from 'vitest'
import { z } from 'zod'
import { Day } from '../../../src-shared/kernel/day.ts'
import { issueTexts } from '../../../src-shared/kernel/issueText.ts'

it('says in Chinese what each field asks for, by its path, whatever kind of fault it is', () => {
  const schema = z.object({
    words: z.string().min(1).max(3),
    long: z.string().max(3),
    kind: z.enum(['a', 'b']),
    count: z.int().max(9),
    big: z.int().max(9),
    on: Day,
    noDay: Day,
    time: z.union([z.literal(''), z.string().regex(/^\d\d:\d\d$/, '时间如 09:30')]),
    code: z.string().regex(/^\d+$/),
    units: z.array(z.object({ name: z.string().min(1, '请填写名称') })).min(1),
    none: z.array(z.string()).min(1),
  })
  const typed = {
    words: '',
    long: '太长了的',
    kind: '',
    count: '两',
    big: 12,
    on: '',
    noDay: '2026-02-30',
    time: '9点',
    code: '甲',
    units: [{ name: '' }],
    none: [],
  }
  expect(issueTexts(schema.safeParse(typed).error)).toEqual({
    words: '请填写',
    long: '不能超过 3 个字',
    kind: '请选择',
    count: '请填写整数',
    big: '不能超过 9',
    on: '请填写日期',
    noDay: '没有这一天',
    time: '时间如 09:30',
    code: '格式不对',
    'units.0.name': '请填写名称',
    none: '请至少选择或填写一项',
  })
})
