import { fork } from 'node:child_process'
import { nodeBinary } from '../../scripts/lib/paths.mjs'

/** A process of the bench: answers one call at a time. */
export interface Child {
  pid: number
  ask<T = void>(call: string, ...args: unknown[]): Promise<T>
  /** The same, with when the process began and ended it. */
  timed(call: string, ...args: unknown[]): Promise<{ beganMs: number; endedMs: number }>
  end(): Promise<void>
}

interface Answer {
  id: number
  beganMs: number
  endedMs: number
  value?: unknown
  error?: string
}

/** Flags for Node of every process, to profile them: `ONEWINDOW_BENCH_NODE="--cpu-prof"`. */
export const nodeFlags = (): string[] => (process.env.ONEWINDOW_BENCH_NODE ?? '').split(' ').filter(Boolean)

/** @param how flags and environment that the product gives such a process */
export async function startChild(
  file: string,
  args: readonly string[] = [],
  how: { flags?: readonly string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<Child> {
  const child = fork(file, [...args], {
    execPath: nodeBinary(),
    execArgv: [...(how.flags ?? []), ...nodeFlags()],
    env: { ...how.env, ...process.env },
    stdio: ['ignore', 2, 2, 'ipc'],
    serialization: 'advanced',
  })
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>()
  let serial = 0
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended`))
  })
  child.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.error === undefined) asked?.resolve(answer)
    else asked?.reject(new Error(answer.error))
  })
  const timed = (call: string, ...args: unknown[]): Promise<Answer> =>
    new Promise((resolve, reject) => {
      serial += 1
      waiting.set(serial, { resolve, reject })
      child.send({ id: serial, call, args })
    })
  return {
    pid: child.pid as number,
    ask: async <T>(call: string, ...args: unknown[]) => (await timed(call, ...args)).value as T,
    timed,
    async end() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

/** By a clock that all processes of this computer share. */
const sharedMs = (): number => Number(process.hrtime.bigint()) / 1e6

/** In the process itself; it ends when the bench lets it go. */
export function answerCalls(calls: Record<string, (...args: never[]) => unknown>, close: () => unknown): void {
  process.on('message', ({ id, call, args }: { id: number; call: string; args: never[] }) => {
    const beganMs = sharedMs()
    void Promise.resolve()
      .then(() => calls[call]?.(...args))
      .then(
        (value) => process.send?.({ id, value, beganMs, endedMs: sharedMs() }),
        (error: Error) => process.send?.({ id, error: error.stack ?? error.message }),
      )
  })
  process.once('disconnect', () => void Promise.resolve(close()).then(() => process.exit()))
}
