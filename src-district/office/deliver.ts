import type { District } from '../context.ts'
import { writeOwnRows, type OwnRow } from '../sync/writeRows.ts'
import { listPublications, type Publication } from './publishRepo.ts'
import { listRowsByKey, listStreetNames } from './rowsRepo.ts'

const rowOf = (one: Publication): OwnRow => ({
  table: 'published',
  key: one.id,
  values: {
    kind: one.kind,
    subject: one.subject,
    version: one.version,
    title: one.title,
    effective_from: one.effectiveFrom,
    content: one.content,
    published_at: one.publishedAt,
    published_by: one.publishedBy,
    withdrawn_at: one.withdrawnAt,
  },
})

/** Writes into a street's stream what was published and is not there, or not as it is now. Doing it twice writes once. */
export async function deliverAll(district: District, street: string): Promise<void> {
  const all = await district.db.outsideStreets(listPublications)
  const written = await district.db.inStreet(street, async (sql) => {
    const there = new Map(
      (
        await listRowsByKey(
          sql,
          street,
          'published',
          all.map(({ id }) => id),
        )
      ).map(({ key, data }) => [key, data]),
    )
    const rows = all.flatMap((one) => {
      const held = there.get(one.id)
      if (!held) return one.withdrawnAt ? [] : [rowOf(one)]
      if ((held['withdrawn_at'] ?? null) === one.withdrawnAt) return []
      return [{ table: 'published', key: one.id, values: { withdrawn_at: one.withdrawnAt } }]
    })
    if (rows.length > 0) await writeOwnRows(district, sql, street, rows.reverse())
    return rows.length
  })
  if (written > 0) district.hub.tell(street)
}

export async function deliverEverywhere(district: District): Promise<void> {
  for (const { streetCode } of await district.db.inDistrict(listStreetNames)) await deliverAll(district, streetCode)
}
