import { isoOf, type District } from '../context.ts'
import { isStreetCode } from '../db/db.ts'
import { CODE_HOURS, hashOfCode, newCode } from './code.ts'
import { deleteStreet, findStreet, insertCode, insertStreet } from './repo.ts'

type Maker = Pick<District, 'db' | 'nowMs' | 'random'>

/**
 * A new street, with a lineage of its own.
 * @returns false if it is there already
 * @throws Error if the code is none
 */
export async function addStreet({ db, nowMs, random }: Maker, streetCode: string, name: string): Promise<boolean> {
  if (!isStreetCode(streetCode)) throw new Error('Not a street code')
  return db.inStreet(streetCode, async (sql) => {
    if (await findStreet(sql, streetCode)) return false
    const lineage = Buffer.from(random(12)).toString('base64url')
    const packageKey = Buffer.from(random(32)).toString('base64url')
    await insertStreet(sql, { streetCode, name, lineage, packageKey }, isoOf(nowMs()))
    return true
  })
}

/** Takes away a street that was written wrong. @returns false if there is none, or a seat has joined it */
export async function removeStreet({ db }: Pick<District, 'db'>, streetCode: string): Promise<boolean> {
  return db.inStreet(streetCode, async (sql) => {
    const street = await findStreet(sql, streetCode, true)
    if (!street || street.seatsGiven > 0) return false
    await deleteStreet(sql, streetCode)
    return true
  })
}

/**
 * A code with which one seat may join the street, once. It is shown now and never again: the store has its hash.
 * @returns undefined if there is no such street
 */
export async function makeCode(
  { db, nowMs, random }: Maker,
  streetCode: string,
  hours = CODE_HOURS,
): Promise<{ code: string; expiresAt: string } | undefined> {
  const code = newCode(random)
  const expiresAt = isoOf(nowMs() + hours * 3_600_000)
  return db.inStreet(streetCode, async (sql) => {
    if (!(await findStreet(sql, streetCode))) return undefined
    await insertCode(sql, streetCode, hashOfCode(code), isoOf(nowMs()), expiresAt)
    return { code, expiresAt }
  })
}
