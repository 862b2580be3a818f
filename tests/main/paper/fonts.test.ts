import { describe, expect, it } from 'vitest'
import { chooseFaces, missingGlyphNotice } from '../../../src-main/paper/fonts.ts'

describe('chooseFaces', () => {
  it('prefers what the computer has and says nothing then', () => {
    const present = ['FangSong_GB2312', '黑体', 'KaiTi', '方正小标宋简体']
    const { chain, notice } = chooseFaces((family) => present.includes(family))
    expect(notice).toEqual([])
    expect(chain.fangsong[0]).toBe('FangSong_GB2312')
    expect(chain.hei[0]).toBe('黑体')
    expect(chain.xiaobiaosong[0]).toBe('方正小标宋简体')
    for (const families of Object.values(chain)) expect(families).toContain('Noto Serif SC')
  })

  it('names each face that is replaced', () => {
    const { chain, notice } = chooseFaces((family) => family === 'SimHei')
    expect(notice).toHaveLength(3)
    expect(notice.join()).toMatch(/仿宋.*楷体.*小标宋/)
    expect(chain.fangsong).toEqual(['Noto Serif SC', 'Noto Sans SC'])
  })
})

describe('missingGlyphNotice', () => {
  it('names characters with their code, and says nothing without any', () => {
    expect(missingGlyphNotice([])).toEqual([])
    expect(missingGlyphNotice(['𪛗'])[0]).toContain('“𪛗”（U+2A6D7）')
  })
})
