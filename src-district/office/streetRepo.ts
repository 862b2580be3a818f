import type { DistrictSeat, DistrictStreet } from '../../src-shared/district/streets.ts'
import type { Sql } from '../db/db.ts'

/** Across streets, as `onewindow_district`. */
export function listStreets(sql: Sql): Promise<DistrictStreet[]> {
  return sql<DistrictStreet>(
    `SELECT t.street_code AS "streetCode", t.name, t.added_at AS "addedAt", h.seq AS head,
       (SELECT count(*)::integer FROM seat s WHERE s.street_code = t.street_code AND s.revoked_at IS NULL) AS seats,
       (SELECT max(s.last_contact_at) FROM seat s WHERE s.street_code = t.street_code) AS "lastContactAt"
     FROM street t JOIN street_head h ON h.street_code = t.street_code ORDER BY t.street_code`,
  )
}

export function listAllSeats(sql: Sql): Promise<DistrictSeat[]> {
  return sql<DistrictSeat>(
    `SELECT s.street_code AS "streetCode", t.name AS "streetName", s.seat_code AS "seatCode", s.letter, s.name, s.app,
       s.schema_cur AS schema, s.enrolled_at AS "enrolledAt", s.last_contact_at AS "lastContactAt", s.waiting,
       greatest(h.seq - s.cursor, 0)::integer AS behind, s.revoked_at AS "revokedAt", s.revoked_why AS "revokedWhy"
     FROM seat s JOIN street t ON t.street_code = s.street_code JOIN street_head h ON h.street_code = s.street_code
     ORDER BY s.street_code, s.seat_code`,
  )
}

export interface SeatCursor {
  streetCode: string
  name: string
  letter: string
  cursor: number
  lastContactAt: string | null
}

/** How far each seat that may sync has read. */
export function listCursors(sql: Sql): Promise<SeatCursor[]> {
  return sql<SeatCursor>(
    `SELECT street_code AS "streetCode", name, letter, cursor, last_contact_at AS "lastContactAt" FROM seat
     WHERE revoked_at IS NULL ORDER BY street_code, seat_code`,
  )
}

export async function setRevokedWhy(sql: Sql, streetCode: string, seatCode: string, why: string): Promise<void> {
  await sql('UPDATE seat SET revoked_why = $3 WHERE street_code = $1 AND seat_code = $2', [streetCode, seatCode, why])
}
