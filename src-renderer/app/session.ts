import { computed, readonly, shallowReactive } from 'vue'
import type { AppStatus, Me } from '../../src-shared/account/schema.ts'
import type { Role } from '../../src-shared/kernel/roles.ts'
import { call, onRefusal } from '../api/call.ts'
import { RpcError } from '../api/rpcError.ts'
import { allChanged } from '../api/useChanged.ts'
import { flushAll } from './safeLeave.ts'

interface SessionState {
  /** As last told by the core; undefined until it has answered once. */
  status: AppStatus | undefined
  /** Whose pages are mounted. Stays while locked, so that the pages and all typed text stay too. */
  me: Me | undefined
  /** A log-in is needed; `me`, if any, is the person whose pages wait behind it. */
  isLocked: boolean
  mustChangePassword: boolean
  /** Rises when another person logs in, so that nothing of the former one stays on the page. */
  generation: number
}

const state = shallowReactive<SessionState>({
  status: undefined,
  me: undefined,
  isLocked: false,
  mustChangePassword: false,
  generation: 0,
})

export const session = readonly(state) as Readonly<SessionState>
export const roles = computed<readonly Role[]>(() => state.me?.roles ?? [])

/** True if the person at the screen has one of the roles; without roles, everybody who is logged in. */
export function hasRole(wanted: readonly Role[] | undefined): boolean {
  return wanted === undefined || roles.value.some((role) => wanted.includes(role))
}

/** Asks the core where it stands. @throws RpcError */
export async function readStatus(): Promise<void> {
  const status = await call('account.status', {})
  state.status = status
  if (status.me) enter(status.me, status.isLocked)
  else if (status.isLocked || state.me) state.isLocked = true
}

/** @throws RpcError 'login_failed', 'locked_out' */
export async function logIn(login: string, password: string): Promise<void> {
  enterFresh(await call('account.login', { login, password }))
}

/** Opens the store with the recovery code and gives the person a new password. @throws RpcError */
export async function recover(code: string, login: string, newPassword: string): Promise<void> {
  enterFresh(await call('account.recover', { code, login, newPassword }))
}

/** @throws RpcError 'login_failed' if the old password is wrong */
export async function changePassword(oldPassword: string, newPassword: string): Promise<void> {
  enterFresh(await call('account.changePassword', { oldPassword, newPassword }))
}

/** Hides the page behind the lock screen at once, then saves what was typed and locks the core. */
export async function lock(): Promise<void> {
  if (!state.me || state.isLocked) return
  state.isLocked = true
  await flushAll()
  await call('account.lock', {}).catch(ignoreRefusal)
}

export async function logOut(): Promise<void> {
  await flushAll()
  await call('account.logout', {}).catch(ignoreRefusal)
  leave()
}

/** Forgets the person at the screen and their pages, and asks for a log-in. */
export function leave(): void {
  state.me = undefined
  state.isLocked = false
  state.mustChangePassword = false
  state.generation += 1
}

function enterFresh(me: Me): void {
  enter(me, false)
  allChanged()
}

function enter(me: Me, isLocked: boolean): void {
  if (state.me?.userId !== me.userId) state.generation += 1
  state.me = me
  state.mustChangePassword = me.mustChangePassword
  state.isLocked = isLocked
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof RpcError)) throw error
}

onRefusal(({ code }) => {
  if (code === 'not_logged_in' && state.me) state.isLocked = true
  if (code === 'must_change_password') state.mustChangePassword = true
  // A log-in that found the store damaged or newer: the status says so, and the page for that is shown.
  if (!state.me && (code === 'file_damaged' || code === 'file_newer')) void readStatus().catch(ignoreRefusal)
})
