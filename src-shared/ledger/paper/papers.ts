import { definePaper, seal, signature } from '../../paper/spec.ts'
import { CentreMonth, DifferenceSheet, LedgerSheet, MonthlyFigures } from './schema.ts'

const foot = [
  signature('preparer', '填表人', 'clerk'),
  signature('reviewer', '审核人', 'head'),
  seal('responsible', '负责人（签章）', 'head'),
]

/** A ledger's rows; every ledger has the same sheet with its own columns. */
const ledgerPaper = (title: string, legalBasis: readonly string[]) =>
  definePaper({
    title,
    template: 'ledger.typ',
    templateVersion: '2',
    page: 'A4-landscape',
    schema: LedgerSheet,
    needsNumber: false,
    legalBasis,
    signaturePlaces: foot,
  })

/** A ledger's monthly table. */
const figuresPaper = (title: string, legalBasis: readonly string[]) =>
  definePaper({
    title,
    template: 'monthly_figures.typ',
    templateVersion: '2',
    page: 'A4',
    schema: MonthlyFigures,
    needsNumber: false,
    legalBasis,
    signaturePlaces: foot,
  })

const JOINT = ['地方综治中心做法（栏目和指标为归纳）[待核]']
const DUTY = ['岗位联勤做法（栏目和指标为归纳）[待核]']

export const LEDGER_PAPERS = {
  mediation_ledger: ledgerPaper('矛盾纠纷调解台账', ['人民调解法第二十七条', '人民调解案件登记簿（栏目为归纳）']),
  monthly_figures: figuresPaper('人民调解案件情况统计表', ['司发通〔2010〕239号统计报表[待核]']),
  petition_agency_ledger: ledgerPaper('信访代理台账', ['地方信访代理制度（栏目为归纳）']),
  petition_agency_figures: figuresPaper('信访代理情况统计表', ['地方信访代理制度（指标为归纳）[待核]']),
  petition_ledger: ledgerPaper('信访工作台账', ['信访工作条例第四十一条', '信访工作台账（栏目为归纳）']),
  petition_figures: figuresPaper('信访工作情况统计表', ['信访工作条例第四十一条', '指标公式见于公开的考核计算[待核]']),
  care_ledger: ledgerPaper('关爱走访台账', ['各对象类别的法律依据见其设置', '走访台账（栏目为归纳）']),
  care_figures: figuresPaper('关爱走访情况统计表', ['走访统计指标（公式为归纳）[待核]']),
  linkage_ledger: ledgerPaper('六联任务台账', ['地方综治中心做法（栏目为归纳）[待核]']),
  linkage_figures: figuresPaper('六联任务情况统计表', ['地方综治中心做法（指标为归纳）[待核]']),
  /** Any list on paper: the sheet of a ledger under the list's own title. */
  list_sheet: ledgerPaper('清单', ['内部工作用纸']),
  assessment_month: ledgerPaper('成员单位联考月表', ['绩效联考做法（栏目为归纳）[待核]']),
  grid_ledger: ledgerPaper('网格事件台账', ['网格化服务管理做法（栏目为归纳）[待核]']),
  grid_figures: figuresPaper('网格事件情况统计表', ['查处率、办结率公式见于公开报道的数字核算[待核]']),
  joint_forbid_ledger: ledgerPaper('治安联防台账', JOINT),
  joint_forbid_figures: figuresPaper('治安联防情况统计表', JOINT),
  joint_move_ledger: ledgerPaper('工作联动台账', JOINT),
  joint_move_figures: figuresPaper('工作联动情况统计表', JOINT),
  joint_cure_ledger: ledgerPaper('问题联治台账', JOINT),
  joint_cure_figures: figuresPaper('问题联治情况统计表', JOINT),
  joint_build_ledger: ledgerPaper('平安联创台账', JOINT),
  joint_build_figures: figuresPaper('平安联创情况统计表', JOINT),
  duty_ledger: ledgerPaper('岗位联勤台账', DUTY),
  duty_month_figures: figuresPaper('岗位联勤情况统计表', DUTY),
  centre_month: definePaper({
    title: '中心月报',
    template: 'centre_month.typ',
    templateVersion: '1',
    page: 'A4',
    schema: CentreMonth,
    needsNumber: false,
    legalBasis: ['各台账的统计表（选项为归纳）[待核]'],
    signaturePlaces: foot,
  }),
  difference_sheet: definePaper({
    title: '台账更正差异单',
    template: 'difference_sheet.typ',
    templateVersion: '2',
    page: 'A4-landscape',
    schema: DifferenceSheet,
    needsNumber: false,
    legalBasis: ['台账签发后不改原件的内部规则'],
    signaturePlaces: [signature('preparer', '更正人', 'clerk'), seal('responsible', '负责人（签章）', 'head')],
  }),
}
