/** What may be passed to a statement; arrays of texts and JSON are passed as JSON text. */
export type Param = string | number | boolean | null | Uint8Array

/**
 * Runs one statement inside the transaction it was given with; those that are asked together run in the order of asking. The
 * transaction commits only once all are done, also those that nobody waited for; if one fails, so does the transaction.
 */
export type Sql = <Row = Record<string, unknown>>(text: string, params?: readonly Param[]) => Promise<Row[]>

export interface StreetOptions {
  /** All statements see the store as of the first. */
  isOneMoment?: boolean
}

/**
 * PostgreSQL, in process or not. There is no way to a table but a transaction that says for whom: row-level security does
 * the rest. Numbers of 64 bits arrive as numbers.
 */
export interface Db {
  readonly kind: 'pglite' | 'postgres'
  /** For one street: sees and writes its rows and no others. */
  inStreet<T>(street: string, run: (sql: Sql) => Promise<T>, options?: StreetOptions): Promise<T>
  /** Across streets, read only, and only what the policies of `onewindow_district` name. */
  inDistrict<T>(run: (sql: Sql) => Promise<T>): Promise<T>
  /** For tables of no street, and for the one row of an enrolment code whose hash is known. */
  outsideStreets<T>(run: (sql: Sql) => Promise<T>, codeHash?: string): Promise<T>
  /** As the owner of the tables: migrations and their tests. `script` may hold several statements. */
  asOwner<T>(run: (sql: Sql, script: (text: string) => Promise<void>) => Promise<T>): Promise<T>
  /** Calls back with what other instances said by `pg_notify` on the channel. */
  listen(channel: string, heard: (payload: string) => void): Promise<void>
  close(): Promise<void>
}

/** NOTIFY says which street has something new. */
export const NEWS_CHANNEL = 'onewindow_news'

const STREET_CODE = /^[0-9A-Za-z]{2,20}$/
export const isStreetCode = (text: string): boolean => STREET_CODE.test(text)

interface Start extends StreetOptions {
  street?: string | undefined
  codeHash?: string | undefined
  /** NONE is the owner of the tables, where that is who connected. */
  role?: 'onewindow_district' | 'NONE'
}

/** How a transaction starts. Street and hash stand in the text, so they are checked to be nothing else. */
export function startOf({ street, codeHash, role, isOneMoment = false }: Start = {}): string {
  if (street !== undefined && !isStreetCode(street)) throw new Error('Not a street code')
  if (codeHash !== undefined && !/^[0-9a-f]{64}$/.test(codeHash)) throw new Error('Not a hash')
  return [
    isOneMoment ? 'BEGIN ISOLATION LEVEL REPEATABLE READ' : 'BEGIN',
    street === undefined ? '' : `SET LOCAL app.street = '${street}'`,
    codeHash === undefined ? '' : `SET LOCAL app.code_hash = '${codeHash}'`,
    role === undefined ? '' : `SET LOCAL ROLE ${role}`,
  ]
    .filter((part) => part !== '')
    .join('; ')
}

/** Statements that were asked and are not done. */
export interface Pending {
  add<T>(asked: Promise<T>): Promise<T>
  /** @throws the first error of any of them */
  done(): Promise<void>
}

export function createPending(): Pending {
  const open = new Set<Promise<unknown>>()
  let failed: { error: unknown } | undefined
  return {
    add(asked) {
      open.add(asked)
      asked.then(
        () => open.delete(asked),
        (error: unknown) => {
          open.delete(asked)
          failed ??= { error }
        },
      )
      return asked
    },
    async done() {
      while (open.size > 0 && !failed) await Promise.allSettled(open)
      if (failed) throw failed.error
    },
  }
}
