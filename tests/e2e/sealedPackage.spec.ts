import { readFileSync } from 'node:fs'
import type { Download, Page } from '@playwright/test'
import { addDays } from '../../src-shared/kernel/day.ts'
import { seriousFindings } from './support/axe.ts'
import { choose } from './support/choose.ts'
import { expect, goTo, test, type Seat } from './support/districtTest.ts'
import { TODAY } from './support/petitionCase.ts'

const STATION = '示范派出所（测试）'
interface Saved {
  name: string
  mimeType: string
  buffer: Buffer
}

/** What the page saves when something is done: the file as somebody carries it over. */
async function saved(page: Page, act: () => Promise<unknown>): Promise<Saved> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  return { name: download.suggestedFilename(), mimeType: 'application/octet-stream', buffer: await bytesOf(download) }
}
const bytesOf = async (download: Download): Promise<Buffer> => readFileSync(await download.path())

async function dispatched({ app }: Seat, summary: string): Promise<{ matterId: string; number: string }> {
  const call = app.as('clerk')
  const parties = [{ role: 'visitor' as const, party: { name: '张三（测试）', phone: '13800000077' } }]
  const { matterId, version, number } = await call('intake.register', { receivedOn: TODAY, summary, parties })
  const triaged = await call('intake.triage', { matterId, version, route: 'linkage' })
  const about = { linkage: '4', source: 'window' as const, eventClass: '0401' }
  const described = await call('linkage.describe', { matterId, version: triaged.version, act: about })
  const dueOn = addDays(TODAY, 5)
  const assignments = [
    { role: 'lead' as const, unitCode: '05', dueOn },
    { role: 'helper' as const, unitCode: '01', dueOn },
  ]
  const act = { on: TODAY, request: '请夜间巡查三次并书面回复（测试）', assignments }
  await call('linkage.dispatch', { matterId, version: described.version, act })
  return { matterId, number }
}

test('a task goes to a unit’s own computer in a sealed package and comes back answered', async ({ openSeat }) => {
  test.setTimeout(180_000)
  const [centre, station] = await Promise.all([openSeat('A'), openSeat('P')])
  await station.app.as('head')('centre.saveSettings', { centreName: STATION })

  // The unit makes its key; the centre's head compares the digits over the phone and stores it.
  const atStation = await station.logIn('clerk')
  await goTo(atStation, '/linkage/sealed')
  await atStation.getByRole('button', { name: '做本机公钥' }).click()
  const own = atStation.getByRole('region', { name: '本机公钥' })
  const fingerprint = await own.locator('.sealed__digits').innerText()
  const keyFile = await saved(atStation, () => own.getByRole('button', { name: '保存公钥文件' }).click())
  expect(keyFile.name).toBe(`本机公钥-${STATION}.owkey`)
  expect(await seriousFindings(atStation)).toEqual([])

  const atHead = await centre.logIn('head')
  await goTo(atHead, '/linkage/units')
  const keys = atHead.getByRole('region', { name: '收密封包的单位（公钥）' })
  await keys.getByLabel('选择公钥文件').setInputFiles(keyFile)
  await expect(keys.getByLabel('公钥', { exact: true })).toHaveValue(/指纹/)
  await choose(keys, '单位', '派出所')
  await keys.getByRole('button', { name: '看指纹' }).click()
  await expect(keys.getByRole('status')).toContainText(fingerprint)
  await keys.getByRole('button', { name: '存入公钥' }).click()
  await expect(keys.getByText('请先打电话和单位核对指纹')).toBeVisible()
  await keys.getByLabel('已打电话给单位，对方念的指纹和上面一样').check()
  await keys.getByRole('button', { name: '存入公钥' }).click()
  await expect(keys.getByRole('row', { name: new RegExp(`公安派出所 ${fingerprint}`) })).toBeVisible()
  expect(await seriousFindings(atHead)).toEqual([])

  // Out: one from its own page, with the people and a reason; two more from the list in one file.
  const task = await dispatched(centre, '示范路口夜间占道摆摊（测试）')
  await dispatched(centre, '示范小区夜间噪声（测试）')
  await dispatched(centre, '示范广场占道停车（测试）')
  const atCentre = await centre.logIn('clerk')
  await goTo(atCentre, `/matters/${task.matterId}`)
  const part = atCentre.getByRole('article', { name: '公安派出所' })
  await part.getByRole('button', { name: '导出密封包' }).click()
  const dialog = atCentre.getByRole('dialog', { name: '导出密封包：公安派出所' })
  await dialog.getByLabel('装上 1 位当事人的姓名和电话').check()
  await dialog.getByRole('button', { name: '导出密封包' }).click()
  await expect(dialog.getByRole('alert').first()).toContainText('请写明理由')
  await dialog.getByLabel('为什么要装当事人的姓名、电话').fill('要上门核实情况（测试）')
  expect(await seriousFindings(atCentre)).toEqual([])
  const one = await saved(atCentre, () => dialog.getByRole('button', { name: '导出密封包' }).click())
  expect(one.name).toMatch(/^一窗通密封包-公安派出所-A\d\d-\d{4}-\d\d-.*\.owtp$/)
  expect(one.buffer.includes('占道')).toBe(false)
  await expect(part.getByText(/已交密封包/)).toContainText('窗口丙（测试）')

  await goTo(atCentre, '/linkage')
  await expect(atCentre.getByRole('heading', { name: '六联任务' })).toBeVisible() // the page before has such a button, too
  await atCentre.getByRole('button', { name: '导出密封包' }).click()
  const many = atCentre.getByRole('dialog', { name: '导出密封包' })
  await expect(many.getByText('等它答复的任务（已选 0 件）')).toBeVisible() // nothing leaves that nobody ticked
  await expect(many.getByRole('button', { name: '导出 0 件' })).toBeDisabled()
  await many.getByRole('searchbox', { name: '编号、什么事' }).fill('没有这样的')
  await expect(many.getByText('没有符合的任务')).toBeVisible()
  await many.getByRole('searchbox', { name: '编号、什么事' }).fill('')
  await many.getByRole('button', { name: '全选（没有交过的 2 件）' }).click() // not the one that left already
  expect(await seriousFindings(atCentre)).toEqual([])
  const two = await saved(atCentre, () => many.getByRole('button', { name: '导出 2 件' }).click())

  // In at the station: looked at first, then taken in, once.
  const drop = atStation.getByLabel('选择密封包或回复包')
  const box = atStation.getByRole('region', { name: '接收密封包或回复包' })
  await drop.setInputFiles({ ...one, buffer: one.buffer.subarray(0, one.buffer.length - 40) })
  await expect(box.getByRole('alert')).toContainText('损坏了或者被改动过')
  await drop.setInputFiles(one)
  const inside = atStation.getByRole('region', { name: '密封包的内容' })
  await expect(inside).toContainText('请夜间巡查三次并书面回复（测试）')
  await expect(inside).toContainText('第一次收到这个中心的密封包')
  expect(await seriousFindings(atStation)).toEqual([])
  await inside.getByRole('button', { name: '收下 1 件' }).click()
  await expect(box.getByText('新登记，请分流办理')).toBeVisible()
  await drop.setInputFiles(one)
  await expect(inside.getByRole('alert')).toContainText('这个密封包已经收过')
  await inside.getByRole('button', { name: '好' }).click()
  await drop.setInputFiles(two)
  await inside.getByRole('button', { name: '收下 2 件' }).click()
  const list = atStation.getByRole('region', { name: '收到的任务' })
  await expect(list.getByRole('row', { name: /等待回复/ })).toHaveCount(3)

  // Answered from the matter, what was typed kept as a draft.
  await list.getByRole('searchbox').fill(task.number)
  await expect(list.getByText('共 1 件')).toBeVisible()
  await list.getByRole('row', { name: new RegExp(task.number) }).dblclick()
  const given = atStation.getByRole('region', { name: /密封包交办/ })
  await given.getByRole('button', { name: '回复密封包' }).click()
  const reply = atStation.getByRole('dialog', { name: `回复密封包 ${task.number}` })
  await reply.getByLabel('办理结果').fill('已夜间巡查三次，摊点清理完毕（测试）')
  await expect(reply.getByText(/^草稿/)).toBeVisible()
  await reply.getByRole('button', { name: '先不' }).click()
  await given.getByRole('button', { name: '回复密封包' }).click()
  await expect(reply.getByLabel('办理结果')).toHaveValue('已夜间巡查三次，摊点清理完毕（测试）')
  await choose(reply, '办结方式', '实质')
  const scan = await station.app.as('clerk')('papers.fontSelfTest', {})
  const pdf = { name: '盖章回复.pdf', mimeType: 'application/pdf', buffer: Buffer.from(scan.pdfBase64, 'base64') }
  await reply.getByLabel('选择 PDF 附件').setInputFiles(pdf)
  await expect(reply.getByText('盖章回复.pdf')).toBeVisible()
  expect(await seriousFindings(atStation)).toEqual([])
  const back = await saved(atStation, () => reply.getByRole('button', { name: '做回复包' }).click())
  expect(back.name).toMatch(/\.owrp$/)
  await expect(given.getByText(/已做回复包/)).toBeVisible()

  // Back at the centre: recorded as the answer of its part, once.
  await goTo(atCentre, '/linkage/sealed')
  await atCentre.getByLabel('选择密封包或回复包').setInputFiles(back)
  const answer = atCentre.getByRole('region', { name: '回复包的内容' })
  await expect(answer).toContainText('协办 公安派出所')
  await expect(answer).toContainText('已夜间巡查三次，摊点清理完毕（测试）')
  expect(await seriousFindings(atCentre)).toEqual([])
  await answer.getByRole('button', { name: '登记答复' }).click()
  await expect(atCentre.getByText(`${task.number} 公安派出所的答复已登记`).first()).toBeVisible()
  await atCentre.getByLabel('选择密封包或回复包').setInputFiles(back)
  await expect(answer.getByRole('alert')).toContainText('这份回复已经登记过')
  await goTo(atCentre, `/matters/${task.matterId}`)
  await expect(part).toContainText('单位报实质性办结')
  await expect(atCentre.getByText('公安派出所：盖章回复')).toBeVisible()
})
