import { readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { Db } from '../db/db.ts'
import { listCareRows } from '../office/careRepo.ts'
import { fingerprintOf, makeOfficeKey, openCareBox, openOfficeKey, unwrapCareKey } from './careKey.ts'
import { UsageError } from './config.ts'

/** One line of an export: a row of `care_key` or `care_box` as the street sent it. */
const Line = z.object({
  table: z.enum(['care_key', 'care_box']),
  key: z.string(),
  data: z.record(z.string(), z.json()),
})

/** Commands of the care office, away from the server: they touch no store. Undefined for any other command. */
export async function runCareCommand(words: readonly string[], env: NodeJS.ProcessEnv): Promise<string[] | undefined> {
  const [name, ...files] = words
  if (name === 'care-key') return makeKey(files, env)
  if (name === 'care-open') return openExport(files, env)
  return undefined
}

async function makeKey([file = '']: string[], env: NodeJS.ProcessEnv): Promise<string[]> {
  if (file === '') throw new UsageError('用法：care-key 私钥文件')
  const { file: text, publicKey } = makeOfficeKey(await passwordOf(env))
  save(file, text)
  return [
    `私钥写在 ${file}，用刚才的密码保护。请存到不联网的介质，不要放在服务器上`,
    `公钥：${publicKey}`,
    `指纹：${fingerprintOf(publicKey)}`,
    '把公钥发给街道的帮扶负责人；指纹另用电话或当面核对，再由街道确认',
  ]
}

/** What a street sent of care work, still encrypted, for the office to take along. */
export async function exportCare(db: Db, street: string, file: string): Promise<string[]> {
  if (file === '') throw new UsageError('用法：care-export 街道代码 文件')
  const rows = await listCareRows(db, street)
  save(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  return [`已导出 ${rows.length} 条加密记录到 ${file}；只有走访帮扶管理机构的私钥能打开`]
}

async function openExport([from = '', keyFile = '', to = '']: string[], env: NodeJS.ProcessEnv): Promise<string[]> {
  if (to === '') throw new UsageError('用法：care-open 导出文件 私钥文件 结果文件')
  const lines = readText(from).split('\n').filter(Boolean)
  const rows = lines.flatMap((line) => Line.safeParse(JSON.parse(line)).data ?? [])
  const office = openOfficeKey(readText(keyFile), await passwordOf(env))
  const keys = careKeysIn(rows, office)
  if (keys.length === 0) throw new UsageError('导出里没有发给这把私钥的钥匙；街道还没有确认区里的公钥')
  const boxes = rows.filter(({ table, data }) => table === 'care_box' && data['box'] !== '')
  const events = boxes.flatMap(({ key, data }) => {
    const opened = keys.map((careKey) => openCareBox(careKey, key, String(data['box']))).find(Boolean)
    return opened ? [opened] : []
  })
  events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1))
  save(to, events.map((event) => `${JSON.stringify(event)}\n`).join(''))
  return [`打开 ${events.length} 条，打不开 ${boxes.length - events.length} 条；结果在 ${to}，用后请按规定销毁`]
}

function careKeysIn(rows: readonly z.infer<typeof Line>[], office: KeyObject): Buffer[] {
  return rows
    .filter(({ table, data }) => table === 'care_key' && data['kind'] === 'office')
    .flatMap(({ data }) => {
      try {
        return [unwrapCareKey(office, String(data['wrap']))]
      } catch (error) {
        if (error instanceof UsageError) return []
        throw error
      }
    })
}

/** Of the environment, for a script; else asked for at the terminal. */
async function passwordOf(env: NodeJS.ProcessEnv): Promise<string> {
  const given = env['DISTRICT_CARE_PASSWORD']
  if (given !== undefined) return given
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question('私钥的密码：')
  } finally {
    terminal.close()
  }
}

/** Never over another file: a private key that is gone opens nothing more. */
function save(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') throw new UsageError(`${file} 已经有了，请换一个名称`)
    throw error
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') throw new UsageError(`没有文件 ${file}`)
    throw error
  }
}
