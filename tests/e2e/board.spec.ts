import { addDays, addMonths, dayOf, monthOf, type Day } from '../../src-shared/kernel/day.ts'
import { BOARD_SECTIONS } from '../../src-shared/linkage/board.ts'
import { described, helper, lead, linkageDesk } from '../support/linkageDesk.ts'
import { readPages, readSmallest } from '../main/paper/readPdf.ts'
import { seriousFindings } from './support/axe.ts'
import { expect, goTo, test } from './support/fixtures.ts'

const TODAY = dayOf(new Date().toISOString())
const FIRST = `${monthOf(addMonths(TODAY, -1))}-01` as Day
const MONTH = monthOf(FIRST)
const UNITS = ['05', '06', '14', '10', '09', '01', '02', '12']

test('看板: pictures of the month by kinds and units, each number opens its list, and it prints on two sheets', async ({
  app,
  logIn,
}) => {
  test.setTimeout(180_000)
  const call = app.as('head')
  for (let no = 0; no < 14; no++) {
    const received = addDays(FIRST, no)
    const desk = await linkageDesk(call, received, { summary: `示范路口占道 ${no}（测试）` })
    const source = ['window', 'grid', 'patrol', 'meeting'][no % 4]
    await desk.act('describe', described({ linkage: String(1 + (no % 5)), source }))
    const unit = UNITS[no % UNITS.length] as string
    const other = UNITS[(no + 3) % UNITS.length] as string
    const assignments = [lead(unit, addDays(received, 5)), helper(other, addDays(received, 5))]
    await desk.act('dispatch', { on: received, request: '请办理', assignments })
    const [leading, helping] = [await desk.part(unit), await desk.part(other)]
    if (no % 4 === 3) await desk.act('unitReturns', { key: helping.key, on: received, reason: '不属本单位职责' })
    else await desk.act('unitAnswers', { key: helping.key, on: addDays(received, 4), text: '已办' })
    if (no % 3 === 2) {
      const words = {
        on: addDays(received, 4),
        cause: `0${1 + (no % 3)}`,
        text: '请抓紧',
        answerBy: addDays(received, 9),
      }
      await desk.act('supervise', { key: leading.key, level: 'ordinary', ...words })
      continue
    }
    const on = addDays(received, no % 2 === 0 ? 4 : 6)
    await desk.act('unitAnswers', { key: leading.key, on, text: '已办' })
    await desk.act('verify', { on, by: '窗口甲', how: 'site', isPassed: true, text: '看过' })
    const closure = ['substantive', 'stage', 'procedural'][no % 3]
    await desk.act('close', {
      on,
      closure,
      summary: '已办',
      approver: '主任',
      lookBackOn: closure === 'substantive' ? null : TODAY,
    })
  }
  const page = await logIn('head')
  page.setDefaultTimeout(20_000)
  await goTo(page, `/linkage/board?month=${MONTH}`)
  const figure = (title: string) => page.getByRole('region', { name: title, exact: true })
  for (const { title } of Object.values(BOARD_SECTIONS)) await expect(figure(title)).toBeVisible()
  await expect(page.getByRole('img')).toHaveCount(Object.keys(BOARD_SECTIONS).length)
  await expect(page.locator('.board svg').first()).toBeVisible()
  await page.screenshot({ path: 'test-results/board.png', fullPage: true })
  expect(await seriousFindings(page)).toEqual([])

  // Every number of the tables, by keyboard: the list holds as many.
  const links = page.locator('.board-figure__number a')
  const paths = await links.evaluateAll((all) =>
    all.map((each) => [each.getAttribute('href') ?? '', each.textContent ?? '']),
  )
  expect(paths.length).toBeGreaterThan(25)
  await figure('三种办结')
    .getByRole('link', { name: /实质性办结/ })
    .press('Enter')
  await expect(page.getByRole('status').filter({ hasText: '只看' })).toContainText('实质性办结')
  for (const [path, count] of paths.filter((_, at) => at % 5 === 0)) {
    await goTo(page, (path ?? '').replace(/^#/, ''))
    await expect(page.getByText(`共 ${count} 件`)).toBeVisible()
  }
  await page.getByRole('button', { name: '全部显示' }).click()
  await expect(page.getByText('共 14 件')).toBeVisible()

  // A bar opens the same list as its number.
  await goTo(page, `/linkage/board?month=${MONTH}`)
  await figure('三种办结').locator('svg').scrollIntoViewIfNeeded()
  const box = (await figure('三种办结').locator('svg').boundingBox())!
  await page.mouse.click(box.x + box.width * 0.3, box.y + 34)
  await expect(page.getByRole('status').filter({ hasText: '只看' })).toContainText('办结')

  // Paper: two sheets, in the light theme whatever the screen has, no letter smaller than 9 points.
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'contrast'))
  await goTo(page, `/linkage/board?month=${MONTH}`)
  await expect(page.locator('.board svg').first()).toBeVisible()
  const pdf = await page.pdf({ path: 'test-results/board.pdf', preferCSSPageSize: true, printBackground: true })
  const sheets = await readPages(new Uint8Array(pdf))
  expect(sheets).toHaveLength(2)
  expect(sheets[0]).toContain('三种办结')
  for (const [at, sheet] of sheets.entries()) expect(sheet).toMatch(new RegExp(`第${at + 1}.共2.`))
  expect(sheets[1]).toContain('各单位到期、超期、退回、未答复')
  expect(await readSmallest(new Uint8Array(pdf))).toBeGreaterThanOrEqual(8.9)

  // Printed by the browser: in the light theme; afterwards the screen is as it was, its pictures as large as before.
  const inkOnScreen = await page.locator('.board svg text').first().getAttribute('fill')
  const sizes = () =>
    page.locator('.board svg').evaluateAll((all) =>
      all.map((svg) => {
        const { width, height } = svg.getBoundingClientRect()
        return `${Math.round(width)}×${Math.round(height)} ${svg.getAttribute('viewBox')}`
      }),
    )
  const onScreen = await sizes()
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light')
  expect(await page.locator('.board svg text').first().getAttribute('fill')).not.toBe(inkOnScreen)
  expect(await page.locator('.board').evaluate((board) => board.clientWidth)).toBeLessThan(1100)
  expect(await sizes()).not.toEqual(onScreen)
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: 'screen' })
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('contrast')
  await expect(page.locator('.board--paper')).toHaveCount(0)
  await expect(page.locator('.board svg text').first()).toHaveAttribute('fill', inkOnScreen ?? '')
  await expect.poll(sizes).toEqual(onScreen)
  await page.screenshot({ path: 'test-results/board-contrast.png', fullPage: true })
  expect(await seriousFindings(page)).toEqual([])

  // Printed by the button: a paper to look at, to print and to keep; exported: the same numbers as a table.
  await page.getByRole('button', { name: '打印', exact: true }).click()
  const printing = page.getByRole('dialog', { name: '打印看板' })
  await printing.getByLabel('打印用途').fill('例会')
  await printing.getByRole('button', { name: '排版' }).click()
  const paper = page.getByRole('dialog', { name: /^20\d\d年\d+月看板$/ })
  await expect(paper.getByRole('button', { name: '存为文件' })).toBeVisible({ timeout: 30_000 })
  await page.screenshot({ path: 'test-results/board-paper.png' })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '导出', exact: true }).click()
  const exporting = page.getByRole('dialog', { name: '导出看板' })
  await exporting.getByLabel('导出用途').fill('例会')
  const download = page.waitForEvent('download')
  await exporting.getByRole('button', { name: '导出', exact: true }).click()
  expect((await download).suggestedFilename()).toMatch(/看板.*\.xlsx$/)
  await page.evaluate(() => delete document.documentElement.dataset['theme'])

  await goTo(page, '/linkage/board?month=2020-02')
  await expect(page.getByRole('status').filter({ hasText: '2020年2月没有六联任务' })).toBeVisible()
  const printButton = page.getByRole('button', { name: '打印' })
  await expect(printButton).toBeDisabled()
  await expect(printButton).toHaveAttribute('title', '2020年2月没有六联任务，没有可以打印和导出的')
})

test('看板 is for those who keep the centre’s tasks', async ({ app, logIn }) => {
  await expect(app.as('mediator')('linkage.board', { month: MONTH })).rejects.toThrow('forbidden')
  const page = await logIn('mediator')
  await goTo(page, '/linkage')
  await expect(page.getByRole('navigation', { name: '六联的分页' }).getByRole('link', { name: '看板' })).toHaveCount(0)
})
