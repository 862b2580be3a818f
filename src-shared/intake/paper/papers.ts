import { definePaper, seal, signature } from '../../paper/spec.ts'
import { MatterList, ReceiptSlip, RefusalNotice } from './schema.ts'

export const INTAKE_PAPERS = {
  matter_list: definePaper({
    title: '事项清单',
    template: 'matter_list.typ',
    templateVersion: '1',
    page: 'A4-landscape',
    schema: MatterList,
    needsNumber: false,
    legalBasis: ['内部工作用纸'],
    signaturePlaces: [],
  }),
  receipt_slip: definePaper({
    title: '事项登记回执',
    template: 'receipt_slip.typ',
    templateVersion: '1',
    page: 'A5',
    schema: ReceiptSlip,
    needsNumber: true,
    numbering: 'matter',
    legalBasis: ['窗口服务惯例'],
    signaturePlaces: [],
  }),
  refusal_notice: definePaper({
    title: '不予受理告知书',
    template: 'refusal_notice.typ',
    templateVersion: '1',
    page: 'A4',
    schema: RefusalNotice,
    needsNumber: true,
    numbering: 'notice',
    legalBasis: ['人民调解法第三条、第十七条', '人民调解工作若干规定第二十二条[待核]'],
    signaturePlaces: [seal('centre', '（盖章）', 'centre'), signature('recipient', '签收人（签名）', 'party')],
  }),
}
