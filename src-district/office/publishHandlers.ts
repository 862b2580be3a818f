import { createHash } from 'node:crypto'
import { builtInHolidays } from '../../src-shared/calendar/builtInHolidays.ts'
import { firstVersion } from '../../src-shared/centre/codeTables.ts'
import type { DistrictCheckedInput } from '../../src-shared/district/contract.ts'
import type { PublishedRow } from '../../src-shared/district/publish.ts'
import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { CONTENT_CLASSES } from '../../src-shared/petition/codes.ts'
import { parseContent, readPublished } from '../../src-shared/publishedContent.ts'
import type { District } from '../context.ts'
import { newId, note, type KnownCtx, type OfficeHandlers } from './ctx.ts'
import { deliverEverywhere } from './deliver.ts'
import {
  findPublication,
  insertPublication,
  listInForce,
  listPublications,
  withdrawPublication,
  type Publication,
} from './publishRepo.ts'
import { findRow, listStreetNames } from './rowsRepo.ts'
import { listCursors } from './streetRepo.ts'

/** The number of a publication's row in each street's stream. */
async function placesOf({ db }: District, ids: readonly string[]): Promise<Map<string, Map<string, number>>> {
  const places = new Map(ids.map((id) => [id, new Map<string, number>()]))
  for (const { streetCode } of await db.inDistrict(listStreetNames)) {
    await db.inStreet(streetCode, async (sql) => {
      for (const id of ids) {
        const row = await findRow(sql, streetCode, 'published', id)
        if (row) places.get(id)?.set(streetCode, row.seq)
      }
    })
  }
  return places
}

function toRow(one: Publication, reached: number, seats: number): PublishedRow {
  const { content, ...rest } = one
  const read = parseContent(content)
  return {
    ...rest,
    effectiveFrom: one.effectiveFrom as Day,
    publishedAt: one.publishedAt as Instant,
    withdrawnAt: one.withdrawnAt as Instant | null,
    note: read?.note ?? '',
    sha256: read?.sha256 ?? '',
    reached,
    seats,
  }
}

async function send(ctx: KnownCtx, input: DistrictCheckedInput<'publish.send'>) {
  const { district, now, actor } = ctx
  const body = input.kind === 'code_table' ? withDay(input.content, input.effectiveFrom) : input.content
  const read = readPublished(input.kind, input.subject, body)
  if ('problem' in read) throw new AppError('invalid', read.problem)
  const sha256 = createHash('sha256').update(body).digest('hex')
  const id = newId(district)
  const version = await district.db.outsideStreets(async (sql) => {
    const earlier = (await listPublications(sql)).filter(
      ({ kind, subject }) => kind === input.kind && subject === input.subject,
    )
    const newest = earlier.find(({ withdrawnAt }) => !withdrawnAt)
    if (newest && input.effectiveFrom < newest.effectiveFrom)
      throw new AppError('invalid', `生效日期不能早于上一版的 ${newest.effectiveFrom}`)
    const next = earlier.reduce((most, each) => Math.max(most, each.version), 0) + 1
    const { kind, subject, title, effectiveFrom } = input
    const content = JSON.stringify({ note: input.note, sha256, body })
    const about = { id, kind, subject, version: next, title, effectiveFrom, content }
    await insertPublication(sql, { ...about, publishedAt: now, publishedBy: actor.name, withdrawnAt: null })
    await note(ctx, sql, 'published', { id, title: `${title} 第 ${next} 版` }, `${effectiveFrom} 起生效；${input.note}`)
    return next
  })
  await deliverEverywhere(district)
  return { id, version }
}

/** A code table takes effect on the day of its publication, whatever stands in the text. */
function withDay(text: string, effectiveFrom: string): string {
  try {
    return JSON.stringify({ ...(JSON.parse(text) as object), effectiveFrom })
  } catch {
    return text
  }
}

export const publishHandlers = {
  'publish.list': async ({ district }) => {
    const all = await district.db.outsideStreets(listPublications)
    const [places, seats] = [
      await placesOf(
        district,
        all.map(({ id }) => id),
      ),
      await district.db.inDistrict(listCursors),
    ]
    return all.map((one) => {
      const at = places.get(one.id)
      const reached = seats.filter(({ streetCode, cursor }) => cursor >= (at?.get(streetCode) ?? Infinity))
      return toRow(one, reached.length, seats.length)
    })
  },
  'publish.content': async ({ district }, { id }) => {
    const found = await district.db.outsideStreets((sql) => findPublication(sql, id))
    if (!found) throw new AppError('not_found', '没有这次发布')
    const at = (await placesOf(district, [id])).get(id)
    const [streets, seats] = await district.db.inDistrict(async (sql) => [
      await listStreetNames(sql),
      await listCursors(sql),
    ])
    return {
      content: parseContent(found.content)?.body ?? '',
      seats: seats.map(({ streetCode, name, letter, cursor, lastContactAt }) => ({
        streetCode,
        streetName: streets.find((each) => each.streetCode === streetCode)?.name ?? '',
        seatName: name,
        letter,
        hasIt: cursor >= (at?.get(streetCode) ?? Infinity),
        lastContactAt: lastContactAt as Instant | null,
      })),
    }
  },
  'publish.base': async ({ district, today }, { kind, subject }) => {
    const published = await district.db.outsideStreets((sql) => listInForce(sql, kind, today))
    const own = published.find((each) => each.subject === subject)
    if (own) return { content: own.body }
    if (kind === 'code_table') return { content: JSON.stringify(firstVersion(CONTENT_CLASSES)) }
    const year = kind === 'holidays' ? builtInHolidays(Number(subject)) : undefined
    return { content: year ? JSON.stringify(year) : null }
  },
  'publish.send': (ctx, input) => send(ctx, input),
  'publish.withdraw': async (ctx, { id, reason }) => {
    const { district } = ctx
    await district.db.outsideStreets(async (sql) => {
      const found = await findPublication(sql, id)
      if (!found) throw new AppError('not_found', '没有这次发布')
      if (!(await withdrawPublication(sql, id, ctx.now))) throw new AppError('not_allowed', '已经撤回')
      await note(ctx, sql, 'publication_withdrawn', { id, title: `${found.title} 第 ${found.version} 版` }, reason)
    })
    await deliverEverywhere(district)
    return {}
  },
} satisfies Partial<OfficeHandlers>
