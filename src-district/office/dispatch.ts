import { issueText } from '../../src-shared/kernel/issueText.ts'
import { z } from 'zod'
import { districtContract, type DistrictMethod, type DistrictReply } from '../../src-shared/district/contract.ts'
import type { DistrictProcedure } from '../../src-shared/district/procedure.ts'
import { AppError, type ErrorCode } from '../../src-shared/kernel/errors.ts'
import { accountHandlers } from './accountHandlers.ts'
import type { OfficeActor, OfficeCtx, OfficeHandlers } from './ctx.ts'
import { directiveHandlers } from './directiveHandlers.ts'
import { figureHandlers } from './figureHandlers.ts'
import { careHandlers } from './careHandlers.ts'
import { ledgerHandlers } from './ledgerHandlers.ts'
import { logHandlers } from './logHandlers.ts'
import { matterHandlers } from './matterHandlers.ts'
import { publishHandlers } from './publishHandlers.ts'
import { settingsHandlers } from './settings.ts'
import { streetHandlers } from './streetHandlers.ts'

/** Every procedure of the page; one that is missing does not compile. */
const handlers: OfficeHandlers = {
  ...accountHandlers,
  ...directiveHandlers,
  ...figureHandlers,
  ...careHandlers,
  ...ledgerHandlers,
  ...logHandlers,
  ...matterHandlers,
  ...publishHandlers,
  ...settingsHandlers,
  ...streetHandlers,
}

const Request = z.object({ method: z.string(), input: z.unknown() })

/** The only door of the page. Order: method known > caller allowed > input checked > handler. */
export async function dispatchOffice(ctx: OfficeCtx, request: unknown): Promise<DistrictReply> {
  const asked = Request.safeParse(request)
  if (!asked.success || !Object.hasOwn(districtContract, asked.data.method)) return fail('not_found', '没有这个操作')
  const method = asked.data.method as DistrictMethod
  const { allow, input }: DistrictProcedure = districtContract[method]
  const refusal = refuse(ctx.actor, allow)
  if (refusal) return refusal
  const parsed = input.safeParse(asked.data.input)
  if (!parsed.success)
    return fail('invalid', firstMessage(parsed.error), { issues: z.flattenError(parsed.error, issueText) })
  try {
    const handler = handlers[method] as (ctx: OfficeCtx, input: unknown) => Promise<unknown>
    return { ok: true, value: await handler(ctx, parsed.data) }
  } catch (error) {
    if (error instanceof AppError) return fail(error.code, error.message, error.details)
    // The message of a foreign error may quote data, so only its class and place are logged.
    const where = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 4).join(' | ') : ''
    ctx.district.log.error('office_bug', { method, kind: error instanceof Error ? error.name : typeof error, where })
    return fail('internal', '程序出错，刚才的操作没有完成；已写入运行日志')
  }
}

function refuse(actor: OfficeActor | undefined, allow: DistrictProcedure['allow']): DistrictReply | undefined {
  if (allow === 'public') return undefined
  if (!actor) return fail('not_logged_in', '请先登录')
  if (allow === 'own') return undefined
  if (actor.mustChangePassword) return fail('must_change_password', '请先更换密码')
  if (allow === 'anyone' || allow.includes(actor.role)) return undefined
  return fail('forbidden', '您的角色不能进行这项操作')
}

function fail(code: ErrorCode, message: string, details: Record<string, unknown> = {}): DistrictReply {
  return { ok: false, error: { code, message, details } }
}

/** The first message that was written for people. */
const firstMessage = (error: z.ZodError): string =>
  error.issues.find(({ message }) => /\p{Script=Han}/u.test(message))?.message ?? '填写的内容有误，请检查'
