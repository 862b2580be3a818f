/** The day of an act. */
export const ON = { kind: 'day', key: 'on', label: '日期', required: true } as const
/** Prose that must not be missing. */
export const words = (key: string, label: string, max = 2000) =>
  ({ kind: 'long', key, label, max, required: true }) as const
/** How a check ended. */
export const VERDICTS = { pass: '通过', fail: '未通过' } as const
