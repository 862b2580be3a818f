import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { MatterId, PartyId } from '../../src-shared/kernel/ids.ts'
import { formatNumber } from '../../src-shared/centre/numbering.ts'
import { PartyInput, type MatterPartyInput } from '../../src-shared/intake/schema.ts'
import { OPEN_STAGES } from '../../src-shared/intake/matterFold.ts'
import type { FieldValue } from '../../src-shared/ledger/sheet/field.ts'
import { detectHeader, HEADER_SEARCH_ROWS } from '../../src-shared/ledger/sheet/detectHeader.ts'
import { isRecordRow, type SheetRow } from '../../src-shared/ledger/sheet/cell.ts'
import { MEDIATION_LEDGER_FIELDS } from '../../src-shared/ledger/sheet/mediationLedgerFields.ts'
import { checkOrder } from '../../src-shared/ledger/sheet/checkOrder.ts'
import { parseRow } from '../../src-shared/ledger/sheet/parseRow.ts'
import { chosenMapping, isKnownHead } from '../../src-shared/ledger/sheet/proposeMapping.ts'
import { toImportedCase } from '../../src-shared/ledger/toImportedCase.ts'
import { proposeGovernanceClass } from '../../src-shared/mediation/classMapping.ts'
import { importedState } from '../../src-shared/mediation/fold.ts'
import { projectMediation } from '../../src-shared/mediation/project.ts'
import { insertEvent, insertImportedMatter } from '../intake/repo.ts'
import { saveParties } from '../intake/parties.ts'
import { newEvent } from '../intake/record.ts'
import { toRow } from '../mediation/afterEvent.ts'
import { isDossierTaken, saveMediation } from '../mediation/repo.ts'
import { readSheet } from '../paper/xlsx/readSheet.ts'
import { indexMatter } from '../search/indexMatter.ts'
import { audit, type Ctx, type Job } from '../ctx/ctx.ts'
import { takeNext } from '../store/series.ts'
import { createCounterSum } from './counters.ts'
import { insertBatch } from './repo.ts'

export interface ImportFile {
  fileName: string
  bytes: Uint8Array
  mapping: Record<string, number | null>
  rowCount: number
  /** The dry run found nothing to mend. */
  isClean: boolean
}

export interface SheetRecordRow {
  row: SheetRow
  values: Record<string, FieldValue>
  problems: { column: number; message: string }[]
}

/** The record rows of a ledger sheet, read by the chosen mapping. */
export async function* readRecords(
  file: Pick<ImportFile, 'bytes' | 'mapping'>,
  today: Day,
  job?: Job,
): AsyncGenerator<SheetRecordRow> {
  const top: SheetRow[] = []
  let mapping: ReturnType<typeof chosenMapping> | undefined
  let lastHead = 0
  const record = (row: SheetRow): SheetRecordRow | undefined =>
    mapping && row.number > lastHead && isRecordRow(row) ? readRow(row, mapping, today) : undefined
  for await (const row of readSheet(file.bytes, { signal: job?.signal })) {
    if (top.length < HEADER_SEARCH_ROWS) {
      top.push(row)
      if (top.length < HEADER_SEARCH_ROWS) continue
    }
    if (!mapping) {
      const header = detectHeader(top, (text) => isKnownHead(text, MEDIATION_LEDGER_FIELDS))
      mapping = chosenMapping(file.mapping, header?.heads ?? [], MEDIATION_LEDGER_FIELDS)
      lastHead = header?.lastRow ?? 0
      for (const early of top) {
        const found = record(early)
        if (found) yield found
      }
      continue
    }
    const found = record(row)
    if (found) yield found
  }
  if (!mapping) yield* shortSheet(top, file.mapping, today)
}

function readRow(row: SheetRow, mapping: ReturnType<typeof chosenMapping>, today: Day): SheetRecordRow {
  const { values, problems } = parseRow(row.cells, mapping, MEDIATION_LEDGER_FIELDS, today)
  return { row, values, problems: [...problems, ...checkOrder(values, mapping)] }
}

/** A sheet shorter than the stretch in which heads are looked for. */
function* shortSheet(rows: SheetRow[], chosen: ImportFile['mapping'], today: Day): IterableIterator<SheetRecordRow> {
  const header = detectHeader(rows, (text) => isKnownHead(text, MEDIATION_LEDGER_FIELDS))
  if (!header) return
  const mapping = chosenMapping(chosen, header.heads, MEDIATION_LEDGER_FIELDS)
  for (const row of rows) {
    if (row.number > header.lastRow && isRecordRow(row)) yield readRow(row, mapping, today)
  }
}

const PROGRESS_EVERY = 200

/** Writes every record row; runs inside one transaction on the writing thread's own connection. */
export async function importCases(ctx: Ctx, importId: string, file: ImportFile, job: Job): Promise<number> {
  const counters = createCounterSum()
  let count = 0
  insertBatch(ctx.db, {
    id: importId,
    fileName: file.fileName,
    count: file.rowCount,
    at: ctx.now,
    byId: ctx.actor.userId,
    by: ctx.actor.name,
  })
  for await (const { values } of readRecords(file, ctx.today, job)) {
    importOne(ctx, importId, values, counters)
    count += 1
    if (count % PROGRESS_EVERY === 0) {
      job.report(count, file.rowCount, '正在写入')
      await new Promise((resolve) => setImmediate(resolve)) // lets a cancel come in
      job.signal.throwIfAborted()
    }
  }
  counters.write(ctx.db)
  audit(ctx, 'imported', { kind: 'import', id: importId, title: file.fileName }, `${count} 件`)
  return count
}

function importOne(
  ctx: Ctx,
  importId: string,
  values: Record<string, FieldValue>,
  counters: ReturnType<typeof createCounterSum>,
): void {
  const { imported, applicants, respondents } = toImportedCase(values, proposeGovernanceClass)
  if (imported.dossierNumber && isDossierTaken(ctx.db, imported.dossierNumber))
    throw new AppError('conflict', '试导入以后又有卷号被占用，没有导入任何内容，请重新试导入')
  const matterId = ctx.newId<MatterId>()
  const state = importedState(imported)
  const { settings } = ctx
  const year = Number(imported.acceptedOn.slice(0, 4))
  const seq = takeNext(ctx.db, 'imported', year, settings.seatLetter)
  const number = `导${formatNumber(settings.matterPattern, { year, seat: settings.seatLetter, seq, committee: settings.committeeShortName, street: settings.streetName })}`
  const summary = (
    imported.facts || [applicants.join('、'), respondents.join('、')].filter(Boolean).join(' 与 ')
  ).slice(0, 200)
  const rid = insertImportedMatter(ctx.db, {
    id: matterId,
    number,
    stage: state.stage,
    isOpen: OPEN_STAGES.includes(state.stage),
    summary,
    receivedOn: imported.acceptedOn,
    peopleCount: imported.peopleCount,
    enteredAt: ctx.now as Instant,
    enteredBy: ctx.actor.name,
    ownerId: ctx.actor.userId,
    importId,
    partyNames: [...applicants, ...respondents].join('、'),
  })
  saveParties(ctx, matterId, [
    ...applicants.map((name) => party('applicant', name)),
    ...respondents.map((name) => party('respondent', name)),
  ])
  insertEvent(ctx.db, matterId, newEvent(ctx, 1, 'registered', { kind: 'mediation', isImported: true }))
  insertEvent(ctx.db, matterId, newEvent(ctx, 2, 'mediation.imported', imported))
  const record = projectMediation([{ id: '', kind: 'mediation.imported', payload: imported }])
  const row = toRow(ctx, { id: matterId, peopleCount: imported.peopleCount }, state, record, undefined)
  saveMediation(ctx.db, row)
  counters.add({ ...row, placeId: null })
  indexMatter(ctx.db, rid, matterId)
}

const BLANK = PartyInput.parse({})
const party = (role: MatterPartyInput['role'], name: string): MatterPartyInput => ({
  role,
  partyId: null as PartyId | null,
  party: { ...BLANK, name, kind: /公司|中心|店|厂|院|局|社$/.test(name) ? 'company' : 'person' },
  actsFor: '',
  authority: '',
})
