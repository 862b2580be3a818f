import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { containsSearchText, normaliseSearchText, toGrams, toMatchQuery } from '../../../src-shared/search/grams.ts'

/** What FTS5 does with such a query over such tokens: AND of exact tokens and of prefixes. */
function isFound(text: string, query: string): boolean {
  const asked = toMatchQuery(query)
  if (!asked) return false
  const tokens = toGrams(text)
  return asked.match.split(' AND ').every((term) => {
    const [, token = '', star] = /^"([^"]+)"(\*?)$/.exec(term) ?? []
    return star ? tokens.some((each) => each.startsWith(token)) : tokens.includes(token)
  })
}

describe('toGrams', () => {
  it.each([
    ['漏水了', ['漏水', '水了', '了']],
    ['漏', ['漏']],
    ['', []],
    ['天平路,3号', ['天平', '平路', '路', '3号', '号']],
    ['ＡＢ-1', ['ab', 'b', '1']],
    ['𠮷田𪚥', ['𠮷田', '田𪚥', '𪚥']],
    ['\u{e000}张', ['\u{e000}张', '张']],
  ])('%s -> %j', (text, tokens) => {
    expect(toGrams(text)).toEqual(tokens)
  })
})

describe('toMatchQuery', () => {
  it.each([
    ['漏', '"漏"*', false],
    ['𠮷', '"𠮷"*', false],
    ['漏水', '"漏水"', false],
    ['漏水声', '"漏水" AND "水声"', true],
    ['张三 漏', '"张三" AND "漏"*', true],
    ['漏水。', '"漏水"', true],
    ['哈哈哈', '"哈哈"', true],
    ['138', '"138"', false],
    ['1380', '"138" AND "380"', true],
    ['a0漏', '"a0"* AND "0漏"', true],
    ['a漏b', '"a漏" AND "漏b"', true],
  ])('%s -> %s', (text, match, needsRecheck) => {
    expect(toMatchQuery(text)).toEqual({ match, needsRecheck })
  })
  it.each(['', ' ', '。，', '"*"', '-'])('asks nothing for %j', (text) => {
    expect(toMatchQuery(text)).toBeUndefined()
  })
  it('cannot be made to carry syntax', () => {
    expect(toMatchQuery('漏" OR "水')?.match).toBe('"漏"* AND "or"* AND "水"*')
    expect(toMatchQuery('NEAR(漏 水)*')?.match).not.toMatch(/[()]/)
  })
})

describe('the recheck', () => {
  it('removes rows that only have the pairs', () => {
    expect(isFound('水漏。漏水了。水漏水', '漏水漏')).toBe(true)
    expect(containsSearchText('水漏。漏水了。水漏水', '漏水漏')).toBe(false)
    expect(containsSearchText('楼上漏水三次 张三', '张三 漏水')).toBe(true)
    expect(containsSearchText('ＡＢＣ路', 'bc路')).toBe(true)
  })
})

describe('properties', () => {
  const character = fc.constantFrom(
    ...'漏水声天平路号张三李四的了一二',
    '𠮷',
    '𪚥',
    '𰻝',
    'A',
    'b',
    '１',
    '2',
    '，',
    '。',
    ' ',
    '-',
    '\u{e123}',
  )
  const text = fc.array(character, { minLength: 1, maxLength: 60 }).map((all) => all.join(''))

  it('any piece of 1 to 6 characters of a text finds it and passes the recheck', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.integer({ min: 1, max: 6 }), (whole, from, length) => {
        const characters = [...normaliseSearchText(whole)]
        const start = from % characters.length
        const piece = characters.slice(start, start + length).join('')
        fc.pre(toMatchQuery(piece) !== undefined)
        expect([whole, piece, isFound(whole, piece)]).toEqual([whole, piece, true])
        expect(containsSearchText(whole, piece.trim())).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })
  it('without a recheck the answer is exact', () => {
    const short = fc.array(character, { minLength: 1, maxLength: 2 }).map((all) => all.join(''))
    fc.assert(
      fc.property(text, short, (whole, query) => {
        const asked = toMatchQuery(query)
        fc.pre(asked !== undefined && !asked.needsRecheck)
        expect(isFound(whole, query)).toBe(containsSearchText(whole, query.trim()))
      }),
      { numRuns: 3000 },
    )
  })
  it('has one token a letter or digit, threes of Latin letters and digits only, and is stable under normalisation', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const tokens = toGrams(whole)
        expect(tokens.filter((token) => [...token].length > 2).every((token) => /^[a-z0-9]{3}$/.test(token))).toBe(true)
        expect(tokens).toHaveLength([...whole].filter((each) => /[\p{L}\p{N}\p{Co}]/u.test(each)).length)
        expect(toGrams(normaliseSearchText(whole))).toEqual(tokens)
      }),
    )
  })
})
