import { Bell } from '@element-plus/icons-vue'
import { CASE_ROLES } from '../../src-shared/kernel/roles.ts'
import type { TopicRoutes } from '../app/nav.ts'

export const routes: TopicRoutes['routes'] = [
  {
    path: '/directives/:id?',
    component: () => import('./DirectivesPage.vue'),
    meta: { title: '督办交办', roles: CASE_ROLES },
  },
]

export const navItems: TopicRoutes['navItems'] = [
  { to: '/directives', title: '督办交办', icon: Bell, roles: CASE_ROLES, order: 45 },
]
