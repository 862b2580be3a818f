import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { InputOf, Method, OutputOf, RpcError, RpcReply } from '../../src-shared/contract.ts'
import type { Role } from '../../src-shared/kernel/roles.ts'
import { createCoreWithState, type Core, type CoreOptions } from '../../src-main/host/core.ts'
import type { CoreState } from '../../src-main/host/coreState.ts'
import { silentLog } from '../../src-main/host/log.ts'
import { testTypesetter } from './testTypesetter.ts'

export const APP_DIR = fileURLToPath(new URL('../..', import.meta.url))
export const PASSWORD = 'xinmima-2026'
/** A Wednesday, mid-morning in China. */
export const NOON = Date.parse('2026-03-18T02:00:00.000Z')

/** A reply that was not ok, as an exception with its code. */
export class Refused extends Error {
  readonly code: string
  readonly details: Record<string, unknown>
  constructor({ code, message, details }: RpcError) {
    super(message)
    this.code = code
    this.details = details
  }
}

export interface TestCore {
  core: Core
  state: CoreState
  dataDir: string
  /** Moves the clock; days are enough for most tests. */
  clock: { nowMs: number; toDay(day: string): void }
  recoveryGroups: string[]
  /** Calls as one person; throws {@link Refused} for any refusal. */
  as(login: string): <M extends Method>(method: M, input: InputOf<M>) => Promise<OutputOf<M>>
  reply(callerId: string, method: string, input: unknown): Promise<RpcReply>
  /** Adds a person with a role and logs in. */
  hire(login: string, name: string, ...roles: Role[]): Promise<void>
  close(): Promise<void>
}

/** A real core on a real encrypted file in a temporary folder; only the clock and the cost of passwords differ. */
export async function testCore(
  options: Partial<CoreOptions> = {},
  setup: Partial<InputOf<'account.setUp'>> = {},
): Promise<TestCore> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'onewindow-test-'))
  const clock = {
    nowMs: NOON,
    toDay: (day: string) => void (clock.nowMs = Date.parse(`${day}T02:00:00.000Z`)),
  }
  const { core, state } = createCoreWithState({
    dataDir,
    appDir: APP_DIR,
    version: '0.0.0-test',
    isPractice: false,
    shell: 'loopback',
    log: silentLog,
    clock: () => clock.nowMs,
    scryptN: 2 ** 4,
    checksOutput: true,
    typesetter: testTypesetter,
    onBug: (error) => console.error(error),
    ...options,
  })
  const reply = async (callerId: string, method: string, input: unknown): Promise<RpcReply> =>
    core.dispatch(callerId, { method, input })
  const as =
    (login: string) =>
    async <M extends Method>(method: M, input: InputOf<M>): Promise<OutputOf<M>> => {
      const answer = await reply(login, method, input)
      if (!answer.ok) throw new Refused(answer.error)
      return answer.value as OutputOf<M>
    }
  const { recoveryGroups } = await as('admin')('account.setUp', { ...SETUP, ...setup })
  const sheet = [0, 5].map((index) => ({ index, group: recoveryGroups[index] ?? '' }))
  await as('admin')('account.confirmRecovery', { checks: sheet })
  const hire = async (login: string, name: string, ...roles: Role[]): Promise<void> => {
    await as('admin')('users.add', { login, name, roles, password: 'chushi-2026' })
    await as(login)('account.login', { login, password: 'chushi-2026' })
    await as(login)('account.changePassword', { oldPassword: 'chushi-2026', newPassword: PASSWORD })
  }
  await as('head')('account.login', { login: 'head', password: 'chushi-2026' })
  await as('head')('account.changePassword', { oldPassword: 'chushi-2026', newPassword: PASSWORD })
  return {
    core,
    state,
    dataDir,
    clock,
    recoveryGroups,
    as,
    reply,
    hire,
    close: async () => {
      await core.close()
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export const SETUP: InputOf<'account.setUp'> = {
  streetName: '梧桐里街道',
  streetCode: '',
  centreName: '梧桐里街道综治中心（测试）',
  centrePhone: '021-55550001',
  committeeName: '梧桐里街道人民调解委员会（测试）',
  committeeShortName: '梧桐里',
  seatLetter: 'A',
  admin: { login: 'admin', name: '管理员甲', password: PASSWORD },
  head: { login: 'head', name: '负责人乙', password: 'chushi-2026' },
  dossierPattern: '（{year}）{committee}人调字第{seat}{seq:4}号',
  matterPattern: '{year}-{seat}{seq:4}',
  backupDir: '',
}
