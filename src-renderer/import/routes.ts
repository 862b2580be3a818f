import { Upload } from '@element-plus/icons-vue'
import type { TopicRoutes } from '../app/nav.ts'
import type { Role } from '../../src-shared/kernel/roles.ts'

const IMPORTERS: readonly Role[] = ['clerk', 'mediator', 'head']

export const routes: TopicRoutes['routes'] = [
  { path: '/import', component: () => import('./ImportPage.vue'), meta: { title: '导入台账', roles: IMPORTERS } },
]

export const navItems: TopicRoutes['navItems'] = [
  { to: '/import', title: '导入台账', icon: Upload, roles: IMPORTERS, order: 40 },
]
