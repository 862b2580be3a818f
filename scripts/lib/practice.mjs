import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { at, fail, say } from './paths.mjs'
import { runNode } from './run.mjs'

const ROWS = '5000'

/** Makes the practice centre's data once. It appears whole or not at all. */
export async function ensurePracticeData(dataDir) {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) return
  say('正在准备练习中心（虚构数据，只需一次）……')
  const partDir = `${dataDir}.part`
  rmSync(partDir, { recursive: true, force: true })
  const code = await runNode([at('out', 'main', 'cli.js'), 'seed', partDir, '--rows', ROWS, '--practice'])
  if (code !== 0) fail('练习中心没有准备好，见上面的说明。')
  if (existsSync(dataDir)) rmdirSync(dataDir)
  renameSync(partDir, dataDir)
}
