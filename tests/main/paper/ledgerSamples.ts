import { LEDGER_COLUMNS } from '../../../src-shared/ledger/paper/columns.ts'
import { toPrintTable } from '../../../src-shared/ledger/paper/schema.ts'
import type { MediationRow } from '../../../src-shared/ledger/mediationRow.ts'
import type { PaperData } from '../../../src-shared/paper/registry.ts'

const day = (text: string) => text as never

/** One made-up case; its text begins with `第N件。` so that a test can count it. */
export function ledgerRow(index: number): Omit<MediationRow, 'matterId'> {
  return {
    dossierNumber: `（2026）样例人调字第A${String(index + 1).padStart(4, '0')}号`,
    acceptedOn: day('2026-03-05'),
    applicants: '甲小样',
    respondents: index % 3 === 0 ? '样例物业服务有限公司' : '乙小样',
    peopleCount: 2,
    justiceClass: '邻里纠纷',
    source: index % 5 === 0 ? '公安移交（样例派出所，样公调〔2026〕15号）' : '当事人申请',
    difficulty: '一般',
    facts:
      `第${index + 1}件。` + '楼上卫生间渗水致楼下吊顶发霉，双方就维修费用和施工时间协商不成。'.repeat(1 + (index % 3)),
    mediators: '己调解、庚调解',
    sessions: 2,
    closedOn: day('2026-03-25'),
    result: index % 7 === 0 ? '不成功' : '成功',
    agreementForm: index % 7 === 0 ? '' : '书面',
    agreementNumber: index % 7 === 0 ? '' : `（2026）样例人调字第A${String(index + 1).padStart(4, '0')}号`,
    amountFen: index % 7 === 0 ? 0 : 1_230_050,
    performBy: day('2026-04-30'),
    performance: '已履行',
    confirmation: index % 11 === 0 ? '（2026）样0000民特12号，有效' : '',
    returnVisitOn: day('2026-05-10'),
    satisfaction: '满意',
    archivedOn: day('2026-05-20'),
    grade: '二级',
    subsidyFen: 20_000,
    note: '',
  }
}

/** A signed-off month of these cases, or of so many, in the columns of these keys or in all. */
export function ledger(
  cases: number | readonly ReturnType<typeof ledgerRow>[],
  keys?: readonly string[],
): PaperData<'mediation_ledger'> {
  const rows = typeof cases === 'number' ? Array.from({ length: cases }, (_, index) => ledgerRow(index)) : cases
  return {
    organisation: '样例街道综治中心',
    title: '矛盾纠纷调解台账',
    period: '2026年3月',
    basis: '口径：按受理日期，每月20日截止',
    signedOff: '已签核（2026年3月21日 辛主任）',
    ...toPrintTable(keys ? LEDGER_COLUMNS.filter(({ key }) => keys.includes(key)) : LEDGER_COLUMNS, rows),
    preparedBy: '壬填表',
    reviewedBy: '癸审核',
    responsible: '辛主任',
    preparedOn: day('2026-03-21'),
  }
}
