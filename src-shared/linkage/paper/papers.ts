import { definePaper, seal, signature } from '../../paper/spec.ts'
import * as data from './schema.ts'

const FORM = '三本台账文书栏目见公开网格系统，非全国统一表样[待核]'
const PRACTICE = '地方综治中心做法[待核]'

const paper = { templateVersion: '1', page: 'A4', needsNumber: true } as const
const ofMatter = { ...paper, numbering: 'matter' } as const
const outgoing = { ...paper, numbering: 'linkage' } as const
const optional = { isRequired: false }
const officeSeal = seal('office', '（印章）', 'centre')
const deputy = signature('deputy', '分管领导意见（签名）', 'head', optional)
const leader = signature('leader', '主要领导意见（签名）', 'head', optional)
const receiver = signature('receiver', '接件人（签名）', 'participant')

/** The papers of a task. */
export const LINKAGE_PAPERS = {
  linkage_intake: definePaper({
    ...ofMatter,
    title: '受理单',
    template: 'linkage_intake.typ',
    schema: data.Intake,
    legalBasis: [FORM],
    signaturePlaces: [signature('handler', '承办人（签名）', 'clerk'), deputy, leader],
  }),
  linkage_order: definePaper({
    ...outgoing,
    title: '交办单',
    template: 'linkage_order.typ',
    schema: data.Order,
    legalBasis: [FORM],
    signaturePlaces: [officeSeal, receiver],
  }),
  linkage_transfer: definePaper({
    ...outgoing,
    title: '转办通知单',
    template: 'linkage_transfer.typ',
    schema: data.TransferNotice,
    legalBasis: [FORM],
    signaturePlaces: [deputy, leader, receiver],
  }),
  linkage_application: definePaper({
    ...ofMatter,
    title: '申报单',
    template: 'linkage_application.typ',
    schema: data.Application,
    legalBasis: [FORM],
    signaturePlaces: [
      signature('unitLeader', '单位主要领导意见（签名）', 'participant'),
      signature('convener', '联席会议召集人审核意见（签名）', 'head'),
    ],
  }),
  linkage_report: definePaper({
    ...ofMatter,
    title: '呈报单',
    template: 'linkage_report.typ',
    schema: data.ReportUp,
    legalBasis: [FORM],
    signaturePlaces: [officeSeal, leader],
  }),
  linkage_reply: definePaper({
    ...ofMatter,
    title: '回复表',
    template: 'linkage_reply.typ',
    schema: data.Reply,
    legalBasis: [FORM],
    signaturePlaces: [seal('unit', '（回复单位印章）', 'participant')],
  }),
  linkage_supervision: definePaper({
    ...outgoing,
    title: '督办单',
    template: 'linkage_supervision.typ',
    schema: data.Supervision,
    legalBasis: [PRACTICE],
    signaturePlaces: [officeSeal, leader, receiver],
  }),
  linkage_minutes: definePaper({
    ...outgoing,
    title: '会商纪要',
    template: 'linkage_minutes.typ',
    schema: data.Minutes,
    legalBasis: [PRACTICE],
    signaturePlaces: [
      signature('chair', '召集人（签名）', 'head'),
      signature('attendee', '参加单位（签名）', 'participant', { isPerPerson: true }),
    ],
  }),
  linkage_board: definePaper({
    title: '六联看板',
    template: 'linkage_board.typ',
    templateVersion: '1',
    page: 'A4',
    schema: data.BoardSheet,
    needsNumber: false,
    legalBasis: ['内部工作用纸'],
    signaturePlaces: [],
  }),
  linkage_list: definePaper({
    title: '六联任务清单',
    template: 'linkage_list.typ',
    templateVersion: '1',
    page: 'A4-landscape',
    schema: data.TaskList,
    needsNumber: false,
    legalBasis: ['内部工作用纸'],
    signaturePlaces: [],
  }),
}
