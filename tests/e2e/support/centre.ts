import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { InputOf, Method, OutputOf, RpcReply } from '../../../src-shared/contract.ts'
import { QUICK_START } from '../../support/quickStart.ts'
import type { TestCore } from '../../support/testCore.ts'
import { PEOPLE, type Person } from './people.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
/** The built interface; another build can be named while working on it. */
const RENDERER_DIR = process.env['ONEWINDOW_RENDERER'] ?? join(ROOT, 'out', 'renderer')

export interface Asked {
  id: number
  centre: number
  login: string
  method: string
  input: unknown
}
export type Told =
  { kind: 'ready' } | { kind: 'bug'; centre: number; text: string } | { kind: 'answer'; id: number; reply: RpcReply }

export interface Centre {
  /** Calls the core past the page, as one of the people; throws with the code and text of a refusal. */
  as(person: Person): <M extends Method>(method: M, input: InputOf<M>) => Promise<OutputOf<M>>
  /** The same by log-in name, as the tests of the core call it. */
  readonly core: Pick<TestCore, 'as'>
  /** An address that opens one window, once. */
  startAddress(): Promise<string>
  /** Errors of the core that are bugs, so far. */
  readonly bugs: readonly string[]
  close(): Promise<void>
}

/** Where centres run: a process beside the test's own. */
export interface CentreHost {
  /** A fresh centre on a real encrypted file of its own. */
  open(): Promise<Centre>
  stop(): Promise<void>
}

/** @param seatLetter of the computer that its centres stand for */
export async function startCentreHost(seatLetter = 'A'): Promise<CentreHost> {
  const child = fork(fileURLToPath(new URL('./centreProcess.ts', import.meta.url)), [RENDERER_DIR, seatLetter], {
    execArgv: [...QUICK_START],
    // Not the test runner's own loaders.
    env: { ...process.env, NODE_OPTIONS: '' },
    serialization: 'advanced',
  })
  const bugs = new Map<number, string[]>()
  const waiting = new Map<number, { resolve: (reply: RpcReply) => void; reject: (error: Error) => void }>()
  let [asked, opened] = [0, 0]
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => {
      const error = new Error(`The test centres ended with ${code}`)
      reject(error)
      waiting.forEach((each) => each.reject(error))
    })
    child.on('message', (told: Told) => {
      if (told.kind === 'ready') resolve()
      else if (told.kind === 'bug') bugs.get(told.centre)?.push(told.text)
      else waiting.get(told.id)?.resolve(told.reply)
    })
  })

  async function ask(centre: number, method: string, input: unknown = {}, login = ''): Promise<unknown> {
    const id = ++asked
    const reply = await new Promise<RpcReply>((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      child.send({ id, centre, login, method, input } satisfies Asked)
    }).finally(() => waiting.delete(id))
    if (reply.ok) return reply.value
    throw new Error(`${method}: ${reply.error.code} ${reply.error.message} ${JSON.stringify(reply.error.details)}`)
  }

  async function open(): Promise<Centre> {
    const centre = ++opened
    const itsBugs: string[] = []
    bugs.set(centre, itsBugs)
    await ask(centre, 'open')
    return {
      as: (person) => async (method, input) => (await ask(centre, method, input, PEOPLE[person].login)) as never,
      core: { as: (login) => async (method, input) => (await ask(centre, method, input, login)) as never },
      startAddress: async () => (await ask(centre, 'startAddress')) as string,
      bugs: itsBugs,
      close: async () => void (await ask(centre, 'close')),
    }
  }
  return {
    open,
    async stop() {
      const hasEnded = once(child, 'exit')
      child.disconnect()
      await hasEnded
    },
  }
}
