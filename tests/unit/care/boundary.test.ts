import { expect, it } from 'vitest'
import { noServiceIn } from '../../../src-shared/care/boundary.ts'
import { BUILT_IN_GROUPS } from '../../../src-shared/care/groupsBuiltIn.ts'

it('no group that ships with the program asks for what is no service', () => {
  for (const { title, purpose, visitors, tracks, questions } of BUILT_IN_GROUPS)
    for (const text of [title, purpose, visitors, ...tracks.map((track) => track.title)].concat(
      questions.flatMap((each) => [each.title, ...each.choices]),
    ))
      expect(noServiceIn(text), text).toBeUndefined()
})

it.each([
  ['重点稳控人员', '稳控'],
  ['掌握动向', '动向'],
  ['危险等级和宗教信仰', '危险等级'],
])('%s is no service', (text, word) => expect(noServiceIn(text)).toBe(word))
