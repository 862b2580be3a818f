import { House } from '@element-plus/icons-vue'
import { CARE_ROLES } from '../../src-shared/kernel/roles.ts'
import type { TopicRoutes } from '../app/nav.ts'
import { useCareStore } from './careStore.ts'
import { CARE_TABS } from './careTabs.ts'

const PAGES = {
  '/care': () => import('./due/DuePage.vue'),
  '/care/clients': () => import('./clients/ClientsPage.vue'),
  '/care/visit': () => import('./visit/VisitPage.vue'),
  '/care/occasions': () => import('./office/OccasionsPage.vue'),
  '/care/projects': () => import('./office/ProjectsPage.vue'),
  '/care/help': () => import('./office/HelpPage.vue'),
  '/care/months': () => import('./months/MonthsPage.vue'),
  '/care/hand-over': () => import('./office/HandOverPage.vue'),
  '/care/groups': () => import('./office/GroupsPage.vue'),
  '/care/looks': () => import('./office/LooksPage.vue'),
  '/care/retention': () => import('./office/RetentionPage.vue'),
  '/care/key': () => import('./key/KeyPage.vue'),
}

export const routes: TopicRoutes['routes'] = [
  ...CARE_TABS.map(({ to, title, roles }) => ({ path: to, component: PAGES[to], meta: { title, roles } })),
  {
    path: '/care/register',
    component: () => import('./clients/RegisterPage.vue'),
    meta: { title: '登记对象', roles: CARE_ROLES },
  },
  {
    path: '/care/clients/:id',
    component: () => import('./client/ClientPage.vue'),
    meta: { title: '帮扶对象', roles: CARE_ROLES },
  },
]

export const navItems: TopicRoutes['navItems'] = [
  {
    to: '/care',
    title: '帮扶走访',
    icon: House,
    roles: CARE_ROLES,
    order: 46,
    badge: () => {
      const store = useCareStore()
      store.want()
      const count = store.waiting
      return count > 0 ? { text: String(count), label: `今天有 ${count} 件走访的事` } : undefined
    },
  },
]
