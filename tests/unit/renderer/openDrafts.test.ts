import { expect, it } from 'vitest'
import { openDraftsOf } from '../../../src-renderer/workbench/openDrafts.ts'

const MATTER = { id: 'm1', number: '样例2026-0001' }
const found = (key: string, title = '') => openDraftsOf([{ key, title }], 'petition', MATTER)

it('knows a draft by the matter in its key', () => {
  expect(found('petition.close:m1')).toEqual([{ act: 'close', ref: '' }])
  expect(found('petition.close:m2')).toEqual([])
})
it('knows a draft about one of several records by the number in its title', () => {
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
