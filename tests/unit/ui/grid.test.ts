import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clearEdit,
  fillDownEdit,
  pasteEdit,
  readBlock,
  type GridData,
} from '../../../src-renderer/ui/grid/gridEdits.ts'
import { clampSelection, moveCell, rangeOf, select } from '../../../src-renderer/ui/grid/gridSelection.ts'
import { nextSort, sortedOrder } from '../../../src-renderer/ui/grid/gridSort.ts'
import {
  contentHeight,
  firstRow,
  MAX_CONTENT_PX,
  missingPages,
  poolSize,
  rowOfSlot,
  scrollTopFor,
  toListOffset,
  topOf,
  toScrollTop,
  type ScrollBox,
} from '../../../src-renderer/ui/grid/gridWindow.ts'

interface Line {
  a: string
  b: string
  fixed: string
}
const LINES: Line[] = Array.from({ length: 4 }, (_, at) => ({ a: `a${at}`, b: `b${at}`, fixed: `f${at}` }))
const data: GridData<Line> = {
  total: 5, // the fifth is not loaded
  columns: [
    { key: 'a', title: 'A', editable: true },
    { key: 'fixed', title: 'F' },
    { key: 'b', title: 'B', editable: ({ b }) => b !== 'b2' },
  ],
  rowAt: (index) => LINES[index],
}
const brief = (edit: ReturnType<typeof pasteEdit<Line>>) =>
  edit.changes.map(({ index, key, text }) => `${index}${key}=${text}`)

describe('edits of a block', () => {
  it('pastes into editable columns of loaded rows, counts the rest, hands over what is below the end', () => {
    const block = [
      ['x', 'y', 'z'],
      ['x', 'y', 'z'],
      ['p', 'q', 'r'],
      ['m', 'n', 'o'],
    ]
    const edit = pasteEdit(data, { top: 2, bottom: 2, left: 0, right: 0 }, block)
    expect(brief(edit)).toEqual(['2a=x', '3a=x', '3b=z'])
    expect(edit.skipped).toBe(6)
    expect(edit.overflow).toEqual([['m', 'n', 'o']])
  })

  it('one value fills the selected range; equal cells are no change', () => {
    const edit = pasteEdit(data, { top: 0, bottom: 1, left: 0, right: 2 }, [['a0']])
    expect(brief(edit)).toEqual(['0b=a0', '1a=a0', '1b=a0'])
    expect(edit.skipped).toBe(2)
  })

  it('fills down from the first line, or from above for a single line', () => {
    expect(brief(fillDownEdit(data, { top: 0, bottom: 3, left: 0, right: 2 }))).toEqual([
      '1a=a0',
      '1b=b0',
      '2a=a0',
      '3a=a0',
      '3b=b0',
    ])
    expect(brief(fillDownEdit(data, { top: 1, bottom: 1, left: 0, right: 0 }))).toEqual(['1a=a0'])
    expect(brief(fillDownEdit(data, { top: 0, bottom: 0, left: 0, right: 0 }))).toEqual([])
  })

  it('clears and copies', () => {
    expect(brief(clearEdit(data, { top: 2, bottom: 4, left: 2, right: 2 }))).toEqual(['3b='])
    expect(readBlock(data, { top: 3, bottom: 4, left: 0, right: 1 })).toEqual({ block: [['a3', 'f3']], missing: 1 })
  })
})

describe('moving and selecting', () => {
  const size = { rows: 100, columns: 5, page: 10, hasHeader: true }
  it.each([
    ['ArrowUp', false, { row: -1, column: 2 }],
    ['ArrowDown', false, { row: 1, column: 2 }],
    ['ArrowRight', true, { row: 0, column: 4 }],
    ['ArrowDown', true, { row: 99, column: 2 }],
    ['PageDown', false, { row: 10, column: 2 }],
    ['Home', false, { row: 0, column: 0 }],
    ['End', true, { row: 99, column: 4 }],
    ['x', false, undefined],
  ])('%s, Ctrl %s', (key, isCtrl, expected) => {
    expect(moveCell({ row: 0, column: 2 }, key, isCtrl, size)).toEqual(expected)
  })

  it('never leaves the grid, whatever the keys', () => {
    const key = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(key, fc.boolean())),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 4 }),
        (keys, rows, columns) => {
          let cell = { row: 0, column: 0 }
          for (const [each, isCtrl] of keys) {
            cell = moveCell(cell, each, isCtrl, { rows, columns, page: 7, hasHeader: false }) ?? cell
            expect(cell.row).toBeGreaterThanOrEqual(0)
            expect(cell.row).toBeLessThan(Math.max(1, rows))
            expect(cell.column).toBeGreaterThanOrEqual(0)
            expect(cell.column).toBeLessThan(columns)
          }
        },
      ),
    )
  })

  it('a range grows from its anchor, never into the header, and shrinks with the grid', () => {
    const start = { active: { row: 5, column: 1 }, anchor: { row: 5, column: 1 } }
    const grown = select(start, { row: -1, column: 3 }, true)
    expect(rangeOf(grown)).toEqual({ top: 0, bottom: 5, left: 1, right: 3 })
    expect(rangeOf(clampSelection(grown, 3, 2))).toEqual({ top: 0, bottom: 2, left: 1, right: 1 })
  })
})

describe('sorting', () => {
  it('orders numbers by size, Chinese by pinyin, empty last both ways, and is stable', () => {
    const rows = [{ v: '张' }, { v: '' }, { v: '李' }, { v: '王' }, { v: '李' }]
    expect(sortedOrder(rows, { key: 'v', title: '' }, 'up')).toEqual([2, 4, 3, 0, 1])
    expect(sortedOrder(rows, { key: 'v', title: '' }, 'down')).toEqual([0, 3, 2, 4, 1])
    expect(sortedOrder([{ v: 10 }, { v: 9 }], { key: 'v', title: '' }, 'up')).toEqual([1, 0])
  })
  it('goes up, down, as given', () => {
    const up = nextSort(undefined, 'a')
    expect([up, nextSort(up, 'a'), nextSort(nextSort(up, 'a'), 'a')]).toEqual([
      { key: 'a', direction: 'up' },
      { key: 'a', direction: 'down' },
      undefined,
    ])
  })
})

describe('the window of rows', () => {
  const box = fc.record({
    total: fc.integer({ min: 1, max: 2_000_000 }),
    rowHeight: fc.integer({ min: 20, max: 88 }),
    viewHeight: fc.integer({ min: 100, max: 2000 }),
  })

  it('shows each row of the window in exactly one element', () => {
    fc.assert(
      fc.property(box, fc.nat(), (each, scroll) => {
        const pool = poolSize(each, 4)
        const first = firstRow(each, scroll % contentHeight(each), 4)
        const rows = Array.from({ length: pool }, (_, slot) => rowOfSlot(slot, first, pool)).sort((a, b) => a - b)
        expect(rows).toEqual(Array.from({ length: pool }, (_, at) => first + at))
        expect(first + pool).toBeLessThanOrEqual(each.total)
      }),
    )
  })

  it('any row can be brought into view and then has an element there, even beyond the height that browsers allow', () => {
    fc.assert(
      fc.property(box, fc.nat(), (each: ScrollBox, wish) => {
        const row = wish % each.total
        const top = scrollTopFor(each, row, 0)
        expect(contentHeight(each)).toBeLessThanOrEqual(Math.max(MAX_CONTENT_PX, 0))
        const first = firstRow(each, top, 2)
        expect(row).toBeGreaterThanOrEqual(first)
        expect(row).toBeLessThan(first + poolSize(each, 2))
        const y = topOf(each, row, top) - top
        expect(y).toBeGreaterThan(-1)
        expect(y + each.rowHeight).toBeLessThan(each.viewHeight + 1)
        expect(toListOffset(each, toScrollTop(each, row))).toBeCloseTo(row, 3)
      }),
    )
  })

  it('asks for whole pages', () => {
    expect(missingPages(190, 230, 1000, 100, (row) => row < 205)).toEqual({ from: 200, to: 300 })
    expect(missingPages(0, 50, 30, 100, () => false)).toEqual({ from: 0, to: 30 })
    expect(missingPages(0, 50, 1000, 100, () => true)).toBeUndefined()
  })
})
