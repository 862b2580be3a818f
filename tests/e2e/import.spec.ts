import ExcelJS from 'exceljs'
import { readFileSync } from 'node:fs'
import { addDays, dayOf } from '../../src-shared/kernel/day.ts'
import { expect, goTo, test } from './support/fixtures.ts'

const DAY = addDays(dayOf(new Date().toISOString()), -1)
const MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A small register as offices keep it; the second row's day may be wrong. */
async function workbook(secondDay: string): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('台账')
  sheet.addRow(['卷号', '受理日期', '申请人', '被申请人', '纠纷类别', '案件来源', '纠纷简况', '调解员', '结果'])
  sheet.addRow(['旧001', DAY, '王五（测试）', '赵六（测试）', '邻里纠纷', '当事人申请', '楼道堆物', '调解员丁', ''])
  sheet.addRow([
    '旧002',
    secondDay,
    '钱七（测试）',
    '孙八（测试）',
    '物业纠纷',
    '主动调解',
    '停车位争议',
    '调解员丁',
    '',
  ])
  return Buffer.from(await book.xlsx.writeBuffer())
}

test('a sheet with an error writes nothing, the mended one is imported and undone as a whole', async ({
  app,
  logIn,
}) => {
  const page = await logIn('clerk')
  await goTo(page, '/import')
  const picker = page.getByLabel('选择 xlsx 文件')
  await picker.setInputFiles({ name: '旧台账.xlsx', mimeType: MIME, buffer: await workbook('去年冬天') })
  await expect(page.getByText('旧台账.xlsx：2 行')).toBeVisible()
  await expect(page.getByRole('combobox', { name: '受理日期对应的列' })).toHaveValue('1')
  await page.getByRole('button', { name: '试导入' }).click()
  const result = page.getByRole('region', { name: '试导入结果' })
  await expect(result.getByText('有错 1 行')).toBeVisible()
  await expect(result.getByRole('row', { name: /^3 受理日期/ })).toBeVisible()
  await expect(result.getByRole('button', { name: /^导入/ })).toHaveCount(0)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    result.getByRole('button', { name: '下载标出错误的表' }).click(),
  ])
  const marked = new ExcelJS.Workbook()
  await marked.xlsx.load(readFileSync(await download.path()).buffer as ArrayBuffer)
  expect(marked.worksheets[0]?.getCell('C3').text).toBe('钱七（测试）')

  await page.getByRole('button', { name: '换一个文件' }).click()
  await picker.setInputFiles({ name: '旧台账.xlsx', mimeType: MIME, buffer: await workbook(DAY) })
  await page.getByRole('button', { name: '试导入' }).click()
  await result.getByRole('button', { name: '导入 2 件' }).click()
  await page.getByRole('dialog', { name: '导入' }).getByRole('button', { name: '导入', exact: true }).click()
  const history = page.getByRole('region', { name: '导入记录' })
  await expect(history.getByRole('row', { name: /旧台账.xlsx 2/ })).toBeVisible()
  await goTo(page, `/ledger?month=${DAY.slice(0, 7)}`)
  await expect(page.getByRole('gridcell', { name: '王五（测试）' })).toBeVisible()

  await goTo(page, '/import')
  await history.getByRole('button', { name: '撤销导入旧台账.xlsx' }).click()
  await page.getByRole('dialog', { name: '撤销导入' }).getByRole('button', { name: '撤销', exact: true }).click()
  await expect(history.getByText('已撤销')).toBeVisible()
  const { rows } = await app.as('head')('ledger.month', { month: DAY.slice(0, 7) as never })
  expect(rows).toEqual([])
})

test('what is no xlsx is told with the way out, and nothing else happens', async ({ logIn }) => {
  const page = await logIn('clerk')
  await goTo(page, '/import')
  const picker = page.getByLabel('选择 xlsx 文件')
  await picker.setInputFiles({ name: '旧台账.xls', mimeType: 'application/vnd.ms-excel', buffer: Buffer.from('x') })
  await expect(page.getByRole('alert')).toContainText('请先在 WPS 或 Excel 里另存为 xlsx')
  await picker.setInputFiles({ name: '坏的.xlsx', mimeType: MIME, buffer: Buffer.from('not a workbook') })
  await expect(page.getByRole('alert')).toContainText('在 WPS 或 Excel 中打开后另存为 .xlsx')
  await expect(page.getByRole('button', { name: '选择文件' })).toBeEnabled()
})
