import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

const MARK = 'ONEWINDOW_BENCH_NETWORK'
const UP = ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh']

/**
 * Runs the bench once more where its loopback is its own, so that the counter of the kernel is this run's alone, headers and
 * acknowledgements of TCP included. Returns if that is not allowed here, or if it is so already.
 */
export function enterOwnNetwork(): void {
  if (process.env[MARK]) return
  for (const unshare of [
    ['unshare', '-n'],
    ['unshare', '-rn'],
  ]) {
    const [program = '', ...flags] = unshare
    if (spawnSync(program, [...flags, ...UP, 'true'], { stdio: 'ignore' }).status !== 0) continue
    const again = [...flags, ...UP, process.execPath, ...process.argv.slice(1)]
    const { status } = spawnSync(program, again, { stdio: 'inherit', env: { ...process.env, [MARK]: '1' } })
    process.exit(status ?? 1)
  }
}

/** Counts what goes between seats and servers, both directions together. */
export interface Meter {
  /** How it counts. */
  how: string
  bytes(): number
  /** The address to use for one. */
  through(url: string): Promise<string>
  close(): void
}

export function createMeter(): Meter {
  if (process.env[MARK]) {
    const bytes = (): number => Number(/lo:\s*(\d+)/.exec(readFileSync('/proc/net/dev', 'utf8'))?.[1])
    return { how: 'loopback counter', bytes, through: (url) => Promise.resolve(url), close: () => {} }
  }
  return proxyMeter()
}

/** Where no network of its own is allowed: everything goes through here, bytes of the sockets are counted. */
function proxyMeter(): Meter {
  let total = 0
  const closers: (() => void)[] = []
  const count = (from: Socket, to: Socket): void => {
    from.on('data', (part: Buffer) => {
      total += part.length
      to.write(part)
    })
    from.on('close', () => to.destroy())
    from.on('error', () => to.destroy())
  }
  return {
    how: 'bytes of the sockets, through a proxy',
    bytes: () => total,
    async through(url) {
      const { hostname, port } = new URL(url)
      const server = createServer((socket) => {
        const onward = connect(Number(port), hostname)
        for (const each of [socket, onward]) each.setNoDelay(true)
        count(socket, onward)
        count(onward, socket)
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      closers.push(() => server.close())
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    },
    close: () => closers.forEach((close) => close()),
  }
}
