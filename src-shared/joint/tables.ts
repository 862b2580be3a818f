import type { CodeTable } from '../kernel/codeTable.ts'

const numbered = (titles: string) =>
  titles.split(' ').map((title, index) => ({ code: String(index + 1).padStart(2, '0'), title }))

const source = '地方做法归纳，由本单位增减（未核实）'

/** 突出问题类型 (B.2). */
export const TROUBLE_TYPES: CodeTable = {
  id: 'joint_trouble',
  title: '突出问题类型',
  version: 1,
  status: 'unverified',
  source,
  codes: [
    ...numbered('群租 非法客运 占道经营 违法建设 车辆乱停 火灾隐患 校园周边 环境脏乱 设施缺损'),
    { code: '99', title: '其他' },
  ],
}

/** 联动事由 (B.2): 突发事件, 联合行动, 协调会, 防汛防台, 重大项目. */
export const INCIDENT_TYPES: CodeTable = {
  id: 'joint_incident',
  title: '联动事由',
  version: 1,
  status: 'unverified',
  source,
  codes: [
    ...numbered('火灾 燃气泄漏 台风暴雨 停水停电 群众转移安置 交通事故 公共卫生 联合行动 重大项目护航 演练'),
    { code: '99', title: '其他' },
  ],
}

/** 预警类型. */
export const WARNING_TYPES: CodeTable = {
  id: 'joint_warning',
  title: '预警提示类型',
  version: 1,
  status: 'unverified',
  source,
  codes: [
    ...numbered('入室盗窃 电信网络诈骗 电动自行车火灾 居家用电用气 台风暴雨 高温低温 节日防范 出行安全'),
    { code: '99', title: '其他' },
  ],
}
