import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lineOf, yearsOf } from '../../../src-shared/joint/projectYear.ts'
import { addDays, type Day } from '../../../src-shared/kernel/day.ts'

const dayAt = (no: number): Day => addDays('2026-01-01' as Day, no)
const project = fc
  .tuple(fc.nat(700), fc.nat(700), fc.array(fc.tuple(fc.nat(900), fc.boolean()), { maxLength: 8 }))
  .map(([from, length, marks]) => ({
    startedOn: dayAt(from),
    untilOn: dayAt(from + length),
    parts: marks.map(([at, isDone], no) => ({
      label: `节点${no}`,
      dueOn: dayAt(from + at),
      doneOn: isDone ? dayAt(from + at) : null,
    })),
  }))

it('draws a milestone in its own year alone, and counts the others by theirs', () => {
  fc.assert(
    fc.property(project, (row) => {
      for (const year of yearsOf([row])) {
        const line = lineOf(row, year, dayAt(100))!
        expect(line.marks.every(({ on, at }) => on.startsWith(year) && at >= 0 && at < 100)).toBe(true)
        expect(line.elsewhere.some((each) => each.year === year)).toBe(false)
        expect(line.marks.length + line.elsewhere.reduce((sum, { count }) => sum + count, 0)).toBe(row.parts.length)
      }
      expect(lineOf(row, '2025', dayAt(100))).toBeUndefined()
    }),
  )
})
