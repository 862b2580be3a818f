import { randomUUID } from 'node:crypto'
import { BrowserWindow, ipcMain, type WebContents } from 'electron'
import { z } from 'zod'
import type { RpcReply } from '../../../src-shared/contract.ts'
import type { ErrorCode } from '../../../src-shared/kernel/errors.ts'
import type { Core } from '../../host/core.ts'
import type { Log } from '../../host/log.ts'
import { CHANGED, INVOKE } from './channels.ts'
import { printPdf, PRINT_METHOD, PrintRequest } from './print.ts'
import { isTrustedSender } from './security.ts'

const Request = z.object({ method: z.string().max(200), input: z.unknown() })

/** Answers the windows' calls and passes topic names up to them. */
export function installIpc(core: Core, log: Log): void {
  const callerIds = new WeakMap<WebContents, string>()
  const callerOf = (contents: WebContents) => {
    const known = callerIds.get(contents) ?? randomUUID()
    callerIds.set(contents, known)
    return known
  }

  ipcMain.handle(INVOKE, async (event, request: unknown): Promise<RpcReply> => {
    if (!isTrustedSender(event)) {
      log.warn('ipc.foreign')
      return fail('forbidden', '不是本程序的页面')
    }
    const parsed = Request.safeParse(request)
    if (!parsed.success) return fail('invalid', '调用格式不对')
    const { method, input } = parsed.data
    try {
      if (method === PRINT_METHOD) return await print(input)
      return await core.dispatch(callerOf(event.sender), { method, input })
    } catch (error) {
      log.error('rpc.bug', { method, stack: error instanceof Error ? (error.stack ?? error.name) : typeof error })
      return fail('internal', '程序内部出错，已记入日志')
    }
  })

  core.onChanged((topic) => {
    for (const window of BrowserWindow.getAllWindows()) {
      if (!window.isDestroyed()) window.webContents.send(CHANGED, topic)
    }
  })
}

/** The one call that the shell answers itself: it takes bytes the page already has, and no data of the core. */
async function print(input: unknown): Promise<RpcReply> {
  const parsed = PrintRequest.safeParse(input)
  if (!parsed.success) return fail('invalid', '打印内容无法读取')
  const outcome = await printPdf(parsed.data)
  if (outcome === 'printed') return { ok: true, value: {} }
  return outcome === 'cancelled'
    ? fail('cancelled', '已取消打印')
    : fail('not_allowed', '打印机没有接受，请检查打印机后重试')
}

function fail(code: ErrorCode, message: string): RpcReply {
  return { ok: false, error: { code, message, details: {} } }
}
