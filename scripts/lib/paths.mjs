import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
export const at = (...parts) => join(root, ...parts)

/** The pinned Node that comes with the dependencies; the one running now if that is as new. */
export function nodeBinary() {
  const pinned = at('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(pinned)) return pinned
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  fail('没有找到依赖包中的 Node 24（node_modules/node）。请删除 node_modules 后重试。')
}

/** Progress and explanations: standard output is kept for results. */
export const say = (line) => process.stderr.write(line + '\n')

export function fail(line, code = 1) {
  say(line)
  process.exit(code)
}
