import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DirectiveEventKind,
  DISTRICT_ACTS,
  DISTRICT_AUTHOR,
  readDocumentIds,
  type DirectiveEvent,
} from '../../../src-shared/directive/events.ts'
import { applyDirectiveEvent, foldDirective, INITIAL_DIRECTIVE } from '../../../src-shared/directive/fold.ts'
import { whyNot } from '../../../src-shared/directive/whyNot.ts'

const event = (seq: number, kind: string, more: Partial<DirectiveEvent> = {}): DirectiveEvent => ({
  id: `e${seq}`,
  seq,
  kind,
  at: `2026-03-0${(seq % 9) + 1}T02:00:00.000Z`,
  byId: DISTRICT_ACTS.includes(kind as DirectiveEventKind) ? `${DISTRICT_AUTHOR}1` : 'u1',
  byName: '某人（测试）',
  text: `第 ${seq} 步`,
  documentIds: [],
  matterId: kind === 'linked' ? 'm1' : null,
  ...more,
})
const story = (...kinds: string[]): DirectiveEvent[] => kinds.map((kind, at) => event(at + 1, kind))

describe('a directive', () => {
  it('goes from receipt to a confirmed reply', () => {
    const state = foldDirective(story('received', 'accepted', 'linked', 'replied', 'sent_back', 'replied', 'confirmed'))
    expect(state.stage).toBe('confirmed')
    expect(state.problems).toEqual({})
    expect(state.replies.map(({ verdict, verdictText }) => [verdict, verdictText])).toEqual([
      ['sent_back', '第 5 步'],
      ['confirmed', '第 7 步'],
    ])
    expect(state.matterId).toBe('m1')
  })

  it('comes back to the street where the district does not agree to its return', () => {
    const state = foldDirective(story('received', 'returned', 'sent_back'))
    expect(state).toMatchObject({ stage: 'received', returned: { reason: '第 2 步', answer: '第 3 步' } })
  })

  it('flags what does not fit, says why, and goes on', () => {
    const state = foldDirective([
      ...story('replied', 'received', 'received', 'accepted', 'returned', 'confirmed', '未来的步骤'),
      event(8, 'linked', { matterId: null }),
      event(9, 'confirmed', { byId: 'u1' }),
      event(10, 'received', { byId: `${DISTRICT_AUTHOR}1` }),
    ])
    expect(state.stage).toBe('working')
    expect(state.problems).toEqual({
      e1: '还没有签收',
      e3: '已经签收',
      e5: '已经接办，不能再退回；办不下去的请在回复中写明',
      e6: '街道还没有回复',
      e7: '程序不认识这条记录',
      e8: '没有写明关联的事项',
      e9: '这一步只能由区里作出',
      e10: '这一步只能由街道作出',
    })
  })

  it('takes nothing once it was withdrawn', () => {
    const state = foldDirective(story('received', 'withdrawn', 'accepted', 'linked'))
    expect(state).toMatchObject({ stage: 'withdrawn', withdrawn: { reason: '第 2 步' } })
    expect(state.problems).toEqual({ e3: '区里已经撤回', e4: '区里已经撤回' })
  })

  it('reads lists of papers, and nothing from what is none', () => {
    expect(readDocumentIds('["a","b"]')).toEqual(['a', 'b'])
    for (const text of [null, '', '{', '{}', '[1]']) expect(readDocumentIds(text)).toEqual([])
  })
})

const kinds = fc.constantFrom(...DirectiveEventKind.options)
const anyEvents = fc
  .array(fc.record({ kind: fc.oneof(kinds, fc.string({ maxLength: 8 })), seq: fc.nat({ max: 6 }) }), { maxLength: 14 })
  .map((list) => list.map(({ kind, seq }, at) => event(seq, kind, { id: `e${at}`, matterId: 'm' })))

describe('the fold', () => {
  it('takes any order of allowed steps without a flag', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 100 }), { maxLength: 25 }), (choices) => {
        let state = INITIAL_DIRECTIVE
        const events: DirectiveEvent[] = []
        for (const choice of choices) {
          const possible = DirectiveEventKind.options.filter((kind) => whyNot(state, kind) === '')
          const kind = possible[choice % possible.length]
          if (!kind) break
          const next = event(events.length + 1, kind, { id: `e${String(events.length).padStart(3, '0')}` })
          events.push(next)
          state = applyDirectiveEvent(state, next)
        }
        expect(state.problems).toEqual({})
        expect(foldDirective(events)).toEqual(state)
      }),
    )
  })

  it('is the same in whatever order and how often events arrive', () => {
    fc.assert(
      fc.property(
        anyEvents.chain((events) =>
          fc.tuple(
            fc.constant(events),
            fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2, maxLength: events.length * 2 }),
          ),
        ),
        ([events, shuffled]) => {
          expect(foldDirective(shuffled)).toEqual(foldDirective(events))
        },
      ),
    )
  })

  it('is total: every event is taken or flagged', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const { problems } = foldDirective(events)
        for (const id of Object.keys(problems)) expect(events.some((each) => each.id === id)).toBe(true)
        for (const text of Object.values(problems)) expect(text).toMatch(/\p{Script=Han}/u)
      }),
    )
  })
})
