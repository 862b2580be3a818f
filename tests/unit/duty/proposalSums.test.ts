import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sumProposal } from '../../../src-shared/duty/proposalSums.ts'
import { addDays, type Day } from '../../../src-shared/kernel/day.ts'

const dayAt = (no: number): Day => addDays('2026-05-01' as Day, no)
const KINDS = ['holiday', 'weekend', 'workday', 'makeup'] as const
const days = Array.from({ length: 12 }, (_, no) => ({ on: dayAt(no), kind: KINDS[no % 4] as string }))
const people = ['a', 'b', 'c'].map((id) => ({ id }))
const cell = fc.record({
  postId: fc.constantFrom('p', 'q'),
  on: fc.nat(11).map(dayAt),
  shift: fc.constantFrom('01', '02'),
  people: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
  leader: fc.constant('' as const),
})
const cells = fc.uniqueArray(cell, { selector: ({ postId, on, shift }) => `${postId}/${on}/${shift}`, maxLength: 30 })

it('tells each person the shifts that he has once a proposal is taken, by kind of day, as counted on the roster itself', () => {
  fc.assert(
    fc.property(cells, cells, (standing, proposed) => {
      const found = sumProposal({ cells: standing as never, days, people }, proposed as never)
      const after = new Map(standing.map((each) => [`${each.postId}/${each.on}/${each.shift}`, each]))
      for (const each of proposed) after.set(`${each.postId}/${each.on}/${each.shift}`, each)
      for (const { personId, now, added } of found.people) {
        const mine = [...after.values()].filter((each) => (each.people as string[]).includes(personId))
        expect(now.all + added.all).toBe(mine.length)
        const onKind = (...kinds: string[]): number =>
          mine.filter(({ on }) => kinds.includes(days.find((day) => day.on === on)?.kind ?? '')).length
        expect(now.holiday + added.holiday).toBe(onKind('holiday'))
        expect(now.weekend + added.weekend).toBe(onKind('weekend'))
        expect(now.workday + added.workday).toBe(onKind('workday', 'makeup'))
      }
      expect(found.changes.map(({ after: ids }) => ids).length).toBe(proposed.length)
      expect(found.people.map(({ personId }) => personId)).toEqual([...found.people.map((p) => p.personId)].sort())
    }),
  )
})
