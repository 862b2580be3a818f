import type { CodeTable } from '../kernel/codeTable.ts'

const group = (code: string, title: string, items: string): { code: string; title: string }[] => [
  { code, title },
  ...items
    .split(' ')
    .filter(Boolean)
    .map((item, index) => ({ code: `${code}${String(index + 1).padStart(2, '0')}`, title: item })),
]

/** 事件分类 (C.2) without the political, religious and personal-watch classes of its source: two levels by length of the code. */
export const EVENT_CLASSES: CodeTable = {
  id: 'linkage_class',
  title: '事件分类',
  version: 1,
  status: 'unverified',
  source: '公开网格系统分类归纳，删去不属于服务的类目（未核实）',
  codes: [
    ...group('01', '民生服务', '教育 社保 就业 医疗 住房 交通 证件办理 企业服务 资质办理 经营纳税 婚育收养 公共事业'),
    ...group(
      '02',
      '矛盾化解',
      '婚姻家庭 邻里 环境生态 建筑工程 物业 企业改制 劳资 征迁 军人安置 房屋宅基地 农村三资 校园 经济活动 山林土地 医患 村居事务 行政执法 海事渔事 交通与生产安全 合同履行 其他矛盾',
    ),
    ...group('03', '治安防控', '物防设施 技防设施 治安隐患 守楼护院 消防隐患'),
    ...group('04', '环境秩序', '占道经营 违法建设 车辆乱停 群租 垃圾杂物 校园周边 噪声油烟'),
    ...group('05', '特殊人群服务', ''),
    ...group('06', '社情民意', ''),
    ...group('07', '政策宣传', ''),
    ...group('08', '突发事件', ''),
    ...group('99', '其他', ''),
  ],
}
