import { CASE_ROLES } from '../../src-shared/kernel/roles.ts'
import type { TopicRoutes } from '../app/nav.ts'
import { registerPalette } from '../app/palette.ts'
import SearchPalette from './SearchPalette.vue'

// Part of the first bundle: letters typed right after Ctrl+K must find the box there.
registerPalette(SearchPalette, CASE_ROLES)

/** The search box has no page of its own: Ctrl+K opens it over any. */
export const routes: TopicRoutes['routes'] = []
export const navItems: TopicRoutes['navItems'] = []
