import { at } from './paths.mjs'
import { runNode } from './run.mjs'

// The native compiler; the interface and the lint rules still need the API of the one before it.
const tsc = at('node_modules', 'typescript-native', 'bin', 'tsc')
const vueTsc = at('node_modules', 'vue-tsc', 'bin', 'vue-tsc.js')
const eslint = at('node_modules', 'eslint', 'bin', 'eslint.js')
const typedLint = [at('node_modules', 'oxlint', 'bin', 'oxlint'), '--type-aware', '--config', at('.oxlintrc.json')]

/** The longest first, so that none is left alone at the end. */
export const CHECKS = [
  { name: '类型：界面', args: [vueTsc, '-p', 'src-renderer/tsconfig.json', '--noEmit'] },
  { name: '规则：ESLint', args: [eslint, '.', '--no-warn-ignored'] },
  { name: '规则：要看类型的', args: [...typedLint, '.'] },
  { name: '类型：核心与测试', args: [tsc, '-p', 'tsconfig.json'] },
  { name: '类型：端到端测试', args: [tsc, '-p', 'tests/e2e/tsconfig.json'] },
  { name: '类型：Electron 预加载', args: [tsc, '-p', 'src-main/shells/electron/tsconfig.json'] },
]

export async function lint(args) {
  const [byText, byType] = [await runNode([eslint, ...args]), await runNode([...typedLint, ...args])]
  return byText || byType
}

/** Runs the checks, two at a time; answers with the names of those that failed. @param runOne how each is run */
export async function runChecks(runOne = runNode) {
  const failed = []
  const waiting = [...CHECKS]
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      if ((await runOne(check.args)) !== 0) failed.push(check.name)
    }
  }
  await Promise.all([work(), work()])
  return failed
}
