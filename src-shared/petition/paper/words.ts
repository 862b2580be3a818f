import { z } from 'zod'
import { Line, PrintDay, Prose } from '../../paper/fields.ts'

/** Whom to ask about a paper (办理部门、经办人、联系电话, B1.6). */
export const Contact = z.object({ department: Line, handler: Line, phone: Line, address: Line }).prefault({})

/** What each paper that leaves the office bears (B1.6): from whom, number, to whom, day. */
export const Outgoing = z.object({
  office: Line,
  number: Line,
  /** 信访人, or whoever else the paper is for. */
  addressee: Line,
  contact: Contact,
  issuedOn: PrintDay,
})

/** The petition as a paper names it: several requests are told and answered one by one. */
export const Subject = z.object({
  matterNumber: Line,
  receivedOn: PrintDay,
  /** 转送、交办机关; empty where the citizen came himself. */
  receivedFrom: Line,
  summary: Prose,
  requests: z.array(Prose).default([]),
})

export const Names = z.array(Line).default([])
/** Materials handed over: copies and pages as words, because they are often counted by hand. */
export const Materials = z.array(z.object({ name: Line, copies: Line, note: Line })).default([])

/** Two readings of one form; the chosen one is its heading and its name in the list of papers. */
export const titleOf = <const T extends readonly [string, ...string[]]>(titles: T) => z.enum(titles).default(titles[0])
