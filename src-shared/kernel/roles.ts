import { z } from 'zod'

/** What a person does at the centre. One person may hold several, except `admin`, which stands alone. */
export const ROLES = ['clerk', 'mediator', 'social_worker', 'care_head', 'head', 'admin'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

export const ROLE_TITLES: Record<Role, string> = {
  clerk: '窗口受理员',
  mediator: '人民调解员',
  social_worker: '社工',
  care_head: '帮扶负责人',
  head: '负责人',
  admin: '系统管理员',
}

/** Everybody who works on matters; the administrator manages people and sees no case content. */
export const CASE_ROLES = ['clerk', 'mediator', 'social_worker', 'head'] as const satisfies readonly Role[]

/** Who may be given the key of the care records (docs/decisions/0009); the role alone opens nothing. */
export const CARE_ROLES = ['social_worker', 'care_head'] as const satisfies readonly Role[]
