import type { PaperData } from '../../../src-shared/paper/registry.ts'
import { long } from './mediationSamples.ts'
import type { Samples } from './samples.ts'

const day = (text: string) => text as never
const empty = { figures: [], rates: [], classes: [], diaryKinds: [], events: [], diaries: [] }

/** Papers of grids; people and places are made up. */
export const GRID_SAMPLES: Pick<Samples, 'grid_daily' | 'grid_card'> = {
  grid_daily: {
    minimal: empty as PaperData<'grid_daily'>,
    full: {
      organisation: '样例街道综治中心',
      on: day('2026-03-05'),
      figures: [
        { title: '当日发现', value: '3 件' },
        { title: '当日查处', value: '2 件' },
      ],
      rates: [{ title: '查处率', value: '66.7%（2 ÷ 3）', definition: '现场查处数 ÷ 发现数' }],
      classes: [{ title: '环境秩序', count: 3 }],
      diaryKinds: [{ title: '民生问题', count: 1 }],
      events: Array.from({ length: 30 }, (_, index) => ({
        number: `网2026-A00${10 + index}`,
        place: '样例一居 · 第一网格',
        class: '占道经营',
        summary: index === 4 ? long : `示范路${index}号门前堆物`,
        state: '已现场查处',
        done: '当场劝离，已清理',
        matter: index === 2 ? '2026-A0042' : '',
      })),
      diaries: [{ kind: '民生问题', place: '样例一居', title: '盼设晾衣架', text: long }],
      preparedBy: '壬登记',
      preparedOn: day('2026-03-05'),
    },
  },
  grid_card: {
    minimal: { people: [] } as PaperData<'grid_card'>,
    full: {
      organisation: '样例街道',
      community: '样例一居',
      grid: '第一网格',
      regionCode: '310104001001001',
      boundary: '东至样例路，南至示范路，西至河，北至样例二居',
      households: '320 户',
      centrePhone: '021-55550001',
      centreAddress: '示范路 100 号',
      people: [
        '网格党支部书记',
        '网格管理员',
        '网格助理员',
        '网格督导员',
        '网格民警',
        '网格司法力量',
        '网格消防员',
      ].map((post, index) => ({ post, name: `${'甲乙丙丁戊己庚'[index]}小样`, phone: `021-5555000${index}` })),
      printedOn: day('2026-03-05'),
    },
  },
}
