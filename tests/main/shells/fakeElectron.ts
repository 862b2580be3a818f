import { EventEmitter } from 'node:events'
import { vi } from 'vitest'

/** As much of Electron as the shell's own logic touches; what a window or printer would do is not here. */
export class FakeWindow extends EventEmitter {
  static all: FakeWindow[] = []
  static getAllWindows = () => FakeWindow.all
  bounds = { x: 0, y: 0, width: 1000, height: 700 }
  isGone = false
  sent: unknown[][] = []
  printResult: [boolean, string] = [true, '']
  printed: object[] = []
  loaded: string[] = []
  webContents = Object.assign(new EventEmitter(), {
    send: (...args: unknown[]) => this.sent.push(args),
    reload: () => this.loaded.push('reload'),
    print: (options: object, done: (isPrinted: boolean, reason: string) => void) => {
      this.printed.push(options)
      done(...this.printResult)
    },
  })
  readonly options: { webPreferences: Record<string, unknown> }

  constructor(options: { webPreferences: Record<string, unknown> }) {
    super()
    this.options = options
    FakeWindow.all.push(this)
  }
  isDestroyed = () => this.isGone
  isMaximized = () => false
  isMinimized = () => false
  getNormalBounds = () => this.bounds
  maximize = vi.fn()
  show = vi.fn()
  focus = vi.fn()
  restore = vi.fn()
  loadURL = (url: string) => Promise.resolve(void this.loaded.push(url))
  loadFile = (file: string) => Promise.resolve(void this.loaded.push(file))
  destroy = () => {
    this.isGone = true
    FakeWindow.all = FakeWindow.all.filter((window) => window !== this)
  }
}

function fakeSession() {
  const made: Record<string, (...args: never[]) => unknown> = {}
  return {
    made,
    setPermissionRequestHandler: (handler: () => void) => void (made['request'] = handler),
    setPermissionCheckHandler: (handler: () => boolean) => void (made['check'] = handler),
    setDevicePermissionHandler: (handler: () => boolean) => void (made['device'] = handler),
  }
}

export function makeFakeElectron() {
  const sessions = { default: fakeSession(), print: fakeSession() }
  const protocols: Record<string, (request: Request) => Promise<Response>> = {}
  const invokes: Record<string, (event: unknown, ...args: unknown[]) => Promise<unknown>> = {}
  return {
    sessions,
    protocols,
    invokes,
    app: Object.assign(new EventEmitter(), {
      isPackaged: true,
      enableSandbox: vi.fn(),
      quit: vi.fn(),
      requestSingleInstanceLock: vi.fn(() => true),
    }),
    protocol: {
      registerSchemesAsPrivileged: vi.fn(),
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) => void (protocols[scheme] = handler),
    },
    session: { defaultSession: sessions.default, fromPartition: () => sessions.print },
    shell: { openExternal: vi.fn(() => Promise.resolve()) },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] },
    ipcMain: {
      handle: (channel: string, handler: (event: unknown, ...args: unknown[]) => Promise<unknown>) =>
        void (invokes[channel] = handler),
    },
    BrowserWindow: FakeWindow,
  }
}
export type FakeElectron = ReturnType<typeof makeFakeElectron>
