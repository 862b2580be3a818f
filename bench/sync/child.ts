import { fork } from 'node:child_process'
import { nodeBinary } from '../../scripts/lib/paths.mjs'

/** A process of the bench: answers one call at a time. */
export interface Child {
  pid: number
  ask<T = void>(call: string, ...args: unknown[]): Promise<T>
  end(): Promise<void>
}

interface Answer {
  id: number
  value?: unknown
  error?: string
}

/** Flags for Node of every process, to profile them: `ONEWINDOW_BENCH_NODE="--cpu-prof"`. */
export const nodeFlags = (): string[] => (process.env.ONEWINDOW_BENCH_NODE ?? '').split(' ').filter(Boolean)

export async function startChild(file: string, args: readonly string[] = []): Promise<Child> {
  const child = fork(file, [...args], {
    execPath: nodeBinary(),
    execArgv: nodeFlags(),
    stdio: ['ignore', 2, 2, 'ipc'],
    serialization: 'advanced',
  })
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let serial = 0
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended`))
  })
  child.on('message', ({ id, value, error }: Answer) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) asked?.resolve(value)
    else asked?.reject(new Error(error))
  })
  const ask = <T>(call: string, ...args: unknown[]): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      serial += 1
      waiting.set(serial, { resolve: resolve as (value: unknown) => void, reject })
      child.send({ id: serial, call, args })
    })
  return {
    pid: child.pid as number,
    ask,
    async end() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

/** In the process itself; it ends when the bench lets it go. */
export function answerCalls(calls: Record<string, (...args: never[]) => unknown>, close: () => unknown): void {
  process.on('message', ({ id, call, args }: { id: number; call: string; args: never[] }) => {
    void Promise.resolve()
      .then(() => calls[call]?.(...args))
      .then(
        (value) => process.send?.({ id, value }),
        (error: Error) => process.send?.({ id, error: error.stack ?? error.message }),
      )
  })
  process.once('disconnect', () => void Promise.resolve(close()).then(() => process.exit()))
}
