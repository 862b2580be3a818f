import { z } from 'zod'

/** Who uses the district's page. The administrator keeps streets, seats and accounts and sees no content; one holds one role. */
export const DISTRICT_ROLES = { admin: '系统管理员', officer: '区综治人员' } as const
export const DistrictRole = z.enum(['admin', 'officer'])
export type DistrictRole = z.infer<typeof DistrictRole>

export interface DistrictProcedure {
  /** `public` before log-in; `own` is everybody logged in, also while a new password is due; `anyone` is not then. */
  readonly allow: 'public' | 'own' | 'anyone' | readonly DistrictRole[]
  readonly input: z.ZodType
  readonly output: z.ZodType
}

/** Keeps the literal types of the procedures. */
export function defineDistrictContract<const C extends Record<string, DistrictProcedure>>(contract: C): C {
  return contract
}

/** As the store takes it: `Db` checks the same. */
export const StreetCode = z.string().regex(/^[0-9A-Za-z]{2,20}$/, '街道代码为 2 至 20 位数字或字母')
export const Reason = z.string().trim().min(2, '请写明原因').max(500)
export const Pdf = z.object({ title: z.string(), fileName: z.string(), pdfBase64: z.string() })
