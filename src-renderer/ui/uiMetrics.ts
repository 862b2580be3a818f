import { shallowReactive } from 'vue'

export type Density = 'compact' | 'normal' | 'roomy'

/** What measured components (the grid, the preview) must know of the theme. The theme writes it. */
export const uiMetrics = shallowReactive<{ density: Density; zoom: number }>({ density: 'normal', zoom: 1 })

/** Height of a grid row at zoom 1, in CSS pixels. */
export const ROW_HEIGHT_PX: Record<Density, number> = { compact: 26, normal: 32, roomy: 40 }
