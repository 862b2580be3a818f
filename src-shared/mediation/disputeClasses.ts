import type { CodeTable } from '../kernel/codeTable.ts'

const JUSTICE = {
  '01': '婚姻家庭纠纷',
  '02': '邻里纠纷',
  '03': '房屋宅基地纠纷',
  '04': '合同纠纷',
  '05': '生产经营纠纷',
  '06': '损害赔偿纠纷',
  '07': '山林土地纠纷',
  '08': '征地拆迁纠纷',
  '09': '环境污染（保护）纠纷',
  '10': '拖欠农民工工资纠纷',
  '11': '劳动争议纠纷',
  '12': '旅游纠纷',
  '13': '电子商务（互联网）纠纷',
  '14': '消费纠纷',
  '15': '医疗纠纷',
  '16': '道路交通事故纠纷',
  '17': '物业纠纷',
  '18': '其他纠纷',
} as const

/** Two digits, `01` … `18`. */
export type JusticeClass = keyof typeof JUSTICE

/** Dispute classes of the justice statistics, 18 as published monthly tables list them (A3.2). */
export const JUSTICE_CLASSES: CodeTable<JusticeClass> = {
  id: 'justice_class',
  title: '人民调解纠纷类别（司法行政统计口径）',
  version: 1,
  status: 'unverified',
  source: '公开月报所列类别及次序；官方代码值未公布，编号为本系统自拟',
  // Not Object.entries: keys that look like numbers ('10') would come before '01'.
  codes: (Object.keys(JUSTICE) as JusticeClass[]).sort().map((code) => ({ code, title: JUSTICE[code] })),
}

/** Size of the event (A4.2); the head counts that divide them are not published. */
export const DISPUTE_SCALES: CodeTable = {
  id: 'dispute_scale',
  title: '事件规模',
  version: 1,
  status: 'unverified',
  source: 'GB/T 31000-2015 事件规模（据公开系统，人数分界未核实）',
  codes: [
    { code: '01', title: '个体性事件' },
    { code: '02', title: '一般群体性事件' },
    { code: '03', title: '重大群体性事件' },
  ],
}

/** How a dispute was settled (A4.4); the standard's code values (5.58) are not published. */
export const RESOLUTION_WAYS: CodeTable = {
  id: 'resolution_way',
  title: '化解方式',
  version: 1,
  status: 'unverified',
  source: 'GB/T 31000-2015 第5.58条的候选值（归纳），代码为本系统自拟',
  codes: ['人民调解', '行政调解', '司法调解', '仲裁', '诉讼', '行政裁决', '行政复议', '信访', '协商和解', '其他'].map(
    (title, index) => ({ code: index === 9 ? '99' : String(index + 1).padStart(2, '0'), title }),
  ),
}
