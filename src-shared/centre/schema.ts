import { z } from 'zod'
import { HolidayTable } from '../calendar/holidayTable.ts'
import { Day, Instant, Month } from '../kernel/day.ts'
import { PlaceId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'

/** 居委会/村委会 or a grid (网格) below one. */
export const Place = z.object({
  id: PlaceId,
  kind: z.enum(['community', 'grid']),
  name: z.string(),
  /** The community of a grid; null for a community. */
  parentId: PlaceId.nullable(),
  initials: z.string(),
  isActive: z.boolean(),
})
export type Place = z.infer<typeof Place>

/** Which day decides the month that a case belongs to. The choice is printed under each sheet. */
export const LedgerBasis = z.enum(['accepted', 'closed'])
export type LedgerBasis = z.infer<typeof LedgerBasis>

/** Everything a street sets for itself. Stored as one row a key, each change audited. */
export const CentreSettings = z.object({
  streetName: z.string().max(40),
  streetCode: z.string().max(12),
  centreName: z.string().max(60),
  centrePhone: z.string().max(30),
  centreAddress: z.string().max(100),
  committeeName: z.string().max(60),
  committeeShortName: z.string().max(12),
  seatLetter: z.string().max(1),
  matterPattern: z.string().max(60),
  dossierPattern: z.string().max(60),
  noticePattern: z.string().max(60),
  /** Last day of a ledger month; 0 = the calendar month's own end. Source of the custom: 每月 20 日 (G.2), a setting. */
  cutoffDay: z.int().min(0).max(28),
  ledgerBasis: LedgerBasis,
  /** Basis and variants of the other ledgers' figures; keys are made by `ledger/choices.ts`, what is missing is the first. */
  ledgerChoices: z.record(z.string().max(80), z.string().max(40)),
  /** Working days within which the window promises a first answer; the street's own promise, not law. */
  promiseWorkingDays: z.int().min(0).max(60),
  /** Days after effect or performance for the return visit (A-14, not statutory). */
  returnVisitDays: z.int().min(1).max(180),
  /** Where the law is silent: does a last day on a day off move to the next working day? */
  rollsWhereSilent: z.boolean(),
  hidesNamesInPrint: z.boolean(),
  retention: z.string().max(20),
  idleLockMinutes: z.int().min(1).max(240),
  backupDir: z.string().max(400),
  judicialCourt: z.string().max(60),
  /** 信访文书编号: year, organ code and number (B1.6). */
  petitionPattern: z.string().max(60),
  /** 六联文书编号 (交办单, 督办单, 会商纪要). */
  linkagePattern: z.string().max(60),
  /** 代理编号 and 委托书编号: year, street and number (B2.4). */
  agencyPattern: z.string().max(60),
  /** The office's name on petition papers, and who reviews and rechecks its opinions (条例 Arts. 35, 36). */
  petitionOffice: z.string().max(60),
  reviewOrgan: z.string().max(60),
  recheckOrgan: z.string().max(60),
  /** Days for a unit's answer to a 督办; the regulation has no number, 30 after 上海市信访条例 Art. 41. */
  supervisionDays: z.int().min(1).max(180),
  /** Working days within which an opinion is served; the regulation has no number. */
  serviceDays: z.int().min(1).max(60),
  /** Working days to decide on a simple case (unverified); 0 = not counted. */
  simpleDecisionDays: z.int().min(0).max(30),
  /** Count the shorter local limits (B-16) beside the national ones. */
  hasLocalPetitionLimits: z.boolean(),
  /** People from which a visit counts as 集体访 in the figures (unverified). */
  groupVisitFrom: z.int().min(2).max(100),
})
export type CentreSettings = z.infer<typeof CentreSettings>

/** One year of days off. Without a table the year is provisional: weekends and the days fixed by law. */
export const HolidayYear = z.object({
  year: z.int(),
  table: HolidayTable.nullable(),
  /** True for the table that ships with the program and was not replaced. */
  isBuiltIn: z.boolean(),
})
export type HolidayYear = z.infer<typeof HolidayYear>

/** Running clocks that a changed calendar or setting moved: how many, and the first of them by name. */
export const MovedDeadlines = z.object({
  count: z.int(),
  first: z.array(z.object({ number: z.string(), title: z.string(), from: Day, to: Day })),
})
export type MovedDeadlines = z.infer<typeof MovedDeadlines>

export const BackupStatus = z.object({
  dir: z.string(),
  lastGoodAt: Instant.nullable(),
  isOverdue: z.boolean(),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), madeAt: Instant })),
})
export type BackupStatus = z.infer<typeof BackupStatus>

export const centreContract = defineContract({
  'centre.settings': { kind: 'query', allow: 'anyone', input: z.object({}), output: CentreSettings },
  'centre.saveSettings': {
    kind: 'action',
    allow: ['admin', 'head'],
    /** Many running clocks are counted again on another thread: `jobId` asks for its progress. */
    input: CentreSettings.partial().extend({ jobId: z.string().max(60).optional() }),
    output: CentreSettings,
  },
  'centre.places': { kind: 'query', allow: 'anyone', input: z.object({}), output: z.array(Place) },
  'centre.savePlace': {
    kind: 'command',
    allow: ['admin', 'head', 'clerk'],
    input: z.object({
      id: PlaceId.nullable(),
      kind: z.enum(['community', 'grid']),
      name: z.string().trim().min(1, '请填写名称').max(40),
      parentId: PlaceId.nullable(),
      isActive: z.boolean(),
    }),
    output: z.object({ id: PlaceId }),
  },
  'centre.holidays': {
    kind: 'query',
    allow: 'anyone',
    input: z.object({ year: z.int().min(2020).max(2100) }),
    output: HolidayYear,
  },
  'centre.saveHolidays': {
    kind: 'action',
    allow: ['admin', 'head'],
    input: z.object({ table: HolidayTable, jobId: z.string().max(60) }),
    output: z.object({ moved: MovedDeadlines }),
  },
  'centre.backupStatus': { kind: 'query', allow: ['admin', 'head'], input: z.object({}), output: BackupStatus },
  'centre.backupNow': { kind: 'action', allow: ['admin', 'head'], input: z.object({}), output: BackupStatus },
  /** Opens a copy read-only and says what is in it; nothing is replaced. */
  'centre.previewBackup': {
    kind: 'action',
    allow: ['admin', 'head'],
    input: z.object({ name: z.string().max(120) }),
    output: z.object({
      madeAt: Instant,
      matters: z.number(),
      lastEntryAt: Instant.nullable(),
      schema: z.number(),
      isIntact: z.boolean(),
    }),
  },
  /** Puts a checked copy in the store's place; the present file is kept beside it. Logs everybody out. */
  'centre.restoreBackup': {
    kind: 'action',
    allow: ['admin'],
    input: z.object({ name: z.string().max(120) }),
    output: z.object({ keptAs: z.string() }),
  },
  'centre.recount': {
    kind: 'command',
    allow: ['admin', 'head'],
    input: z.object({ fromMonth: Month.nullable() }),
    output: z.object({ months: z.number() }),
  },
})
