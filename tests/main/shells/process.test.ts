import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultDataDir, findRunning } from '../../../src-main/host/dataFolder.ts'

const main = fileURLToPath(new URL('../../../src-main/shells/loopback/main.ts', import.meta.url))
let dir: string
const started: ChildProcess[] = []

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'onewindow-'))
})
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  rmSync(dir, { recursive: true, force: true })
})

/** Starts the shell and waits for its first line, or its end. */
async function start(...args: string[]) {
  const child = spawn(process.execPath, [main, '--data', dir, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  started.push(child)
  let errors = ''
  child.stderr!.on('data', (part: Buffer) => (errors += part.toString()))
  // Not 'close': it never comes once the parent has hung up.
  const ended = Promise.all([once(child, 'exit'), once(child.stdout!, 'close'), once(child.stderr!, 'close')]).then(
    ([[code]]) => code as number,
  )
  const line = once(createInterface({ input: child.stdout! }), 'line').then(([text]) => text as string)
  const first = await Promise.race([line, ended.then(() => '')])
  return { child, first, ended, errors: () => errors }
}

it('refuses a second process, hands a window of the first to the launcher, and ends in order', async () => {
  const first = await start()
  expect(first.first, first.errors()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/start\?key=[\w-]{43}$/)
  expect(findRunning(dir)).toMatchObject({ pid: first.child.pid, shell: 'loopback' })

  const second = await start()
  expect(await second.ended).toBe(3)
  expect(second.first).toBe('')
  expect(second.errors()).toContain(`进程 ${first.child.pid}`)

  const launched = await start('--app-window')
  expect(await launched.ended).toBe(3)
  expect(launched.first).toMatch(/^http/)
  expect(new URL(launched.first).host).toBe(new URL(first.first).host)
  expect(launched.first).not.toBe(first.first)

  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  expect(existsSync(join(dir, 'running.json'))).toBe(false)
})

it('ends when the launcher says so, and when the launcher is gone', async () => {
  const told = await start()
  told.child.send('stop')
  expect(await told.ended, told.errors()).toBe(0)

  const left = await start()
  left.child.disconnect()
  expect(await left.ended, left.errors()).toBe(0)
})

it('starts again after a kill, on the same port where it is free', async () => {
  const killed = await start()
  killed.child.kill('SIGKILL')
  await killed.ended
  const next = await start()
  expect(next.first, next.errors()).toMatch(/^http/)
  const { port } = new URL(next.first)
  expect(port).toBe(new URL(killed.first).port)
  expect(statSync(join(dir, 'loopback.json')).mode & 0o777).toBe(0o600)

  next.child.kill('SIGKILL')
  await next.ended
  const stranger = createServer().listen(Number(port), '127.0.0.1')
  await once(stranger, 'listening')
  const elsewhere = await start()
  expect(elsewhere.first, elsewhere.errors()).toMatch(/^http/)
  expect(new URL(elsewhere.first).port).not.toBe(port)
  stranger.close()
})

it('starts with a memory of the last run that cannot be read', async () => {
  writeFileSync(join(dir, 'loopback.json'), '{"port": "x"')
  const next = await start()
  expect(next.first, next.errors()).toMatch(/^http/)
})

it('says in one line that its port is taken, and puts the reason in the log', async () => {
  const first = await start()
  const port = new URL(first.first).port
  const other = mkdtempSync(join(tmpdir(), 'onewindow-'))
  const child = spawn(process.execPath, [main, '--data', other, '--port', port], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  started.push(child)
  let errors = ''
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()))
  const [code] = await once(child, 'close')
  expect(code).toBe(4)
  expect(errors.trim()).toBe(`端口 ${port} 已被其他程序占用，请换一个：--port N`)
  expect(readFileSync(join(other, 'logs', 'onewindow.log'), 'utf8')).toContain('EADDRINUSE')
  rmSync(other, { recursive: true, force: true })
})

it('says where the data would be without touching it', async () => {
  const env = { ...process.env, XDG_DATA_HOME: dir, HOME: dir, APPDATA: dir }
  const child = spawn(process.execPath, [main, '--where', '--practice'], { stdio: ['ignore', 'pipe', 'inherit'], env })
  started.push(child)
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string]
  const expected = defaultDataDir(process.platform, env, true)
  expect(line).toBe(expected)
  expect(existsSync(expected)).toBe(false)
})
