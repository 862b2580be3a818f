import type { Density } from '../ui/uiMetrics.ts'
import type { ThemeMode } from './theme.ts'

export const DENSITY_TITLES: Record<Density, string> = { compact: '紧凑', normal: '适中', roomy: '宽松' }
export const THEME_TITLES: Record<ThemeMode, string> = { light: '浅色', dark: '深色', contrast: '高对比' }
