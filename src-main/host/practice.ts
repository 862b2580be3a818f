import { practiceCentre } from '../../src-shared/practice/centre.ts'
import { ROLE_TITLES } from '../../src-shared/kernel/roles.ts'

/** Everybody's password in the practice centre; shown on its log-in page. */
export const PRACTICE_PASSWORD = 'lianxi-2026'

/** Log-ins of the practice centre for its log-in page. */
export function practiceLogins(): { login: string; name: string; roleTitles: string; password: string }[] {
  return practiceCentre().staff.map(({ login, name, roles }) => ({
    login,
    name,
    roleTitles: roles.map((role) => ROLE_TITLES[role]).join('、'),
    password: PRACTICE_PASSWORD,
  }))
}
