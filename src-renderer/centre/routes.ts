import { Location, Setting } from '@element-plus/icons-vue'
import type { TopicRoutes } from '../app/nav.ts'
import { SETTINGS_TABS } from './settingsTabs.ts'

const PAGES = {
  '/settings': () => import('./SettingsPage.vue'),
  '/settings/places': () => import('./PlacesPage.vue'),
  '/settings/holidays': () => import('./HolidaysPage.vue'),
  '/settings/codes': () => import('./CodeTablesPage.vue'),
  '/settings/published': () => import('../directive/PublishedPage.vue'),
  '/settings/backup': () => import('./BackupPage.vue'),
}

export const routes: TopicRoutes['routes'] = SETTINGS_TABS.map(({ to, title, roles }) => ({
  path: to,
  component: PAGES[to],
  meta: { title, roles },
}))

export const navItems: TopicRoutes['navItems'] = [
  { to: '/settings', title: '设置', icon: Setting, roles: ['head', 'admin'], order: 70 },
  { to: '/settings/places', title: '居村委网格', icon: Location, roles: ['clerk'], order: 65 },
]
