import { CASE_ROLES } from '../../src-shared/kernel/roles.ts'
import type { TopicRoutes } from '../app/nav.ts'

export const routes: TopicRoutes['routes'] = [
  {
    path: '/linkage/grid-events',
    component: () => import('./GridEventsPage.vue'),
    meta: { title: '网格事件', roles: CASE_ROLES },
  },
  {
    path: '/linkage/diaries',
    component: () => import('./DiariesPage.vue'),
    meta: { title: '民情日志', roles: CASE_ROLES },
  },
  { path: '/linkage/grids', component: () => import('./GridsPage.vue'), meta: { title: '网格', roles: CASE_ROLES } },
]

/** Reached from the tabs of the linkage pages. */
export const navItems: TopicRoutes['navItems'] = []
