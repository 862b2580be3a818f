import type { Contract, CheckedInput, Method, OutputOf } from '../../src-shared/contract.ts'
import type { AuditAction } from '../../src-shared/audit/schema.ts'
import type { WorkCalendar } from '../../src-shared/calendar/workCalendar.ts'
import type { CentreSettings } from '../../src-shared/centre/schema.ts'
import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import type { UserId } from '../../src-shared/kernel/ids.ts'
import type { Role } from '../../src-shared/kernel/roles.ts'
import type { PaperData, PaperKind } from '../../src-shared/paper/registry.ts'
import type { PaperImage } from '../paper/workerMessages.ts'
import type { SheetProblem } from '../paper/xlsx/markErrors.ts'
import type { SheetRecord, SheetSpec } from '../paper/xlsx/sheetSpec.ts'
import { appendAudit } from '../store/audit.ts'
import type { CareKeys } from '../store/careKeys.ts'
import type { Db } from '../store/open.ts'
import type { Topic } from '../../src-shared/topic.ts'

export type { PaperImage, Topic }

export interface Actor {
  userId: UserId
  name: string
  roles: readonly Role[]
}

/** Everything a use-case may know besides its input. Clock, ids and caller come from here only. */
export interface Ctx {
  readonly db: Db
  readonly now: Instant
  readonly today: Day
  readonly actor: Actor
  readonly settings: CentreSettings
  readonly calendar: WorkCalendar
  readonly isPractice: boolean
  /** What happened at another seat is folded again here: no number is given out, no event recorded. */
  readonly isReplay?: boolean
  newId<T extends string>(): T
  /** Listeners hear of it after the transaction committed. */
  changed(topic: Topic): void
}

export interface TypesetResult {
  pdf: Uint8Array
  pages: number
  templateVersion: string
  fontNotice: string[]
}

/** Long work that reports and can be stopped. */
export interface Job {
  readonly signal: AbortSignal
  report(done: number, total: number, what: string): void
}

/** What the writing thread can do: see `host/writer.ts`. Input is copied to the thread. */
export interface WriterTask {
  name: 'import' | 'importTasks' | 'undoImport' | 'saveHolidays' | 'saveSettings'
  what: string
  input: unknown
}

/** A workbook and the columns that were chosen in it; its bytes are shared with the thread that reads it. */
export interface SheetFile {
  bytes: Uint8Array
  /** What its rows are: cases of an older ledger, or tasks of another system. */
  profile: 'mediation' | 'task'
  mapping: Record<string, number | null>
}

/** What actions may use outside the store; made by the host. */
export interface Services {
  typeset<K extends PaperKind>(
    kind: K,
    data: PaperData<K>,
    options: {
      mode: 'issue' | 'preview'
      timestamp: Instant
      /** Pictures that the template may name: `photo-….jpg`. */
      images?: readonly PaperImage[]
      signal?: AbortSignal
      onProgress?: (done: number, total: number) => void
    },
  ): Promise<TypesetResult>
  /** A whole workbook in memory; it is written and read back in a private folder. */
  sheetBytes(spec: SheetSpec, rows: Iterable<SheetRecord>, job?: Job): Promise<Buffer>
  /** The user's own workbook with the cells in question marked. */
  markedCopy(workbook: Uint8Array, problems: readonly SheetProblem[]): Promise<Buffer>
  readonly isPractice: boolean
  /** Files that came in and wait for the next step, in memory only. */
  readonly transit: Map<string, unknown>
  /** Runs a long writing transaction in a thread of its own; other writing calls are told to wait. */
  runWriter(task: WriterTask, actor: Actor, job: Job): Promise<unknown>
  /** Reads a ledger in a thread of its own, so that the window goes on: what `lookAtSheet` or `checkRecords` yield. */
  readSheetAside(task: 'look' | 'check', file: SheetFile, signal: AbortSignal): AsyncIterable<unknown>
  runJob<T>(jobId: string, work: (job: Job) => Promise<T>): Promise<T>
}

export interface ActionCtx extends Ctx {
  readonly services: Services
  /** One immediate transaction with a fresh `now`; its writes commit together or not at all. */
  transact<T>(work: (ctx: Ctx) => T): T
}

/** The care records while they are open (docs/decisions/0009). */
export interface CareStore {
  readonly db: Db
  readonly keys: CareKeys
}

/** For procedures with `store: 'care'` alone: the handler of another cannot name the care records. */
export interface CareCtx extends Ctx {
  readonly care: CareStore
}

export interface CareActionCtx extends ActionCtx, CareCtx {
  /** As `transact`, over both stores; refused if the care records were closed meanwhile. */
  transactCare<T>(work: (ctx: CareCtx) => T): T
}

type IsCare<M extends Method> = Contract[M] extends { store: 'care' } ? true : false
type CommandCtx<M extends Method> = IsCare<M> extends true ? CareCtx : Ctx
type OwnActionCtx<M extends Method> = IsCare<M> extends true ? CareActionCtx : ActionCtx

export type Handler<M extends Method> = Contract[M]['kind'] extends 'action'
  ? (ctx: OwnActionCtx<M>, input: CheckedInput<M>) => Promise<OutputOf<M>>
  : (ctx: CommandCtx<M>, input: CheckedInput<M>) => OutputOf<M>

/** A missing handler does not compile. */
export type Handlers<M extends Method = Method> = { [K in M]: Handler<K> }

/** One audit line in the name of the caller. */
export function audit(
  ctx: Ctx,
  action: AuditAction,
  subject: { kind: string; id: string; title: string },
  detail = '',
): void {
  appendAudit(ctx.db, {
    at: ctx.now,
    actorId: ctx.actor.userId,
    actorName: ctx.actor.name,
    action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    subject: subject.title,
    detail,
  })
}
