import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkPattern,
  formatNumber,
  PATTERN_PARTS,
  readPattern,
  showPattern,
  type NumberParts,
} from '../../../src-shared/centre/numbering.ts'

const SEATS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const key = fc.record({
  year: fc.integer({ min: 2000, max: 2099 }),
  seat: fc.constantFrom(...SEATS),
  seq: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 200_000 })),
})
const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('{year}', '{seat}', '{seq}', '{seq:4}', '{seq:6}', '{committee}', '{street}'),
  },
  { weight: 1, arbitrary: fc.constantFrom('{year:4}', '{year:6}', '{seat:3}', '{seq:0}', '{month}', '7', '{', '}') },
  { weight: 4, arbitrary: fc.constantFrom('（', '）', '-', '人调字第', '号', 'A', ' ', '〔') },
)
const shuffled = fc
  .tuple(fc.shuffledSubarray(['{year}', '{seat}', '{seq:3}'], { minLength: 3 }), fc.array(piece, { maxLength: 3 }))
  .chain(([core, more]) => fc.shuffledSubarray([...core, ...more], { minLength: core.length + more.length }))
const pattern = fc.oneof(fc.array(piece, { maxLength: 7 }), shuffled).map((pieces) => pieces.join(''))
const names = fc.record({
  committee: fc.constantFrom('', '梧桐', '第1', '12', 'A'),
  street: fc.constantFrom('', '梧桐里街道', '3'),
})

describe('number patterns', () => {
  it('never give two (year, seat, number) the same text once they are accepted', () => {
    let accepted = 0
    fc.assert(
      fc.property(pattern, names, key, key, (text, fixed, a, b) => {
        if (checkPattern(text) !== undefined) return
        accepted += 1
        const [first, second] = [formatNumber(text, { ...fixed, ...a }), formatNumber(text, { ...fixed, ...b })]
        const isSame = a.year === b.year && a.seat === b.seat && a.seq === b.seq
        expect(first === second, `${text}: ${first}`).toBe(isSame)
      }),
      { numRuns: 30_000 },
    )
    expect(accepted).toBeGreaterThan(2000)
  })

  it('never give one text for two in a whole small world', () => {
    fc.assert(
      fc.property(pattern, names, (text, fixed) => {
        if (checkPattern(text) !== undefined) return
        const all = [2009, 2010, 2020, 2100].flatMap((year) =>
          ['A', 'B'].flatMap((seat) =>
            Array.from({ length: 130 }, (_, seq) => formatNumber(text, { ...fixed, year, seat, seq: seq + 1 })),
          ),
        )
        expect(new Set(all).size).toBe(all.length)
      }),
      { numRuns: 300 },
    )
  })

  it('print as people write them', () => {
    const parts: NumberParts = { year: 2026, seat: 'A', seq: 12, committee: '梧桐', street: '梧桐里街道' }
    expect(formatNumber('（{year}）{committee}人调字第{seat}{seq:4}号', parts)).toBe('（2026）梧桐人调字第A0012号')
    expect(formatNumber('{year}-{seat}{seq:4}', { ...parts, seq: 123_456 })).toBe('2026-A123456')
  })

  it('read and write in words what they store in braces', () => {
    expect(showPattern('（{year}）{committee}人调字第{seat}{seq:4}号')).toBe(
      '（【年份】）【调委会简称】人调字第【座席字母】【四位序号】号',
    )
    const returns = (text: string) => void expect(readPattern(showPattern(text))).toBe(text)
    fc.assert(fc.property(pattern, returns), { numRuns: 2_000 })
    for (const { token, title } of PATTERN_PARTS) expect(readPattern(`【${title}】`)).toBe(token)
    expect(readPattern('【月份】-【年')).toBe('【月份】-【年')
  })

  it.each([
    '',
    '{year}-{seat}{seq}【月份】',
    '{year}-{seq}',
    '{year}{seq}{seat}',
    '{seq:4}{year}{seat}',
    '{year}-{seat}{seq}{seq:4}',
    '2026-{year}-{seat}{seq}',
    '{year}-{seat}{seq}{month}',
    '{year}-{seat}{seq}}',
  ])('refuses %j in Chinese', (text) => {
    expect(checkPattern(text)).toMatch(/\p{Script=Han}/u)
    expect(checkPattern(text)).not.toMatch(/[a-z{}]/)
  })
})
