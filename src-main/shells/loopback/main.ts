import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findAppDir, readVersion } from '../../host/appDir.ts'
import { createCore, type Core } from '../../host/core.ts'
import { claimDataFolder, defaultDataDir, type RunningInfo } from '../../host/dataFolder.ts'
import { openLogFile } from '../../host/logFile.ts'
import { askForStartAddress } from '../../host/wake.ts'
import { installStop } from './lifecycle.ts'
import { startLoopback, type Loopback } from './server.ts'

/** What the process ends with; scripts/start.mjs knows them too. */
const EXIT = { failed: 1, dataFolderInUse: 3, portInUse: 4 } as const

const { values: args } = parseArgs({
  options: {
    data: { type: 'string' },
    practice: { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
    /** An application window was opened on this server: it ends with the last window. */
    'app-window': { type: 'boolean', default: false },
    /** Only says where the data would be. */
    where: { type: 'boolean', default: false },
  },
})

const dataDir = args.data ?? defaultDataDir(process.platform, process.env, args.practice)
if (args.where) console.log(dataDir)
else await main()

async function main(): Promise<void> {
  const claim = claimDataFolder(dataDir, 'loopback')
  if ('heldBy' in claim) return sayInUse(claim.heldBy)

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
    core = createCore({
      dataDir,
      appDir,
      version: readVersion(appDir),
      isPractice: args.practice,
      shell: 'loopback',
      log,
    })
    loopback = await startLoopback({
      core,
      rendererDir: join(appDir, 'out', 'renderer'),
      log,
      port: Number(args.port),
      wakeKey: claim.wakeKey,
      onLastWindowGone: args['app-window'] ? () => void stop() : undefined,
    })
  } catch (error) {
    const isPortTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    log.error('start.failed', { stack: error instanceof Error ? (error.stack ?? error.name) : typeof error })
    console.error(
      isPortTaken
        ? `端口 ${args.port} 已被其他程序占用，请换一个：--port N`
        : `一窗通无法启动，数据没有改动。原因已记入 ${join(dataDir, 'logs')}`,
    )
    process.exitCode = isPortTaken ? EXIT.portInUse : EXIT.failed
    return stop()
  }
  claim.announce(loopback.address)
  log.info('loopback.started')
  console.log(loopback.newStartAddress())
}

/** With `--app-window` the new address goes to the launcher, which brings up a window of the first process. */
async function sayInUse(running: RunningInfo | undefined): Promise<void> {
  const who = running ? `（进程 ${running.pid}）` : ''
  console.error(`一窗通已在使用这个数据文件夹${who}，不再启动第二个。`)
  process.exitCode = EXIT.dataFolderInUse
  if (!running || !args['app-window']) return
  const address = await askForStartAddress(running)
  if (address !== undefined) console.log(address)
  else if (running.shell === 'electron') console.error('请切换到已打开的一窗通窗口。')
}
