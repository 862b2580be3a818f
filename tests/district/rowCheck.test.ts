import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRejected, readRow } from '../../src-district/sync/readRow.ts'
import { isPulledRow } from '../../src-shared/sync/isPulledRow.ts'
import { PulledRowShape, WireRow } from '../../src-shared/sync/protocol.ts'

const stamp = fc.stringMatching(/^[0-9a-z]{18}$/)
const field = fc.constantFrom('summary', 'facts', 'kind', 'sha256', 'weather_then')
const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
)
const fine = fc
  .record({
    table: fc.constantFrom('matter', 'party', 'setting'),
    key: fc.stringMatching(/^[0-9a-z-]{1,40}$/),
    stamp,
    gone: fc.constantFrom(0, 1),
    fields: fc.dictionary(field, value),
    older: fc.option(fc.dictionary(field, stamp), { nil: undefined }),
  })
  .map(({ table, key, stamp: newest, gone, fields, older }): unknown[] => {
    // Of two stamps of one row the row's own is the newest.
    const stamps = Object.values(older ?? {})
    const row = [table, key, [newest, ...stamps].sort().at(-1), gone, fields]
    return older ? [...row, older] : row
  })
const odd = fc.oneof(
  fc.anything(),
  fc.constantFrom('', '_', 'x'.repeat(301), 'é', '0'.repeat(17), 2, -1, true, [], {}, undefined),
)
const name = fc.constantFrom('a b', 'Summary', '', '__proto__', '9a', 'x'.repeat(41))

describe('the check by hand', () => {
  it('takes what the schema takes', () => {
    fc.assert(
      fc.property(fine, (raw) => {
        const row = JSON.parse(JSON.stringify(raw)) as unknown[]
        expect(WireRow.safeParse(row).success).toBe(true)
        const read = readRow(row)
        expect(isRejected(read) ? read : undefined).toBeUndefined()
      }),
    )
  })

  it('refuses what the schema refuses', () => {
    fc.assert(
      fc.property(fine, fc.nat(6), odd, name, (raw, at, wrong, wrongName) => {
        const row = [...raw]
        row[at] = at === 4 || at === 5 ? { [wrongName]: 'a' } : wrong
        const sent: unknown = JSON.parse(JSON.stringify(row))
        if (WireRow.safeParse(sent).success) return
        expect(isRejected(readRow(sent))).toBe(true)
      }),
    )
  })

  it('is the schema, for rows that a seat takes in', () => {
    fc.assert(
      fc.property(fine, fc.nat(7), fc.option(odd), name, (raw, at, wrong, wrongName) => {
        const row: unknown[] = [7, ...raw]
        if (wrong !== null) row[at] = at === 5 || at === 6 ? { [wrongName]: 'a' } : wrong
        const sent: unknown = JSON.parse(JSON.stringify(row))
        // zod passes a `__proto__` over, which no field is called.
        if (wrongName !== '__proto__') expect(isPulledRow(sent)).toBe(PulledRowShape.safeParse(sent).success)
      }),
    )
  })

  it('is stricter where PostgreSQL or a merge would stumble', () => {
    const row = (change: (parts: unknown[]) => void): unknown => {
      const parts: unknown[] = ['matter', 'm1', 'a'.repeat(18), 0, { number: 'A-1' }, {}]
      change(parts)
      return parts
    }
    expect(isRejected(readRow(row(() => {})))).toBe(false)
    const wrong = [
      row((parts) => (parts[1] = 'm\u00001')),
      row((parts) => (parts[1] = 'm\ud83d')),
      row((parts) => (parts[1] = 'm\u001f1')),
      row((parts) => (parts[4] = { number: 'A\n1' })),
      row((parts) => (parts[4] = { number: 7 })),
      row((parts) => (parts[4] = { number: '' })),
      row((parts) => (parts[5] = { number: 'b'.repeat(18) })), // newer than the row
      JSON.parse(`["matter","m1","${'a'.repeat(18)}",0,{"__proto__":"x"}]`),
      ['matter_party', 'm1', 'a'.repeat(18), 0, {}],
    ]
    for (const each of wrong) expect(readRow(each), JSON.stringify(each)).toMatchObject({ code: 'shape' })
  })
})
