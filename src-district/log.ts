/** Facts are machine words and counts: never names, numbers of people, addresses or texts. */
export type LogFacts = Record<string, string | number | boolean>

export interface Log {
  info(event: string, facts?: LogFacts): void
  warn(event: string, facts?: LogFacts): void
  error(event: string, facts?: LogFacts): void
}

/** One JSON object a line. */
export function createLog(write: (line: string) => void, nowMs: () => number): Log {
  const line =
    (level: string) =>
    (event: string, facts: LogFacts = {}) =>
      write(JSON.stringify({ at: new Date(nowMs()).toISOString(), level, event, ...facts }))
  return { info: line('info'), warn: line('warn'), error: line('error') }
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }
