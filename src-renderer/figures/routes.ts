import { DataAnalysis } from '@element-plus/icons-vue'
import type { TopicRoutes } from '../app/nav.ts'
import { CASE_ROLES } from '../../src-shared/kernel/roles.ts'

export const routes: TopicRoutes['routes'] = [
  { path: '/figures', component: () => import('./FiguresPage.vue'), meta: { title: '统计', roles: CASE_ROLES } },
]

export const navItems: TopicRoutes['navItems'] = [
  { to: '/figures', title: '统计', icon: DataAnalysis, roles: CASE_ROLES, order: 35 },
]
