import { ElMessage } from 'element-plus'

type Kind = 'success' | 'warning' | 'error' | 'info'

const PREFIX: Record<Kind, string> = { success: '完成：', warning: '注意：', error: '未完成：', info: '' }
const DURATION_MS: Record<Kind, number> = { success: 3000, info: 4000, warning: 6000, error: 0 }

/** What passes by is one at a time: the newest says what was done last. */
let passing: { close(): void } | undefined

/** Short notices in the corner, beside what is being typed. An error stays until it is closed: people look away from the screen. */
export const toast = {
  success: (text: string) => show('success', text),
  info: (text: string) => show('info', text),
  warning: (text: string) => show('warning', text),
  error: (text: string) => show('error', text),
}

function show(type: Kind, text: string): void {
  const isPassing = type === 'success' || type === 'info'
  if (isPassing) passing?.close()
  const shown = ElMessage({
    type,
    message: PREFIX[type] + text,
    duration: DURATION_MS[type],
    showClose: true,
    grouping: true,
    placement: 'bottom-right',
    offset: 12,
  })
  if (isPassing) passing = shown
}
