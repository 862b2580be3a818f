import { expect, it } from 'vitest'
import { DraftKey } from '../../../src-shared/draft/schema.ts'
import { linkOf } from '../../../src-renderer/today/todayLinks.ts'
import { draftKeyOf, openDraftsOf } from '../../../src-renderer/workbench/openDrafts.ts'

const MATTER = { id: 'm1', number: '样例2026-0001' }
const found = (key: string, title = '') => openDraftsOf([{ key, title }], 'petition', MATTER)

it('knows a draft by the matter in its key', () => {
  expect(found('petition.close:m1')).toEqual([{ act: 'close', ref: '' }])
  expect(found('petition.close:m2')).toEqual([])
})
it('knows a draft about one of several records, whose line in 今日 leads to the matter', () => {
  for (const record of ['', 't9', '0193-a|2']) {
    const key = DraftKey.parse(draftKeyOf('petition', 'm1', { act: 'unitAccepts', record }))
    expect(found(key)).toEqual([{ act: 'unitAccepts', ref: record.replace('|', '-') }])
    expect(linkOf({ draftKey: key, matterId: null, settles: '', directiveId: null })).toBe('/matters/m1')
  }
  expect(linkOf({ draftKey: 'figures.manual:2026-03', matterId: null, settles: '', directiveId: null })).toBe(
    '/figures?month=2026-03',
  )
})
it('leads from a draft of 联考 to its unit and month, and from one of the grids to its page', () => {
  const to = (key: string) => linkOf({ draftKey: DraftKey.parse(key), matterId: null, settles: '', directiveId: null })
  expect(to('assessment.review:2026-10-05')).toBe('/linkage/assessment?month=2026-10&unit=05')
  expect(to('grid.diary:new')).toBe('/linkage/diaries')
})
it('knows one that an older version kept by the number in its title', () => {
  expect(found('petition.unitAccepts:t9', '承办单位受理（样例2026-0001）')).toEqual([{ act: 'unitAccepts', ref: 't9' }])
  expect(found('petition.unitAccepts:t9', '承办单位受理（样例2026-00012）')).toEqual([])
})
it('leaves the drafts of another topic and of the card alone', () => {
  expect(found('mediation.close:m1')).toEqual([])
  expect(found('intake.amend:m1')).toEqual([])
  expect(openDraftsOf([{ key: 'petition.close:t9', title: '办结（）' }], 'petition', { id: 'm1', number: '' })).toEqual(
    [],
  )
})
