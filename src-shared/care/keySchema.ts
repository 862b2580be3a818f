import { z } from 'zod'
import { RecoveryCodeText } from '../account/schema.ts'
import { Instant } from '../kernel/day.ts'
import { UserId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CARE_ROLES, type Role } from '../kernel/roles.ts'
import { CareStatus } from './views.ts'

const HEAD = ['care_head'] as const satisfies readonly Role[]
const store = 'care'
const none = z.object({})
const code = RecoveryCodeText
const password = z.string().max(200)

/** The key of the care records, and who holds it. These work while the records are closed. */
export const careKeyContract = defineContract({
  'care.status': { kind: 'query', allow: CARE_ROLES, input: none, output: CareStatus },
  /** The street's first care key, with its recovery code; once, on one seat. */
  'care.setUp': {
    kind: 'action',
    allow: HEAD,
    input: z.object({ password }),
    output: z.object({ recoveryGroups: z.array(z.string()) }),
  },
  'care.renewRecovery': {
    kind: 'action',
    allow: HEAD,
    store,
    input: z.object({ password }),
    output: z.object({ recoveryGroups: z.array(z.string()) }),
  },
  /** The sheet, while the code is still in memory. */
  'care.recoverySheet': { kind: 'action', allow: HEAD, input: none, output: z.object({ pdfBase64: z.string() }) },
  'care.confirmRecovery': {
    kind: 'action',
    allow: HEAD,
    input: z.object({
      checks: z.array(z.object({ index: z.int().min(0).max(7), group: z.string().max(12) })).length(2),
    }),
    output: none,
  },
  /** By the care recovery code: at a second seat, or where no log-in has the key any more. */
  'care.join': { kind: 'action', allow: HEAD, input: z.object({ code, password }), output: none },
  /** A one-time code for a colleague; whoever is given it types it at his own log-in. */
  'care.grant': {
    kind: 'action',
    allow: HEAD,
    store,
    input: z.object({ userId: UserId }),
    output: z.object({ codeGroups: z.array(z.string()), until: Instant }),
  },
  'care.accept': { kind: 'action', allow: CARE_ROLES, input: z.object({ code, password }), output: none },
  'care.revoke': { kind: 'action', allow: HEAD, store, input: z.object({ userId: UserId }), output: none },
  /** The fingerprint of a district office's public key, to compare by telephone or on paper. */
  'care.officeFingerprint': {
    kind: 'query',
    allow: HEAD,
    store,
    input: z.object({ publicKey: z.string().max(100) }),
    output: z.object({ fingerprint: z.string() }),
  },
  'care.trustOffice': {
    kind: 'command',
    allow: HEAD,
    store,
    input: z.object({ publicKey: z.string().max(100), fingerprint: z.string().max(80) }),
    output: none,
  },
})
