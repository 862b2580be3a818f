import { Notebook } from '@element-plus/icons-vue'
import type { TopicRoutes } from '../app/nav.ts'
import { CASE_ROLES } from '../../src-shared/kernel/roles.ts'

export const routes: TopicRoutes['routes'] = [
  { path: '/ledger', component: () => import('./LedgerPage.vue'), meta: { title: '台账', roles: CASE_ROLES } },
]

export const navItems: TopicRoutes['navItems'] = [
  { to: '/ledger', title: '台账', icon: Notebook, roles: CASE_ROLES, order: 30 },
]
