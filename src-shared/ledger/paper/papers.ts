import { definePaper, seal, signature } from '../../paper/spec.ts'
import { DifferenceSheet, MediationLedger, MonthlyFigures } from './schema.ts'

const foot = [
  signature('preparer', '填表人', 'clerk'),
  signature('reviewer', '审核人', 'head'),
  seal('responsible', '负责人（签章）', 'head'),
]

export const LEDGER_PAPERS = {
  mediation_ledger: definePaper({
    title: '矛盾纠纷调解台账',
    template: 'mediation_ledger.typ',
    templateVersion: '1',
    page: 'A4-landscape',
    schema: MediationLedger,
    needsNumber: false,
    legalBasis: ['人民调解法第二十七条', '人民调解案件登记簿（栏目为归纳）'],
    signaturePlaces: foot,
  }),
  difference_sheet: definePaper({
    title: '台账更正差异单',
    template: 'difference_sheet.typ',
    templateVersion: '1',
    page: 'A4-landscape',
    schema: DifferenceSheet,
    needsNumber: false,
    legalBasis: ['台账签核后不改原件的内部规则'],
    signaturePlaces: [signature('preparer', '更正人', 'clerk'), seal('responsible', '负责人（签章）', 'head')],
  }),
  monthly_figures: definePaper({
    title: '人民调解案件情况统计表',
    template: 'monthly_figures.typ',
    templateVersion: '1',
    page: 'A4',
    schema: MonthlyFigures,
    needsNumber: false,
    legalBasis: ['司发通〔2010〕239号统计报表[待核]'],
    signaturePlaces: foot,
  }),
}
