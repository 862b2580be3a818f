import { z } from 'zod'
import { Line, PrintDay, Prose } from '../../paper/fields.ts'
import { definePaper, signature } from '../../paper/spec.ts'

/** 排班表: one line a post and shift, one column a day. */
export const RosterSheet = z.object({
  organisation: Line,
  title: Line,
  printedOn: PrintDay,
  note: Prose,
  days: z
    .array(z.object({ day: Line, week: Line, isRest: z.boolean().default(false) }))
    .max(31)
    .default([]),
  rows: z
    .array(
      z.object({
        post: Line,
        shift: Line,
        /** Names of each day, one a line. */
        cells: z.array(z.array(Line)).max(31),
      }),
    )
    .default([]),
})

/** 启动令 or 解除令; `paperTitle` says which. */
export const AlertOrder = z.object({
  organisation: Line,
  paperTitle: Line,
  number: Line,
  task: Line,
  level: Line,
  on: PrintDay,
  time: Line,
  orderedBy: Line,
  change: Prose,
  text: Prose,
})

/** 查岗记录. */
export const InspectionSheet = z.object({
  organisation: Line,
  post: Line,
  place: Line,
  on: PrintDay,
  time: Line,
  shift: Line,
  inspector: Line,
  present: Line,
  missing: Line,
  duties: Prose,
  finding: Prose,
  handled: Prose,
})

/** 交接班单. */
export const HandoverSheet = z.object({
  organisation: Line,
  on: PrintDay,
  shift: Line,
  post: Line,
  from: Line,
  to: Line,
  lines: z.array(Prose).default([]),
  note: Prose,
})

/** 勤务统计: figures with what they were divided by. */
export const DutyFigureSheet = z.object({
  organisation: Line,
  period: Line,
  printedOn: PrintDay,
  note: Line,
  rows: z.array(z.object({ group: Line, title: Line, value: Line, unit: Line, note: Line })).default([]),
})

const PRACTICE = '地方综治中心做法[待核]'
const paper = { templateVersion: '1', page: 'A4', needsNumber: false, legalBasis: [PRACTICE] } as const
const maker = signature('preparer', '制表人（签名）', 'clerk')
const reviewer = signature('reviewer', '审核人（签名）', 'head', { isRequired: false })
const roster = {
  ...paper,
  title: '岗位联勤排班表',
  template: 'duty_roster.typ',
  schema: RosterSheet,
  signaturePlaces: [maker, reviewer],
} as const

/** The papers of 岗位联勤. */
export const DUTY_PAPERS = {
  duty_roster: definePaper({ ...roster, page: 'A4-landscape' }),
  duty_roster_a3: definePaper({ ...roster, title: '岗位联勤排班表（A3）', page: 'A3-landscape' }),
  duty_order: definePaper({
    ...paper,
    title: '防控等级命令',
    template: 'duty_order.typ',
    schema: AlertOrder,
    signaturePlaces: [signature('commander', '下令人（签名）', 'head')],
  }),
  duty_inspection: definePaper({
    ...paper,
    title: '查岗记录',
    template: 'duty_inspection.typ',
    schema: InspectionSheet,
    signaturePlaces: [
      signature('inspector', '查岗人（签名）', 'clerk'),
      signature('leader', '带班人（签名）', 'participant', { isRequired: false }),
    ],
  }),
  duty_handover: definePaper({
    ...paper,
    title: '交接班单',
    template: 'duty_handover.typ',
    schema: HandoverSheet,
    signaturePlaces: [signature('giver', '交班人（签名）', 'clerk'), signature('taker', '接班人（签名）', 'clerk')],
  }),
  duty_figures: definePaper({
    ...paper,
    title: '岗位联勤统计',
    template: 'duty_figures.typ',
    schema: DutyFigureSheet,
    signaturePlaces: [maker, reviewer],
  }),
}
