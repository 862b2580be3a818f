import { readFileSync, writeFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { createDistrict } from '../createDistrict.ts'
import { isStreetCode } from '../db/db.ts'
import { FolderInUse } from '../db/folder.ts'
import { silentLog } from '../log.ts'
import { addAccount } from '../office/firstAccount.ts'
import { newCode } from '../seats/code.ts'
import { dayOf, formatChinaTime } from '../../src-shared/kernel/day.ts'
import { DISTRICT_ROLES } from '../../src-shared/district/procedure.ts'
import { createMetrics } from '../metrics.ts'
import { findHead, listSeats, revokeSeat } from '../seats/repo.ts'
import { addStreet, makeCode, removeStreet } from '../seats/streets.ts'
import { isoOf } from '../context.ts'
import type { Db } from '../db/db.ts'
import { createHub, realTimer } from '../sync/hub.ts'
import { packageProblem, takePackage } from '../sync/package.ts'
import { makeSnapshot } from '../sync/snapshot.ts'
import { backup, restore } from './backup.ts'
import { exportCare, runCareCommand } from './careCommands.ts'
import { UsageError, type Config } from './config.ts'
import { openStore, world } from './open.ts'
import { serve } from './serve.ts'

type Command = (config: Config, db: Db, words: string[]) => Promise<string[]>

export const USAGE = `用法：npm run district [-- 命令] [选项]
  serve                          提供服务（默认）
  street add 代码 名称            增加一个街道
  street remove 代码              移除写错的街道（还没有座席接入时）
  street list                    列出街道
  code 街道代码 [--hours 24]      给一台座席生成接入码，只显示这一次
  seat list 街道代码              列出座席
  seat revoke 街道代码 座席编号    停用一台座席
  snapshot [街道代码]             现在就生成首次同步文件
  account add 登录名 姓名 [--role officer]  给网页增加账号（默认系统管理员），初始密码只显示这一次
  package 街道代码 同步包 回执文件   收下座席用 U 盘带来的同步包，写出要带回的回执
  care-key 私钥文件               走访帮扶管理机构的密钥对，在不联网的电脑上做；密码可放在 DISTRICT_CARE_PASSWORD
  care-export 街道代码 文件        导出街道的走访帮扶记录，仍是加密的
  care-open 导出文件 私钥文件 结果文件  用私钥打开，在不联网的电脑上做
  backup 文件                    备份内置数据库（先停止服务）
  restore 文件                   恢复到一个空的数据文件夹
选项：--data 文件夹 --host 地址 --port 端口 --role 角色 --cert 证书 --key 私钥 --behind-proxy --name 区的名称
环境变量：DATABASE_URL（用 PostgreSQL）、DISTRICT_DATA、DISTRICT_HOST、DISTRICT_PORT、DISTRICT_CERT、DISTRICT_KEY、
DISTRICT_BEHIND_PROXY=1、DISTRICT_NAME、DISTRICT_METRICS_KEY`

/** Runs one command of the operator's. @throws UsageError with one Chinese line */
export async function runCommand(config: Config, say: (line: string) => void): Promise<void> {
  const [name = 'serve', ...words] = config.words
  if (name === 'help') return say(USAGE)
  if (name === 'serve') return serve(config)
  // A command is over before a well compiled PGlite would be worth its compiling: half the time of most.
  setFlagsFromString('--liftoff-only')
  if (name === 'backup') return say(await backup(config, words[0]))
  if (name === 'restore') return say(await restore(config, words[0]))
  const offline = await runCareCommand(config.words, process.env)
  if (offline) return offline.forEach(say)
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) throw new UsageError(USAGE)
  const store = await openStore(config, silentLog).catch((error: unknown) => {
    if (error instanceof FolderInUse)
      throw new UsageError('服务正在使用这个数据文件夹。请先停止服务再执行，或在区级网页上操作')
    throw error
  })
  try {
    for (const line of await command(config, store.db, words)) say(line)
  } finally {
    await store.close()
  }
}

const COMMANDS: Record<string, Command> = {
  async street(_config, db, [verb, code = '', ...name]) {
    if (verb === 'list') return listStreets(db)
    if (verb === 'remove') {
      if (!(await removeStreet({ db }, checkStreet(code))))
        throw new UsageError('没有这个街道，或已有座席接入，不能移除')
      return [`已移除街道 ${code}`]
    }
    if (verb !== 'add' || name.length === 0) throw new UsageError(USAGE)
    if (!isStreetCode(code)) throw new UsageError('街道代码用 2 到 20 个数字或字母，通常是 9 位区划代码')
    const isNew = await addStreet({ db, ...world }, code, name.join(' '))
    const doubt = /^\d{9}$/.test(code) ? [] : ['提醒：街道代码通常是 9 位区划代码；写错了可在座席接入前 street remove']
    if (isNew) return [`已增加街道 ${code}`, ...doubt]
    return [`街道 ${code} 已经有了，没有改动`]
  },
  async code({ hours }, db, [street = '']) {
    const made = await makeCode({ db, ...world }, checkStreet(street), hours)
    if (!made) throw new UsageError(`没有街道 ${street}`)
    return [`接入码：${made.code}`, `有效到 ${formatChinaTime(made.expiresAt)}，只能用一次；此处关闭后不再显示`]
  },
  async seat(_config, db, [verb, street = '', seatCode = '']) {
    checkStreet(street)
    if (verb === 'list') return listSeatLines(db, street)
    if (verb !== 'revoke' || seatCode === '') throw new UsageError(USAGE)
    const isDone = await db.inStreet(street, (sql) => revokeSeat(sql, street, seatCode, isoOf(world.nowMs())))
    if (!isDone) throw new UsageError('没有这台座席，或已经停用')
    return [`已停用座席 ${seatCode}。它本机的数据不受影响，只是不能再同步`]
  },
  async account({ role }, db, [verb, login = '', ...name]) {
    if (verb !== 'add' || login === '' || name.length === 0) throw new UsageError(USAGE)
    const password = newCode(world.random)
    await addAccount({ db, ...world }, { login, name: name.join(' '), role, password }).catch((error: Error) => {
      throw /\p{Script=Han}/u.test(error.message) ? new UsageError(error.message) : error
    })
    return [
      `已增加账号 ${login}（${DISTRICT_ROLES[role]}）`,
      `初始密码：${password}；首次登录时要更换，此处关闭后不再显示`,
    ]
  },
  async package(_config, db, [street = '', file = '', receiptFile = '']) {
    if (file === '' || receiptFile === '') throw new UsageError(USAGE)
    const { district, close } = await createDistrict({ db, ...world })
    try {
      const taken = await takePackage(district, checkStreet(street), readFileSync(file))
      writeFileSync(receiptFile, taken.receipt, { flag: 'wx' })
      return [
        `已收下 ${taken.seatName} 的同步包：${taken.batches} 批 ${taken.rows} 条，其中 ${taken.rejected} 条没有采用`,
        `回执写在 ${receiptFile}，请带回那台电脑导入`,
      ]
    } catch (error) {
      const problem = packageProblem(error) ?? fileProblem(error)
      throw problem ? new UsageError(problem) : error
    } finally {
      await close()
    }
  },
  'care-export': (_config, db, [street = '', file = '']) => exportCare(db, checkStreet(street), file),
  async snapshot(_config, db, [street = '']) {
    const streets = street === '' ? (await allStreets(db)).map(({ code }) => code) : [checkStreet(street)]
    const hub = createHub(realTimer)
    const district = { db, ...world, log: silentLog, metrics: createMetrics(hub.countWaiting), hub }
    const lines: string[] = []
    for (const each of streets) {
      const made = await makeSnapshot({ ...district, secret: Buffer.alloc(0), writer: '' }, each)
      lines.push(made ? `街道 ${each}：${made.rows} 条，${made.bytes} 字节` : `街道 ${each}：还没有记录`)
    }
    return lines
  },
}

function fileProblem(error: unknown): string | undefined {
  const { code } = error as { code?: string }
  if (code === 'ENOENT') return '没有这个文件'
  return code === 'EEXIST' ? '回执文件已经有了，请换一个名称' : undefined
}

function checkStreet(street: string): string {
  if (!isStreetCode(street)) throw new UsageError('请写明街道代码')
  return street
}

const allStreets = (db: Db): Promise<{ code: string; name: string }[]> =>
  db.inDistrict((sql) => sql('SELECT street_code AS code, name FROM street ORDER BY street_code'))

async function listStreets(db: Db): Promise<string[]> {
  const streets = await allStreets(db)
  if (streets.length === 0) return ['还没有街道']
  const lines: string[] = []
  for (const { code, name } of streets) {
    const [seats, head] = await db.inStreet(code, async (sql) => [
      await listSeats(sql, code),
      await findHead(sql, code),
    ])
    lines.push(`${code}  ${name}  座席 ${seats.filter(({ revokedAt }) => !revokedAt).length} 台，记录编到 ${head} 号`)
  }
  return lines
}

async function listSeatLines(db: Db, street: string): Promise<string[]> {
  const seats = await db.inStreet(street, (sql) => listSeats(sql, street))
  if (seats.length === 0) return ['这个街道还没有座席']
  return seats.map(({ seatCode, letter, name, revokedAt }) =>
    [seatCode, letter, name, revokedAt ? `已停用（${dayOf(revokedAt)}）` : '在用'].join('  '),
  )
}
