import ExcelJS from 'exceljs'
import { addDays, addMonthsTo, dayOf, monthOf } from '../../src-shared/kernel/day.ts'
import { toTop, type Studio } from './studio.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const TODAY = dayOf(new Date().toISOString())
const LAST_MONTH = addMonthsTo(monthOf(TODAY), -1)

/** What the head and the administrator see: a month of paper, figures, an old register, settings and the log. */
export async function takeOffice({ page, logIn, goTo, call, take }: Studio, backupDir: string): Promise<void> {
  await logIn('fuzeren')
  await goTo(`/ledger?month=${LAST_MONTH}`)
  await page.getByRole('gridcell').first().waitFor()
  await take('ledger')
  await page.getByRole('button', { name: '预览' }).click()
  await page
    .getByRole('dialog')
    .getByText(/第 1 页 \/ 共/)
    .waitFor()
  await take('ledger-paper')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '签发', exact: true }).click()
  await page.getByRole('checkbox', { name: /核对/ }).waitFor()
  await take('sign-off')
  await page.keyboard.press('Escape')

  await goTo(`/figures?month=${LAST_MONTH}`)
  await page.getByRole('region', { name: '勾稽' }).waitFor()
  await take('figures')
  const trend = page.getByRole('region', { name: '近十二个月' })
  await trend.getByRole('table').first().waitFor()
  await toTop(trend)
  await take('trend')

  await goTo('/import')
  await page
    .getByLabel('选择 xlsx 文件')
    .setInputFiles({ name: '旧台账.xlsx', mimeType: XLSX, buffer: await oldRegister() })
  await page.getByRole('button', { name: '试导入' }).click()
  const result = page.getByRole('region', { name: '试导入结果' })
  await result.waitFor()
  await toTop(result)
  await take('import')

  await goTo('/audit')
  await page.getByRole('gridcell').first().waitFor()
  await take('audit')
  await logIn('guanli')
  await call('centre.saveSettings', { backupDir })
  await goTo('/settings')
  await page.getByLabel('中心名称').waitFor()
  await take('settings')
  await goTo('/users')
  await page.getByRole('row').nth(2).waitFor()
  await take('users')
}

/** A register as offices keep it, with two cells that cannot be read. */
async function oldRegister(): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('台账')
  sheet.addRow(['卷号', '受理日期', '申请人', '被申请人', '纠纷类别', '案件来源', '纠纷简况', '调解员', '结果'])
  const day = (back: number) => addDays(TODAY, -back)
  sheet.addRow(['旧001', day(400), '样本丙', '样本丁', '邻里纠纷', '当事人申请', '楼道堆物', '丁建松', ''])
  sheet.addRow(['旧002', '去年冬天', '样本戊', '样本己', '物业纠纷', '主动调解', '停车位争议', '苏桂英', ''])
  sheet.addRow(['旧003', day(380), '样本庚', '样本辛', '吵架', '当事人申请', '夜间噪声', '苏桂英', ''])
  return Buffer.from(await book.xlsx.writeBuffer())
}
