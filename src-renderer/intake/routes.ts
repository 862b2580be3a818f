import { EditPen } from '@element-plus/icons-vue'
import { CASE_ROLES } from '../../src-shared/kernel/roles.ts'
import type { TopicRoutes } from '../app/nav.ts'

export const routes: TopicRoutes['routes'] = [
  { path: '/intake', component: () => import('./IntakePage.vue'), meta: { title: '登记', roles: CASE_ROLES } },
]

export const navItems: TopicRoutes['navItems'] = [
  { to: '/intake', title: '登记', icon: EditPen, roles: CASE_ROLES, order: 10 },
]
