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

test('a copied list of the hotline is checked, taken in once, found by its numbers, and undone', async ({ logIn }) => {
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
  await expect(page.getByText(`12345 热线 HL-0002（测试）`)).toBeVisible()

  await goTo(page, '/linkage/sheets')
  await history.getByRole('button', { name: /^撤销导入粘贴的表/ }).click()
  await page.getByRole('dialog', { name: '撤销导入' }).getByRole('button', { name: '撤销', exact: true }).click()
  await expect(history.getByText('已撤销')).toBeVisible()
})
