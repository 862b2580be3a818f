import ExcelJS from 'exceljs'
import { readFileSync } from 'node:fs'
import { addDays } from '../../src-shared/kernel/day.ts'
import { seriousFindings } from './support/axe.ts'
import { choose } from './support/choose.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { TODAY } from './support/petitionCase.ts'

const DUE = addDays(TODAY, 7)
const HEADS = ['工单编号', '转办时间', '诉求标题', '诉求内容', '办结时限']
const line = (n: number, due: string = DUE): string[] => [
  `HL-000${n}（测试）`,
  `${TODAY} 08:00`,
  `第 ${n} 件占道（测试）`,
  `示范路 ${n} 号门前占道经营`,
  due,
]
const tsv = (...rows: string[][]): string => [HEADS, ...rows].map((row) => row.join('\t')).join('\r\n')

test('a copied list of the hotline is checked, taken in once, found by its numbers, merged where it came twice, and undone', async ({
  app,
  logIn,
}) => {
  test.setTimeout(90_000)
  const page = await logIn('clerk')
  await goTo(page, '/linkage/sheets')
  await page.getByRole('combobox', { name: '来件系统' }).selectOption('12345 热线')
  await expect(page.getByRole('status').filter({ hasText: '还没有设置' })).toBeVisible()
  await page.getByRole('button', { name: '设置' }).click()
  const settings = page.getByRole('dialog', { name: '来件系统：12345 热线' })
  await choose(settings, '属于哪一联', '问题')
  await choose(settings, '事件分类', '占道')
  await expect(settings.getByRole('group', { name: '列1', exact: true }).getByLabel('列名')).toHaveValue('来件编号')
  await settings.getByRole('button', { name: /^保存/ }).click()
  await expect(settings).toBeHidden()

  const box = page.getByLabel('粘贴（连同表头）')
  await box.fill('市民来电反映门前占道\n请尽快处理')
  await page.getByRole('button', { name: '读取粘贴的内容' }).click()
  await expect(page.getByRole('alert')).toContainText('不是表格')
  await box.fill(tsv(line(1), line(2, '尽快')))
  await page.getByRole('button', { name: '读取粘贴的内容' }).click()
  await expect(page.getByText('粘贴的表：2 行')).toBeVisible()
  await expect(page.getByRole('combobox', { name: '来件编号对应的列' })).toHaveValue('0')
  await page.getByRole('button', { name: '试导入' }).click()
  const result = page.getByRole('region', { name: '试导入结果' })
  await expect(result.getByRole('row', { name: /^3 办结时限 要求办结时限：“尽快”不是日期/ })).toBeVisible()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    result.getByRole('button', { name: '下载标出错误的表' }).click(),
  ])
  const marked = new ExcelJS.Workbook()
  await marked.xlsx.load(readFileSync(await download.path()).buffer as ArrayBuffer)
  expect(marked.worksheets[0]?.getCell('E3').text).toBe('尽快')
  expect(await seriousFindings(page)).toEqual([])

  await page.getByRole('button', { name: '换一张表' }).click()
  await box.fill(tsv(line(1), line(2)))
  await page.getByRole('button', { name: '读取粘贴的内容' }).click()
  await page.getByRole('button', { name: '试导入' }).click()
  await result.getByRole('button', { name: '导入 2 件' }).click()
  await page.getByRole('dialog', { name: '导入' }).getByRole('button', { name: '导入', exact: true }).click()
  const history = page.getByRole('region', { name: '导入记录' })
  await expect(history.getByRole('row', { name: /粘贴的表.* 12345 热线 2/ })).toBeVisible()

  // The next day's list holds yesterday's rows again.
  await box.fill(tsv(line(1), line(2), line(3)))
  await page.getByRole('button', { name: '读取粘贴的内容' }).click()
  await page.getByRole('button', { name: '试导入' }).click()
  await expect(result.getByText('可导入 1 行')).toBeVisible()
  await result.getByText('编号早已登记的 2 行不会再登记').click()
  await expect(result.getByRole('list', { name: '早已登记的' })).toContainText('第 2 行 HL-0001（测试） 是')

  await goTo(page, '/linkage?words=HL-0002')
  await expect(page.getByText('共 1 件')).toBeVisible()
  const row = page.getByRole('row', { name: /第 2 件占道/ })
  await row.getByRole('gridcell').first().dblclick()
  await expect(page.getByRole('region', { name: '受理登记' })).toContainText('12345 热线 HL-0002（测试）')

  // Another seat took the same list in while no network joined them: its second line arrives here later.
  const head = app.as('head')
  const twin = await head('intake.register', {
    ...{ receivedOn: TODAY, channel: 'transfer', summary: '第 2 件占道（测试）' },
    ...{ sourceUnit: '12345 热线', sourceNumber: 'HL-0002（测试）' },
  })
  await goTo(page, '/linkage/sheets')
  await expect(history.getByText('1 件另一台电脑也登记了')).toBeVisible()
  const twins = page.getByRole('region', { name: '登记了两次的来件' })
  await expect(twins).toContainText('12345 热线 HL-0002（测试）：留下')
  await page.screenshot({ path: 'test-results/sheet-twins.png', fullPage: true })
  expect(await seriousFindings(page)).toEqual([])
  await goTo(page, '/linkage?words=HL-0002')
  await row.getByRole('gridcell').first().dblclick()
  await twins.getByRole('button', { name: /^把 .* 并入 / }).click()
  await page
    .getByRole('dialog', { name: /^把 .* 并入 / })
    .getByRole('button', { name: /^并入/ })
    .click()
  await expect(twins).toBeHidden()
  expect((await head('matters.get', { matterId: twin.matterId })).stage).toBe('merged')
  await head('intake.unmerge', { matterId: twin.matterId, version: twin.version + 1, reason: '并错了' })
  await expect(twins).toBeVisible()
  await twins.getByRole('button', { name: /不是同一件$/ }).click()
  await expect(twins).toBeHidden()

  await goTo(page, '/linkage/sheets')
  await history.getByRole('button', { name: /^撤销导入粘贴的表/ }).click()
  await page.getByRole('dialog', { name: '撤销导入' }).getByRole('button', { name: '撤销', exact: true }).click()
  await expect(history.getByText('已撤销')).toBeVisible({ timeout: 30_000 })
})

test('answers go back in the columns of the hotline, copied or as a file, and are written down as told', async ({
  app,
  logIn,
}) => {
  test.setTimeout(90_000)
  const call = app.as('clerk')
  const answers = [
    { head: '工单编号', field: 'number' as const },
    { head: '办理结果', field: 'answer' as const },
    { head: '办结方式', field: 'closure' as const },
  ]
  const source = { name: '12345 热线', door: 'hotline' as const, linkage: '4', eventClass: '0401', answers }
  await call('linkage.saveSheetSource', { id: 'hotline', ...source })
  for (const [n, reason] of ['重复来件，只备查（测试）', '已由城管处理（测试）'].entries()) {
    const sourceNumber = `310000000000000${n}`
    const card = { channel: 'transfer' as const, sourceUnit: '12345 热线', sourceNumber, summary: `第 ${n} 件（测试）` }
    const { matterId, version } = await call('intake.register', { receivedOn: TODAY, ...card })
    const triaged = await call('intake.triage', { matterId, version, route: 'linkage' })
    const sheet = { system: '12345热线', number: sourceNumber }
    const about = { linkage: '4', source: 'hotline' as const, eventClass: '0401', sheet }
    const described = await call('linkage.describe', { matterId, version: triaged.version, act: about })
    await call('linkage.file', { matterId, version: described.version, act: { on: TODAY, reason } })
  }
  const page = await logIn('clerk')
  await page.context().grantPermissions(['clipboard-read'])
  await goTo(page, '/linkage/sheet-answers?source=hotline')
  const list = page.getByRole('region', { name: '答复清单' })
  await expect(list.getByRole('columnheader').first()).toHaveText('工单编号')
  await expect(list.getByRole('row', { name: /^3100000000000001 已由城管处理（测试） 备案 未反馈/ })).toBeVisible()
  await page.getByRole('button', { name: '复制' }).click()
  const ask = page.getByRole('dialog', { name: '复制答复' })
  await ask.getByLabel('导出用途').fill('回填热线（测试）')
  await ask.getByRole('button', { name: /^复制/ }).click()
  await expect(page.getByText('已复制 2 件答复')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    [
      '工单编号\t办理结果\t办结方式',
      '3100000000000000\t重复来件，只备查（测试）\t备案',
      '3100000000000001\t已由城管处理（测试）\t备案',
    ].join('\r\n'),
  )
  await page.getByRole('button', { name: '导出 xlsx' }).click()
  const save = page.getByRole('dialog', { name: '导出答复' })
  await save.getByLabel('导出用途').fill('回填热线（测试）')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    save.getByRole('button', { name: /^导出/ }).click(),
  ])
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(readFileSync(await download.path()).buffer as ArrayBuffer)
  expect(book.worksheets[0]?.getCell('A1').text).toBe('工单编号')
  expect(book.worksheets[0]?.getCell('A3').text).toBe('3100000000000001')
  expect(await seriousFindings(page)).toEqual([])

  await page.getByRole('button', { name: '登记已反馈（2 件）' }).click()
  await page.getByRole('dialog', { name: '登记已反馈' }).getByRole('button', { name: '登记', exact: true }).click()
  await expect(list.getByRole('row', { name: /^3100000000000000 .* 已反馈/ })).toBeVisible()
})

test('more answers than a page holds are listed on; a day that narrows them is no draft', async ({ app, logIn }) => {
  test.setTimeout(120_000)
  const call = app.as('clerk')
  const answers = [
    { head: '工单编号', field: 'number' as const },
    { head: '办理结果', field: 'answer' as const },
  ]
  const source = { name: '12345 热线', door: 'hotline' as const, linkage: '4', eventClass: '0401', answers }
  await call('linkage.saveSheetSource', { id: 'hotline', ...source })
  for (let n = 1; n <= 202; n += 1) {
    const sourceNumber = `HL-${String(n).padStart(4, '0')}`
    const card = { channel: 'transfer' as const, sourceUnit: '12345 热线', sourceNumber, summary: `第 ${n} 件（测试）` }
    const { matterId, version } = await call('intake.register', { receivedOn: TODAY, ...card })
    const triaged = await call('intake.triage', { matterId, version, route: 'linkage' })
    const about = {
      ...{ linkage: '4', source: 'hotline' as const, eventClass: '0401' },
      sheet: { system: '12345 热线', number: sourceNumber },
    }
    const described = await call('linkage.describe', { matterId, version: triaged.version, act: about })
    await call('linkage.file', { matterId, version: described.version, act: { on: TODAY, reason: '备查（测试）' } })
  }
  const page = await logIn('clerk')
  await goTo(page, '/linkage/sheet-answers?source=hotline')
  const list = page.getByRole('region', { name: '答复清单' })
  await expect(list.getByRole('row')).toHaveCount(201)
  await expect(page.getByText('共 202 件，已列出 200 件')).toBeVisible()
  await list.getByRole('button', { name: '再列出 2 件' }).click()
  await expect(list.getByRole('row', { name: /^HL-0202/ })).toBeVisible()
  await expect(list.getByRole('button')).toHaveCount(0)

  await page.getByLabel('办结：从').fill(addDays(TODAY, -3))
  await page.getByLabel('办结：从').press('Tab')
  await expect(page).toHaveURL(new RegExp(`from=${addDays(TODAY, -3)}`))
  await expect(page.getByText('未保存').filter({ visible: true })).toHaveCount(0)
})

test('their own workbook, with a title above the heads, real days and a number as a number, is taken in and undone', async ({
  app,
  logIn,
}, testInfo) => {
  test.setTimeout(90_000)
  const call = app.as('clerk')
  const answers = [{ head: '工单编号', field: 'number' as const }]
  const source = { name: '12345 热线', door: 'hotline' as const, linkage: '4', eventClass: '0401', answers }
  await call('linkage.saveSheetSource', { id: 'hotline', ...source })
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('工单')
  sheet.addRow(['12345 热线转办工单（测试）'])
  sheet.addRow(HEADS)
  const at = new Date(`${TODAY}T00:00:00Z`)
  sheet.addRow([310000000123, at, '路口堆物（测试）', '示范路 1 号门前堆物', new Date(`${DUE}T00:00:00Z`)])
  sheet.addRow(['HL-0002（测试）', at, '路灯不亮（测试）', '=1+1 处路灯不亮', DUE])
  const file = testInfo.outputPath('theirs.xlsx')
  await book.xlsx.writeFile(file)

  const page = await logIn('clerk')
  await goTo(page, '/linkage/sheets?source=hotline')
  await page.getByLabel('选择 xlsx 文件').setInputFiles(file)
  await page.getByRole('button', { name: '试导入' }).click()
  const result = page.getByRole('region', { name: '试导入结果' })
  await expect(result.getByText('可导入 2 行')).toBeVisible()
  await page.screenshot({ path: 'test-results/sheet-theirs.png', fullPage: true })
  await result.getByRole('button', { name: '导入 2 件' }).click()
  await page.getByRole('dialog', { name: '导入' }).getByRole('button', { name: '导入', exact: true }).click()
  const history = page.getByRole('region', { name: '导入记录' })
  await expect(history.getByRole('row', { name: /theirs\.xlsx.* 12345 热线 2/ })).toBeVisible()
  const { rows } = await call('linkage.list', { filter: {} })
  expect(rows.map(({ sheetNumber, receivedOn }) => [sheetNumber, receivedOn]).sort()).toEqual([
    ['310000000123', TODAY],
    ['HL-0002（测试）', TODAY],
  ])
  await history.getByRole('button', { name: /^撤销导入/ }).click()
  await page.getByRole('dialog', { name: '撤销导入' }).getByRole('button', { name: '撤销', exact: true }).click()
  await expect(history.getByText('已撤销')).toBeVisible({ timeout: 30_000 })
  expect((await call('linkage.list', { filter: { isOpenOnly: true } })).count).toBe(0)
})
