import type { HolidayTable } from '../../src-shared/calendar/holidayTable.ts'
import type { TableVersion } from '../../src-shared/centre/codeTables.ts'
import type { Place } from '../../src-shared/centre/schema.ts'
import type { PlaceId } from '../../src-shared/kernel/ids.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

export function readSettingRows(db: Db): { key: string; value: string }[] {
  return prepared(db, 'SELECT key, value FROM setting').all() as { key: string; value: string }[]
}

export function writeSetting(db: Db, key: string, value: unknown, at: string, by: string): void {
  prepared(
    db,
    `INSERT INTO setting (key, value, changed_at, changed_by) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
  ).run(key, JSON.stringify(value), at, by)
}

/** Communities, then grids, each in the order in which they were entered: 第一 before 第二. */
export function listPlaces(db: Db): Place[] {
  const rows = prepared(
    db,
    `SELECT id, kind, name, parent_id AS parentId, initials, is_active AS isActive FROM place ORDER BY kind, id`,
  ).all() as (Omit<Place, 'isActive'> & { isActive: number })[]
  return rows.map((row) => ({ ...row, isActive: row.isActive === 1 }))
}

export function findPlace(db: Db, id: PlaceId): Place | undefined {
  return listPlaces(db).find((place) => place.id === id)
}

export function savePlaceRow(db: Db, place: Place): void {
  prepared(
    db,
    `INSERT INTO place (id, kind, name, parent_id, initials, is_active) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, parent_id = excluded.parent_id, initials = excluded.initials, is_active = excluded.is_active`,
  ).run(place.id, place.kind, place.name, place.parentId, place.initials, Number(place.isActive))
}

export function readHolidayTables(db: Db): HolidayTable[] {
  return (prepared(db, 'SELECT table_json AS json FROM holiday_year ORDER BY year').all() as { json: string }[]).map(
    ({ json }) => JSON.parse(json) as HolidayTable,
  )
}

export function writeHolidayTable(db: Db, table: HolidayTable): void {
  prepared(
    db,
    'INSERT INTO holiday_year (year, table_json) VALUES (?, ?) ON CONFLICT (year) DO UPDATE SET table_json = excluded.table_json',
  ).run(table.year, JSON.stringify(table))
}

export function listTableVersions(db: Db, table: string): TableVersion[] {
  const rows = prepared(
    db,
    'SELECT version, effective_from AS effectiveFrom, title, source, codes FROM code_table WHERE table_id = ? ORDER BY version',
  ).all(table) as (Omit<TableVersion, 'codes'> & { codes: string })[]
  return rows.map((row) => ({ ...row, codes: JSON.parse(row.codes) as TableVersion['codes'] }))
}

export function insertTableVersion(db: Db, table: string, version: TableVersion, at: string, by: string): void {
  prepared(
    db,
    `INSERT INTO code_table (table_id, version, effective_from, title, source, codes, changed_at, changed_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    table,
    version.version,
    version.effectiveFrom,
    version.title,
    version.source,
    JSON.stringify(version.codes),
    at,
    by,
  )
}
