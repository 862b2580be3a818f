import { UserFilled } from '@element-plus/icons-vue'
import { CASE_ROLES } from '../../src-shared/kernel/roles.ts'
import type { TopicRoutes } from '../app/nav.ts'
import { VOLUNTEER_TABS } from './volunteerTabs.ts'

const PAGES: Record<(typeof VOLUNTEER_TABS)[number]['to'], () => Promise<unknown>> = {
  '/volunteers': () => import('./VolunteersPage.vue'),
  '/volunteers/activities': () => import('./ActivitiesPage.vue'),
  '/volunteers/teams': () => import('./TeamsPage.vue'),
  '/volunteers/figures': () => import('./VolunteerFiguresPage.vue'),
  '/volunteers/rules': () => import('./VolunteerRulesPage.vue'),
}

export const routes: TopicRoutes['routes'] = VOLUNTEER_TABS.map(({ to, title }) => ({
  path: to,
  component: PAGES[to] as never,
  meta: { title: `平安志愿者 ${title}`, roles: CASE_ROLES },
}))

export const navItems: TopicRoutes['navItems'] = [
  { to: '/volunteers', title: '平安志愿者', icon: UserFilled, roles: CASE_ROLES, order: 48 },
]
