import { readonly, shallowReactive } from 'vue'
import type { DistrictMe } from '../../src-shared/district/account.ts'
import type { DistrictRole } from '../../src-shared/district/procedure.ts'
import { districtCall, onDistrictRefusal } from '../api/districtCall.ts'

const state = shallowReactive<{ districtName: string; version: string; me: DistrictMe | undefined; isRead: boolean }>({
  districtName: '',
  version: '',
  me: undefined,
  isRead: false,
})

export const districtSession = readonly(state) as Readonly<typeof state>

export const isInRole = (roles: readonly DistrictRole[] | undefined): boolean =>
  roles === undefined || (state.me !== undefined && roles.includes(state.me.role))

/** @throws RpcError */
export async function readDistrictStatus(): Promise<void> {
  const { districtName, version, me } = await districtCall('account.status', {})
  Object.assign(state, { districtName, version, me: me ?? undefined, isRead: true })
}

/** @throws RpcError 'login_failed' | 'locked_out' */
export async function logInDistrict(login: string, password: string): Promise<void> {
  state.me = await districtCall('account.login', { login, password })
}

/** @throws RpcError 'login_failed' if the old password is wrong */
export async function changeDistrictPassword(oldPassword: string, newPassword: string): Promise<void> {
  state.me = await districtCall('account.changePassword', { oldPassword, newPassword })
}

export async function logOutDistrict(): Promise<void> {
  await districtCall('account.logout', {}).catch(() => undefined)
  state.me = undefined
}

onDistrictRefusal(({ code }) => {
  if (code === 'not_logged_in') state.me = undefined
  if (code === 'must_change_password' && state.me) state.me = { ...state.me, mustChangePassword: true }
})
