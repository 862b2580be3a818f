import { openTestPglite } from '../../support/testPglite.ts'
import { findBroken } from './properties.ts'
import { createTemplate } from './template.ts'
import { playSeed } from './world.ts'

/** `npm run sim -- --seeds N [--from K] [--seed S]`: plays seeds, stops at the first that breaks a guarantee. */
const option = (name: string): number | undefined => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? undefined : Number(process.argv[at + 1])
}
const single = option('seed')
const from = single ?? option('from') ?? 1
const count = single === undefined ? (option('seeds') ?? 100) : 1
const store = await openTestPglite()
const template = createTemplate()
const startedMs = performance.now()
let broken: string[] = []
let seed = from
for (; seed < from + count && broken.length === 0; seed += 1) {
  let log: string[] = []
  try {
    const world = await playSeed(seed, { store, template })
    log = world.history.log
    broken = findBroken(world)
    await world.close()
  } catch (error) {
    broken = [error instanceof Error ? (error.stack ?? error.message) : String(error)]
  }
  if (broken.length > 0) {
    for (const line of log) console.log(`  ${line}`)
    for (const line of broken) console.log(`破坏了保证：${line.slice(0, 2_000)}`)
    console.log(`重放：npm run sim -- --seed ${seed}`)
  }
}
const seconds = (performance.now() - startedMs) / 1000
console.log(`${seed - from} 个种子，${broken.length > 0 ? '1 个破坏了保证' : '保证都在'}，${seconds.toFixed(1)} 秒`)
template.remove()
await store.close()
process.exit(broken.length > 0 ? 1 : 0)
