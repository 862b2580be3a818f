import type { z } from 'zod'
import { accountContract } from './account/schema.ts'
import { assessmentContract } from './assessment/schema.ts'
import { auditContract } from './audit/schema.ts'
import { careContract } from './care/schema.ts'
import { codeTableContract } from './centre/codeTables.ts'
import { centreContract } from './centre/schema.ts'
import { directiveContract } from './directive/schema.ts'
import { publishedContract } from './directive/published.ts'
import { dutyContract } from './duty/schema.ts'
import { draftContract } from './draft/schema.ts'
import { gridContract } from './grid/schema.ts'
import { intakeContract } from './intake/procedures.ts'
import { jointContract } from './joint/schema.ts'
import { jobContract } from './job/schema.ts'
import type { ErrorCode } from './kernel/errors.ts'
import { ledgerContract } from './ledger/schema.ts'
import { linkageContract } from './linkage/schema.ts'
import { sealedContract } from './linkage/sealedContract.ts'
import { sheetContract } from './linkage/sheetContract.ts'
import { mediationContract } from './mediation/schema.ts'
import { paperContract } from './paper/schema.ts'
import { petitionContract } from './petition/schema.ts'
import { searchContract } from './search/schema.ts'
import { syncContract } from './sync/schema.ts'
import { todayContract } from './today/schema.ts'
import { volunteerContract } from './volunteer/schema.ts'

/** Every operation of the core: its kind, who may call it, what goes in and what comes out. */
export const contract = {
  ...accountContract,
  ...assessmentContract,
  ...auditContract,
  ...careContract,
  ...centreContract,
  ...codeTableContract,
  ...directiveContract,
  ...draftContract,
  ...dutyContract,
  ...publishedContract,
  ...gridContract,
  ...intakeContract,
  ...jobContract,
  ...jointContract,
  ...ledgerContract,
  ...linkageContract,
  ...mediationContract,
  ...paperContract,
  ...petitionContract,
  ...searchContract,
  ...sealedContract,
  ...sheetContract,
  ...syncContract,
  ...todayContract,
  ...volunteerContract,
}

export type Contract = typeof contract
export type Method = keyof Contract
/** What a caller may pass: defaults can be left out. */
export type InputOf<M extends Method> = z.input<Contract[M]['input']>
/** What a handler receives: checked, defaults filled in. */
export type CheckedInput<M extends Method> = z.output<Contract[M]['input']>
export type OutputOf<M extends Method> = z.output<Contract[M]['output']>

export interface RpcRequest {
  method: string
  input: unknown
}
export interface RpcError {
  code: ErrorCode
  message: string
  details: Record<string, unknown>
}
export type RpcReply = { ok: true; value: unknown } | { ok: false; error: RpcError }
