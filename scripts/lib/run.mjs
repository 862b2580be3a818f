import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { nodeBinary, root } from './paths.mjs'

/**
 * The exit code of a program; what it prints goes to standard error unless told otherwise. With `isService` a request to
 * stop is handed on, and its end is waited for.
 */
export function run(command, args, { isService = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options })
    if (isService) {
      process.on('SIGTERM', () => child.kill('SIGTERM'))
      process.on('SIGINT', () => {}) // the terminal tells the child itself
    }
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)))
  })
}

/** The same for a script, on the pinned Node. */
export const runNode = (args, options) => run(nodeBinary(), args, options)

/** As {@link runNode}, beside something else: it takes only what that leaves of the processor, and prints when it has ended. */
export function runNodeAside(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(nodeBinary(), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    try {
      setPriority(child.pid, constants.priority.PRIORITY_LOW)
    } catch {
      // ended already, or not allowed here: it then runs like everything else
    }
    const printed = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => printed.push(part))
    child.on('error', reject)
    child.on('close', (code) => {
      process.stderr.write(Buffer.concat(printed))
      resolve(code ?? 1)
    })
  })
}
