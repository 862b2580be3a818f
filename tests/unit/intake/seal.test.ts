import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CLOSED_TO_REPORTS,
  foldMatter,
  type StoredEvent,
  type TopicFold,
} from '../../../src-shared/intake/matterFold.ts'
import { isReported } from '../../../src-shared/intake/reported.ts'
import type { Reported } from '../../../src-shared/intake/schema.ts'
import { findTakeBack } from '../../../src-shared/intake/takeBack.ts'
import { mediationTopic } from '../../../src-shared/mediation/topic.ts'
import { petitionTopic } from '../../../src-shared/petition/topic.ts'
import { uuid } from '../../support/mediationActs.ts'

const FOLDS = { mediation: mediationTopic as TopicFold, petition: petitionTopic as TopicFold }
const unit = (name: string): Reported => ({ kind: 'unit', name, userId: null })
const person = (name: string): Reported => ({ kind: 'person', name, userId: null })
const event = (seq: number, kind: string, payload: unknown = {}): StoredEvent => ({ id: `e${seq}`, seq, kind, payload })
const events = (...kinds: [string, unknown?][]): StoredEvent[] =>
  [['registered'] as [string, unknown?], ...kinds].map(([kind, payload], index) => event(index + 1, kind, payload))
const SQUAD = { reported: [unit('示范街道城管中队')], allowedUserIds: [uuid(1)] }
const SEALED = { reported: SQUAD.reported, allowed: SQUAD.allowedUserIds }

describe('the seal in the fold', () => {
  /** Whatever may be recorded on a matter, by its own rules or by a store from elsewhere. */
  const anything = fc.oneof(
    fc.constantFrom<[string, unknown]>(
      ['triaged', { route: 'petition' }],
      ['triaged', { route: 'mediation' }],
      ['triaged', { route: 'refused' }],
      ['amended', { changed: [] }],
      ['linked', { otherId: uuid(3) }],
      ['merged', { intoId: uuid(9) }],
      ['unmerged', { fromId: uuid(9) }],
      ['handed_over', { toUserId: uuid(4), toName: '甲' }],
      ['voided', {}],
      ['registered', { kind: 'care' }],
      ['sealed', { reported: [] }],
      ['sealed', 'nothing'],
      ['petition.withdraw', { on: '2026-01-05' }],
      ['exploded', {}],
    ),
    fc.nat(12).map((n): [string, unknown] => ['taken_back', { eventId: `e${n}` }]),
  )

  it('stays whatever is done, taken back or sent from elsewhere, until it is opened', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 4 }), fc.array(anything, { maxLength: 10 }), (before, after) => {
        const all = events(...before, ['sealed', SQUAD], ...after)
        expect(foldMatter(all, FOLDS).seal).toEqual(SEALED)
        expect(foldMatter(all, {}).seal, 'no topic has a say in it').toEqual(SEALED)
        const opened = [...all, event(all.length + 1, 'unsealed')]
        expect(foldMatter(opened, FOLDS).seal).toBeNull()
      }),
    )
  })

  it('changes nothing else: kind, stage and what can be taken back are as without it', () => {
    const harmless = anything.filter(
      ([kind, payload]) => !(kind === 'triaged' && CLOSED_TO_REPORTS.includes((payload as { route: string }).route)),
    )
    fc.assert(
      fc.property(fc.array(harmless, { maxLength: 8 }), fc.nat(8), (kinds, at) => {
        const plain = events(...kinds).map((each, index) => ({ ...each, id: `p${index}` }))
        const sealed = [...plain.slice(0, at + 1), event(99, 'sealed', SQUAD), ...plain.slice(at + 1)]
        const [a, b] = [foldMatter(plain, FOLDS), foldMatter(sealed, FOLDS)]
        expect({ ...b, seal: null }).toEqual(a)
        expect(findTakeBack(sealed, b)?.id).toBe(findTakeBack(plain, a)?.id)
      }),
    )
  })

  it('lets a report go on no route where others take part', () => {
    for (const route of CLOSED_TO_REPORTS)
      expect(foldMatter(events(['sealed', SQUAD], ['triaged', { route }]), FOLDS)).toMatchObject({
        kind: 'open',
        stage: 'registered',
        problems: { e3: expect.stringContaining('第三十条') as string },
      })
    expect(foldMatter(events(['sealed', SQUAD], ['triaged', { route: 'petition' }]), FOLDS).kind).toBe('petition')
  })

  it('takes the newest list, and flags an opening of what is not sealed', () => {
    const other = { reported: [person('赵某某（测试）')], allowedUserIds: [] }
    expect(foldMatter(events(['sealed', SQUAD], ['sealed', other]), FOLDS).seal?.reported).toEqual(other.reported)
    expect(foldMatter(events(['unsealed']), FOLDS).problems).toEqual({ e2: '没有密封' })
  })
})

describe('who is reported', () => {
  it.each([
    ['城管中队', '示范街道城管中队'],
    ['示范街道城管中队', '城管中队'],
    ['示范市示范区示范街道城管中队', '示范街道城管中队'],
    ['示范区城市管理局', '示范市示范区城市管理局'],
    ['区城市管理局', '示范区城市管理局'],
    ['示范区的城市管理局', '示范区 城市管理局'],
    ['示范街道办事处（本级）', '示范街道办事处'],
    ['示范街道（城管中队）', '示范街道城管中队'],
    ['ＡＢ物业管理处', 'AB物业管理处'],
    ['示范街道城管中队二组', '示范街道城管中队'],
  ])('holds %s for %s', (name, reported) => {
    expect(isReported(name, [unit(reported)])).toBe(true)
    expect(isReported(reported, [unit(name)])).toBe(true)
  })

  it.each([
    ['示范市城市管理局', '示范区城市管理局'],
    ['市城市管理局', '区城市管理局'],
    ['别处街道城管中队', '示范街道城管中队'],
    ['示范区市场监督管理局', '示范区城市管理局'],
    ['示范社区服务站', '区服务站点'],
    ['示范区纪委监委', '示范街道城管中队'],
    ['', '示范街道城管中队'],
    ['　（）', '示范街道城管中队'],
  ])('does not hold %s for %s', (name, reported) => {
    expect(isReported(name, [unit(reported)])).toBe(false)
  })

  it('holds persons by equal names only, in any writing', () => {
    expect(isReported('赵 某某（测试）', [person('赵某某(测试)')])).toBe(true)
    expect(isReported('赵某某（城管中队）', [person('赵某某')])).toBe(true)
    expect(isReported('赵某某某', [person('赵某某')])).toBe(false)
    expect(isReported('赵某', [person('赵某某')])).toBe(false)
  })

  const piece = fc.constantFrom(
    '示范',
    '街道',
    '城管',
    '中队',
    '市',
    '区',
    '社区',
    '卫生',
    '服务',
    '中心',
    '局',
    '镇',
    '的',
    '（一）',
  )
  const name = fc.array(piece, { minLength: 2, maxLength: 7 }).map((pieces) => `办事${pieces.join('')}`)
  const noise = fc.array(fc.constantFrom(' ', '　', '的', '·'), { maxLength: 3 }).map((signs) => signs.join(''))

  it('never lets a unit slip through for spaces, width, or a place put before its name', () => {
    fc.assert(
      fc.property(name, noise, fc.constantFrom('', '示范市', '示范市示范区'), (base, gap, place) => {
        const at = Math.floor(base.length / 2)
        const written = `${place}${base.slice(0, at)}${gap}${base.slice(at)}`
        expect(isReported(written, [unit(base)]), written).toBe(true)
        expect(isReported(base, [unit(written)]), written).toBe(true)
      }),
    )
  })

  it('is the same either way round', () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(isReported(a, [unit(b)])).toBe(isReported(b, [unit(a)]))
      }),
    )
  })
})
