import { createHash } from 'node:crypto'
import type { DistrictAccount } from '../../src-shared/district/account.ts'
import type { DistrictRole } from '../../src-shared/district/procedure.ts'
import type { Sql } from '../db/db.ts'

export interface Account {
  id: string
  login: string
  name: string
  role: DistrictRole
  password: string
  isActive: boolean
  mustChangePassword: boolean
  failures: number
  lockedUntil: string | null
}

const COLUMNS = `id, login, name, role, password, is_active AS "isActive", must_change_password AS "mustChangePassword", failures,
  locked_until AS "lockedUntil"`

export async function findAccount(sql: Sql, by: { login: string } | { id: string }): Promise<Account | undefined> {
  const [column, value] = 'login' in by ? ['login', by.login] : ['id', by.id]
  const [account] = await sql<Account>(`SELECT ${COLUMNS} FROM office_account WHERE ${column} = $1 FOR UPDATE`, [value])
  return account
}

export function listAccounts(sql: Sql): Promise<DistrictAccount[]> {
  return sql<DistrictAccount>(
    `SELECT id, login, name, role, is_active AS "isActive", must_change_password AS "mustChangePassword",
       last_login_at AS "lastLoginAt", locked_until AS "lockedUntil" FROM office_account ORDER BY added_at, id`,
  )
}

export async function insertAccount(
  sql: Sql,
  account: Pick<Account, 'id' | 'login' | 'name' | 'role' | 'password'>,
  at: string,
): Promise<void> {
  await sql('INSERT INTO office_account (id, login, name, role, password, added_at) VALUES ($1, $2, $3, $4, $5, $6)', [
    account.id,
    account.login,
    account.name,
    account.role,
    account.password,
    at,
  ])
}

export async function noteFailure(sql: Sql, id: string, failures: number, lockedUntil: string | null): Promise<void> {
  await sql('UPDATE office_account SET failures = $2, locked_until = $3 WHERE id = $1', [id, failures, lockedUntil])
}

export async function noteLogin(sql: Sql, id: string, at: string): Promise<void> {
  await sql('UPDATE office_account SET failures = 0, locked_until = NULL, last_login_at = $2 WHERE id = $1', [id, at])
}

export async function setPassword(sql: Sql, id: string, password: string, mustChange: boolean): Promise<void> {
  await sql(
    `UPDATE office_account SET password = $2, must_change_password = $3, failures = 0, locked_until = NULL WHERE id = $1`,
    [id, password, mustChange],
  )
}

export async function setActive(sql: Sql, id: string, isActive: boolean): Promise<void> {
  await sql('UPDATE office_account SET is_active = $2 WHERE id = $1', [id, isActive])
}

export async function countActiveAdmins(sql: Sql): Promise<number> {
  const [row] = await sql<{ n: number }>(
    `SELECT count(*)::integer AS n FROM office_account WHERE role = 'admin' AND is_active`,
  )
  return row?.n ?? 0
}

/** Only this is stored of a session's token. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export async function beginSession(sql: Sql, token: string, accountId: string, at: string): Promise<void> {
  await sql('INSERT INTO office_session (token_hash, account_id, began_at, seen_at) VALUES ($1, $2, $3, $3)', [
    hashOf(token),
    accountId,
    at,
  ])
}

export async function endSession(sql: Sql, token: string): Promise<void> {
  await sql('DELETE FROM office_session WHERE token_hash = $1', [hashOf(token)])
}

export async function endSessionsOf(sql: Sql, accountId: string): Promise<void> {
  await sql('DELETE FROM office_session WHERE account_id = $1', [accountId])
}

export interface SessionTimes {
  at: string
  /** Sessions seen before this, or begun before that, are over. */
  seenAfter: string
  begunAfter: string
}

/** Whose session it is, if it is not over; moves its last sight. */
export async function touchSession(sql: Sql, token: string, times: SessionTimes): Promise<Account | undefined> {
  await sql('DELETE FROM office_session WHERE seen_at < $1 OR began_at < $2', [times.seenAfter, times.begunAfter])
  const [session] = await sql<{ id: string }>(
    'UPDATE office_session SET seen_at = $2 WHERE token_hash = $1 RETURNING account_id AS id',
    [hashOf(token), times.at],
  )
  const account = session && (await findAccount(sql, { id: session.id }))
  return account?.isActive ? account : undefined
}
