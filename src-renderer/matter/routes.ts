import { Files } from '@element-plus/icons-vue'
import { CASE_ROLES } from '../../src-shared/kernel/roles.ts'
import type { TopicRoutes } from '../app/nav.ts'

export const routes: TopicRoutes['routes'] = [
  { path: '/matters', component: () => import('./MattersPage.vue'), meta: { title: '事项', roles: CASE_ROLES } },
  { path: '/matters/:id', component: () => import('./MatterPage.vue'), meta: { title: '事项详情', roles: CASE_ROLES } },
]

export const navItems: TopicRoutes['navItems'] = [
  { to: '/matters', title: '事项', icon: Files, roles: CASE_ROLES, order: 20 },
]
