import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RpcReply } from '../../../src-shared/contract.ts'
import { silentLog } from '../../../src-main/host/log.ts'
import { startLoopback } from '../../../src-main/shells/loopback/server.ts'
import { spareCore } from '../../support/spareCore.ts'
import { testCore } from '../../support/testCore.ts'
import type { Asked, Told } from './centre.ts'
import { PASSWORD, PEOPLE } from './people.ts'

/*
 * Test centres, one after the other, in a process of their own: the browser talks to them over loopback, the test over
 * IPC. Started by `centre.ts` with the folder of the built interface and a seat's letter.
 *
 * Each centre has its own core on its own copy of a folder that was set up once, through the door. A process a centre
 * would cost a second each time, for loading the program alone.
 */
const [rendererDir = '', seatLetter = 'A'] = process.argv.slice(2)
/** Everything of this process; gone with it, even where a test ended without a word. */
const ownDir = mkdtempSync(join(tmpdir(), 'onewindow-centres-'))
const tell = (told: Told): void => void process.send?.(told)

interface OpenCentre {
  startAddress(): string
  call(login: string, method: string, input: unknown): Promise<RpcReply>
  close(): Promise<void>
}

async function openCentre(centre: number): Promise<OpenCentre> {
  const dataDir = join(ownDir, String(centre))
  cpSync(templateDir, dataDir, { recursive: true })
  const { core, call } = spareCore(dataDir, {
    // The page and the core share the computer's clock, as they do at the window.
    clock: Date.now,
    onBug: (error) =>
      tell({ kind: 'bug', centre, text: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  })
  for (const { login } of Object.values(PEOPLE)) {
    const reply = await call('account.login', { login, password: PASSWORD }, login)
    if (!reply.ok) throw new Error(`${login} cannot log in: ${reply.error.message}`)
  }
  const loopback = await startLoopback({ core, rendererDir, log: silentLog, port: 0, wakeKey: 'e2e' })
  return {
    startAddress: () => loopback.newStartAddress(),
    call: (login, method, input) => call(method, input, login),
    async close() {
      await core.close()
      await loopback.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function makeTemplate(): Promise<string> {
  const dataDir = join(ownDir, 'template')
  const { core, hire } = await testCore({ dataDir, clock: Date.now }, { seatLetter })
  await hire(PEOPLE.clerk.login, PEOPLE.clerk.name, 'clerk')
  await hire(PEOPLE.mediator.login, PEOPLE.mediator.name, 'mediator')
  await hire(PEOPLE.worker.login, PEOPLE.worker.name, 'social_worker')
  await hire(PEOPLE.careHead.login, PEOPLE.careHead.name, 'care_head')
  await core.close()
  return dataDir
}

const templateDir = await makeTemplate()
const centres = new Map<number, OpenCentre>()

async function answer({ centre, method, login, input }: Asked): Promise<RpcReply> {
  if (method === 'open') {
    centres.set(centre, await openCentre(centre))
    return { ok: true, value: {} }
  }
  const open = centres.get(centre)
  if (!open) throw new Error(`There is no centre ${centre}`)
  if (method === 'startAddress') return { ok: true, value: open.startAddress() }
  if (method !== 'close') return open.call(login, method, input)
  centres.delete(centre)
  await open.close()
  return { ok: true, value: {} }
}

process.on('message', async (asked: Asked) => tell({ kind: 'answer', id: asked.id, reply: await answer(asked) }))
process.on('disconnect', () => {
  rmSync(ownDir, { recursive: true, force: true })
  process.exit(0)
})
tell({ kind: 'ready' })
