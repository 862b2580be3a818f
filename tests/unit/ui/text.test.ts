import { match } from 'pinyin-pro'
import { describe, expect, it } from 'vitest'
import { cleanCode, cleanLine, cleanLines, cleanPhone } from '../../../src-renderer/ui/form/cleanText.ts'
import { searchChoices } from '../../../src-renderer/ui/form/choiceSearch.ts'
import { keysOf } from '../../../src-renderer/ui/keysOf.ts'

describe('pasted text', () => {
  it.each([
    ['\u3000张\u00a0三\u200b\r\n', '张 三'],
    ['一行\n二行', '一行 二行'],
  ])('one line: %j', (raw, clean) => expect(cleanLine(raw)).toBe(clean))

  it('several lines keep their breaks', () => {
    expect(cleanLines('一 \r\n\r\n\r\n\r\n二\u3000')).toBe('一\n\n二')
  })
  it('codes lose spaces and take narrow capitals', () => {
    expect(cleanCode(' １１０101 19900307-002x ')).toBe('11010119900307002X')
  })
  it.each([
    ['+86 138-0013-8000', '13800138000'],
    ['0086 13800138000', '13800138000'],
    ['010-8888 6666', '010-88886666'],
    ['（０１０）8888', '0108888'],
  ])('phone %s', (raw, clean) => expect(cleanPhone(raw)).toBe(clean))
})

describe('choices by what is typed', () => {
  const options = ['婚姻家庭', '邻里', '家庭暴力', '重庆路', '长安街'].map((label) => ({ value: label, label }))
  const found = (typed: string) =>
    searchChoices(options, typed, (text, letters) => match(text, letters)).map(({ label }) => label)

  it('characters first, then initials from the start, then inside, then with gaps', () => {
    expect(found('家庭')).toEqual(['家庭暴力', '婚姻家庭'])
    expect(found('jt')).toEqual(['家庭暴力', '婚姻家庭'])
    expect(found('hunyin')).toEqual(['婚姻家庭'])
    expect(found('HJ')).toEqual(['婚姻家庭'])
    expect(found('cql')).toEqual(['重庆路'])
    expect(found('caj')).toEqual(['长安街'])
    expect(found('zzz')).toEqual([])
  })
})

describe('names of keys', () => {
  const key = (facts: object) =>
    keysOf({ key: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...facts })
  it.each([
    [{ key: 'Enter', ctrlKey: true }, 'Ctrl+Enter'],
    [{ key: 's', metaKey: true }, 'Ctrl+S'],
    [{ key: '?', shiftKey: true }, '?'],
    [{ key: 'K', ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+K'],
    [{ key: 'Escape' }, 'Esc'],
  ])('%j', (facts, name) => expect(key(facts)).toBe(name))
})
