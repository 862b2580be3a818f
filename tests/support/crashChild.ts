import { readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { RpcReply } from '../../src-shared/contract.ts'
import { findUserByLogin } from '../../src-main/account/repo.ts'
import { runBackup } from '../../src-main/host/backupHandlers.ts'
import { createCoreWithState } from '../../src-main/host/core.ts'
import type { OpenStore } from '../../src-main/host/coreState.ts'
import { silentLog } from '../../src-main/host/log.ts'
import { openStoreFor } from '../../src-main/host/openedStore.ts'
import type { ImportFile } from '../../src-main/ledger/readRecords.ts'

/**
 * A process that works until it is killed: `node crashChild.ts MODE APP_DIR DATA_DIR KEY_HEX`. Every line it
 * writes is an acknowledgement, written after the core answered and before anything else is done.
 */
const [, , mode, appDir = '', dataDir = '', keyHex = ''] = process.argv
let nowMs = Date.now()
const { core, state } = createCoreWithState({
  dataDir,
  appDir,
  version: '',
  isPractice: false,
  shell: 'loopback',
  log: silentLog,
  scryptN: 2,
  clock: () => (nowMs += 1000),
})
const say = (line: unknown): void => void writeSync(1, `${JSON.stringify(line)}\n`)

const db = openStoreFor(state, Buffer.from(keyHex, 'hex'))
const open = state.open as OpenStore
const head = findUserByLogin(db, 'head')
if (!head) throw new Error('The store has no head')
state.idleLockMs = () => Infinity
state.sessions.start('w', {
  userId: head.id,
  login: head.login,
  name: head.name,
  roles: head.roles,
  mustChangePassword: false,
  hasCare: false,
  isLocked: false,
  lastSeenMs: nowMs,
})

async function call<T>(method: string, input: unknown): Promise<T> {
  const reply: RpcReply = await core.dispatch('w', { method, input })
  if (!reply.ok) throw new Error(`${method}: ${reply.error.code} ${reply.error.message}`)
  return reply.value as T
}

const DAY = '2026-03-18'
const party = (role: string, name: string) => ({ role, party: { name } })
const ACTS: [string, object][] = [
  ['accept', { acceptedOn: DAY, source: 'applied', justiceClass: '02', governanceClass: '0201', facts: '楼上漏水' }],
  ['assignMediators', { mediators: [{ name: '丁' }], on: DAY }],
  [
    'recordSession',
    {
      heldOn: DAY,
      startsAt: '09:00',
      endsAt: '10:00',
      place: '调解室',
      presentPartyIds: [],
      isRightsTold: true,
      record: '双方陈述。',
      result: 'agreed',
    },
  ],
  ['terminate', { on: DAY, reasonCode: '1', reason: '不能达成协议', remedies: ['起诉'] }],
  ['close', { on: DAY }],
]

async function act(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const { matterId, number } = await call<{ matterId: string; number: string }>('intake.register', {
      receivedOn: DAY,
      summary: '漏水纠纷',
      parties: [party('applicant', '甲（测试）'), party('respondent', '乙（测试）')],
    })
    say({ matterId, version: 1, number })
    const done = async (method: string, input: object): Promise<void> => {
      const { version } = await call<{ version: number }>(method, input)
      say({ matterId, version })
    }
    await done('intake.triage', { matterId, version: 1, route: 'mediation' })
    let version = 2
    for (const [name, payload] of ACTS) await done(`mediation.${name}`, { matterId, version: version++, act: payload })
    await call('drafts.save', { key: 'intake:burst', title: number, content: { number } })
    say({ draft: number })
  }
}

async function importFile(): Promise<void> {
  const file = JSON.parse(readFileSync(join(dataDir, 'import.json'), 'utf8')) as {
    base64: string
    mapping: Record<string, number | null>
    rowCount: number
  }
  const input: { importId: string; file: ImportFile } = {
    importId: '00000000-0000-7000-8000-000000004711',
    file: {
      fileName: '旧台账.xlsx',
      bytes: Buffer.from(file.base64, 'base64'),
      profile: 'mediation',
      mapping: file.mapping,
      rowCount: file.rowCount,
      headers: [],
      sourceId: '',
      isClean: true,
    },
  }
  const startedAt = performance.now()
  say('started')
  await state.services.runWriter(
    { name: 'import', what: '正在导入台账', input },
    { userId: head!.id, name: head!.name, roles: head!.roles },
    { signal: new AbortController().signal, report: () => {} },
  )
  say({ doneMs: performance.now() - startedAt })
  setInterval(() => {}, 1000)
}

function backUpForEver(): void {
  open.settings = { ...open.settings, backupDir: join(dataDir, 'copies') }
  say('started')
  for (;;) {
    runBackup(state)
    say('copy')
  }
}

if (mode === 'once') await act(1).then(() => process.exit(0))
else if (mode === 'import') await importFile()
else if (mode === 'backup') backUpForEver()
else await act(Infinity)
