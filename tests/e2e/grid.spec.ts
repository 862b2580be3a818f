import { pdfText } from '../support/pdfText.ts'
import { seriousFindings } from './support/axe.ts'
import { choose } from './support/choose.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { closePaper, formOf, nextOf } from './support/petitionCourse.ts'
import { TODAY } from './support/petitionCase.ts'

test('a grid gets its card; a diary entry becomes an event, is dealt with, goes to the centre and stands on the day’s sheet', async ({
  app,
  logIn,
}) => {
  test.setTimeout(120_000)
  const call = app.as('clerk')
  const [community] = (await call('centre.places', {})).filter(({ kind }) => kind === 'community')
  const parentId =
    community?.id ??
    (await call('centre.savePlace', { id: null, kind: 'community', name: '示例一居', parentId: null, isActive: true }))
      .id
  await call('centre.savePlace', { id: null, kind: 'grid', name: '示例第九网格', parentId, isActive: true })

  const page = await logIn('clerk')
  await goTo(page, '/linkage/grids')
  await page.getByRole('searchbox').fill('示例第九')
  await page.getByRole('grid', { name: '网格' }).getByRole('gridcell', { name: '示例第九网格' }).dblclick()
  await page.getByRole('button', { name: '修改网格卡' }).click()
  const card = formOf(page, '示例第九网格网格卡')
  await expect(card.getByLabel('区划代码')).toBeFocused()
  await card.getByLabel('区划代码').fill('31010400100')
  await card.getByLabel('户数').fill('３２０')
  const person = card.getByRole('group', { name: '责任人1', exact: true })
  await choose(person, '岗位', '网格管理')
  await person.getByLabel('姓名').fill('样本甲')
  await person.getByLabel('电话').fill('021-55550009')
  await person.getByLabel('电话').press('Control+Enter')
  await expect(card.getByText('网格代码为 15 位数字')).toBeVisible()
  await card.getByLabel('区划代码').fill('310104001009009')
  await card.getByLabel('区划代码').press('Control+Enter')
  await expect(card).toBeHidden()
  const shown = page.getByRole('region', { name: '示例第九网格网格卡' })
  await expect(shown).toContainText('网格管理员 样本甲 021-55550009')
  await shown.getByRole('button', { name: '打印联系卡' }).click()
  await closePaper(page)

  // What a resident wishes is noted; what is typed is not lost when the page is left.
  await goTo(page, '/linkage/diaries')
  await page.getByRole('button', { name: '记一篇' }).click()
  const diary = formOf(page, '记民情日志')
  await expect(diary.getByLabel('标题')).toBeFocused()
  await diary.getByLabel('标题').fill('楼道堆物，盼清理')
  await expect(page.getByText(/^草稿 /)).toBeVisible()
  await goTo(page, '/linkage/grids')
  await goTo(page, '/linkage/diaries')
  await page.getByRole('button', { name: '记一篇' }).click()
  await expect(diary.getByLabel('标题')).toHaveValue('楼道堆物，盼清理')
  await choose(diary, '哪个网格', '第九')
  await choose(diary, '类别', '环境')
  await diary.getByLabel('内容').fill('三单元楼道堆着旧家具，过不去轮椅。')
  await diary.getByLabel('内容').press('Control+Enter')
  await expect(diary).toBeHidden()

  await page.getByRole('grid', { name: '民情日志' }).getByRole('gridcell', { name: '楼道堆物，盼清理' }).dblclick()
  await page.getByRole('button', { name: '转成事件' }).click()
  const event = formOf(page, '登记网格事件')
  await expect(event.getByLabel('什么事')).toHaveValue('楼道堆物，盼清理')
  await choose(event, '事件分类', '垃圾')
  await event.getByLabel('具体地点').fill('三单元')
  await event.getByLabel('具体地点').press('Control+Enter')
  await expect(event).toBeHidden()
  await page.getByRole('link', { name: /已转成事件 网/ }).click()

  const dialog = page.getByRole('dialog', { name: /^网格事件 网/ })
  await expect(dialog.getByRole('button', { name: '办结', exact: true })).toBeDisabled()
  await dialog.getByRole('button', { name: '现场查处' }).click()
  const check = formOf(page, '现场查处')
  await check.getByLabel('怎样查处').fill('联系物业，当场贴了通知。')
  await check.getByLabel('怎样查处').press('Control+Enter')
  await expect(dialog.getByText('已现场查处')).toBeVisible()
  await page.screenshot({ path: 'test-results/grid-event.png' })
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: '转中心办理' }).click()
  await dialog.getByRole('link', { name: /^\d{4}-/ }).click()
  await expect(nextOf(page).getByRole('heading', { name: /^下一步/ })).toContainText('分流交办')
  await expect(page.getByText(/网\d{4}-/).first()).toBeVisible()

  await goTo(page, '/linkage/grid-events')
  await expect(page.getByRole('grid', { name: '网格事件' })).toContainText('已转中心')
  await page.screenshot({ path: 'test-results/grid-events.png' })
  await page.getByRole('button', { name: '日报' }).click()
  const daily = page.getByRole('dialog', { name: '社情民意动态信息日报' })
  await expect(daily).toContainText('100.0%（1 ÷ 1）')
  await daily.getByRole('button', { name: '出具日报' }).click()
  await expect(page.getByText(/第 1 页 \/ 共/)).toBeVisible()
  const { documentId } = await call('grid.issueDay', { on: TODAY })
  const { pdfBase64 } = await call('papers.bytes', { documentId, purpose: 'view' })
  expect((await pdfText(pdfBase64)).replaceAll(/\s/g, '')).toContain('楼道堆物，盼清理')
  await expect(page.getByRole('region', { name: '第 1 页' })).toHaveAttribute('data-drawn', 'true')
  await page.keyboard.press('Escape')
  await expect(daily).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(daily).toBeHidden()

  await goTo(page, '/ledger')
  await page.getByRole('radiogroup', { name: '台账' }).getByRole('radio', { name: '网格台账', exact: true }).click()
  await page.getByRole('grid').getByRole('gridcell', { name: '楼道堆物，盼清理' }).dblclick()
  await expect(dialog).toContainText('联系物业，当场贴了通知。')
})
