import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { QUICK_START } from '../../support/quickStart.ts'

export const STREET = '310101001'

export interface DistrictStart {
  /** Where PGlite keeps its files; in memory if empty. */
  folder: string
  /** 0 for any. */
  port: number
  /** Kills itself after writing the n-th push, before answering; 0 for never. */
  diesAtPush: number
}
export interface AskedOfDistrict {
  id: number
  what: 'code' | 'revoke' | 'rows' | 'officer' | 'stop'
  seatCode: string
}
export type ToldByDistrict = { kind: 'ready'; port: number } | { kind: 'answer'; id: number; value: unknown }

export interface DistrictServer {
  readonly port: number
  /** What a person types where the page asks for the server's address. */
  readonly url: string
  /** A code with which one computer may join the street. */
  code(): Promise<string>
  /** Makes an account of the district's web page; its password is to be changed at the first log-in. */
  officer(): Promise<{ login: string; password: string }>
  revoke(seatCode: string): Promise<void>
  /** How many rows the district holds of the street, by table. */
  rows(): Promise<Record<string, number>>
  /** Settled when the process has ended, however. */
  readonly ended: Promise<unknown>
  stop(): Promise<void>
  /** Without a word, as a power cut does. */
  kill(): Promise<void>
}

/** A real district server with one street, in its own process. */
export async function startDistrictServer(start: Partial<DistrictStart> = {}): Promise<DistrictServer> {
  const asked: DistrictStart = { folder: '', port: 0, diesAtPush: 0, ...start }
  const script = fileURLToPath(new URL('./districtProcess.ts', import.meta.url))
  const child = fork(script, [JSON.stringify(asked)], {
    execArgv: [...QUICK_START],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const ended = once(child, 'exit')
  const waiting = new Map<number, (value: unknown) => void>()
  let count = 0
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The district ended with ${code}`)))
    child.on('message', (told: ToldByDistrict) => {
      if (told.kind === 'ready') resolve(told.port)
      else waiting.get(told.id)?.(told.value)
    })
  })
  function ask<T>(what: AskedOfDistrict['what'], seatCode = ''): Promise<T> {
    count += 1
    const id = count
    return new Promise<T>((resolve) => {
      waiting.set(id, resolve as (value: unknown) => void)
      child.send({ id, what, seatCode } satisfies AskedOfDistrict)
    })
  }
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    code: () => ask('code'),
    officer: () => ask('officer'),
    revoke: async (seatCode) => void (await ask('revoke', seatCode)),
    rows: () => ask('rows'),
    ended,
    async stop() {
      if (isOver()) return
      void ask('stop')
      await ended
    },
    async kill() {
      if (!isOver()) child.kill('SIGKILL')
      await ended
    },
  }
}
