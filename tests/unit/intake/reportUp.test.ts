import { expect, it } from 'vitest'
import { foldMatter, type StoredEvent } from '../../../src-shared/intake/matterFold.ts'
import { findTakeBack } from '../../../src-shared/intake/takeBack.ts'

const story = (...kinds: [string, unknown?][]): StoredEvent[] =>
  [['registered', {}] as [string, unknown?], ...kinds].map(([kind, payload = {}], at) => ({
    id: `e${at + 1}`,
    seq: at + 1,
    kind,
    payload,
  }))

it('a matter reported up stays so until that is taken back, and a second one is flagged', () => {
  const once = story(['reported_up'], ['reported_up'])
  expect(foldMatter(once, {})).toMatchObject({
    isReportedUp: true,
    problems: { e3: '已经上报区里' },
    stage: 'registered',
  })
  const back = story(['reported_up'], ['report_up_withdrawn'], ['report_up_withdrawn'])
  expect(foldMatter(back, {})).toMatchObject({ isReportedUp: false, problems: { e4: '没有上报区里' } })
  expect(foldMatter(story(['reported_up'], ['voided']), {})).toMatchObject({ isReportedUp: true, stage: 'void' })
})

it('is taken back by its own act only, and stands in nobody’s way', () => {
  const all = story(['triaged', { route: 'answered' }], ['reported_up'], ['taken_back', { eventId: 'e3' }])
  expect(foldMatter(all, {})).toMatchObject({ isReportedUp: true, problems: { e4: '没有可以撤回的记录' } })
  expect(findTakeBack(all, foldMatter(all, {}))?.id).toBe('e2')
})
