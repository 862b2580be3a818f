import { definePaper, seal, signature, type SignaturePlace } from '../../paper/spec.ts'
import { JointList, JointSheet } from './schema.ts'

const PRACTICE = '地方综治中心做法（栏目为归纳）[待核]'

const sheet = (title: string, signaturePlaces: readonly SignaturePlace[], template = 'joint_sheet.typ') =>
  definePaper({
    title,
    template,
    templateVersion: '1',
    page: 'A4',
    schema: JointSheet,
    needsNumber: true,
    legalBasis: [PRACTICE],
    signaturePlaces,
  })

const officeSeal = seal('office', '（印章）', 'centre')
const lead = signature('lead', '牵头单位负责人（签名）', 'participant')
const checker = signature('checker', '复查人（签名）', 'clerk')
const leader = signature('leader', '分管领导意见（签名）', 'head')

/** The papers of 联防, 联治, 联动 and 联创. */
export const JOINT_PAPERS = {
  joint_notice: sheet('挂牌整治通知单', [signature('receiver', '接收单位（签名）', 'participant'), officeSeal]),
  joint_rectification: sheet('整改复查单', [lead, checker, leader], 'joint_rectification.typ'),
  joint_struck: sheet('摘牌审批表', [checker, leader, officeSeal]),
  joint_incident: sheet('联动处置和复盘报告', [signature('chair', '复盘主持人（签名）', 'head'), officeSeal]),
  joint_situation: sheet('治安形势研判报告', [signature('chair', '主持人（签名）', 'head'), leader]),
  joint_warning: sheet('预警提示单', [signature('receiver', '接收单位（签名）', 'participant'), officeSeal]),
  joint_patrol: sheet('巡防安排表', [lead, leader]),
  joint_creation: sheet('平安创建申报审核表', [
    seal('applicant', '（申报单位印章）', 'participant'),
    signature('checker', '复核人（签名）', 'clerk'),
    leader,
  ]),
  joint_project: sheet('实事项目进度表', [lead, leader]),
  joint_list: definePaper({
    title: '联防联治联动联创清单',
    template: 'joint_list.typ',
    templateVersion: '1',
    page: 'A4-landscape',
    schema: JointList,
    needsNumber: false,
    legalBasis: ['内部工作用纸'],
    signaturePlaces: [],
  }),
}
