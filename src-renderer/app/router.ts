import { createRouter, createWebHashHistory, type Router } from 'vue-router'
import { navItems, topicRoutes } from './nav.ts'
import { flushAll } from './safeLeave.ts'
import { toast } from '../ui/feedback/toast.ts'
import { hasRole, session } from './session.ts'

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
      { path: '/', component: { render: () => null }, meta: { title: '首页' } }, // the guard sends on
      ...topicRoutes,
      { path: '/:rest(.*)*', meta: { title: '没有这个页面' }, component: () => import('./NotFoundPage.vue') },
    ],
  })
  router.beforeEach(async (to, from) => {
    if (to.path !== from.path) await flushAll()
    // Before the log-in nothing is drawn and the address is kept; the layout checks it again.
    if (!session.me) return true
    return to.path !== '/' && hasRole(to.meta.roles) ? true : homePath()
  })
  router.afterEach((to) => {
    document.title = `${to.meta.title} · 一窗通`
  })
  // The page of an address is fetched when it is opened; a click that brings nothing must not pass in silence.
  router.onError((error: unknown, to) => {
    toast.error(`“${to.meta.title}”没有打开，请再点一次；仍打不开的，按 F5 重新载入（写了一半的内容已存为草稿）`)
    throw error
  })
  return router
}
