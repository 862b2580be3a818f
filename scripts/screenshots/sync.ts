import { rmSync } from 'node:fs'
import type { Browser } from '@playwright/test'
import { dayOf } from '../../src-shared/kernel/day.ts'
import { amendByCall } from '../../tests/e2e/support/amend.ts'
import { startCentreHost, type Centre } from '../../tests/e2e/support/centre.ts'
import { startDistrictServer, type DistrictServer } from '../../tests/e2e/support/district.ts'
import { openOffice } from '../../tests/e2e/support/office.ts'
import { PASSWORD, PEOPLE } from '../../tests/e2e/support/people.ts'
import { openStudio, WINDOW } from './studio.ts'

const TODAY = dayOf(new Date().toISOString())
const STORIES = [
  '楼上漏水泡坏吊顶，要求赔偿三千元',
  '楼道堆物影响通行，邻居反映多次',
  '夜间装修噪声扰民',
  '小区门口车辆乱停',
]

/** A street of two made-up windows and its district: joined, without a network, quarrelled, on a stick. A practice centre joins none. */
export async function takeSync(browser: Browser, outDir: string, folder: string): Promise<void> {
  const first = await startDistrictServer({ folder })
  const hosts = await Promise.all([startCentreHost('A'), startCentreHost('B')])
  const [east, west] = (await Promise.all(hosts.map((host) => host.open()))) as [Centre, Centre]
  const context = await browser.newContext({ viewport: WINDOW, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const { page, logIn, goTo, take } = await openStudio(await context.newPage(), east, outDir)
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 4; round += 1)
      for (const centre of [east, west]) await centre.as('head')('sync.now', {})
  }
  const ids = []
  for (const [at, summary] of STORIES.entries()) {
    const parties = [{ party: { name: `样本${'甲乙丙丁'[at]}（测试）`, phone: `1390000000${at}` } }]
    ids.push((await east.as('clerk')('intake.register', { receivedOn: TODAY, summary, parties })).matterId)
  }
  await logIn(PEOPLE.head.login, PASSWORD)
  await goTo('/sync')
  await take('sync-join')
  await east.as('head')('sync.join', { url: first.url, code: await first.code(), name: '一号窗口' })
  await west.as('head')('sync.join', { url: first.url, code: await first.code(), name: '二号窗口' })
  await settle()
  await first.stop()
  const [leak, stuff] = ids as [(typeof ids)[0], (typeof ids)[0]]
  await amendByCall(east, leak!, { summary: '楼上漏水泡坏吊顶，要求赔偿三千五百元', phone: '13900000012' })
  await west.as('head')('sync.now', {})
  await amendByCall(west, leak!, { summary: '楼上漏水泡坏吊顶和墙面，要求赔偿四千元', phone: '13900000013' })
  await amendByCall(west, stuff!, { phone: '13900000014' })
  await east.as('head')('sync.now', {})
  await goTo('/sync')
  await page.getByText('现在连不上区级服务器').first().waitFor()
  await take('sync-waiting')
  await goTo('/sync/package')
  await page.getByRole('button', { name: '导出同步包' }).waitFor()
  await take('sync-package')
  const second = await startDistrictServer({ folder, port: first.port })
  await settle()
  await goTo('/sync')
  await page.getByText(/^✓全部已同步$/).waitFor()
  await take('sync-done')
  await goTo('/sync/conflicts')
  await page.getByRole('gridcell').first().waitFor()
  await take('sync-conflicts')
  await goTo(`/matters/${leak!}`)
  await page.getByText('处两台电脑都改过').waitFor()
  await take('sync-matter')
  await direct(browser, second)
  await settle()
  await goTo('/directives')
  await page.getByRole('gridcell', { name: '楼道堆物整治情况' }).dblclick()
  await page.getByRole('dialog', { name: /督办/ }).waitFor()
  await take('directive')
  await context.close()
  for (const host of hosts) await host.stop()
  await second.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Writes the street a directive, on the district's own page. */
async function direct(browser: Browser, district: DistrictServer): Promise<void> {
  const office = await openOffice(browser, district)
  await office.getByRole('button', { name: '发出督办、交办' }).click()
  await office.getByRole('group', { name: '发给哪些街道' }).getByRole('checkbox').first().check()
  await office.getByLabel('标题').fill('楼道堆物整治情况')
  await office.getByLabel('要求').fill('请摸清辖区楼道堆物的小区，会同物业、消防整治，月底前书面答复整治前后情况。')
  await office.getByLabel('要求').press('Control+Enter')
  await office.getByText('待签收').first().waitFor()
  await office.context().close()
}
