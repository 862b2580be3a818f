import { issueText } from '../../src-shared/kernel/issueText.ts'
import { z } from 'zod'
import { contract, type Method, type RpcReply, type RpcRequest } from '../../src-shared/contract.ts'
import { AppError, type ErrorCode } from '../../src-shared/kernel/errors.ts'
import type { Procedure } from '../../src-shared/kernel/procedure.ts'
import { isUnreadable } from '../store/open.ts'
import type { CoreState } from './coreState.ts'
import { closeCareIfUnused, keepPlanned } from './careStore.ts'
import { actionCtx, careActionCtx, careOf, createCareCtx, createCtx, transactBoth } from './createCtx.ts'
import { allHandlers } from './handlers.ts'
import { goFirst } from './turns.ts'

const SLOW_MS = 50
/** Polling must not keep a deserted screen unlocked. */
const BACKGROUND: ReadonlySet<string> = new Set([
  'account.status',
  'jobs.progress',
  'today.list',
  'sync.status',
  'sync.attention',
  'sync.recordState',
  'sync.conflicts',
  'sync.quarantine',
  'care.status',
  'care.waiting',
])

/**
 * The only door into the core. Shells add transport and caller identity, nothing else.
 * Order: method known > caller allowed > input checked > transaction > handler.
 */
export function dispatch(core: CoreState, callerId: string, request: RpcRequest): RpcReply | Promise<RpcReply> {
  if (core.isClosing) return fail('not_logged_in', '程序正在退出')
  if (typeof request?.method !== 'string' || !Object.hasOwn(contract, request.method))
    return fail('not_found', '没有这个操作')
  const method = request.method as Method
  const procedure: Procedure = contract[method]
  core.sessions.touch(callerId, core.nowMs(), core.idleLockMs(), BACKGROUND.has(method))
  closeCareIfUnused(core)
  const refusal = refuse(core, callerId, procedure)
  if (refusal) return refusal
  if (procedure.kind === 'command' && core.busyWith)
    return fail('in_use', `${core.busyWith}，请稍候再试；填写的内容没有丢失`)
  const parsed = procedure.input.safeParse(request.input)
  if (!parsed.success)
    return fail('invalid', firstMessage(parsed.error), { issues: z.flattenError(parsed.error, issueText) })
  return run(core, callerId, method, procedure, parsed.data)
}

function run(
  core: CoreState,
  callerId: string,
  method: Method,
  { kind, allow, output, store }: Procedure,
  input: unknown,
): RpcReply | Promise<RpcReply> {
  const handler = allHandlers(core)[method] as unknown as (ctx: unknown, input: unknown, callerId: string) => unknown
  const startedMs = performance.now()
  const succeed = (value: unknown) => toSuccess(core, output, value)
  try {
    if (kind === 'action') {
      const ctx = store === 'care' ? careActionCtx(core, callerId) : actionCtx(core, callerId)
      return follow(core, method, output, handler(ctx, input, callerId))
    }
    // The log-in page asks before there is a store or a person.
    if (kind === 'query' && allow === 'public') return succeed(handler(undefined, input, callerId))
    if (store === 'care') {
      const ctx = createCareCtx(core, callerId)
      const work = () => handler(ctx, input, callerId)
      const value = kind === 'command' ? transactBoth(core, ctx, work) : work()
      ctx.flushChanged()
      keepPlanned(core, kind === 'command')
      return succeed(value)
    }
    const ctx = createCtx(core, callerId)
    const work = () => handler(ctx, input, callerId)
    const value = kind === 'command' ? goFirst(core, () => ctx.db.transaction(work).immediate()) : work()
    ctx.flushChanged()
    return succeed(value)
  } catch (error) {
    return toReply(core, method, error)
  } finally {
    const ms = performance.now() - startedMs
    if (ms > SLOW_MS) core.log.warn('slow_call', { method, ms: Math.round(ms) })
  }
}

/** Apart from `run`, whose closures would keep a large input until the action ends. */
function follow(core: CoreState, method: Method, output: Procedure['output'], work: unknown): Promise<RpcReply> {
  return core.track(
    Promise.resolve(work)
      .then((value) => toSuccess(core, output, value))
      .catch((error: unknown) => toReply(core, method, error)),
  )
}

function toSuccess(core: CoreState, output: Procedure['output'], value: unknown): RpcReply {
  if (core.checksOutput) output.parse(value)
  return { ok: true, value }
}

function refuse(core: CoreState, callerId: string, { allow, store }: Procedure): RpcReply | undefined {
  if (allow === 'public') return undefined
  const session = core.sessions.get(callerId)
  if (!session || !core.open) return fail('not_logged_in', '请先登录')
  if (session.isLocked) return fail('not_logged_in', '已锁定，请输入密码', { isLocked: true })
  if (allow === 'own') return undefined
  if (session.mustChangePassword) return fail('must_change_password', '请先修改密码')
  if (allow !== 'anyone' && !session.roles.some((role) => allow.includes(role)))
    return fail('forbidden', '您的角色不能进行这项操作')
  return store === 'care' ? refuseCare(core, callerId) : undefined
}

function refuseCare(core: CoreState, callerId: string): RpcReply | undefined {
  try {
    careOf(core, callerId)
    return undefined
  } catch (error) {
    return toReply(core, 'care', error)
  }
}

function toReply(core: CoreState, method: string, error: unknown): RpcReply {
  if (error instanceof AppError) return fail(error.code, error.message, error.details)
  if (isUnreadable(error)) {
    core.log.error('store_unreadable', { method })
    return fail('file_damaged', '数据文件有一处读不出来，刚才的操作没有保存。请停止录入，联系技术支持或从备份恢复')
  }
  // The message of a foreign error may quote data, so only its class and place are logged.
  const where = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 4).join(' | ') : ''
  core.log.error('bug', { method, name: error instanceof Error ? error.name : typeof error, where })
  core.onBug?.(error)
  return fail('internal', '程序出错，刚才的操作没有保存；已写入运行日志')
}

function fail(code: ErrorCode, message: string, details: Record<string, unknown> = {}): RpcReply {
  return { ok: false, error: { code, message, details } }
}

/** The first message that was written for people; zod's own English stays in `details`. */
function firstMessage(error: z.ZodError): string {
  const chinese = error.issues.find((issue) => /\p{Script=Han}/u.test(issue.message))
  return chinese?.message ?? '填写的内容有误，请检查'
}
