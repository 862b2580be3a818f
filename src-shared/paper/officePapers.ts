import { z } from 'zod'
import { Line, PrintDay, Prose } from './fields.ts'
import { definePaper, signature } from './spec.ts'

/*
 * Papers of the office itself, which belong to no single topic.
 */

/** 期限计算单: the arithmetic of each clock as lines of text. */
export const DeadlineSheet = z.object({
  organisation: Line,
  number: Line,
  matter: Line,
  preparer: Line,
  preparedOn: PrintDay,
  deadlines: z.array(
    z.object({
      title: Line,
      clause: Line,
      startEvent: Line,
      startOn: PrintDay,
      unit: Line,
      steps: z.array(Line),
      dueOn: PrintDay,
      note: Prose,
      /** How well the clause is known; anything but `verified` is said beside it. */
      confidence: z.enum(['verified', 'seen', 'unverified']).default('verified'),
    }),
  ),
  /** Of a matter with many clocks: one line each, under those whose they are; `deadlines` is empty then. */
  groups: z
    .array(
      z.object({
        title: Line,
        clocks: z.array(
          z.object({
            title: Line,
            startEvent: Line,
            startOn: PrintDay,
            period: Line,
            /** Days that do not count, and what was granted. */
            leftOut: z.array(Line).default([]),
            dueOn: PrintDay,
            /** The days off of a year that it reaches into are not announced yet. */
            isProvisional: z.boolean().default(false),
            state: Line,
          }),
        ),
      }),
    )
    .default([]),
})

/** 今日清单, ordered by consequence; an empty section is not printed. */
export const MorningSheet = z.object({
  centreName: Line,
  person: Line,
  on: PrintDay,
  sections: z.array(
    z.object({
      title: Line,
      items: z.array(z.object({ number: Line, title: Line, what: Line, on: PrintDay, ownerName: Line })),
    }),
  ),
})

/** 恢复码密封单: eight groups of six digits and how to keep them. */
export const RecoverySheet = z.object({
  centreName: Line,
  seat: Line,
  madeOn: PrintDay,
  madeBy: Line,
  groups: z.array(z.string().regex(/^\d{6}$/)).length(8),
})

/** 字体自检页: shows each face, and the rare characters that a street needs. */
export const FontSelfTest = z.object({ centreName: Line, madeOn: PrintDay, rareCharacters: Prose })

/** 两处都改过的内容: both values beside each other, and what was chosen where somebody has. */
export const ConflictList = z.object({
  organisation: Line,
  /** What the list holds: waiting, or settled. */
  heading: Line,
  printedOn: PrintDay,
  note: Prose,
  rows: z.array(
    z.object({
      title: Prose,
      field: Line,
      current: Prose,
      currentBy: Line,
      other: Prose,
      otherBy: Line,
      settled: Prose,
    }),
  ),
})

const office = { templateVersion: '1', page: 'A4', needsNumber: false } as const

export const OFFICE_PAPERS = {
  deadline_sheet: definePaper({
    ...office,
    numbering: 'matter',
    title: '期限计算单',
    template: 'deadline_sheet.typ',
    schema: DeadlineSheet,
    legalBasis: ['民法典第二百条至第二百零三条', '民事诉讼法（2023）第八十五条'],
    signaturePlaces: [signature('preparer', '计算人（签名）', 'clerk')],
  }),
  morning_sheet: definePaper({
    ...office,
    title: '今日清单',
    template: 'morning_sheet.typ',
    schema: MorningSheet,
    legalBasis: ['内部工作用纸'],
    signaturePlaces: [],
  }),
  conflict_list: definePaper({
    ...office,
    title: '两处都改过的内容',
    template: 'conflict_list.typ',
    schema: ConflictList,
    legalBasis: ['内部工作用纸'],
    signaturePlaces: [],
  }),
  recovery_sheet: definePaper({
    ...office,
    title: '恢复码密封单',
    template: 'recovery_sheet.typ',
    schema: RecoverySheet,
    legalBasis: ['内部工作用纸'],
    signaturePlaces: [
      signature('keeper', '保管人（签名）', 'head'),
      signature('witness', '封存人（签名）', 'administrator'),
    ],
  }),
  font_self_test: definePaper({
    ...office,
    title: '字体自检页',
    template: 'font_self_test.typ',
    schema: FontSelfTest,
    legalBasis: ['GB/T 9704-2012'],
    signaturePlaces: [],
  }),
}
