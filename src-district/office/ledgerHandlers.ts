import type { FrozenFigure, LedgerPaper, ReceivedLedger } from '../../src-shared/district/ledgers.ts'
import { isSmall } from '../../src-shared/district/figures.ts'
import type { Instant, Month } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { LEDGERS } from '../../src-shared/ledger/registry.ts'
import { Figure, LEDGER_IDS, type LedgerId } from '../../src-shared/ledger/schema.ts'
import type { Sql } from '../db/db.ts'
import { note, type KnownCtx, type OfficeHandlers } from './ctx.ts'
import { listFrozen, listDifferences, type FrozenRow } from './ledgerRepo.ts'
import { getPaper, listArrived, readPaper } from './papers.ts'
import { listRowsByKey, listStreetNames, numberOf, textOf, type StreetName } from './rowsRepo.ts'
import { loadSettings } from './settings.ts'

async function ledgersOf(sql: Sql, { streetCode, name }: StreetName, month: Month): Promise<ReceivedLedger[]> {
  const frozen = await listFrozen(sql, streetCode, month)
  const differences = await listDifferences(sql, streetCode, month)
  const ids = [
    ...frozen.flatMap((each) => [each.ledgerDocument, each.figuresDocument]),
    ...differences.map(({ document }) => document),
  ]
  const documents = await listRowsByKey(
    sql,
    streetCode,
    'document',
    ids.filter((id) => id !== ''),
  )
  const arrived = await listArrived(
    sql,
    streetCode,
    documents.map(({ data }) => textOf(data, 'sha256')),
  )
  const paperOf = (id: string): LedgerPaper[] => {
    const found = documents.find(({ key }) => key === id)
    if (!found) return []
    const hasBytes = arrived.has(textOf(found.data, 'sha256'))
    return [{ documentId: id, title: textOf(found.data, 'title'), pages: numberOf(found.data, 'pages'), hasBytes }]
  }
  return LEDGER_IDS.map((ledger): ReceivedLedger => {
    const one: FrozenRow | undefined = frozen.find((each) => each.ledger === ledger)
    const sheets = differences.filter((each) => each.ledger === ledger)
    return {
      streetCode,
      streetName: name,
      ledger,
      title: LEDGERS[ledger].shortTitle,
      month,
      signedAt: one ? (one.signedAt as Instant) : null,
      signedBy: one?.signedBy ?? '',
      rows: one?.rows ?? 0,
      papers: one
        ? [one.ledgerDocument, one.figuresDocument, ...sheets.map(({ document }) => document)].flatMap(paperOf)
        : [],
      differences: sheets.length,
    }
  })
}

async function figuresOf({ district }: KnownCtx, month: Month, ledger: LedgerId) {
  const streets = await district.db.inDistrict(listStreetNames)
  const { suppressBelow } = await district.db.outsideStreets(loadSettings)
  const figures = new Map<string, FrozenFigure>()
  const signed = new Set<string>()
  for (const { streetCode } of streets) {
    const frozen = await district.db.inStreet(streetCode, (sql) => listFrozen(sql, streetCode, month))
    const one = frozen.find((each) => each.ledger === ledger)
    if (!one) continue
    signed.add(streetCode)
    for (const { key, group, title, unit, value } of Figure.array().safeParse(JSON.parse(one.figures)).data ?? []) {
      const line = figures.get(key) ?? { key, group, title, unit, values: {}, hidden: [] }
      const isHidden = value !== null && isSmall(value, suppressBelow)
      line.values[streetCode] = isHidden ? null : value
      if (isHidden) line.hidden.push(streetCode)
      figures.set(key, line)
    }
  }
  return {
    streets: streets.map(({ streetCode, name }) => ({ streetCode, name, isSigned: signed.has(streetCode) })),
    figures: [...figures.values()],
  }
}

/** Papers of ledgers belong to no matter; any other is not opened here. */
const isLedgerPaper = (kind: string): boolean =>
  Object.values(LEDGERS).some(({ papers }) => papers.ledger === kind || papers.figures === kind) ||
  kind === 'difference_sheet'

export const ledgerHandlers = {
  'ledgers.list': async ({ district: { db } }, { month }) => {
    const found: ReceivedLedger[] = []
    for (const street of await db.inDistrict(listStreetNames))
      found.push(...(await db.inStreet(street.streetCode, (sql) => ledgersOf(sql, street, month))))
    return found
  },
  'ledgers.paper': (ctx, { streetCode, documentId }) =>
    ctx.district.db.inStreet(streetCode, async (sql) => {
      const paper = await getPaper(sql, streetCode, documentId)
      if (paper.data['matter_id'] || !isLedgerPaper(textOf(paper.data, 'kind')))
        throw new AppError('not_found', '没有这份台账')
      const pdf = await readPaper(sql, streetCode, paper)
      const title = `${pdf.title} ${textOf(paper.data, 'ref')}`.trim()
      await note(ctx, sql, 'paper_looked', { street: streetCode, id: documentId, title })
      return pdf
    }),
  'ledgers.figures': (ctx, { month, ledger }) => figuresOf(ctx, month, ledger),
} satisfies Partial<OfficeHandlers>
