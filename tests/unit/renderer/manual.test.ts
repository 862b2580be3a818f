// What the build adds to import.meta.
/// <reference types="vite/types/importMeta.d.ts" />
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadManual, renderManual } from '../../../src-renderer/help/manual.ts'

const DOCS = join(import.meta.dirname, '..', '..', '..', 'docs')
const text = readFileSync(join(DOCS, '使用手册.md'), 'utf8')

describe('the manual', () => {
  it('and the other guides have each picture that they name, name each that is there, and none is heavy', () => {
    const guides = readdirSync(DOCS).filter((name) => name.endsWith('.md'))
    const texts = guides.map((name) => readFileSync(join(DOCS, name), 'utf8')).join('\n')
    const named = [...texts.matchAll(/!\[[^\]]+\]\(images\/([^)]+)\)/g)].map(([, name]) => name)
    const there = readdirSync(join(DOCS, 'images'))
    expect(new Set(named)).toEqual(new Set(there))
    for (const name of there) expect(statSync(join(DOCS, 'images', name)).size, name).toBeLessThan(200_000)
  })

  it('is built in with its pictures and contents, and shows no raw HTML', async () => {
    const manual = await loadManual()
    expect(manual?.html).not.toContain('（图：')
    expect(manual?.html).not.toContain('&lt;')
    expect(manual?.headings.filter(({ level }) => level === 1)).toHaveLength(1)
    expect(manual?.headings.filter(({ level }) => level === 2).length).toBeGreaterThan(15)
  })

  it('leaves no gap between the characters of a paragraph', () => {
    expect(text).not.toMatch(/[\p{Script=Han}，。；：）”]\n[\p{Script=Han}（“`]/u)
  })
})

describe('renderManual', () => {
  it('says what a missing picture would show, and escapes HTML', () => {
    const { html, headings } = renderManual('## 一 <b>二</b>\n\n![样图](images/none.png)')
    expect(html).toContain('<em>（图：样图）</em>')
    expect(html).not.toContain('<b>')
    expect(headings).toMatchObject([{ id: 'manual-1', level: 2 }])
  })
})
