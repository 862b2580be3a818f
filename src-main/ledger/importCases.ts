import type { Day, Instant, Month } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { MatterId, PartyId } from '../../src-shared/kernel/ids.ts'
import { formatNumber } from '../../src-shared/centre/numbering.ts'
import { PartyInput, type MatterPartyInput } from '../../src-shared/intake/schema.ts'
import { OPEN_STAGES } from '../../src-shared/intake/matterFold.ts'
import { importedState } from '../../src-shared/mediation/fold.ts'
import { projectMediation } from '../../src-shared/mediation/project.ts'
import { countAllMatters, insertEvent, insertImportedMatter } from '../intake/repo.ts'
import { addParties } from '../intake/parties.ts'
import { newEvent } from '../intake/record.ts'
import { toRow } from '../mediation/afterEvent.ts'
import { isDossierTaken, saveMediation } from '../mediation/repo.ts'
import { addPending } from '../search/repo.ts'
import { audit, type Ctx, type Job } from '../ctx/ctx.ts'
import { setIndexesAside } from '../store/lateIndexes.ts'
import { createSeriesRun } from '../store/series.ts'
import { createCounterSum } from './counters.ts'
import { monthOfDay } from './periods.ts'
import type { ReadCase } from './readCases.ts'
import { insertBatch } from './repo.ts'

/** The tables that an import fills. */
const FILLED = ['matter', 'matter_party', 'matter_event', 'party', 'mediation']

/** Writes every case; runs inside one transaction on the writing thread's own connection. */
export async function importCases(
  ctx: Ctx,
  batch: { id: string; fileName: string; rowCount: number },
  cases: AsyncIterable<ReadCase[]>,
  job: Job,
): Promise<number> {
  const { id, fileName, rowCount } = batch
  insertBatch(ctx.db, {
    id,
    fileName,
    count: rowCount,
    at: ctx.now,
    byId: ctx.actor.userId,
    by: ctx.actor.name,
    system: '',
  })
  const writer = createCaseWriter(ctx, id)
  const makeIndexes = rowCount > countAllMatters(ctx.db) ? setIndexesAside(ctx.db, FILLED) : () => {}
  let count = 0
  for await (const some of cases) {
    for (const each of some) writer.put(each)
    count += some.length
    job.report(count, rowCount, '正在写入')
    await new Promise((resolve) => setImmediate(resolve)) // lets a cancel come in
    job.signal.throwIfAborted()
  }
  writer.finish()
  makeIndexes()
  audit(ctx, 'imported', { kind: 'import', id, title: fileName }, `${count} 件`)
  return count
}

/**
 * Writes cases that are new, so that nothing need be read back: numbers and counters are kept in memory until
 * `finish`. What is stored is what the acts one by one would store, but for the search entries, which follow.
 */
function createCaseWriter(ctx: Ctx, importId: string) {
  const { db, settings } = ctx
  const counters = createCounterSum()
  const numbers = createSeriesRun(db, 'imported', settings.seatLetter)
  const monthOf = rememberMonths(ctx)
  let [fromRid, toRid] = [0, 0]
  return {
    put({ imported, applicants, respondents, summary }: ReadCase): void {
      if (imported.dossierNumber && isDossierTaken(db, imported.dossierNumber))
        throw new AppError('conflict', '试导入以后又有卷号被占用，没有导入任何内容，请重新试导入')
      const id = ctx.newId<MatterId>()
      const state = importedState(imported)
      const year = Number(imported.acceptedOn.slice(0, 4))
      const number = `导${formatNumber(settings.matterPattern, { year, seat: settings.seatLetter, seq: numbers.take(year), committee: settings.committeeShortName, street: settings.streetName })}`
      const { peopleCount } = imported
      const rid = insertImportedMatter(db, {
        id,
        number,
        stage: state.stage,
        isOpen: OPEN_STAGES.includes(state.stage),
        summary,
        receivedOn: imported.acceptedOn,
        peopleCount,
        enteredAt: ctx.now as Instant,
        enteredBy: ctx.actor.name,
        ownerId: ctx.actor.userId,
        importId,
        partyNames: [...applicants, ...respondents].join('、'),
      })
      addParties(ctx, id, [
        ...applicants.map((name) => party('applicant', name)),
        ...respondents.map((name) => party('respondent', name)),
      ])
      insertEvent(db, id, newEvent(ctx, 1, 'registered', { kind: 'mediation', isImported: true }))
      insertEvent(db, id, newEvent(ctx, 2, 'mediation.imported', imported))
      const record = projectMediation([{ id: '', kind: 'mediation.imported', payload: imported }])
      const row = toRow(ctx, { id, peopleCount }, state, record, undefined, monthOf)
      saveMediation(db, row)
      counters.add({ ...row, placeId: null })
      fromRid ||= rid
      toRid = rid
    },
    finish(): void {
      if (fromRid > 0) addPending(db, { fromRid, toRid })
      numbers.write()
      counters.write(db)
    },
  }
}

/** Within one transaction no month is signed off, so a day's month is looked up once. */
export function rememberMonths(ctx: Ctx): (day: Day) => Month {
  const known = new Map<Day, Month>()
  return (day) => {
    const month = known.get(day) ?? monthOfDay(ctx.db, day, ctx.settings.cutoffDay)
    known.set(day, month)
    return month
  }
}

const BLANK = PartyInput.parse({})
const party = (role: MatterPartyInput['role'], name: string): MatterPartyInput => ({
  role,
  partyId: null as PartyId | null,
  party: { ...BLANK, name, kind: /公司|中心|店|厂|院|局|社$/.test(name) ? 'company' : 'person' },
  actsFor: '',
  authority: '',
})
