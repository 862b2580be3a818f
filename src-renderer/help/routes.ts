import { Reading } from '@element-plus/icons-vue'
import type { TopicRoutes } from '../app/nav.ts'

export const routes: TopicRoutes['routes'] = [
  { path: '/help', component: () => import('./HelpPage.vue'), meta: { title: '帮助' } },
]

export const navItems: TopicRoutes['navItems'] = [{ to: '/help', title: '帮助', icon: Reading, order: 90 }]
