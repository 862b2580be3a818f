import type { Role } from '../../src-shared/kernel/roles.ts'
import type { TopicRoutes } from '../app/nav.ts'

/** Who keeps the assessment of units. */
export const KEEPERS: readonly Role[] = ['clerk', 'head']

export const routes: TopicRoutes['routes'] = [
  {
    path: '/linkage/assessment',
    component: () => import('./AssessmentPage.vue'),
    meta: { title: '联考', roles: KEEPERS },
  },
  {
    path: '/linkage/assessment/rule',
    component: () => import('./RulePage.vue'),
    meta: { title: '联考表', roles: KEEPERS },
  },
]

/** Reached from the tabs of the linkage pages. */
export const navItems: TopicRoutes['navItems'] = []
