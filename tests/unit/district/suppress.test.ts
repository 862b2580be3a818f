import fc from 'fast-check'
import { expect, it } from 'vitest'
import { suppressSmall } from '../../../src-shared/district/figures.ts'

it('shows all where nothing is to be hidden', () => {
  expect(suppressSmall({ a: 1, b: 0 }, 0)).toEqual({ counts: { a: 1, b: 0 }, total: 1 })
})

it('hides what is small, and one more where it would follow from the total', () => {
  expect(suppressSmall({ a: 3, b: 9, c: 20, d: 0 }, 5)).toEqual({
    counts: { a: null, b: null, c: 20, d: 0 },
    total: 32,
  })
  expect(suppressSmall({ a: 3, b: 4, c: 20 }, 5)).toEqual({ counts: { a: null, b: null, c: 20 }, total: 27 })
  expect(suppressSmall({ a: 3, b: 0 }, 5)).toEqual({ counts: { a: null, b: 0 }, total: null })
})

it('never shows a small number, and never leaves exactly one hidden beside a shown total', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ maxLength: 3 }), fc.nat({ max: 30 })),
      fc.nat({ max: 10 }),
      (counts, below) => {
        const shown = suppressSmall(counts, below)
        for (const value of Object.values(shown.counts))
          expect(value === null || value === 0 || value >= below).toBe(true)
        const hidden = Object.values(shown.counts).filter((value) => value === null)
        if (hidden.length === 1) expect(shown.total).toBeNull()
      },
    ),
  )
})
