import type { Day } from '../../src-shared/kernel/day.ts'
import type { PlaceId, RowId } from '../../src-shared/kernel/ids.ts'
import type { Service } from '../../src-shared/volunteer/minimums.ts'
import type { TeamCard, VolunteerCard } from '../../src-shared/volunteer/schema.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** The only SQL of volunteers. */
export type Team = TeamCard & { id: RowId; place: string; members: number; minutes: number }

export function listTeams(db: Db): Team[] {
  const rows = prepared(
    db,
    `SELECT t.id, t.name, t.base, t.minimum, t.leader, t.place_id AS placeId, t.owner_id AS ownerId, t.is_active AS isActive,
       coalesce(p.name, '') AS place,
       (SELECT count(*) FROM volunteer v WHERE v.team_id = t.id AND v.left_on IS NULL) AS members,
       (SELECT coalesce(sum(h.minutes), 0) FROM volunteer_activity a JOIN volunteer_hours h ON h.activity_id = a.id
        WHERE a.team_id = t.id AND a.is_void = 0) AS minutes
     FROM volunteer_team t LEFT JOIN place p ON p.id = t.place_id ORDER BY t.is_active DESC, t.name`,
  ).all() as (Omit<Team, 'isActive'> & { isActive: number })[]
  return rows.map((row) => ({ ...row, isActive: row.isActive === 1 }))
}

export function saveTeamRow(db: Db, team: TeamCard & { id: RowId }): void {
  prepared(
    db,
    `INSERT INTO volunteer_team (id, name, base, minimum, leader, place_id, owner_id, is_active)
     VALUES (@id, @name, @base, @minimum, @leader, @placeId, @ownerId, @isActive)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, base = excluded.base, minimum = excluded.minimum, leader = excluded.leader,
       place_id = excluded.place_id, owner_id = excluded.owner_id, is_active = excluded.is_active`,
  ).run({ ...team, isActive: Number(team.isActive) })
}

export interface Volunteer extends VolunteerCard {
  id: RowId
  team: string
  place: string
  leftOn: Day | null
  isWiped: boolean
  minutes: number
  times: number
  insuredUntil: Day | null
  expiresOn: Day | null
  expires: string
}

/** An insurance that holds on @on: it has begun, and one without a last day holds on none. */
const INSURED = `kind = 'insurance' AND is_void = 0 AND from_on <= @on AND until_on IS NOT NULL`

/**
 * Of several insurances that have begun the one that lasts longest counts. What runs out first is asked of all, with those
 * that are still to begin: who has renewed is not reminded. The same holds for each named certificate.
 */
const LIST = `
  WITH insured AS (SELECT volunteer_id, max(until_on) AS until_on FROM volunteer_paper WHERE ${INSURED} GROUP BY volunteer_id),
  latest AS (
    SELECT volunteer_id, kind, title, max(until_on) AS until_on FROM volunteer_paper
    WHERE is_void = 0 AND until_on IS NOT NULL GROUP BY volunteer_id, kind, CASE kind WHEN 'insurance' THEN '' ELSE title END
  ), first_out AS (SELECT volunteer_id, title, min(until_on) AS until_on FROM latest GROUP BY volunteer_id),
  done AS (
    SELECT h.volunteer_id, sum(h.minutes) AS minutes, count(*) AS times FROM volunteer_hours h
    JOIN volunteer_activity a ON a.id = h.activity_id AND a.is_void = 0 GROUP BY h.volunteer_id
  )
  SELECT v.id, v.number, v.name, v.phone, v.team_id AS teamId, v.class, v.place_id AS placeId, v.joined_on AS joinedOn, v.note,
    v.left_on AS leftOn, v.is_wiped AS isWiped, coalesce(t.name, '') AS team, coalesce(p.name, '') AS place,
    coalesce(d.minutes, 0) AS minutes, coalesce(d.times, 0) AS times, i.until_on AS insuredUntil,
    f.until_on AS expiresOn, coalesce(f.title, '') AS expires
  FROM volunteer v LEFT JOIN volunteer_team t ON t.id = v.team_id LEFT JOIN place p ON p.id = v.place_id
    LEFT JOIN done d ON d.volunteer_id = v.id LEFT JOIN first_out f ON f.volunteer_id = v.id
    LEFT JOIN insured i ON i.volunteer_id = v.id
  ORDER BY t.name, v.name, v.id`

/** Everybody, `insuredUntil` as of a day. */
export function listVolunteers(db: Db, on: Day): Volunteer[] {
  return (prepared(db, LIST).all({ on }) as (Omit<Volunteer, 'isWiped'> & { isWiped: number })[]).map((row) => ({
    ...row,
    isWiped: row.isWiped === 1,
  }))
}

export interface VolunteerRecord extends VolunteerCard {
  id: RowId
  placeId: PlaceId | null
  leftOn: Day | null
  leftReason: string
  isWiped: boolean
}

export function findVolunteer(db: Db, id: RowId): VolunteerRecord | undefined {
  const row = prepared(
    db,
    `SELECT id, number, name, phone, team_id AS teamId, class, place_id AS placeId, joined_on AS joinedOn, left_on AS leftOn,
       left_reason AS leftReason, note, is_wiped AS isWiped FROM volunteer WHERE id = ?`,
  ).get(id) as (Omit<VolunteerRecord, 'isWiped'> & { isWiped: number }) | undefined
  return row && { ...row, isWiped: row.isWiped === 1 }
}

export function saveVolunteerRow(db: Db, record: VolunteerRecord): void {
  prepared(
    db,
    `INSERT INTO volunteer (id, number, name, phone, team_id, class, place_id, joined_on, left_on, left_reason, note, is_wiped)
     VALUES (@id, @number, @name, @phone, @teamId, @class, @placeId, @joinedOn, @leftOn, @leftReason, @note, @isWiped)
     ON CONFLICT (id) DO UPDATE SET number = excluded.number, name = excluded.name, phone = excluded.phone, team_id = excluded.team_id,
       class = excluded.class, place_id = excluded.place_id, joined_on = excluded.joined_on, left_on = excluded.left_on,
       left_reason = excluded.left_reason, note = excluded.note, is_wiped = excluded.is_wiped`,
  ).run({ ...record, isWiped: Number(record.isWiped) })
}

export interface Activity {
  id: RowId
  teamId: RowId
  on: Day
  kind: string
  title: string
  place: string
  isRisky: boolean
  note: string
}
export function insertActivity(db: Db, activity: Activity): void {
  prepared(
    db,
    `INSERT INTO volunteer_activity (id, team_id, on_day, kind, title, place, is_risky, note)
     VALUES (@id, @teamId, @on, @kind, @title, @place, @isRisky, @note)`,
  ).run({ ...activity, isRisky: Number(activity.isRisky) })
}
export function saveHours(db: Db, activityId: RowId, volunteerId: RowId, minutes: number): void {
  prepared(
    db,
    `INSERT INTO volunteer_hours (activity_id, volunteer_id, minutes) VALUES (?, ?, ?)
     ON CONFLICT (activity_id, volunteer_id) DO UPDATE SET minutes = excluded.minutes`,
  ).run(activityId, volunteerId, minutes)
}
export const voidActivity = (db: Db, id: RowId): number =>
  prepared(db, 'UPDATE volunteer_activity SET is_void = 1 WHERE id = ? AND is_void = 0').run(id).changes

export interface ActivityLine {
  id: RowId
  on: Day
  team: string
  kind: string
  title: string
  place: string
  isRisky: number
  isVoid: number
  people: number
  minutes: number
}
export function listActivities(db: Db, from: Day, to: Day): ActivityLine[] {
  return prepared(
    db,
    `SELECT a.id, a.on_day AS "on", coalesce(t.name, '') AS team, a.kind, a.title, a.place, a.is_risky AS isRisky, a.is_void AS isVoid,
       count(h.volunteer_id) AS people, coalesce(sum(h.minutes), 0) AS minutes
     FROM volunteer_activity a LEFT JOIN volunteer_team t ON t.id = a.team_id LEFT JOIN volunteer_hours h ON h.activity_id = a.id
     WHERE a.on_day BETWEEN ? AND ? GROUP BY a.id ORDER BY a.on_day DESC, a.id DESC`,
  ).all(from, to) as ActivityLine[]
}

/** Everything that was done in a period, one row a person and activity. */
export function listServices(db: Db, from: Day, to: Day): (Service & { title: string })[] {
  return prepared(
    db,
    `SELECT h.volunteer_id AS volunteerId, a.on_day AS "on", a.kind, a.title, h.minutes FROM volunteer_hours h
     JOIN volunteer_activity a ON a.id = h.activity_id AND a.is_void = 0 WHERE a.on_day BETWEEN ? AND ? ORDER BY a.on_day, a.id`,
  ).all(from, to) as (Service & { title: string })[]
}

/** The last day on which a volunteer served; null where he never did. */
export function lastServiceOn(db: Db, volunteerId: RowId): Day | null {
  return prepared(
    db,
    `SELECT max(a.on_day) FROM volunteer_hours h JOIN volunteer_activity a ON a.id = h.activity_id AND a.is_void = 0
     WHERE h.volunteer_id = ?`,
  )
    .pluck()
    .get(volunteerId) as Day | null
}

export function insertPaper(
  db: Db,
  paper: {
    id: RowId
    volunteerId: RowId
    kind: string
    title: string
    number: string
    fromOn: Day
    untilOn: Day | null
  },
): void {
  prepared(
    db,
    `INSERT INTO volunteer_paper (id, volunteer_id, kind, title, number, from_on, until_on)
     VALUES (@id, @volunteerId, @kind, @title, @number, @fromOn, @untilOn)`,
  ).run(paper)
}

export function isInsured(db: Db, volunteerId: RowId, on: Day): boolean {
  return (
    prepared(
      db,
      `SELECT 1 FROM volunteer_paper WHERE volunteer_id = @volunteerId AND ${INSURED} AND until_on >= @on`,
    ).get({ volunteerId, on }) !== undefined
  )
}

/** Teams in which something of an active member runs out up to a day, with whose day's page tells of it. */
export function listExpiring(
  db: Db,
  until: Day,
  ownerId: string | null,
): { teamId: RowId; team: string; owner: string; count: number; on: Day }[] {
  return prepared(
    db,
    `SELECT t.id AS teamId, t.name AS team, coalesce(u.name, '') AS owner, count(DISTINCT v.id) AS count, min(l.until_on) AS "on"
     FROM (SELECT volunteer_id, max(until_on) AS until_on FROM volunteer_paper WHERE is_void = 0 AND until_on IS NOT NULL
           GROUP BY volunteer_id, kind, CASE kind WHEN 'insurance' THEN '' ELSE title END) l
       JOIN volunteer v ON v.id = l.volunteer_id AND v.left_on IS NULL JOIN volunteer_team t ON t.id = v.team_id
       LEFT JOIN user_account u ON u.id = t.owner_id
     WHERE l.until_on <= @until AND (@ownerId IS NULL OR t.owner_id = @ownerId) GROUP BY t.id ORDER BY "on"`,
  ).all({ until, ownerId }) as { teamId: RowId; team: string; owner: string; count: number; on: Day }[]
}
