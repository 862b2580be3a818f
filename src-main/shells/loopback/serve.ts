import { join } from 'node:path'
import { findAppDir, readVersion } from '../../host/appDir.ts'
import { createCore, type Core } from '../../host/core.ts'
import { claimDataFolder, type RunningInfo } from '../../host/dataFolder.ts'
import { openLogFile } from '../../host/logFile.ts'
import { askForStartAddress } from '../../host/wake.ts'
import { readLastTime, rememberThisTime } from './lastTime.ts'
import { installStop } from './lifecycle.ts'
import { startLoopback, type Loopback, type LoopbackOptions } from './server.ts'

/** What the process ends with; scripts/start.mjs knows them too. */
const EXIT = { failed: 1, dataFolderInUse: 3, portInUse: 4 } as const

export interface ServeOptions {
  dataDir: string
  isPractice: boolean
  /** 0 for that of the last time, or a free one. */
  port: number
  /** The launcher opens a window on this server, which ends with the last window. */
  hasAppWindow: boolean
}

/** Runs the core behind a loopback server until told to stop. Prints the start address, and nothing else, when ready. */
export async function serve({ dataDir, isPractice, port, hasAppWindow }: ServeOptions): Promise<void> {
  const claim = claimDataFolder(dataDir, 'loopback')
  if ('heldBy' in claim) return sayInUse(claim.heldBy, hasAppWindow)

  const appDir = findAppDir(import.meta.url)
  const log = openLogFile(dataDir)
  process.on('uncaughtExceptionMonitor', (error) => log.error('bug', { stack: error.stack ?? error.name }))
  let core: Core | undefined
  let loopback: Loopback | undefined
  const stop = installStop(async () => {
    await core?.close()
    await loopback?.close()
    claim.release()
  }, log)
  try {
    core = createCore({ dataDir, appDir, version: readVersion(appDir), isPractice, shell: 'loopback', log })
    loopback = await listenWhereBefore(dataDir, {
      core,
      rendererDir: join(appDir, 'out', 'renderer'),
      log,
      port,
      wakeKey: claim.wakeKey,
      onLastWindowGone: hasAppWindow ? () => void stop() : undefined,
    })
  } catch (error) {
    log.error('start.failed', { stack: error instanceof Error ? (error.stack ?? error.name) : typeof error })
    const isPortTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    console.error(
      isPortTaken
        ? `端口 ${port} 已被其他程序占用，请换一个：--port N`
        : `一窗通无法启动，数据没有改动。原因已记入 ${join(dataDir, 'logs')}`,
    )
    process.exitCode = isPortTaken ? EXIT.portInUse : EXIT.failed
    return stop()
  }
  claim.announce(loopback.address)
  log.info('loopback.started')
  console.log(loopback.newStartAddress())
}

/** On the port of the last time where that is free, so that windows which outlived a killed process find this one. */
async function listenWhereBefore(dataDir: string, options: LoopbackOptions): Promise<Loopback> {
  const before = readLastTime(dataDir)
  let port = options.port || (before?.port ?? 0)
  let windows = [...(before?.windows ?? [])]
  const earlierWindows = {
    digests: windows,
    keep(digests: string[]) {
      windows = digests
      rememberThisTime(dataDir, { port, windows })
    },
  }
  const listen = (on: number) => startLoopback({ ...options, port: on, earlierWindows })
  const loopback = await listen(port).catch((error: unknown) => {
    const isTaken = error instanceof Error && 'code' in error && /^(EADDRINUSE|EACCES)$/.test(String(error.code))
    if (!isTaken || options.port !== 0) throw error
    return listen(0)
  })
  port = Number(new URL(loopback.address).port)
  rememberThisTime(dataDir, { port, windows })
  return loopback
}

/** A launcher with a window gets one more start address of the first process, to bring that one up. */
async function sayInUse(running: RunningInfo | undefined, hasAppWindow: boolean): Promise<void> {
  const who = running ? `（进程 ${running.pid}）` : ''
  console.error(`一窗通已在使用这个数据文件夹${who}，不再启动第二个。`)
  process.exitCode = EXIT.dataFolderInUse
  if (!running || !hasAppWindow) return
  const address = await askForStartAddress(running)
  if (address !== undefined) console.log(address)
  else if (running.shell === 'electron') console.error('请切换到已打开的一窗通窗口。')
}
