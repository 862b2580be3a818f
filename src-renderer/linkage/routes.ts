import { Share } from '@element-plus/icons-vue'
import { CASE_ROLES } from '../../src-shared/kernel/roles.ts'
import type { TopicRoutes } from '../app/nav.ts'

export const routes: TopicRoutes['routes'] = [
  { path: '/linkage', component: () => import('./LinkagePage.vue'), meta: { title: '六联任务', roles: CASE_ROLES } },
  {
    path: '/linkage/sheets',
    component: () => import('./SheetsPage.vue'),
    meta: { title: '来件导入', roles: ['clerk', 'mediator', 'head'] },
  },
  {
    path: '/linkage/sheet-answers',
    component: () => import('./AnswersPage.vue'),
    meta: { title: '来件答复', roles: CASE_ROLES },
  },
  {
    path: '/linkage/answer',
    component: () => import('./SlipPage.vue'),
    meta: { title: '凭码登记答复', roles: CASE_ROLES },
  },
  {
    path: '/linkage/sealed',
    component: () => import('./sealed/SealedPage.vue'),
    meta: { title: '密封包', roles: CASE_ROLES },
  },
  {
    path: '/linkage/board',
    component: () => import('./BoardPage.vue'),
    meta: { title: '六联看板', roles: ['clerk', 'head'] },
  },
  {
    path: '/linkage/units',
    component: () => import('./UnitsPage.vue'),
    meta: { title: '成员单位', roles: CASE_ROLES },
  },
  {
    path: '/linkage/config',
    component: () => import('./ConfigPage.vue'),
    meta: { title: '六联设置', roles: CASE_ROLES },
  },
]

export const navItems: TopicRoutes['navItems'] = [
  { to: '/linkage', title: '六联任务', icon: Share, roles: CASE_ROLES, order: 44 },
]
