// `npm test`: sets up what is missing, then types, lint, unit, store and end-to-end tests. The last line has the sums.
// That is the everyday run, over in minutes: `--all`, as CI has it, plays every seed, kill, mutant and browser test.
import { rmSync } from 'node:fs'
import { ensureTestBrowser } from './lib/browserSetup.mjs'
import { CHECKS, runChecks } from './lib/checks.mjs'
import { at, fail, say } from './lib/paths.mjs'
import { ensureTestPostgres } from './lib/postgresSetup.mjs'
import { runNode, runNodeAside } from './lib/run.mjs'
import { ensureBuilt, ensureInstalled } from './lib/setup.mjs'
import { countPlaywright, countVitest, sumLine } from './lib/testCounts.mjs'

const args = process.argv.slice(2)
const isAll = args.includes('--all')
if (args.some((arg) => arg !== '--all')) fail('用法：npm test，或 npm test -- --all', 2)
process.env.ONEWINDOW_TESTS = isAll ? 'all' : 'everyday' // tests/support/depth.ts
const startedAt = Date.now()
const timed = async (what, work) => {
  const from = Date.now()
  say(`── ${what}`)
  const result = await work()
  say(`── ${what}：${Math.round((Date.now() - from) / 1000)} 秒`)
  return result
}

await ensureInstalled()
await ensureTestPostgres()
const browserThere = ensureTestBrowser() // needed last; where a person must install it, this says so at once
await ensureBuilt()
const vitestFile = at('test-results', 'vitest.json')
const e2eFile = at('test-results', 'e2e.json')
for (const file of [vitestFile, e2eFile]) rmSync(file, { force: true })

// The programs that tests start over and over are compiled, and their types taken off, once.
process.env.NODE_COMPILE_CACHE ??= at('node_modules', '.cache', 'onewindow', 'compiled')

// The tests wait now and then, for the disk and for the browser: the checks run in what that leaves.
const checking = timed('类型与规则（在测试的空隙里）', () => runChecks(runNodeAside))
const vitest = await timed('单元与存储测试', async () => {
  const flags = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestFile}`]
  return countVitest(vitestFile, await runNode([at('node_modules', 'vitest', 'vitest.mjs'), ...flags]))
})
await browserThere
const e2e = await timed('端到端测试', async () =>
  countPlaywright(e2eFile, await runNode([at('node_modules', '@playwright', 'test', 'cli.js'), 'test'])),
)

const failedChecks = await checking
const checks = { passed: CHECKS.length - failedChecks.length, failed: failedChecks, skipped: [] }
const all = [checks, vitest, e2e]
for (const { failed, skipped } of all) {
  for (const name of failed) console.log(`失败：${name}`)
  for (const { name, reason } of skipped) console.log(`跳过：${name}（${reason}）`)
}
for (const name of e2e.flaky ?? []) console.log(`第二次才通过：${name}`)
if (!isAll)
  console.log(
    '这是日常的一遍：浏览器里走窗口的主要几条路，断电和模拟种子取少数几个，不查变异。全部（约半小时，CI 每次都跑）：npm test -- --all',
  )
console.log(`用时 ${Math.round((Date.now() - startedAt) / 1000)} 秒`)
console.log(sumLine(all))
process.exit(all.some(({ failed }) => failed.length > 0) ? 1 : 0)
