import { CASE_ROLES } from '../../src-shared/kernel/roles.ts'

/** The pages under 同步 and who may open them. */
export const SYNC_TABS = [
  { to: '/sync', title: '同步情况', roles: undefined },
  { to: '/sync/conflicts', title: '两处都改过', roles: CASE_ROLES },
  { to: '/sync/quarantine', title: '隔离区', roles: CASE_ROLES },
  { to: '/sync/package', title: 'U 盘同步包', roles: undefined },
] as const
