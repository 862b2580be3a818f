import type { UserRow } from '../../src-shared/account/schema.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import type { UserId } from '../../src-shared/kernel/ids.ts'
import type { Role } from '../../src-shared/kernel/roles.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

const COLUMNS = `id, login, name, roles, is_active AS isActive, must_change_password AS mustChangePassword, last_login_at AS lastLoginAt, unit, is_remote AS isRemote`

interface Raw {
  id: UserId
  login: string
  name: string
  roles: string
  isActive: number
  mustChangePassword: number
  lastLoginAt: Instant | null
  unit: string
  isRemote: number
}

const toUser = (raw: Raw): UserRow => ({
  ...raw,
  roles: JSON.parse(raw.roles) as Role[],
  isActive: raw.isActive === 1,
  mustChangePassword: raw.mustChangePassword === 1,
  isRemote: raw.isRemote === 1,
})

export function listUsers(db: Db): UserRow[] {
  return (prepared(db, `SELECT ${COLUMNS} FROM user_account ORDER BY is_active DESC, login`).all() as Raw[]).map(toUser)
}

export function findUser(db: Db, id: string): UserRow | undefined {
  const raw = prepared(db, `SELECT ${COLUMNS} FROM user_account WHERE id = ?`).get(id) as Raw | undefined
  return raw && toUser(raw)
}

/** Of the people who log in at this seat. */
export function findUserByLogin(db: Db, login: string): UserRow | undefined {
  const raw = prepared(db, `SELECT ${COLUMNS} FROM user_account WHERE login = ? AND is_remote = 0`).get(login) as
    Raw | undefined
  return raw && toUser(raw)
}

export function insertUser(
  db: Db,
  user: { id: UserId; login: string; name: string; roles: Role[]; mustChangePassword: boolean },
): void {
  prepared(db, 'INSERT INTO user_account (id, login, name, roles, must_change_password) VALUES (?, ?, ?, ?, ?)').run(
    user.id,
    user.login,
    user.name,
    JSON.stringify(user.roles),
    Number(user.mustChangePassword),
  )
}

export function updateUser(
  db: Db,
  id: UserId,
  change: { roles?: Role[]; isActive?: boolean; mustChangePassword?: boolean; lastLoginAt?: Instant; unit?: string },
): void {
  prepared(
    db,
    `UPDATE user_account SET roles = coalesce(?, roles), is_active = coalesce(?, is_active),
       must_change_password = coalesce(?, must_change_password), last_login_at = coalesce(?, last_login_at), unit = coalesce(?, unit) WHERE id = ?`,
  ).run(
    change.roles ? JSON.stringify(change.roles) : null,
    change.isActive === undefined ? null : Number(change.isActive),
    change.mustChangePassword === undefined ? null : Number(change.mustChangePassword),
    change.lastLoginAt ?? null,
    change.unit ?? null,
    id,
  )
}
