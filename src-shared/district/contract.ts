import type { z } from 'zod'
import type { ErrorCode } from '../kernel/errors.ts'
import { accountContract } from './account.ts'
import { careContract } from './care.ts'
import { directiveContract } from './directives.ts'
import { figureContract } from './figures.ts'
import { ledgerContract } from './ledgers.ts'
import { logContract } from './log.ts'
import { matterContract } from './matters.ts'
import { publishContract } from './publish.ts'
import { streetContract } from './streets.ts'

/** Every operation of the district's web page: who may call it, what goes in and what comes out. */
export const districtContract = {
  ...accountContract,
  ...careContract,
  ...directiveContract,
  ...figureContract,
  ...ledgerContract,
  ...logContract,
  ...matterContract,
  ...publishContract,
  ...streetContract,
}

export type DistrictContract = typeof districtContract
export type DistrictMethod = keyof DistrictContract
export type DistrictInputOf<M extends DistrictMethod> = z.input<DistrictContract[M]['input']>
export type DistrictCheckedInput<M extends DistrictMethod> = z.output<DistrictContract[M]['input']>
export type DistrictOutputOf<M extends DistrictMethod> = z.output<DistrictContract[M]['output']>

export type DistrictReply =
  | { ok: true; value: unknown }
  | { ok: false; error: { code: ErrorCode; message: string; details: Record<string, unknown> } }
