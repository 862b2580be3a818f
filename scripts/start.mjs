// `npm start`: sets up what is missing and opens the application. Runs on Node 20 with nothing installed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { appWindowArgs, canShowWindows, findBrowser, isRoot } from './lib/browser.mjs'
import { findElectron } from './lib/electron.mjs'
import { at, fail, nodeBinary, root, say } from './lib/paths.mjs'
import { SEAT_ENV, SEAT_FLAGS } from './lib/seatProcess.mjs'
import { ensurePracticeData } from './lib/practice.mjs'
import { ensureBuilt, ensureInstalled } from './lib/setup.mjs'

/** As src-main/shells/*: another process has the data folder. */
const EXIT_IN_USE = 3
/** A browser that ends sooner has handed the window to one that was running already. */
const HANDED_OVER_WITHIN_MS = 5_000
/** An Electron that fails sooner could not run on this machine at all. */
const NEVER_RAN_WITHIN_MS = 3_000

const options = readOptions()
await ensureInstalled()
await ensureBuilt()
const dataDir = options.data ? resolve(options.data) : await askDefaultDataDir()
if (options.practice) await ensurePracticeData(dataDir)

const code = (await startElectron()) ?? (await startLoopback())
process.exit(code)

function readOptions() {
  const usage = '用法：npm start -- [--practice] [--shell=loopback|electron] [--port N] [--no-open] [--data 文件夹]'
  try {
    const { values } = parseArgs({
      options: {
        practice: { type: 'boolean', default: false },
        shell: { type: 'string' },
        port: { type: 'string', default: '0' },
        'no-open': { type: 'boolean', default: false },
        data: { type: 'string' },
      },
    })
    const isPort = /^\d{1,5}$/.test(values.port) && Number(values.port) < 65_536
    if (!isPort || ![undefined, 'loopback', 'electron'].includes(values.shell)) fail(usage, 2)
    return values
  } catch {
    return fail(usage, 2)
  }
}

async function askDefaultDataDir() {
  const args = [at('out', 'main', 'loopback.js'), '--where', ...(options.practice ? ['--practice'] : [])]
  const child = spawn(nodeBinary(), args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  for await (const part of child.stdout) text += part
  return text.trim()
}

/** The exit code of Electron, or undefined where it cannot be had. */
async function startElectron() {
  const isAskedFor = options.shell === 'electron'
  if (options.shell === 'loopback' || (options['no-open'] && !isAskedFor)) return undefined
  if (!canShowWindows() && !isAskedFor) return undefined
  const program = await findElectron({ isAskedFor })
  if (!program) {
    say(
      '本机没有 Electron，也无法下载（可设置 ELECTRON_MIRROR 镜像后运行 npm start -- --shell=electron）；改用浏览器窗口。',
    )
    return undefined
  }
  const { ELECTRON_RUN_AS_NODE: _unused, ...env } = process.env
  const args = [
    root,
    `--data=${dataDir}`,
    ...(options.practice ? ['--practice'] : []),
    ...(isRoot() ? ['--no-sandbox'] : []),
  ]
  const startedAt = Date.now()
  const child = spawn(program, args, { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const exitCode = await new Promise((done) => {
    child.on('error', () => done(1))
    child.on('exit', (value) => done(value ?? 1))
  })
  if (exitCode === 0 || exitCode === EXIT_IN_USE || Date.now() - startedAt > NEVER_RAN_WITHIN_MS) return exitCode
  say('Electron 在本机无法运行；改用浏览器窗口。')
  return undefined
}

/** The exit code of the loopback shell, with a window on it if this machine can show one. */
async function startLoopback() {
  const browser = options['no-open'] || !canShowWindows() ? undefined : findBrowser()
  const server = spawn(
    nodeBinary(),
    [
      ...SEAT_FLAGS,
      at('out', 'main', 'loopback.js'),
      '--data',
      dataDir,
      '--port',
      options.port,
      ...(options.practice ? ['--practice'] : []),
      ...(browser ? ['--app-window'] : []),
    ],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], env: { ...SEAT_ENV, ...process.env } },
  )
  const ended = once(server, 'exit')
  const stop = () => server.connected && server.send('stop')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)

  let window
  createInterface({ input: server.stdout }).on('line', (line) => {
    if (!line.startsWith('http')) return say(line)
    if (browser) {
      window = openWindow(browser, line, stop)
      return
    }
    if (!options['no-open'])
      say('没有可用的窗口或浏览器。请在本机的浏览器中打开下面的地址（只能用一次，十分钟内有效）：')
    console.log(line)
  })
  const [exitCode] = await ended
  // The window of the running process has been brought up: that is what was wanted.
  if (exitCode === EXIT_IN_USE && window) return 0
  window?.kill()
  return exitCode ?? 1
}

function openWindow(browser, address, stop) {
  const openedAt = Date.now()
  const window = spawn(browser, appWindowArgs(address, join(dataDir, 'browser')), { stdio: 'ignore', detached: true })
  window.unref()
  window.on('error', () => {
    say('浏览器没有打开。请在本机的浏览器中打开下面的地址（只能用一次，十分钟内有效）：')
    console.log(address)
  })
  window.on('exit', () => {
    if (Date.now() - openedAt > HANDED_OVER_WITHIN_MS) stop()
  })
  return window
}
