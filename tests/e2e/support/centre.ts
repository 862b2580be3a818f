import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { InputOf, Method, OutputOf, RpcReply } from '../../../src-shared/contract.ts'
import type { TestCore } from '../../support/testCore.ts'
import { PEOPLE, type Person } from './people.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
/** The built interface; another build can be named while working on it. */
const RENDERER_DIR = process.env['ONEWINDOW_RENDERER'] ?? join(ROOT, 'out', 'renderer')

export interface Asked {
  id: number
  login: string
  method: string
  input: unknown
}
export type Told = { kind: 'ready' } | { kind: 'bug'; text: string } | { kind: 'answer'; id: number; reply: RpcReply }

export interface Centre {
  /** Calls the core past the page, as one of the people; throws with the code and text of a refusal. */
  as(person: Person): <M extends Method>(method: M, input: InputOf<M>) => Promise<OutputOf<M>>
  /** The same by log-in name, as the tests of the core call it. */
  readonly core: Pick<TestCore, 'as'>
  /** An address that opens one window, once. */
  startAddress(): Promise<string>
  /** Errors of the core that are bugs, so far. */
  readonly bugs: readonly string[]
  stop(): Promise<void>
}

/** A fresh centre on a real encrypted file, in its own process. */
export async function startCentre(): Promise<Centre> {
  const child = fork(fileURLToPath(new URL('./centreProcess.ts', import.meta.url)), [RENDERER_DIR], {
    execArgv: [],
    // Not the test runner's own loaders.
    env: { ...process.env, NODE_OPTIONS: '' },
    serialization: 'advanced',
  })
  const bugs: string[] = []
  const waiting = new Map<number, (reply: RpcReply) => void>()
  let count = 0
  const isReady = new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The test centre ended with ${code}`)))
    child.on('message', (told: Told) => {
      if (told.kind === 'ready') resolve()
      else if (told.kind === 'bug') bugs.push(told.text)
      else waiting.get(told.id)?.(told.reply)
    })
  })
  await isReady

  async function ask(login: string, method: string, input: unknown): Promise<unknown> {
    count += 1
    const id = count
    const reply = await new Promise<RpcReply>((resolve) => {
      waiting.set(id, resolve)
      child.send({ id, login, method, input } satisfies Asked)
    })
    waiting.delete(id)
    if (reply.ok) return reply.value
    throw new Error(`${method}: ${reply.error.code} ${reply.error.message} ${JSON.stringify(reply.error.details)}`)
  }
  return {
    as: (person) => async (method, input) => (await ask(PEOPLE[person].login, method, input)) as never,
    core: { as: (login) => async (method, input) => (await ask(login, method, input)) as never },
    startAddress: async () => (await ask('', 'startAddress', {})) as string,
    bugs,
    async stop() {
      const hasEnded = once(child, 'exit')
      child.send({ id: 0, login: '', method: 'stop', input: {} } satisfies Asked)
      await hasEnded
    },
  }
}
