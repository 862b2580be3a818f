import { defineAsyncComponent } from 'vue'
import type { TopicRoutes } from '../app/nav.ts'
import { registerPalette } from '../app/palette.ts'

registerPalette(defineAsyncComponent(() => import('./SearchPalette.vue')))

/** The search box has no page of its own: Ctrl+K opens it over any. */
export const routes: TopicRoutes['routes'] = []
export const navItems: TopicRoutes['navItems'] = []
