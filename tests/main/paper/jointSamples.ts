import type { PaperData } from '../../../src-shared/paper/registry.ts'
import { long } from './mediationSamples.ts'

const day = (text: string) => text as never
type Sheet = PaperData<'joint_incident'>

/** One record filled everywhere; its pictures are room to paste one in, as no bytes are given along. */
const full: Sheet = {
  office: '样例街道综治中心',
  paperTitle: '整改复查单',
  number: 'LZ2026-A0001',
  stage: '整治中',
  rows: [
    { label: '问题名称', value: '样例路口占道经营' },
    { label: '类型', value: '占道经营' },
    { label: '位置', value: '样例路 1 号' },
    { label: '问题和隐患', value: long, isLong: true },
  ],
  tables: [{ title: '节点', heads: ['节点', '计划', '完成'], rows: [['进场', '2026-03-01', '2026-03-02']] }],
  photos: [
    { side: '整改前', file: '', caption: '东侧', takenOn: day('2026-03-01') },
    { side: '整改后', file: '', caption: '', takenOn: null },
  ],
  note: '复查：2026-03-20 前',
  issuedOn: day('2026-03-18'),
}
const sheet = (paperTitle: string) => ({ minimal: { paperTitle } as Sheet, full: { ...full, paperTitle } })

export const JOINT_SAMPLES = {
  joint_notice: sheet('挂牌整治通知单'),
  joint_rectification: sheet('整改复查单'),
  joint_struck: sheet('摘牌审批表'),
  joint_incident: sheet('联动处置和复盘报告'),
  joint_situation: sheet('治安形势研判报告'),
  joint_warning: sheet('预警提示单'),
  joint_patrol: sheet('巡防安排表'),
  joint_creation: sheet('平安创建申报审核表'),
  joint_project: sheet('实事项目进度表'),
  joint_list: {
    minimal: { title: '联防联治联动联创清单' } as PaperData<'joint_list'>,
    full: {
      organisation: '样例街道综治中心',
      title: '联防联治联动联创清单',
      printedOn: day('2026-03-18'),
      note: '窗口甲 2026-03-18 打印：例会',
      rows: [
        {
          number: 'LZ2026-A0001',
          startedOn: '2026-03-01',
          type: '占道经营',
          title: '样例路口占道经营',
          areaName: '样例一居',
          unit: '综合行政执法队',
          stage: '整治中',
          due: '2026-05-01 整治到位、报请复查',
          closedOn: '',
          result: '',
        },
      ],
    },
  },
}
