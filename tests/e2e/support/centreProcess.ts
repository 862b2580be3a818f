import { silentLog } from '../../../src-main/host/log.ts'
import { startLoopback } from '../../../src-main/shells/loopback/server.ts'
import { testCore } from '../../support/testCore.ts'
import type { Asked, Told } from './centre.ts'
import { PEOPLE } from './people.ts'

/*
 * A test centre in a process of its own: the browser talks to it over loopback, the test over IPC.
 * Started by `centre.ts` with the folder of the built interface.
 */
const [rendererDir = ''] = process.argv.slice(2)
const tell = (told: Told): void => void process.send?.(told)

// The page and the core share the computer's clock, as they do at the window.
const core = await testCore({
  clock: Date.now,
  onBug: (error) =>
    tell({ kind: 'bug', text: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
})
await core.hire(PEOPLE.clerk.login, PEOPLE.clerk.name, 'clerk')
await core.hire(PEOPLE.mediator.login, PEOPLE.mediator.name, 'mediator')
await core.hire(PEOPLE.worker.login, PEOPLE.worker.name, 'social_worker')
const loopback = await startLoopback({ core: core.core, rendererDir, log: silentLog, port: 0, wakeKey: 'e2e' })

process.on('message', async ({ id, login, method, input }: Asked) => {
  if (method === 'stop') {
    await core.close()
    await loopback.close()
    process.exit(0)
  }
  if (method === 'startAddress')
    return tell({ kind: 'answer', id, reply: { ok: true, value: loopback.newStartAddress() } })
  tell({ kind: 'answer', id, reply: await core.reply(login, method, input) })
})
process.on('disconnect', () => process.exit(0))
tell({ kind: 'ready' })
