import { Calendar } from '@element-plus/icons-vue'
import { CASE_ROLES } from '../../src-shared/kernel/roles.ts'
import type { TopicRoutes } from '../app/nav.ts'
import { DUTY_TABS } from './dutyTabs.ts'

const PAGES: Record<(typeof DUTY_TABS)[number]['to'], () => Promise<unknown>> = {
  '/duty': () => import('./NowPage.vue'),
  '/duty/month': () => import('./RosterPage.vue'),
  '/duty/setup': () => import('./SetupPage.vue'),
  '/duty/orders': () => import('./OrdersPage.vue'),
  '/duty/swaps': () => import('./SwapsPage.vue'),
  '/duty/records': () => import('./RecordsPage.vue'),
  '/duty/figures': () => import('./FiguresPage.vue'),
  '/duty/rules': () => import('./RulesPage.vue'),
}

export const routes: TopicRoutes['routes'] = [
  ...DUTY_TABS.map(({ to, title }) => ({
    path: to,
    component: PAGES[to] as never,
    meta: { title: `岗位联勤 ${title}`, roles: CASE_ROLES },
  })),
  {
    path: '/duty/entry/:id',
    component: () => import('./EntryPage.vue'),
    meta: { title: '岗位联勤 记录', roles: CASE_ROLES },
  },
]

export const navItems: TopicRoutes['navItems'] = [
  { to: '/duty', title: '岗位联勤', icon: Calendar, roles: CASE_ROLES, order: 47 },
]
