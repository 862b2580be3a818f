import { CASE_ROLES } from '../../src-shared/kernel/roles.ts'
import type { TopicRoutes } from '../app/nav.ts'

const page = (name: string, title: string): TopicRoutes['routes'][number] => ({
  path: `/linkage/${name}`,
  component: () => import('./JointPage.vue'),
  props: { page: name },
  meta: { title, roles: CASE_ROLES },
})

export const routes: TopicRoutes['routes'] = [
  page('cure', '问题联治'),
  page('move', '工作联动'),
  page('forbid', '治安联防'),
  page('build', '平安联创'),
  {
    path: '/linkage/mediate',
    component: () => import('./MediatePage.vue'),
    meta: { title: '矛盾联调', roles: CASE_ROLES },
  },
  {
    path: '/linkage/new/:kind',
    component: () => import('./NewRecordPage.vue'),
    props: true,
    meta: { title: '新的记录', roles: CASE_ROLES },
  },
  {
    path: '/linkage/records/:id',
    component: () => import('./RecordPage.vue'),
    props: true,
    meta: { title: '联防联治联动联创记录', roles: CASE_ROLES },
  },
  {
    path: '/linkage/terms',
    component: () => import('./TermsPage.vue'),
    meta: { title: '期限和创建标准', roles: CASE_ROLES },
  },
]

export const navItems: TopicRoutes['navItems'] = []
