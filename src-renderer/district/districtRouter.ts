import {
  Bell,
  DataAnalysis,
  Files,
  OfficeBuilding,
  Promotion,
  Setting,
  Tickets,
  Upload,
  UserFilled,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'
import { createRouter, createWebHashHistory, type Router } from 'vue-router'
import type { DistrictRole } from '../../src-shared/district/procedure.ts'
import { districtSession, isInRole } from './districtSession.ts'

export interface DistrictPage {
  path: string
  title: string
  icon: Component
  roles?: readonly DistrictRole[]
  page: () => Promise<Component>
}

/** In the order of the navigation. */
export const districtPages: readonly DistrictPage[] = [
  {
    path: '/directives',
    title: '督办交办',
    icon: Bell,
    roles: ['officer'],
    page: () => import('./DirectivesPage.vue'),
  },
  { path: '/matters', title: '上报事项', icon: Promotion, roles: ['officer'], page: () => import('./MattersPage.vue') },
  { path: '/ledgers', title: '台账', icon: Files, roles: ['officer'], page: () => import('./LedgersPage.vue') },
  { path: '/figures', title: '数字', icon: DataAnalysis, roles: ['officer'], page: () => import('./FiguresPage.vue') },
  { path: '/publish', title: '发布', icon: Upload, page: () => import('./PublishPage.vue') },
  { path: '/streets', title: '街道与座席', icon: OfficeBuilding, page: () => import('./StreetsPage.vue') },
  { path: '/log', title: '日志', icon: Tickets, page: () => import('./LogPage.vue') },
  { path: '/accounts', title: '账号', icon: UserFilled, roles: ['admin'], page: () => import('./AccountsPage.vue') },
  {
    path: '/settings',
    title: '设置',
    icon: Setting,
    roles: ['admin'],
    page: () => import('./DistrictSettingsPage.vue'),
  },
]

/** The administrator's day begins with the seats, the officer's with what is to be answered. */
export const districtHome = (): string =>
  isInRole(['admin']) ? '/streets' : (districtPages.find(({ roles }) => isInRole(roles))?.path ?? '/log')

export function createDistrictRouter(): Router {
  const router = createRouter({
    history: createWebHashHistory(),
    routes: [
      ...districtPages.map(({ path, title, page }) => ({ path, component: page, meta: { title } })),
      { path: '/:rest(.*)*', component: { render: () => null }, meta: { title: '首页' } },
    ],
  })
  router.beforeEach((to) => {
    // Before the log-in nothing is drawn and the address is kept; the frame checks it again.
    if (!districtSession.me) return true
    const page = districtPages.find(({ path }) => path === to.path)
    return page && isInRole(page.roles) ? true : districtHome()
  })
  router.afterEach((to) => {
    document.title = `${to.meta.title} · 一窗通区级`
  })
  return router
}
