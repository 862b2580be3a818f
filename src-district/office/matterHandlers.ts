import type { OpenMatter, OpenMatterView } from '../../src-shared/district/matters.ts'
import { describeEvent } from '../../src-shared/describeEvent.ts'
import { maskIdNumber, maskPhone } from '../../src-shared/intake/mask.ts'
import { CHANNELS, MATTER_KINDS, PARTY_ROLES, STAGES } from '../../src-shared/intake/schema.ts'
import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { Sql } from '../db/db.ts'
import { note, type OfficeHandlers } from './ctx.ts'
import { listDirectives } from './directiveRepo.ts'
import { listHeads, listReportedUp, type ReportedUp } from './matterRepo.ts'
import { getPaper, listArrived, readPaper } from './papers.ts'
import {
  findRow,
  listRowsByKey,
  listRowsOfMatter,
  listStreetNames,
  numberOf,
  textOf,
  type StreetName,
  type StreetRow,
} from './rowsRepo.ts'

const titleIn = (titles: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(titles, code) ? (titles[code] as string) : code

/** What of a street the district may open: what it reported up, and what a directive is about. Sealed matters are neither. */
async function openMatters(
  sql: Sql,
  { streetCode, name }: StreetName,
): Promise<{ matter: OpenMatter; up?: ReportedUp }[]> {
  const ups = new Map((await listReportedUp(sql, streetCode)).map((up) => [up.matterId, up]))
  const directed = new Set(
    (await listDirectives(sql, streetCode)).flatMap(({ matterId, withdrawnAt }) =>
      matterId && !withdrawnAt ? [matterId] : [],
    ),
  )
  const ids = [...new Set([...ups.keys(), ...directed])]
  const sealed = new Set(
    (await listRowsByKey(sql, streetCode, 'matter', ids)).flatMap(({ key, data }) =>
      data['is_sealed'] === 1 ? [key] : [],
    ),
  )
  const heads = await listHeads(
    sql,
    streetCode,
    ids.filter((id) => !sealed.has(id)),
  )
  return heads.map((head) => {
    const up = ups.get(head.id)
    const matter: OpenMatter = {
      streetCode,
      streetName: name,
      matterId: head.id,
      number: head.number,
      kind: head.kind,
      kindTitle: titleIn(MATTER_KINDS, head.kind),
      stageTitle: titleIn(STAGES, head.stage),
      receivedOn: head.receivedOn as Day | null,
      dueOn: head.dueOn as Day | null,
      openedBy: [...(up ? ['reported' as const] : []), ...(directed.has(head.id) ? ['directed' as const] : [])],
      reportedAt: up ? (up.at as Instant) : null,
    }
    return up ? { matter, up } : { matter }
  })
}

async function getOpen(sql: Sql, street: StreetName, matterId: string) {
  const found = (await openMatters(sql, street)).find(({ matter }) => matter.matterId === matterId)
  const row = found && (await findRow(sql, street.streetCode, 'matter', matterId))
  if (!row) throw new AppError('not_found', '街道没有上报这件事项，区里也没有就它督办、交办，不能打开')
  return { ...found, row }
}

async function partiesOf(
  sql: Sql,
  street: string,
  matterId: string,
): Promise<{ id: string; shown: OpenMatterView['parties'][number] }[]> {
  const places = await listRowsOfMatter(sql, street, 'matter_party', matterId)
  const ids = places.map(({ data }) => textOf(data, 'party_id'))
  const parties = new Map((await listRowsByKey(sql, street, 'party', ids)).map(({ key, data }) => [key, data]))
  return places.map(({ data }) => {
    const id = textOf(data, 'party_id')
    const party = parties.get(id) ?? {}
    return {
      id,
      shown: {
        role: titleIn(PARTY_ROLES, textOf(data, 'role')),
        name: textOf(party, 'name'),
        phone: maskPhone(textOf(party, 'phone')),
        idNumber: maskIdNumber(textOf(party, 'id_number')),
      },
    }
  })
}

function stepOf(
  { key, data }: StreetRow,
  nameOf: (id: string) => string,
): OpenMatterView['steps'][number] & { seq: number } {
  const payload: unknown = JSON.parse(textOf(data, 'payload') || '{}')
  const { title, text } = describeEvent(textOf(data, 'kind'), payload, nameOf)
  const reason = textOf(data, 'reason')
  return {
    id: key,
    seq: numberOf(data, 'seq'),
    at: textOf(data, 'at') as Instant,
    title,
    text: [text, reason].filter((each) => each !== '').join('；'),
    who: textOf(data, 'actor_name'),
  }
}

async function papersOf(sql: Sql, street: string, matterId: string): Promise<OpenMatterView['papers']> {
  const rows = await listRowsOfMatter(sql, street, 'document', matterId)
  const arrived = await listArrived(
    sql,
    street,
    rows.map(({ data }) => textOf(data, 'sha256')),
  )
  return rows.map(({ key, data }) => ({
    documentId: key,
    title: textOf(data, 'title'),
    number: textOf(data, 'number'),
    pages: numberOf(data, 'pages'),
    issuedAt: textOf(data, 'issued_at'),
    isVoid: data['is_void'] === 1,
    hasBytes: arrived.has(textOf(data, 'sha256')),
  }))
}

async function view(sql: Sql, street: StreetName, matterId: string): Promise<OpenMatterView> {
  const { matter, up, row } = await getOpen(sql, street, matterId)
  const { data } = row
  const { streetCode } = street
  const parties = await partiesOf(sql, streetCode, matterId)
  const nameOf = (id: string): string => parties.find((each) => each.id === id)?.shown.name ?? ''
  const place = textOf(data, 'place_id') ? await findRow(sql, streetCode, 'place', textOf(data, 'place_id')) : undefined
  const events = await listRowsOfMatter(sql, streetCode, 'matter_event', matterId)
  return {
    ...(matter as OpenMatter),
    summary: textOf(data, 'summary'),
    facts: textOf(data, 'facts'),
    wish: textOf(data, 'wish'),
    channelTitle: titleIn(CHANNELS, textOf(data, 'channel')),
    place: [place ? textOf(place.data, 'name') : '', textOf(data, 'place_detail')].filter(Boolean).join(' '),
    reportReason: up?.reason ?? '',
    reportedBy: up?.by ?? '',
    parties: parties.map(({ shown }) => shown),
    steps: events
      .map((event) => stepOf(event, nameOf))
      .sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1))
      .map(({ id, at, title, text, who }) => ({ id, at, title, text, who })),
    papers: await papersOf(sql, streetCode, matterId),
  }
}

export const matterHandlers = {
  'matters.list': async ({ district: { db } }) => {
    const found: OpenMatter[] = []
    for (const street of await db.inDistrict(listStreetNames))
      found.push(
        ...(await db.inStreet(street.streetCode, (sql) => openMatters(sql, street))).map(({ matter }) => matter),
      )
    return found.sort((a, b) => (b.reportedAt ?? '').localeCompare(a.reportedAt ?? ''))
  },
  'matters.open': async (ctx, { streetCode, matterId }) => {
    const { db } = ctx.district
    const name = (await db.inDistrict(listStreetNames)).find((each) => each.streetCode === streetCode)?.name ?? ''
    return db.inStreet(streetCode, async (sql) => {
      const found = await view(sql, { streetCode, name }, matterId)
      await note(ctx, sql, 'looked', { street: streetCode, id: matterId, title: `事项 ${found.number}` })
      return found
    })
  },
  'matters.paper': (ctx, { streetCode, documentId }) =>
    ctx.district.db.inStreet(streetCode, async (sql) => {
      const paper = await getPaper(sql, streetCode, documentId)
      const matterId = textOf(paper.data, 'matter_id')
      const isReply = (await listDirectives(sql, streetCode)).some(({ documentIds }) => documentIds.has(documentId))
      if (!isReply) await getOpen(sql, { streetCode, name: '' }, matterId)
      const pdf = await readPaper(sql, streetCode, paper)
      await note(ctx, sql, 'paper_looked', {
        street: streetCode,
        id: documentId,
        title: pdf.fileName.replace(/\.pdf$/, ''),
      })
      return pdf
    }),
} satisfies Partial<OfficeHandlers>
