import { describe, expect, it } from 'vitest'
import {
  matchesTyped,
  nameInitials,
  namePinyin,
  pinyinSearchText,
  textPinyin,
} from '../../../src-shared/search/pinyin.ts'

describe('namePinyin', () => {
  it.each([
    ['单小红', 'shanxiaohong', 'sxh'],
    ['仇大明', 'qiudaming', 'qdm'],
    ['解小军', 'xiexiaojun', 'xxj'],
    ['曾小国', 'zengxiaoguo', 'zxg'],
    ['查小良', 'zhaxiaoliang', 'zxl'],
    ['区小明', 'ouxiaoming', 'oxm'],
    ['尉迟小恭', 'yuchixiaogong', 'ycxg'],
    ['万俟小明', 'moqixiaoming', 'mqxm'],
    ['欧阳小修', 'ouyangxiaoxiu', 'oyxx'],
    ['朴小树', 'piaoxiaoshu', 'pxs'],
    ['盖小三', 'gexiaosan', 'gxs'],
    ['吕小丽', 'lvxiaoli', 'lxl'],
    ['翟小三', 'zhaixiaosan', 'zxs'],
  ])('%s is first %s, %s', (name, full, initials) => {
    expect(namePinyin(name).full[0]).toBe(full)
    expect(namePinyin(name).initials[0]).toBe(initials)
  })
  it('also has what people type who do not know the surname', () => {
    expect(namePinyin('单小红').initials).toContain('dxh')
    expect(namePinyin('解小军').initials).toContain('jxj')
    expect(namePinyin('区小明').full).toContain('quxiaoming')
    expect(namePinyin('仇大明').full).toContain('choudaming')
  })
  it('stays small', () => {
    for (const name of ['单乐乐', '缪乐单行重', '和乐缪单行重长朝', '张三']) {
      const { initials, full } = namePinyin(name)
      expect(initials.length).toBeLessThanOrEqual(16)
      expect(full.length).toBeLessThanOrEqual(16)
      expect(new Set(initials).size).toBe(initials.length)
    }
  })
  it('keeps letters, digits and characters without a reading, one place each', () => {
    expect(namePinyin('').initials).toEqual([])
    expect(namePinyin('Ａ张3').initials[0]).toBe('az3')
    expect(namePinyin('\u{e000}小三').initials[0]).toBe('\u{e000}xs')
    expect([...(namePinyin('𠮷小三').initials[0] ?? '')]).toHaveLength(3)
    expect(namePinyin('阿依·古丽').initials[0]).toBe('aygl')
  })
  it('indexes every reading once', () => {
    const text = pinyinSearchText('单小红').split(' ')
    expect(text).toContain('sxh')
    expect(text).toContain('shanxiaohong')
    expect(new Set(text).size).toBe(text.length)
  })
})

describe('texts and combo boxes', () => {
  it('reads a place in context', () => {
    expect(textPinyin('重庆路')).toEqual({ initials: ['cql'], full: ['chongqinglu'] })
    expect(nameInitials('重庆路')).toBe('cql')
    expect(nameInitials('')).toBe('')
  })
  it.each([
    ['天平路居委会', 'tpl', true],
    ['天平路居委会', 'jwh', true],
    ['天平路居委会', 'tianping', true],
    ['天平路居委会', '平路', true],
    ['天平路居委会', 'TP', true],
    ['天平路居委会', '', true],
    ['天平路居委会', 'xyz', false],
    ['天平路居委会', 'ping', false],
  ])('%s typed as %s: %s', (text, typed, expected) => {
    expect(matchesTyped(text, typed)).toBe(expected)
  })
  it('takes readings of a name', () => {
    expect(matchesTyped('单小红', 'dxh', namePinyin('单小红'))).toBe(true)
  })
})
