import type { CodeTable } from '../kernel/codeTable.ts'
import type { UnitKind } from './codes.ts'
import type { UnitDetail } from './config.ts'

type Entry = { code: string; title: string; detail: UnitDetail }

const unit = (code: string, title: string, kind: UnitKind, aliases = ''): Entry => ({
  code,
  title,
  detail: { kind, contact: '', phone: '', aliases, regionCode: '', people: [] },
})

/**
 * The member units of a street as they are commonly listed (B.6, S4 “20 余个部门科室”): contacts are the office's own to
 * fill in. Communities are added from the office's places.
 */
export const MEMBER_UNITS: Omit<CodeTable, 'codes'> & { codes: Entry[] } = {
  id: 'member_unit',
  title: '综治中心成员单位',
  version: 1,
  status: 'unverified',
  source: '街道常见成员单位归纳，按本街道实际增减（未核实）',
  codes: [
    unit('01', '公安派出所', 'justice', '派出所'),
    unit('02', '司法所', 'justice'),
    unit('03', '平安办（综治办）', 'office', '综治办 平安建设办公室'),
    unit('04', '信访办', 'office'),
    unit('05', '综合行政执法队', 'department', '城管 综合执法队'),
    unit('06', '市场监督管理所', 'department', '市场监管所 工商'),
    unit('07', '民政办（社区服务）', 'office', '社区服务中心'),
    unit('08', '社会保障所', 'department', '人社 社保所'),
    unit('09', '应急管理站', 'department', '安监'),
    unit('10', '房屋管理所', 'department', '房管 住建'),
    unit('11', '规划资源所', 'department', '国土'),
    unit('12', '社区卫生服务中心', 'department', '卫健 医院'),
    unit('13', '武装部', 'office'),
    unit('14', '消防救援站', 'department', '消防'),
    unit('15', '交警中队', 'justice', '交通警察'),
    unit('16', '生态环境所', 'department', '环保'),
    unit('17', '文化执法队', 'department', '文广'),
    unit('18', '税务所', 'department'),
    unit('19', '妇女联合会', 'group', '妇联'),
    unit('20', '共青团工作委员会', 'group', '团委'),
    unit('21', '总工会', 'group', '工会'),
    unit('22', '残疾人联合会', 'group', '残联'),
    unit('23', '学区（中小学）', 'company', '教育 学校'),
    unit('24', '禁毒办', 'office'),
    unit('25', '社区矫正中心', 'justice', '矫正 社工站'),
    unit('26', '法庭、检察室联络点', 'justice', '法院 检察院'),
    unit('27', '物业联席会议', 'company', '物业'),
  ],
}
