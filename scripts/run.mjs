// The other commands: `npm run build|check|lint|format|bench|seed|verify|district|sim|screenshots`, on the pinned Node.
import { existsSync, readdirSync } from 'node:fs'
import { CHECKS, lint, runChecks } from './lib/checks.mjs'
import { at, fail, say } from './lib/paths.mjs'
import { runNode } from './lib/run.mjs'
import { ensureBuilt, ensureInstalled } from './lib/setup.mjs'

const FORMATTED = [
  'src-*/**/*.{ts,vue,css}',
  '{tests,bench}/**/*.ts',
  '{scripts,tools}/**/*.{js,mjs,mts,ts}',
  '*.{js,ts}',
]
const [command, ...args] = process.argv.slice(2)

const commands = {
  build: () => ensureBuilt({ always: true }),
  async check() {
    const failed = await runChecks()
    for (const name of failed) say(`失败：${name}`)
    say(`${CHECKS.length - failed.length} 项通过，${failed.length} 项失败`)
    return failed.length
  },
  lint: () => lint(args.length > 0 ? args : ['.']),
  format: () => {
    const files = args.length > 0 ? args : FORMATTED
    return runNode([at('node_modules', 'prettier', 'bin', 'prettier.cjs'), '--write', '--log-level', 'warn', ...files])
  },
  /** One figure's script, or all of them one after the other. Standard output has the JSON lines only. */
  async bench() {
    const [name, ...rest] = args
    const names = name && !name.startsWith('-') ? [name] : benches()
    if (name && !benches().includes(name)) fail(`没有 bench/${name}.ts。现有：${benches().join('、')}`, 2)
    await ensureBuilt()
    let worst = 0
    for (const each of names) worst = Math.max(worst, await script(at('bench', `${each}.ts`), name ? rest : args))
    return worst
  },
  seed: () => script(at('src-main', 'host', 'cli.ts'), ['seed', ...args]),
  sim: () => script(at('tests', 'sync', 'sim', 'run.ts'), args),
  verify: () => script(at('src-main', 'host', 'cli.ts'), ['verify', ...args]),
  /** The district server, or a command of its operator's. */
  district: () => script(at('src-district', 'main.ts'), args, { isService: true }),
  async screenshots() {
    await ensureBuilt()
    return script(at('scripts', 'screenshots.ts'), args)
  },
}

if (!command || !Object.hasOwn(commands, command)) fail(`用法：npm run ${Object.keys(commands).join('|')}`, 2)
await ensureInstalled()
process.exit((await commands[command]()) ?? 0)

function benches() {
  if (!existsSync(at('bench'))) return []
  return readdirSync(at('bench'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace(/\.ts$/, ''))
}

/** From the folder of the caller, so that paths mean what they say. */
function script(file, rest, options = {}) {
  if (!existsSync(file)) fail(`没有 ${file}`, 2)
  return runNode([file, ...rest], { stdio: 'inherit', cwd: process.env.INIT_CWD ?? process.cwd(), ...options })
}
