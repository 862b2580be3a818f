import { readPdf } from './support/pdf.ts'
import { seedPractice } from './support/program.ts'
import { expect, test } from './support/programTest.ts'

test('the practice centre: log-ins to click, a watermark on the screen and on paper', async ({
  page,
  folder,
  start,
  open,
}) => {
  const dir = folder()
  await seedPractice(dir, 40)
  await open(await start(dir, '--practice'))
  const people = page.getByRole('region', { name: /练习账号/ })
  await expect(people.getByText('练习中心的人和事都是编的')).toBeVisible()
  await expect(page.getByRole('note')).toHaveText('练习数据')
  for (const title of ['窗口受理员', '人民调解员', '社工', '负责人', '帮扶负责人', '系统管理员']) {
    await expect(people.getByRole('button', { name: title }).first()).toBeVisible()
  }
  await people.getByRole('button', { name: /(?<!帮扶)负责人/ }).click()
  await expect(page.getByRole('heading', { name: /^今日/ })).toBeVisible()
  await expect(page.getByTestId('watermark')).toBeVisible()
  await expect(page.getByRole('banner')).toContainText('练习')

  const printed = async (title: RegExp): Promise<string> => {
    const dialog = page.getByRole('dialog', { name: title })
    const download = page.waitForEvent('download')
    await dialog.getByRole('button', { name: '存为文件' }).click()
    const text = await readPdf(await (await download).path())
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    return text
  }
  await page.getByRole('button', { name: '打印今日清单' }).click()
  expect(await printed(/今日清单/)).toContain('练习')
  await page.getByRole('link', { name: '台账', exact: true }).click()
  await page.getByRole('button', { name: '预览' }).click()
  expect(await printed(/台账/)).toContain('练习')
})

test('the practice centre has a hotline set up: a list of it is taken in, and its answers are there', async ({
  page,
  folder,
  start,
  open,
}) => {
  test.setTimeout(120_000)
  const dir = folder()
  await seedPractice(dir, 40)
  await open(await start(dir, '--practice'))
  await page.getByRole('button', { name: '窗口受理员' }).first().click()
  await expect(page.getByRole('heading', { name: /^今日/ })).toBeVisible()
  await page.evaluate(() => void (location.hash = '#/linkage/sheets?source=hotline'))
  await page.getByRole('button', { name: '放入一张练习用的来件表' }).click()
  await page.getByRole('button', { name: '读取粘贴的内容' }).click()
  await expect(page.getByRole('columnheader', { name: '事项栏目' })).toBeVisible()
  await page.getByRole('button', { name: '试导入' }).click()
  const result = page.getByRole('region', { name: '试导入结果' })
  await expect(result.getByText('可导入 4 行')).toBeVisible()
  await expect(result.getByText('编号早已登记的 1 行不会再登记')).toBeVisible()
  await page.evaluate(() => void (location.hash = '#/linkage/sheet-answers?source=hotline&from=2020-01-01'))
  const answers = page.getByRole('region', { name: '答复清单' })
  await expect(answers.getByRole('row', { name: /^HL-练习-0088 .* 未反馈$/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /^登记已反馈（[1-9]/ })).toBeEnabled()
})
