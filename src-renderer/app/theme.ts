import { reactive, readonly, watch } from 'vue'
import { uiMetrics, type Density } from '../ui/uiMetrics.ts'
import { readJson, type UiStorage } from '../ui/uiStorage.ts'

export const THEME_MODES = ['light', 'dark', 'contrast'] as const
export type ThemeMode = (typeof THEME_MODES)[number]
export const DENSITIES: readonly Density[] = ['compact', 'normal', 'roomy']
export const ZOOM_STEPS = [1, 1.1, 1.25, 1.5, 1.75, 2] as const

export interface ThemeState {
  mode: ThemeMode
  density: Density
  /** 1 to 2. */
  zoom: number
}

const STORAGE_KEY = 'theme'
const DEFAULTS: ThemeState = { mode: 'light', density: 'normal', zoom: 1 }
const state = reactive<ThemeState>({ ...DEFAULTS })
let storage: UiStorage | undefined

/** Reads the user's look, applies it to the page and keeps it from then on. Call before mounting the app. */
export function installTheme(from: UiStorage): void {
  const isFirst = storage === undefined
  storage = from
  setTheme({ ...DEFAULTS, ...readJson<Partial<ThemeState>>(from, STORAGE_KEY, {}) })
  apply()
  if (isFirst) watch(state, apply, { flush: 'sync' })
}

export function useTheme(): { theme: Readonly<ThemeState>; setTheme: (change: Partial<ThemeState>) => void } {
  return { theme: readonly(state), setTheme }
}

/** Changes part of the look; values that are not offered are ignored, the zoom is kept within 1 to 2. */
export function setTheme(change: Partial<ThemeState>): void {
  if (change.mode && THEME_MODES.includes(change.mode)) state.mode = change.mode
  if (change.density && DENSITIES.includes(change.density)) state.density = change.density
  if (change.zoom && Number.isFinite(change.zoom)) state.zoom = Math.min(2, Math.max(1, change.zoom))
}

function apply(): void {
  const root = document.documentElement
  root.dataset['theme'] = state.mode
  root.dataset['density'] = state.density
  root.classList.toggle('dark', state.mode !== 'light')
  root.style.setProperty('--ui-zoom', String(state.zoom))
  uiMetrics.density = state.density
  uiMetrics.zoom = state.zoom
  storage?.write(STORAGE_KEY, JSON.stringify(state))
}
