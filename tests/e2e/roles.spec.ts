import type { Page } from '@playwright/test'
import { goTo } from './support/fixtures.ts'
import { PASSWORD, PEOPLE, type Person } from './support/people.ts'
import type { Prepared } from './support/prepareFolder.ts'
import { newFolder, prepareFolder, removeFolder, startProgram, type Program } from './support/program.ts'
import { expect, test } from './support/programTest.ts'

let prepared: Prepared
let program: Program

test.beforeAll(async () => {
  prepared = await prepareFolder(newFolder())
  program = await startProgram(prepared.dir)
})
test.afterAll(async () => {
  await program.stop()
  removeFolder(prepared.dir)
})

interface Expected {
  titles: string[]
  /** Addresses that lead home instead. */
  closed: string[]
}
const CARE_PAGES = [
  '/care',
  '/care/clients',
  '/care/register',
  '/care/visit',
  '/care/looks',
  '/care/retention',
  '/care/key',
]
const ADMIN_PAGES = ['/users', '/settings', '/settings/holidays', '/settings/backup', '/settings/published', '/audit']
const EXPECTED: Record<Person, Expected> = {
  clerk: {
    titles: [
      '今日',
      '登记',
      '事项',
      '台账',
      '统计',
      '导入台账',
      '六联任务',
      '督办交办',
      '岗位联勤',
      '平安志愿者',
      '居村委网格',
      '同步',
      '帮助',
    ],
    closed: [...ADMIN_PAGES, ...CARE_PAGES],
  },
  mediator: {
    titles: [
      '今日',
      '登记',
      '事项',
      '台账',
      '统计',
      '导入台账',
      '六联任务',
      '督办交办',
      '岗位联勤',
      '平安志愿者',
      '同步',
      '帮助',
    ],
    closed: [...ADMIN_PAGES, ...CARE_PAGES],
  },
  worker: {
    titles: [
      '今日',
      '登记',
      '事项',
      '台账',
      '统计',
      '六联任务',
      '督办交办',
      '帮扶走访',
      '岗位联勤',
      '平安志愿者',
      '同步',
      '帮助',
    ],
    closed: [...ADMIN_PAGES, '/import', '/care/looks', '/care/retention'],
  },
  careHead: {
    titles: ['帮扶走访', '同步', '帮助'],
    closed: [
      ...ADMIN_PAGES,
      '/today',
      '/intake',
      '/matters',
      '/ledger',
      '/figures',
      '/import',
      '/directives',
      '/linkage',
      '/duty',
      '/volunteers',
    ],
  },
  head: {
    titles: [
      '今日',
      '登记',
      '事项',
      '台账',
      '统计',
      '导入台账',
      '六联任务',
      '督办交办',
      '岗位联勤',
      '平安志愿者',
      '设置',
      '同步',
      '日志',
      '帮助',
    ],
    closed: ['/users', ...CARE_PAGES],
  },
  admin: {
    titles: ['人员', '设置', '同步', '日志', '帮助'],
    closed: [
      '/today',
      '/intake',
      '/matters',
      '/ledger',
      '/figures',
      '/import',
      '/directives',
      '/linkage',
      '/duty',
      '/volunteers',
      '/linkage/units',
      '/sync/conflicts',
      '/sync/quarantine',
      ...CARE_PAGES,
    ],
  },
}

/** Types the address of a page that is not theirs: it leads home. */
async function expectClosed(page: Page, path: string, home: string): Promise<void> {
  await goTo(page, path)
  await expect(page, path).toHaveURL(new RegExp(`#${home}$`))
}

for (const [person, { titles, closed }] of Object.entries(EXPECTED) as [Person, Expected][]) {
  test(`${person} sees the pages of the role and no other @everyday`, async ({ enter }) => {
    const page = await enter(program, person)
    const navigation = page.getByRole('navigation', { name: '主导航' })
    await expect(navigation.getByRole('link')).toHaveText(titles)
    for (const title of titles) {
      await navigation.getByRole('link', { name: title, exact: true }).click()
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
      // Every page opens without a refusal; that there is no backup yet is no refusal.
      await expect(page.getByRole('alert').filter({ hasNotText: '备份' })).toHaveText([])
      if (title !== '台账') continue
      await expect(page.getByRole('grid', { name: /台账/ })).toContainText('张三（测试）')
      await expect(page.getByRole('button', { name: '签发', exact: true })).toBeVisible({ visible: person === 'head' })
    }
    const home = { admin: '/users', careHead: '/care' }[person as string] ?? '/today'
    for (const path of closed) await expectClosed(page, path, home)
  })
}

test('the administrator reaches no case: not by address, by search or in the log @everyday', async ({ enter }) => {
  const page = await enter(program, 'admin')
  await expectClosed(page, `/matters/${prepared.matterId}`, '/users')
  await expect(page.getByRole('button', { name: /搜索/ })).toBeHidden()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: '搜索' })).toBeHidden()

  await page.getByRole('link', { name: '日志' }).click()
  const log = page.getByRole('grid', { name: '日志' })
  await expect(log).toContainText('登录')
  await expect(log).not.toContainText(prepared.number)
  await expect(log.getByRole('gridcell', { name: '办理' })).toHaveCount(0)
  await page.getByRole('link', { name: '人员' }).click()
  await expect(page.getByRole('rowheader', { name: PEOPLE.worker.name })).toBeVisible()
  await page.getByRole('link', { name: '设置' }).click()
  await expect(page.getByRole('form', { name: '本单位设置' })).toBeVisible()
  await page.getByRole('navigation', { name: '设置的分页' }).getByRole('link', { name: '备份' }).click()
  await expect(page.getByRole('button', { name: '现在备份' })).toBeVisible()
})

test('the head signs off a month that has ended', async ({ enter }) => {
  const page = await enter(program, 'head')
  await goTo(page, '/ledger')
  const lastMonth = new Date().getMonth() || 12
  if (lastMonth === 12) await page.getByRole('button', { name: '上一年' }).click()
  await page.getByRole('radio', { name: `${lastMonth}月，` }).click()
  await page.getByRole('button', { name: '签发', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /签发.*台账/ })
  await expect(dialog).toContainText('本月无')
  await dialog.getByLabel(/我已核对/).check()
  await dialog.getByRole('button', { name: '签发' }).click()
  await expect(page.getByText(`已签发 ${PEOPLE.head.name}`)).toBeVisible()
})

test('a deserted screen locks over a half-filled card; the card is whole after the password @everyday', async ({
  page,
  enter,
}) => {
  await page.clock.install()
  await enter(program, 'clerk')
  await goTo(page, '/intake')
  await page.getByRole('textbox', { name: '姓名' }).fill('样本甲（测试）')
  const what = page.getByLabel('什么事')
  await what.fill('楼道堆放杂物')
  await page.clock.fastForward('16:00')
  await expect(page.getByRole('dialog', { name: '已锁定' })).toBeVisible()
  await expect(what).toBeHidden()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  const password = page.getByRole('textbox', { name: `${PEOPLE.clerk.name}的密码` })
  await password.fill('bushizhege')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText(/密码不对/)
  await password.fill(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(what).toHaveValue('楼道堆放杂物')
  await expect(what).toBeFocused()
  await expect(page.getByRole('textbox', { name: '姓名' })).toHaveValue('样本甲（测试）')
})
