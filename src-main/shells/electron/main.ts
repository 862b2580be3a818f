import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { app, dialog, shell } from 'electron'
import { findAppDir, readVersion } from '../../host/appDir.ts'
import { createCore, type Core } from '../../host/core.ts'
import { claimDataFolder, defaultDataDir, type DataFolderClaim, type RunningInfo } from '../../host/dataFolder.ts'
import { openLogFile } from '../../host/logFile.ts'
import { askForStartAddress } from '../../host/wake.ts'
import { installIpc } from './ipc.ts'
import { claimSingleInstance, installShutdown } from './lifecycle.ts'
import { installMenu } from './menu.ts'
import { lockDownEarly, lockDownSession } from './security.ts'
import { openWindow } from './window.ts'

const EXIT = { failed: 1, dataFolderInUse: 3 } as const

// Not strict: Chromium's own switches, and unpackaged the program's folder, stand among the arguments.
const { values: args } = parseArgs({
  args: process.argv.slice(1),
  options: { data: { type: 'string' }, practice: { type: 'boolean' } },
  strict: false,
  allowPositionals: true,
})
const isPractice = args.practice === true
const dataDir = typeof args.data === 'string' ? args.data : defaultDataDir(process.platform, process.env, isPractice)
// Inside the archive only code can be read: typesetting and SQLite are native and open real files.
const appDir = findAppDir(import.meta.url).replace(/app\.asar$/, 'app.asar.unpacked')

lockDownEarly()
const profileDir = join(dataDir, 'electron')
mkdirSync(profileDir, { recursive: true, mode: 0o700 })
app.setPath('userData', profileDir)
if (claimSingleInstance()) void start()

async function start(): Promise<void> {
  const claim = claimDataFolder(dataDir, 'electron')
  await app.whenReady()
  if ('heldBy' in claim) return sayInUse(claim.heldBy)
  try {
    await run(claim)
  } catch (error) {
    openLogFile(dataDir).error('start.failed', { stack: String((error as Error).stack) })
    dialog.showErrorBox('一窗通无法启动', `数据没有改动。请把日志文件交给维护人员：\n${join(dataDir, 'logs')}`)
    app.exit(EXIT.failed)
  }
}

async function run(claim: DataFolderClaim): Promise<void> {
  const log = openLogFile(dataDir)
  process.on('uncaughtExceptionMonitor', (error) => log.error('bug', { stack: error.stack ?? error.name }))
  const core: Core = createCore({ dataDir, appDir, version: readVersion(appDir), isPractice, shell: 'electron', log })
  installShutdown(async () => {
    await core.close()
    claim.release()
  }, log)
  app.on('window-all-closed', () => app.quit())
  lockDownSession(join(appDir, 'out', 'renderer'))
  installMenu()
  installIpc(core, log)
  await openWindow(appDir, dataDir, log)
  log.info('electron.started')
}

/** The folder is held by the loopback shell: another Electron would have stopped at the single-instance lock. */
async function sayInUse(running: RunningInfo | undefined): Promise<void> {
  const address = running && (await askForStartAddress(running))
  if (address !== undefined) await shell.openExternal(address)
  else dialog.showErrorBox('一窗通已经打开', '另一个窗口正在使用这个数据文件夹。请切换到已打开的窗口，或先把它关闭。')
  app.exit(EXIT.dataFolderInUse)
}
