import { Tickets } from '@element-plus/icons-vue'
import type { TopicRoutes } from '../app/nav.ts'

export const routes: TopicRoutes['routes'] = [
  { path: '/audit', component: () => import('./AuditPage.vue'), meta: { title: '日志', roles: ['head', 'admin'] } },
]

export const navItems: TopicRoutes['navItems'] = [
  { to: '/audit', title: '日志', icon: Tickets, roles: ['head', 'admin'], order: 80 },
]
