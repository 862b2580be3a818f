import { ROLE_TITLES, ROLES } from '../../src-shared/kernel/roles.ts'

const NOTES = {
  clerk: '接待、登记、分流',
  mediator: '受理和主持调解、出文书',
  social_worker: '参与调解和回访；领到钥匙后办理关爱走访',
  care_head: '管关爱走访：发放钥匙、移交、签发、销毁',
  head: '看全部、签发台账、移交、设置',
  admin: '管人员、设置、备份，看不到案件内容；不能兼任',
} as const

/** Roles for a choice field. */
export const ROLE_CHOICES = ROLES.map((role) => ({ value: role, label: ROLE_TITLES[role], note: NOTES[role] }))
