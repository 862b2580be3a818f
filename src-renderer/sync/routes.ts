import { Connection } from '@element-plus/icons-vue'
import type { TopicRoutes } from '../app/nav.ts'
import { attentionBadge, useSyncAttention } from './attention.ts'
import { SYNC_TABS } from './syncTabs.ts'

const PAGES = {
  '/sync': () => import('./SyncPage.vue'),
  '/sync/conflicts': () => import('./ConflictsPage.vue'),
  '/sync/quarantine': () => import('./QuarantinePage.vue'),
  '/sync/package': () => import('./PackagePage.vue'),
}

export const routes: TopicRoutes['routes'] = SYNC_TABS.map(({ to, title, roles }) => ({
  path: to,
  component: PAGES[to],
  meta: { title, ...(roles ? { roles } : {}) },
}))

export const navItems: TopicRoutes['navItems'] = [
  {
    to: '/sync',
    title: '同步',
    icon: Connection,
    order: 75,
    badge: () => {
      const store = useSyncAttention()
      store.want()
      return attentionBadge(store.attention)
    },
  },
]
