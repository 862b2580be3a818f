import { spawn } from 'node:child_process'
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
