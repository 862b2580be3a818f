import { definePaper, seal, signature } from '../../paper/spec.ts'
import { AppealSheet, AssessmentSheet } from './schema.ts'

const PRACTICE = '绩效联考做法（栏目为归纳）[待核]'
const paper = { templateVersion: '1', page: 'A4', needsNumber: false, legalBasis: [PRACTICE] } as const

export const ASSESSMENT_PAPERS = {
  assessment_sheet: definePaper({
    ...paper,
    title: '成员单位联考表',
    template: 'assessment_sheet.typ',
    schema: AssessmentSheet,
    signaturePlaces: [
      signature('self', '自评人（签名）', 'participant'),
      signature('reviewer', '复评人（签名）', 'clerk'),
      seal('centre', '综治中心（印章）', 'centre'),
    ],
  }),
  assessment_appeal: definePaper({
    ...paper,
    title: '联考申诉表',
    template: 'assessment_appeal.typ',
    schema: AppealSheet,
    signaturePlaces: [seal('unit', '（申诉单位印章）', 'participant'), signature('decider', '决定人（签名）', 'head')],
  }),
}
