import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { formatNumber } from '../../src-shared/centre/numbering.ts'
import { OPEN_STAGES } from '../../src-shared/intake/matterFold.ts'
import { PartyInput } from '../../src-shared/intake/schema.ts'
import { addDays, type Day, type Instant } from '../../src-shared/kernel/day.ts'
import type { MatterId, UserId } from '../../src-shared/kernel/ids.ts'
import { MEDIATION_LEDGER_FIELDS } from '../../src-shared/ledger/sheet/mediationLedgerFields.ts'
import { importedState } from '../../src-shared/mediation/fold.ts'
import { projectMediation } from '../../src-shared/mediation/project.ts'
import { makeStory } from '../../src-shared/practice/story.ts'
import { loadCalendar } from '../../src-main/centre/holidays.ts'
import { loadSettings } from '../../src-main/centre/settings.ts'
import { audit, type Ctx } from '../../src-main/ctx/ctx.ts'
import { saveParties } from '../../src-main/intake/parties.ts'
import { newEvent, recordEvent } from '../../src-main/intake/record.ts'
import { insertEvent, insertImportedMatter } from '../../src-main/intake/repo.ts'
import { importCases } from '../../src-main/ledger/importCases.ts'
import { moveCounters } from '../../src-main/ledger/counters.ts'
import { readCases, type ReadCase } from '../../src-main/ledger/readCases.ts'
import { insertBatch, markUndone } from '../../src-main/ledger/repo.ts'
import { undoImport } from '../../src-main/ledger/undoImport.ts'
import { toRow } from '../../src-main/mediation/afterEvent.ts'
import { saveMediation } from '../../src-main/mediation/repo.ts'
import { writeSheet } from '../../src-main/paper/xlsx/writeSheet.ts'
import { indexMatter } from '../../src-main/search/indexMatter.ts'
import { countPending, indexSlice } from '../../src-main/search/pending.ts'
import { migrate, readMigrations } from '../../src-main/store/migrate.ts'
import { openStore, type Db } from '../../src-main/store/open.ts'
import { takeNext } from '../../src-main/store/series.ts'
import { wholeTransaction as whole } from '../../src-main/store/wholeTransaction.ts'
import { APP_DIR } from '../support/testCore.ts'

// The bulk import keeps in memory what the acts one by one read from the store; both must write the same.
const ROWS = 300
const BATCH = { id: 'import-1', fileName: '旧台账.xlsx', rowCount: ROWS }
const JOB = { signal: new AbortController().signal, report: () => {} }
let dir: string
let bulk: Db
let single: Db
let cases: ReadCase[]

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'import-bulk-'))
  const file = join(dir, 'ledger.xlsx')
  await writeSheet(
    file,
    {
      sheetName: '台账',
      title: '台账',
      columns: MEDIATION_LEDGER_FIELDS.map(({ key, title }) => ({ key, title, kind: 'text' })),
    },
    Array.from({ length: ROWS }, (_, n) => record(n)),
  )
  const mapping = Object.fromEntries(MEDIATION_LEDGER_FIELDS.map(({ key }, column) => [key, column]))
  cases = []
  for await (const batch of readCases(
    { bytes: readFileSync(file), profile: 'mediation', mapping },
    '2026-03-18' as Day,
  ))
    cases.push(...batch)
  ;[bulk, single] = [store('bulk.db'), store('single.db')]
})
afterAll(() => {
  bulk.close()
  single.close()
  rmSync(dir, { recursive: true })
})

/** Finished and unfinished, with and without number, result, agreement and second side, in several years. */
function record(n: number): Record<string, string> {
  const story = makeStory(3, n, { from: '2022-01-01' as Day, to: '2025-06-30' as Day })
  const names = (role: string) => story.parties.flatMap((p) => (p.role === role ? [p.name] : [])).join('、')
  const on = (days: number): string => addDays(story.receivedOn, days)
  const isClosed = n % 4 !== 0
  const form = ['书面', '口头'][n % 2]!
  return {
    dossierNumber: n % 5 === 0 ? '' : `旧（2024）示调字第${n}号`,
    acceptedOn: story.receivedOn,
    applicants: names('applicant') || names('visitor') || '某甲',
    respondents: n % 7 === 0 ? '' : names('respondent'),
    peopleCount: String(n % 6),
    facts: story.facts,
    justiceClass: MEDIATION_LEDGER_FIELDS.find(({ key }) => key === 'justiceClass')!.options![n % 18]!.label,
    source: ['申请', '主动', '派出所', '法院委托'][n % 4]!,
    difficulty: ['简单', '一般', '疑难', '重大'][n % 4]!,
    mediators: n % 9 === 0 ? '' : '丁一、戊二',
    sessions: String(n % 3),
    closedOn: isClosed ? on(12) : '',
    result: isClosed ? ['成功', '不成功', '成功'][n % 3]! : '',
    agreementForm: isClosed ? form : '',
    agreementNumber: isClosed ? `协${n}` : '',
    amountFen: n % 2 ? '1234.5' : '',
    performBy: on(30),
    performance: ['已履行', '部分履行', '未履行'][n % 3]!,
    confirmation: n % 8 === 0 ? '（2024）测0101民特12号' : '',
    returnVisitOn: n % 3 ? on(40) : '',
    satisfaction: '满意',
    archivedOn: isClosed && n % 3 === 0 ? on(60) : '',
    subsidy: '二级',
    note: n % 10 ? '' : '备注 Note 123',
  }
}

function store(name: string): Db {
  const db = openStore(join(dir, name), Buffer.alloc(32, 7))
  migrate(db, readMigrations(join(APP_DIR, 'migrations', 'local')))
  db.prepare(`INSERT INTO user_account (id, login, name, roles) VALUES ('u1', 'head', '测试', '["head"]')`).run()
  return db
}

/** The same clock and the same row of ids in both stores. */
function ctxOf(db: Db, prefix: string): Ctx {
  let ids = 0
  return {
    db,
    now: '2026-03-18T02:00:00.000Z' as Instant,
    today: '2026-03-18' as Day,
    actor: { userId: 'u1' as UserId, name: '测试', roles: ['head'] },
    settings: { ...loadSettings(db), cutoffDay: 25 },
    calendar: loadCalendar(db),
    isPractice: false,
    newId: <T extends string>() => `${prefix}-${String((ids += 1)).padStart(6, '0')}` as T,
    changed: () => {},
  }
}

const BLANK = PartyInput.parse({})

/** What each row meant before there was a bulk way: every act reads and writes the store. */
function importOneByOne(ctx: Ctx): void {
  const { db, settings } = ctx
  const { userId, name: by } = ctx.actor
  insertBatch(db, { id: BATCH.id, fileName: BATCH.fileName, count: ROWS, at: ctx.now, byId: userId, by, system: '' })
  for (const { imported, applicants, respondents, summary } of cases) {
    const id = ctx.newId<MatterId>()
    const state = importedState(imported)
    const year = Number(imported.acceptedOn.slice(0, 4))
    const seq = takeNext(db, 'imported', year, settings.seatLetter)
    const number = `导${formatNumber(settings.matterPattern, { year, seat: settings.seatLetter, seq, committee: settings.committeeShortName, street: settings.streetName })}`
    const rid = insertImportedMatter(db, {
      id,
      number,
      stage: state.stage,
      isOpen: OPEN_STAGES.includes(state.stage),
      summary,
      receivedOn: imported.acceptedOn,
      peopleCount: imported.peopleCount,
      enteredAt: ctx.now,
      enteredBy: by,
      ownerId: userId,
      importId: BATCH.id,
      partyNames: [...applicants, ...respondents].join('、'),
    })
    const side = (role: 'applicant' | 'respondent', names: string[]) =>
      names.map((name) => ({
        role,
        partyId: null,
        actsFor: '',
        authority: '',
        party: {
          ...BLANK,
          name,
          kind: /公司|中心|店|厂|院|局|社$/.test(name) ? ('company' as const) : ('person' as const),
        },
      }))
    saveParties(ctx, id, [...side('applicant', applicants), ...side('respondent', respondents)])
    insertEvent(db, id, newEvent(ctx, 1, 'registered', { kind: 'mediation', isImported: true }))
    insertEvent(db, id, newEvent(ctx, 2, 'mediation.imported', imported))
    const taken = projectMediation([{ id: '', kind: 'mediation.imported', payload: imported }])
    const row = toRow(ctx, { id, peopleCount: imported.peopleCount }, state, taken, undefined)
    saveMediation(db, row)
    moveCounters(db, undefined, { ...row, placeId: null })
    indexMatter(db, rid, id)
  }
  audit(ctx, 'imported', { kind: 'import', id: BATCH.id, title: BATCH.fileName }, `${cases.length} 件`)
}

async function* inBatches(): AsyncGenerator<ReadCase[]> {
  for (let at = 0; at < cases.length; at += 70) yield cases.slice(at, at + 70)
}

/** Every row of every table of a store, and every term of its index with the rows that hold it. */
function contentOf(db: Db): Record<string, unknown[]> {
  const tables = db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'matter_search%' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all() as string[]
  db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab (main, matter_search, instance)`)
  const rowsOf = (table: string): unknown[] =>
    db
      .prepare(`SELECT * FROM ${table}`)
      .all()
      .map((row) => JSON.stringify(row))
      .sort()
  return {
    indexes: db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name`).all(),
    intact: db.pragma('integrity_check') as unknown[],
    ...Object.fromEntries(tables.map((table) => [table, rowsOf(table)])),
    terms: db.prepare('SELECT term, doc FROM temp.terms ORDER BY 1, 2').raw().all(),
    sizes: db.prepare('SELECT id, sz FROM matter_search_docsize ORDER BY 1').raw().all(),
  }
}

it('writes what the acts one by one would write', async () => {
  expect(cases).toHaveLength(ROWS)
  expect(await whole(bulk, () => importCases(ctxOf(bulk, 'id'), BATCH, inBatches(), JOB))).toBe(ROWS)
  await whole(single, async () => importOneByOne(ctxOf(single, 'id')))
  expect(countPending(bulk)).toBe(ROWS)
  expect(bulk.prepare('SELECT count(*) FROM matter_search').pluck().get()).toBe(0)
  while (indexSlice(bulk));
  const content = contentOf(bulk)
  expect(content).toEqual(contentOf(single))
  expect(content.matter).toHaveLength(ROWS)
  expect(content.matter_event).toHaveLength(2 * ROWS)
  expect(content.terms!.length).toBeGreaterThan(50 * ROWS)
  expect(content.number_series!.length).toBeGreaterThan(2)
})

it('goes on with the numbers and the index of an earlier import', async () => {
  const later = cases.map((each) => ({ ...each, imported: { ...each.imported, dossierNumber: '' } }))
  async function* some(): AsyncGenerator<ReadCase[]> {
    yield later.slice(0, 40)
  }
  await whole(bulk, () => importCases(ctxOf(bulk, 'again'), { ...BATCH, id: 'import-2', rowCount: 40 }, some(), JOB))
  const numbers = bulk.prepare('SELECT number FROM matter ORDER BY rid').pluck().all() as string[]
  expect(numbers).toHaveLength(ROWS + 40)
  expect(new Set(numbers).size).toBe(ROWS + 40)
  while (indexSlice(bulk));
  expect(bulk.prepare('SELECT count(*) FROM matter_search').pluck().get()).toBe(ROWS + 40)
  await whole(bulk, () => undoImport(ctxOf(bulk, 'gone'), { id: 'import-2', fileName: '旧台账.xlsx' }, JOB))
})

it('is undone as by one act each', async () => {
  const matters = (db: Db) =>
    db.prepare(`SELECT id, version FROM matter WHERE import_id = 'import-1' ORDER BY rid`).all() as {
      id: string
      version: number
    }[]
  const one = ctxOf(single, 'undo')
  await whole(single, async () => {
    for (const { id, version } of matters(single)) recordEvent(one, id, version, 'voided', {}, '撤销导入')
  })
  markUndone(single, BATCH.id, one.now)
  audit(
    one,
    'import_undone',
    { kind: 'import', id: BATCH.id, title: BATCH.fileName },
    `作废 ${ROWS} 件，保留已办理的 0 件`,
  )
  expect(
    await whole(bulk, () => undoImport(ctxOf(bulk, 'undo'), { id: BATCH.id, fileName: BATCH.fileName }, JOB)),
  ).toEqual({
    count: ROWS,
    kept: 0,
  })
  const left = (db: Db) => db.prepare('SELECT basis, month, measure, n FROM month_counter WHERE n <> 0').all()
  expect(left(bulk)).toEqual([])
  expect(left(single)).toEqual([])
  const of = (db: Db, sql: string) => db.prepare(sql).all()
  for (const sql of [
    `SELECT * FROM matter WHERE import_id = 'import-1' ORDER BY rid`,
    `SELECT md.* FROM mediation md JOIN matter m ON m.id = md.matter_id WHERE m.import_id = 'import-1' ORDER BY m.rid`,
    `SELECT e.* FROM matter_event e JOIN matter m ON m.id = e.matter_id WHERE m.import_id = 'import-1' ORDER BY m.rid, e.seq`,
    `SELECT action, subject, detail FROM audit WHERE subject_id IN (SELECT id FROM matter WHERE import_id = 'import-1') ORDER BY seq`,
  ])
    expect(of(bulk, sql)).toEqual(of(single, sql))
})
