import type { ErrorCode } from '../../src-shared/kernel/errors.ts'
import { RpcError, type ClientErrorCode } from './rpcError.ts'

/** One text per code: what happened and what to do next. The core's own sentence, if it is Chinese, follows it. */
export const ERROR_TEXTS: Record<ErrorCode, string> = {
  invalid: '有内容需要更正',
  not_found: '没有找到这条记录，它可能已被合并，或不在您的查看范围内',
  forbidden: '您的角色不能做这一步，请联系负责人',
  conflict: '这条记录刚刚被别人改过，您写的内容还在；请核对最新内容后再保存',
  not_allowed: '现在还不能做这一步',
  signed_off: '这个月份或文书已经签发定稿，不能再改；更正会列入差异单',
  login_failed: '登录名或密码不对',
  locked_out: '密码错误次数过多，请稍候再试',
  not_logged_in: '登录已失效，请重新登录；您写的内容还在',
  must_change_password: '请先更换密码',
  file_damaged: '文件损坏或不是可识别的格式，原文件没有改动',
  file_newer: '数据由更新版本的程序写成，请先升级本程序；数据没有改动',
  in_use: '数据正被另一个窗口或程序使用，请先关闭它',
  too_large: '内容太大，超过了允许的上限',
  cancelled: '已按您的要求停止，没有改动',
  internal: '程序内部出错，已记入日志；您写的内容还在，请再试一次，仍不行请联系管理员',
}

let offlineText = '暂时连不上本机服务，您写的内容还在；恢复后请再试一次'

/** For a page that is served from elsewhere. */
export function setOfflineText(text: string): void {
  offlineText = text
}

export function textOfCode(code: ClientErrorCode): string {
  return code === 'offline' ? offlineText : ERROR_TEXTS[code]
}

/** The core's own sentence says it all: what is wrong is not always the name or the password. */
const OWN_WORDS_ONLY: ReadonlySet<ClientErrorCode> = new Set(['login_failed', 'locked_out'])

/** Refused by a rule and not for what a field holds: there may be nothing to correct. */
const isRefusal = ({ code, details }: RpcError): boolean => code === 'invalid' && details['issues'] === undefined

/** What to show for an error of `call`. A bug in the page itself is thrown again, so that it is never hidden. */
export function errorText(error: unknown): string {
  if (!(error instanceof RpcError)) throw error
  const own = error.message.trim()
  const text = textOfCode(error.code)
  if (error.code === 'internal' || !/\p{Script=Han}/u.test(own) || own === text) return text
  if (OWN_WORDS_ONLY.has(error.code) || isRefusal(error)) return own
  return `${text}：${own}`
}

/** The core's own sentence alone, for what concerns no record and no field: it says what happened and what to do. */
export function ownWords(error: unknown): string {
  const own = error instanceof RpcError && error.code !== 'internal' ? error.message.trim() : ''
  return /\p{Script=Han}/u.test(own) ? own : errorText(error)
}

/** The field errors of an `invalid` reply, by the field's name. Empty for other errors. */
export function fieldErrors(error: unknown): Record<string, string> {
  const issues = error instanceof RpcError && error.code === 'invalid' ? error.details['issues'] : undefined
  const byField = (issues as { fieldErrors?: Record<string, string[]> } | undefined)?.fieldErrors ?? {}
  return Object.fromEntries(Object.entries(byField).map(([name, texts]) => [name, texts[0] ?? ERROR_TEXTS.invalid]))
}
