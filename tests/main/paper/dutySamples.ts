import type { DUTY_PAPERS } from '../../../src-shared/duty/paper/papers.ts'
import type { VOLUNTEER_PAPERS } from '../../../src-shared/volunteer/paper/papers.ts'
import type { Samples } from './samples.ts'
import { long } from './mediationSamples.ts'

const day = (text: string) => text as never
const organisation = '样例街道综治中心'

const days = Array.from({ length: 31 }, (_, no) => ({
  day: String(no + 1),
  week: '日一二三四五六'[no % 7] ?? '',
  isRest: no % 7 === 0 || no % 7 === 6,
}))
const roster: Samples['duty_roster'] = {
  minimal: {},
  full: {
    organisation,
    title: '2026年3月岗位联勤排班表',
    printedOn: day('2026-02-26'),
    note: '▲ 为带班人；灰底为休息日。日班 08:30—17:30。负责人乙 2026-02-26 打印：张贴',
    days,
    rows: ['东门守望岗', '地铁口巡逻岗'].flatMap((post) =>
      ['日班', '夜班'].map((shift) => ({
        post,
        shift,
        cells: days.map((_, no) => (no % 5 === 0 ? [] : ['样本甲▲', '示例乙'])),
      })),
    ),
  },
}
const figures = (note: string) => ({
  minimal: {},
  full: {
    organisation,
    period: '2026年3月1日至2026年3月31日',
    printedOn: day('2026-04-01'),
    note,
    rows: [
      { group: '到岗', title: '应到', value: '124', unit: '人次', note: '已经结束的班' },
      { group: '到岗', title: '到岗率', value: '98.39', unit: '%', note: '实到 122 ÷ 应到 124' },
    ],
  },
})

export const DUTY_SAMPLES: { [K in keyof typeof DUTY_PAPERS | keyof typeof VOLUNTEER_PAPERS]: Samples[K] } = {
  duty_roster: roster,
  duty_roster_a3: roster,
  duty_order: {
    minimal: {},
    full: {
      organisation,
      paperTitle: '防控等级启动令',
      number: '样综勤〔2026〕1号',
      task: '示例节日值守',
      level: '二级加强',
      on: day('2026-03-01'),
      time: '08:00',
      orderedBy: '负责人乙',
      change: '每岗加 1 人，有带班人',
      text: long,
    },
  },
  duty_inspection: {
    minimal: {},
    full: {
      organisation,
      post: 'G01 东门守望岗',
      place: '示范路 1 号门前',
      on: day('2026-03-03'),
      time: '20:15',
      shift: '夜班 17:30—次日 08:30',
      inspector: '负责人乙',
      present: '样本甲',
      missing: '示例乙',
      duties: long,
      finding: '一人离岗，已通知返岗。',
      handled: '十分钟后返岗。',
    },
  },
  duty_handover: {
    minimal: {},
    full: {
      organisation,
      on: day('2026-03-03'),
      shift: '日班 08:30—17:30',
      post: 'G01 东门岗',
      from: '样本甲',
      to: '示例乙',
      lines: ['〔答应过的答复〕2026-A0001 楼上漏水　2026-03-05', '东门岗对讲机借出未还'],
      note: long,
    },
  },
  duty_figures: figures('缺勤按原因统计，不按人统计。'),
  volunteer_figures: figures('负责人乙 2026-04-01 打印：月报'),
  volunteer_list: {
    minimal: {},
    full: {
      organisation,
      printedOn: day('2026-03-25'),
      note: '窗口甲 2026-03-25 打印：备查',
      rows: [
        {
          number: 'V0001',
          name: '样本甲',
          team: '示范社区巡逻队',
          class: '平安志愿者',
          place: '示范社区',
          joinedOn: '2025-06-01',
          hours: '36',
          insured: '2026-12-31',
          state: '在队',
        },
      ],
    },
  },
  volunteer_record: {
    minimal: {},
    full: {
      organisation,
      name: '样本甲',
      number: 'V0001',
      team: '示范社区巡逻队',
      joinedOn: day('2025-06-01'),
      from: day('2025-06-01'),
      to: day('2026-03-25'),
      total: '36',
      count: '12',
      issuedOn: day('2026-03-25'),
      rows: [{ on: '2026-03-01', title: '春季巡逻', kind: '治安巡逻', hours: '3' }],
    },
  },
}
