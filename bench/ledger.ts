import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createTypesetter } from '../src-main/paper/typesetter.ts'
import type { MediationRow } from '../src-shared/ledger/mediationRow.ts'
import { LEDGER_COLUMNS } from '../src-shared/ledger/paper/columns.ts'
import { toPrintTable } from '../src-shared/ledger/paper/schema.ts'

/*
 * A ledger of made-up rows to PDF, each size in a fresh process from cold: seconds and peak memory of the process.
 * `node bench/ledger.ts` prints one JSON line a figure; `node bench/ledger.ts 1000` is the child's own run.
 */

const SIZES = [1_000, 10_000]
const TEXT =
  '楼上卫生间渗水致楼下吊顶发霉双方就维修费用和施工时间协商不成社区网格员上门劝导后申请调解经现场查看确认责任并约定期限'

if (process.argv[2] === undefined) await runAll()
else await runOne(Number(process.argv[2]))

async function runAll(): Promise<void> {
  for (const size of SIZES) {
    const { seconds, warmSeconds, pages, megabytes, peakMb } = await inFreshProcess(size)
    print(`ledger_pdf_${size}_rows`, seconds, 's')
    print(`ledger_pdf_${size}_rows_warm`, warmSeconds, 's')
    print(`ledger_pdf_${size}_rows_peak`, peakMb, 'MB')
    print(`ledger_pdf_${size}_rows_pages`, pages, 'pages')
    print(`ledger_pdf_${size}_rows_file`, megabytes, 'MB')
  }
}

interface Result {
  /** From nothing: thread, fonts and templates included. */
  seconds: number
  /** With the typesetter warmed up, as the program does at its start. */
  warmSeconds: number
  pages: number
  megabytes: number
  peakMb: number
}

function inFreshProcess(size: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [String(size)])
    child.once('message', (result) => resolve(result as Result))
    child.once('exit', (code) => reject(new Error(`the run of ${size} rows ended with ${code}`)))
  })
}

async function runOne(size: number): Promise<void> {
  const rows = Array.from({ length: size }, (_, index) => makeRow(index))
  const typesetter = createTypesetter({ resourcesDir: fileURLToPath(new URL('../resources', import.meta.url)) })
  const start = performance.now()
  await typesetter.warmUp()
  const warm = performance.now()
  const paper = await typesetter.typeset(
    'mediation_ledger',
    {
      organisation: '样例街道综治中心',
      title: '矛盾纠纷调解台账',
      period: '2026年',
      ...toPrintTable(LEDGER_COLUMNS, rows),
    },
    { timestamp: '2026-12-31T08:00:00.000Z' as never, mode: 'issue' },
  )
  const end = performance.now()
  await typesetter.closeTypesetter()
  const result: Result = {
    seconds: round((end - start) / 1000),
    warmSeconds: round((end - warm) / 1000),
    pages: paper.pages,
    megabytes: round(paper.pdf.length / 1e6),
    peakMb: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
  }
  process.send?.(result, () => process.disconnect())
}

/** About 60 characters of text a case, every column filled, each row different. */
function makeRow(index: number): Omit<MediationRow, 'matterId'> {
  const cut = (length: number, seed: number) => {
    const at = (index * seed) % (TEXT.length - 20)
    return (TEXT.slice(at) + TEXT).slice(0, length)
  }
  const number = `（2026）样例人调字第A${String(index + 1).padStart(5, '0')}号`
  const on = (month: number, offset: number) =>
    `2026-${String(month).padStart(2, '0')}-${String(1 + ((index + offset) % 28)).padStart(2, '0')}` as MediationRow['acceptedOn']
  return {
    dossierNumber: number,
    acceptedOn: on(1 + (index % 11), 0),
    applicants: cut(3, 7),
    respondents: cut(3, 11),
    peopleCount: 2 + (index % 3),
    justiceClass: '邻里纠纷',
    source: '当事人申请',
    difficulty: '一般',
    facts: cut(40 + (index % 30), 13),
    mediators: cut(3, 17),
    sessions: 1 + (index % 3),
    closedOn: on(12, 3),
    result: '成功',
    agreementForm: '书面',
    agreementNumber: number,
    amountFen: 100_000 + index * 37,
    performBy: on(12, 5),
    performance: '已履行',
    confirmation: '',
    returnVisitOn: on(12, 7),
    satisfaction: '满意',
    archivedOn: on(12, 9),
    grade: '二级',
    subsidyFen: 20_000,
    note: index % 5 === 0 ? cut(8, 19) : '',
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function print(name: string, value: number, unit: string): void {
  console.log(JSON.stringify({ name, value, unit }))
}
