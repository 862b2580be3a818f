import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { getPaper, isPaperKind, PAPER_KINDS } from '../../../src-shared/paper/registry.ts'

const TEMPLATES = new URL('../../../resources/paper/', import.meta.url)

describe.each(PAPER_KINDS)('%s', (kind) => {
  const spec = getPaper(kind)

  it('has a template, a Chinese title and a legal basis', () => {
    expect(existsSync(new URL(spec.template, TEMPLATES))).toBe(true)
    expect(spec.template).toMatch(/^[a-z_]+\.typ$/)
    expect(spec.title).toMatch(/[\u4e00-\u9fff]/)
    expect(spec.legalBasis.length).toBeGreaterThan(0)
  })

  it('names each signature place once', () => {
    const ids = spec.signaturePlaces.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('never glues a name in code to a Chinese character, which Typst would read as one name', () => {
    const source = readFileSync(new URL(spec.template, TEMPLATES), 'utf8')
    expect(source).not.toMatch(/#[\w.-]+[\u4e00-\u9fff]/)
  })
})

describe('isPaperKind', () => {
  it('knows its own and nothing inherited', () => {
    expect(isPaperKind('agreement')).toBe(true)
    expect(isPaperKind('toString')).toBe(false)
  })
})
