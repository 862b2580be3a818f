import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTypesetter } from '../../../src-main/paper/typesetter.ts'
import type { Typesetter } from '../../../src-main/paper/typesetter.ts'
import { readPages } from './readPdf.ts'

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url))
const STEPS = 6

let typesetter: Typesetter
beforeAll(() => {
  typesetter = createTypesetter({ resourcesDir: RESOURCES })
})
afterAll(() => typesetter.closeTypesetter())

async function pagesOf(notes: string[]): Promise<string[]> {
  const deadlines = notes.map((note, index) => ({
    title: `期限${index + 1}`,
    clause: '样例条例第十条',
    startEvent: '收到申请',
    unit: '工作日',
    steps: Array.from({ length: STEPS }, (_, step) => `【${index + 1}之${step + 1}】跳过休息日`),
    note,
  }))
  const options = { timestamp: '2026-03-05T01:00:00.000Z' as never, mode: 'issue' } as const
  return readPages((await typesetter.typeset('deadline_sheet', { deadlines }, options)).pdf)
}

describe('deadline_sheet', () => {
  it('keeps the reckoning and the note of one deadline each on one page', async () => {
    const notes = Array.from({ length: 12 }, (_, index) => `始${index + 1}。${'样例说明。'.repeat(35)}终${index + 1}。`)
    const pages = await pagesOf(notes)
    expect(pages.length).toBeGreaterThan(3)
    const holding = (text: string) => pages.findIndex((page) => page.includes(text))
    for (const index of notes.keys()) {
      const ofSteps = Array.from({ length: STEPS }, (_, step) => holding(`【${index + 1}之${step + 1}】`))
      expect(ofSteps[0]).toBeGreaterThanOrEqual(0)
      expect(new Set(ofSteps).size).toBe(1)
      expect(holding(`始${index + 1}。`)).toBe(holding(`终${index + 1}。`))
    }
  })

  it('lets a note longer than a page go on, without losing its end', async () => {
    const pages = await pagesOf([`${'长说明。'.repeat(1000)}记录完毕`])
    expect(pages.join('')).toContain('记录完毕')
    expect(pages.join('').split('长')).toHaveLength(1001)
  })
})
