import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { Role } from '../../src-shared/kernel/roles.ts'

/** A quiet mark behind a title: how much waits there. */
export interface NavBadge {
  text: string
  /** The same for screen readers. */
  label: string
}

/** One line of the left navigation. */
export interface NavItem {
  to: string
  title: string
  icon: Component
  /** Who sees it; everybody if left out. */
  roles?: readonly Role[]
  /** Position, smallest first: daily work below 50, administration from 50 on. */
  order: number
  /** Read by the layout, so it may use reactive state. */
  badge?: () => NavBadge | undefined
}

declare module 'vue-router' {
  interface RouteMeta {
    /** Of the window and for screen readers. */
    title: string
    /** Who may open it; everybody if left out. */
    roles?: readonly Role[]
  }
}

/** What each topic's `routes.ts` exports; the frame collects them all. */
export interface TopicRoutes {
  routes: readonly RouteRecordRaw[]
  navItems: readonly NavItem[]
}

const topics = Object.values(import.meta.glob<TopicRoutes>('../*/routes.ts', { eager: true }))

export const topicRoutes: readonly RouteRecordRaw[] = topics.flatMap(({ routes }) => routes)
export const navItems: readonly NavItem[] = topics.flatMap((topic) => topic.navItems).sort((a, b) => a.order - b.order)
