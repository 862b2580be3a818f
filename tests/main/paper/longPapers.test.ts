import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTypesetter, type Typesetter } from '../../../src-main/paper/typesetter.ts'
import { CENTRE_FIGURES, LINKAGE_COLUMNS } from '../../../src-shared/ledger/centreMonth.ts'
import type { PaperKind } from '../../../src-shared/paper/registry.ts'
import { readLowestText, readPages } from './readPdf.ts'
import { SAMPLES } from './samples.ts'

/* Papers of the linkages with as much in them as a street has. */

const OFFICE = '样例高新技术产业开发区样例里街道社会治安综合治理中心（测试）'
const WORDS = '示范路与样例路口人行道长期被占用，早晚高峰通行困难，货物堆到消防通道上，居民多次反映。'
let typesetter: Typesetter
beforeAll(() => {
  typesetter = createTypesetter({ resourcesDir: fileURLToPath(new URL('../../../resources', import.meta.url)) })
})
afterAll(() => typesetter.closeTypesetter())

async function print(kind: PaperKind, data: unknown): Promise<{ pages: string[]; lowestMm: number[] }> {
  const { pdf } = await typesetter.typeset(kind, data as never, {
    timestamp: '2026-03-05T01:00:00.000Z' as never,
    mode: 'issue',
  })
  return { pages: await readPages(pdf), lowestMm: await readLowestText(pdf) }
}

it('keeps the centre’s month on one sheet with every ledger, eight linkages and a long name of the office', async () => {
  const ledgers = Object.values(CENTRE_FIGURES).map((keys, at) => ({
    title: '矛盾纠纷调解',
    state: `已签 2026-04-0${1 + (at % 9)}`,
    figures: keys.map((_, n) => ({ title: '按期办结（答复）率', unit: '人次', value: `${1234 + n}` })),
  }))
  const linkageHeads = LINKAGE_COLUMNS.map(({ title }) => title)
  const linkages = Array.from({ length: 8 }, (_, n) => ({
    title: `服务联抓（特殊群体关爱）${n}`,
    values: linkageHeads.map(() => '1234'),
  }))
  const full = { ...SAMPLES.centre_month.full, organisation: OFFICE, ledgers, linkageHeads, linkages }
  const { pages } = await print('centre_month', full)
  expect(pages).toHaveLength(1)
  expect(pages[0]).toContain('负责人（签章）：')
  expect((await print('centre_month', {})).pages.join('')).toContain('本月无')
})

it('takes as many pictures as a record has, each of them on the sheet', async () => {
  const photos = Array.from({ length: 13 }, (_, n) => ({
    side: '整改后',
    file: '',
    caption: `第${n}张`,
    takenOn: null,
  }))
  const { pages, lowestMm } = await print('joint_incident', { ...SAMPLES.joint_incident.full, photos })
  for (let n = 0; n < photos.length; n++) expect(pages.join('')).toContain(`第${n}张`)
  expect(Math.min(...lowestMm)).toBeGreaterThan(20)
})

it('says of an empty list that nothing was found, of an empty month that there was none', async () => {
  const { columns } = SAMPLES.list_sheet.full
  const empty = { columns, rows: [], sums: [], organisation: OFFICE }
  const list = await print('list_sheet', { ...empty, emptyText: '没有符合条件的内容' })
  expect(list.pages.join('')).toContain('没有符合条件的内容')
  expect(list.pages.join('')).not.toContain('本月无')
  expect((await print('duty_ledger', empty)).pages.join('')).toContain('本月无')
})

it('gives the name of a record room in a list: a usual one takes one line, so that thirty rows fill a sheet or two', async () => {
  const [row] = SAMPLES.joint_list.full.rows ?? []
  const rows = Array.from({ length: 30 }, () => ({ ...row, title: '示范路与样例路口流动占道' }))
  expect((await print('joint_list', { ...SAMPLES.joint_list.full, rows })).pages.length).toBeLessThanOrEqual(2)
})

it('names the roster on the sheet to which only its foot went over', async () => {
  const full = SAMPLES.duty_roster.full
  const rows = Array.from({ length: 9 }, () => full.rows ?? []).flat()
  const { pages } = await print('duty_roster', { ...full, rows })
  expect(pages.length).toBeGreaterThan(1)
  for (const page of pages) expect(page).toContain('2026年3月岗位联勤排班表')
})

it('breaks no row of 联考 over two sheets', async () => {
  const [item] = SAMPLES.assessment_sheet.full.items
  const items = Array.from({ length: 17 }, (_, n) => ({ ...item, title: `第${n}项`, steps: WORDS, reason: WORDS }))
  const { pages } = await print('assessment_sheet', { ...SAMPLES.assessment_sheet.full, items })
  expect(pages.length).toBeGreaterThan(1)
  const whole = (page: string): number => page.split(WORDS).length - 1
  expect(pages.reduce((sum, page) => sum + whole(page), 0)).toBe(34)
})
