import { User } from '@element-plus/icons-vue'
import type { TopicRoutes } from '../app/nav.ts'

export const routes: TopicRoutes['routes'] = [
  { path: '/users', component: () => import('./UsersPage.vue'), meta: { title: '人员', roles: ['admin'] } },
  { path: '/password', component: () => import('./OwnPasswordPage.vue'), meta: { title: '更换密码' } },
]

export const navItems: TopicRoutes['navItems'] = [
  { to: '/users', title: '人员', icon: User, roles: ['admin'], order: 60 },
]
