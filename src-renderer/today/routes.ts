import { Sunrise } from '@element-plus/icons-vue'
import { CASE_ROLES } from '../../src-shared/kernel/roles.ts'
import type { TopicRoutes } from '../app/nav.ts'

export const routes: TopicRoutes['routes'] = [
  { path: '/today', component: () => import('./TodayPage.vue'), meta: { title: '今日', roles: CASE_ROLES } },
]

export const navItems: TopicRoutes['navItems'] = [
  { to: '/today', title: '今日', icon: Sunrise, roles: CASE_ROLES, order: 1 },
]
