import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { verifyAudit } from '../store/audit.ts'
import { hasKeyring, readKeyring, unwrapKey } from '../store/keyring.ts'
import { closeStore, isUnreadable, openStore } from '../store/open.ts'
import { isFileIntact } from '../store/wholeTransaction.ts'
import { findAppDir } from './appDir.ts'
import { createCoreWithState } from './core.ts'
import { silentLog } from './log.ts'
import { storeFile } from './openedStore.ts'
import { seedCentre } from './seed.ts'

/** `seed DIR --rows N`: an encrypted practice centre in an empty folder. */
async function seed(dir: string, rows: number): Promise<void> {
  const { core, state } = createCoreWithState({
    dataDir: dir,
    appDir: findAppDir(import.meta.url),
    version: '',
    isPractice: true,
    shell: 'loopback',
    log: silentLog,
  })
  const startedMs = Date.now()
  try {
    await seedCentre(state, rows, (done) => process.stdout.write(`\r正在准备练习数据 ${done} / ${rows} 件`))
    process.stdout.write(`\n用时 ${((Date.now() - startedMs) / 1000).toFixed(1)} 秒\n`)
  } finally {
    await core.close()
  }
}

/** `verify DIR [--login NAME]`: opens the store read-only and walks the audit chain. */
async function verify(dir: string, login: string): Promise<boolean> {
  if (!hasKeyring(dir)) throw new AppError('not_found', '这个文件夹里没有 keyring.json')
  const entry = readKeyring(dir).users.find((user) => user.login === login)
  if (!entry) throw new AppError('not_found', '没有这个登录名')
  const password = process.env.ONEWINDOW_PASSWORD ?? (await ask('密码：'))
  const key = await unwrapKey(entry, password)
  if (!key) throw new AppError('login_failed', '密码不对')
  const db = openStore(storeFile(dir), key, { readonly: true })
  try {
    const isWhole = isFileIntact(db)
    const { lines, isIntact, brokenAt } = verifyAudit(db)
    console.log(`数据文件：${isWhole ? '完好' : '有损坏'}`)
    console.log(`审计链：${lines} 条，${isIntact ? '完整' : `第 ${brokenAt} 条起不符`}`)
    return isWhole && isIntact
  } finally {
    closeStore(db)
  }
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(question)
  terminal.close()
  return answer
}

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}

const [, , command, dirText] = process.argv
try {
  if (!dirText)
    throw new AppError(
      'invalid',
      '用法：seed 文件夹 [--rows N] · verify 文件夹 [--login 登录名]（密码可放在 ONEWINDOW_PASSWORD）',
    )
  const dir = resolve(dirText)
  if (command === 'seed') await seed(dir, Number(option('--rows') ?? 5000))
  else if (command === 'verify') process.exitCode = (await verify(dir, option('--login') ?? 'admin')) ? 0 : 1
  else throw new AppError('invalid', `不认识的命令 ${command}`)
} catch (error) {
  if (!(error instanceof AppError) && !isUnreadable(error)) throw error
  console.error(error instanceof AppError ? error.message : '数据文件有损坏，读不出来')
  process.exitCode = 2
}
