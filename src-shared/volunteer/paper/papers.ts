import { z } from 'zod'
import { Line, PrintDay } from '../../paper/fields.ts'
import { definePaper, seal, signature } from '../../paper/spec.ts'

/** 志愿者名册: the list as shown, without phones. */
export const VolunteerList = z.object({
  organisation: Line,
  printedOn: PrintDay,
  note: Line,
  rows: z
    .array(
      z.object({
        number: Line,
        name: Line,
        team: Line,
        class: Line,
        place: Line,
        joinedOn: Line,
        hours: Line,
        insured: Line,
        state: Line,
      }),
    )
    .default([]),
})

/** 志愿服务记录证明. */
export const ServiceRecord = z.object({
  organisation: Line,
  name: Line,
  number: Line,
  team: Line,
  joinedOn: PrintDay,
  from: PrintDay,
  to: PrintDay,
  total: Line,
  count: Line,
  issuedOn: PrintDay,
  rows: z.array(z.object({ on: Line, title: Line, kind: Line, hours: Line })).default([]),
})

/** 四四三 figures with their denominators. */
export const MinimumSheet = z.object({
  organisation: Line,
  period: Line,
  printedOn: PrintDay,
  note: Line,
  rows: z.array(z.object({ group: Line, title: Line, value: Line, unit: Line, note: Line })).default([]),
})

const paper = { templateVersion: '1', needsNumber: false } as const

/** The papers of volunteers. */
export const VOLUNTEER_PAPERS = {
  volunteer_list: definePaper({
    ...paper,
    title: '平安志愿者名册',
    template: 'volunteer_list.typ',
    page: 'A4-landscape',
    schema: VolunteerList,
    legalBasis: ['内部工作用纸'],
    signaturePlaces: [],
  }),
  volunteer_record: definePaper({
    ...paper,
    title: '志愿服务记录证明',
    template: 'volunteer_record.typ',
    page: 'A4',
    schema: ServiceRecord,
    legalBasis: ['志愿服务条例第十九条'],
    signaturePlaces: [seal('office', '（盖章）', 'centre')],
  }),
  volunteer_figures: definePaper({
    ...paper,
    title: '平安志愿服务统计',
    template: 'duty_figures.typ',
    page: 'A4',
    schema: MinimumSheet,
    legalBasis: ['海淀“四四三”做法[待核]'],
    signaturePlaces: [
      signature('preparer', '制表人（签名）', 'clerk'),
      signature('reviewer', '审核人（签名）', 'head', { isRequired: false }),
    ],
  }),
}
