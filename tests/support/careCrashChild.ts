import { writeSync } from 'node:fs'
import type { InputOf, OutputOf, RpcReply } from '../../src-shared/contract.ts'
import { dayOf } from '../../src-shared/kernel/day.ts'
import { createCore } from '../../src-main/host/core.ts'
import { silentLog } from '../../src-main/host/log.ts'

/** `node careCrashChild.ts APP_DIR DATA_DIR PASSWORD CLIENT_ID`: writes visits until it is killed, and says each that was acknowledged. */
const [appDir = '', dataDir = '', password = '', clientId = ''] = process.argv.slice(2)
const core = createCore({
  dataDir,
  appDir,
  version: '',
  isPractice: false,
  shell: 'loopback',
  log: silentLog,
  scryptN: 16,
})

async function call<M extends 'account.login' | 'care.visit'>(method: M, input: InputOf<M>): Promise<OutputOf<M>> {
  const reply: RpcReply = await core.dispatch('w', { method, input })
  if (!reply.ok) throw new Error(`${method}: ${reply.error.code} ${reply.error.message}`)
  return reply.value as OutputOf<M>
}

await call('account.login', { login: 'shegong', password })
for (;;) {
  const at = new Date().toISOString()
  const { visitId } = await call('care.visit', {
    clientId: clientId as never,
    visit: { at: at as never, how: 'phone', visitors: ['社工戊'], isMet: true, note: at },
    follows: { promises: [{ what: '再打电话', byOn: dayOf(at) }], response: null },
  })
  writeSync(1, `${visitId}\n`)
}
