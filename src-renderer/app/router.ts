import { createRouter, createWebHashHistory, type Router } from 'vue-router'
import { navItems, topicRoutes } from './nav.ts'
import { flushAll } from './safeLeave.ts'
import { hasRole } from './session.ts'

/** The first page of whoever is logged in. */
export function homePath(): string {
  return navItems.find((item) => hasRole(item.roles))?.to ?? '/help'
}

/**
 * Routes of all topics. Leaving a page always works: what was typed is kept as a draft first.
 * The hash keeps addresses working under both shells without any rule on the server.
 */
export function createAppRouter(): Router {
  const router = createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/', redirect: homePath },
      ...topicRoutes,
      { path: '/:rest(.*)*', meta: { title: '没有这个页面' }, component: () => import('./NotFoundPage.vue') },
    ],
  })
  router.beforeEach(async (to, from) => {
    if (to.path !== from.path) await flushAll()
    return hasRole(to.meta.roles) ? true : homePath()
  })
  router.afterEach((to) => {
    document.title = `${to.meta.title} · 一窗通`
  })
  return router
}
