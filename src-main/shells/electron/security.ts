import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { app, protocol, session, shell, type IpcMainInvokeEvent, type Session } from 'electron'
import { contentTypeOf, findPageFile, PAGE_HEADERS } from '../../host/pageFiles.ts'

/** Where the interface lives instead of file://. */
export const HOME = 'app://local/'
/** Pages that hold a paper for the printer share nothing with the interface. */
export const PRINT_PARTITION = 'print'

const MAY_OPEN: ReadonlySet<string> = new Set(['https:', 'mailto:'])

/** Call before 'ready'. */
export function lockDownEarly(): void {
  app.enableSandbox() // every renderer, even one created by mistake
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!isOurs(event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => {
      if (!isOurs(event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (URL.canParse(url) && MAY_OPEN.has(new URL(url).protocol)) void shell.openExternal(url)
      return { action: 'deny' }
    })
  })
}

/** Call once after 'ready', before the first window. */
export function lockDownSession(rendererDir: string): void {
  denyPermissions(session.defaultSession)
  denyPermissions(session.fromPartition(PRINT_PARTITION))
  protocol.handle('app', async ({ url, method }) => {
    const { host, pathname } = new URL(url)
    const named = host === 'local' && method === 'GET' ? findPageFile(rendererDir, pathname) : undefined
    if (named === undefined) return new Response(null, { status: 403, headers: PAGE_HEADERS })
    const file = extname(named) === '' ? join(rendererDir, 'index.html') : named
    const bytes = await readFile(file).catch(() => undefined)
    if (bytes === undefined) return new Response(null, { status: 404, headers: PAGE_HEADERS })
    return new Response(new Uint8Array(bytes), { headers: { ...PAGE_HEADERS, 'content-type': contentTypeOf(file) } })
  })
}

function denyPermissions(target: Session): void {
  target.setPermissionRequestHandler((_contents, permission, grant) =>
    grant(permission === 'clipboard-sanitized-write'),
  )
  target.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write')
  target.setDevicePermissionHandler(() => false)
}

/** The address that a window opens: the development server's where one runs, never in a packaged program. */
export function homeAddress(): string {
  return devServer() ?? HOME
}

function isOurs(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol: scheme, host, origin } = new URL(url)
  if (scheme === 'app:' && host === 'local') return true
  const dev = devServer()
  return dev !== undefined && origin === new URL(dev).origin
}

function devServer(): string | undefined {
  const url = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  return url !== undefined && URL.canParse(url) ? url : undefined
}

/** True only for the top frame of a page we served ourselves. */
export const isTrustedSender = ({ senderFrame }: IpcMainInvokeEvent): boolean =>
  senderFrame !== null && senderFrame.parent === null && isOurs(senderFrame.url)
