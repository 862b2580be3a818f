import { join } from 'node:path'
import { BrowserWindow } from 'electron'
import type { Log } from '../../host/log.ts'
import { homeAddress } from './security.ts'
import { readWindowState, rememberWindowState } from './windowState.ts'

/** Opens the application's window, shown once its first page is drawn. */
export async function openWindow(appDir: string, dataDir: string, log: Log): Promise<BrowserWindow> {
  const { isMaximized = true, ...bounds } = readWindowState(dataDir) ?? { width: 1280, height: 800 }
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: '一窗通',
    backgroundColor: '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(appDir, 'out', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  })
  rememberWindowState(window, dataDir)
  window.once('ready-to-show', () => {
    if (isMaximized) window.maximize()
    window.show()
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.error('window.gone', { reason })
    // Drafts are kept by the core: the page comes back with them.
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload()
  })
  await window.loadURL(homeAddress())
  return window
}
