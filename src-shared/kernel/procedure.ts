import type { z } from 'zod'
import type { Role } from './roles.ts'

/**
 * - `query`: synchronous, reads only.
 * - `command`: synchronous, runs in one immediate transaction.
 * - `action`: asynchronous (key derivation, typesetting, files); opens its own short transactions.
 */
export type ProcedureKind = 'query' | 'command' | 'action'

export interface Procedure {
  readonly kind: ProcedureKind
  /**
   * Who may call it. `public` works before log-in; `anyone` is every logged-in person;
   * `own` is as `anyone`, and also while a new password is due.
   */
  readonly allow: 'public' | 'own' | 'anyone' | readonly Role[]
  /** `care`: works on the care records, which are open only to those who hold their key; its handler alone gets them. */
  readonly store?: 'care'
  readonly input: z.ZodType
  readonly output: z.ZodType
}

/** Keeps the literal types of a topic's procedures. */
export function defineContract<const C extends Record<string, Procedure>>(contract: C): C {
  return contract
}
