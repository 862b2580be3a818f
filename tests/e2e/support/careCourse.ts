import type { Locator, Page } from '@playwright/test'
import type { InputOf } from '../../../src-shared/contract.ts'
import type { UserId } from '../../../src-shared/kernel/ids.ts'
import { addDays, dayOf, type Day } from '../../../src-shared/kernel/day.ts'
import type { Centre } from './centre.ts'
import { choose } from './choose.ts'
import { expect, goTo } from './fixtures.ts'
import { PASSWORD } from './people.ts'

export const TODAY = dayOf(new Date().toISOString())
export const daysAgo = (days: number): Day => addDays(TODAY, -days)

type Registration = InputOf<'care.register'>

/** The records are open to the head of care and to the social worker; the recovery sheet was checked. */
export async function openCare(app: Centre): Promise<{ workerId: UserId }> {
  const head = app.as('careHead')
  const { recoveryGroups } = await head('care.setUp', { password: PASSWORD })
  const checks = [0, 5].map((index) => ({ index, group: recoveryGroups[index] ?? '' }))
  await head('care.confirmRecovery', { checks })
  const { holders } = await head('care.status', {})
  const workerId = holders.find(({ isHead }) => !isHead)!.userId
  const { codeGroups } = await head('care.grant', { userId: workerId })
  await app.as('worker')('care.accept', { code: codeGroups.join(''), password: PASSWORD })
  return { workerId }
}

/** Somebody the worker cares for, past the page. */
export async function registerByCall(
  app: Centre,
  workerId: UserId,
  name: string,
  enrolment: Partial<Registration['enrolments'][number]>,
  person: Partial<Registration['person']> = {},
): Promise<string> {
  const { clientId } = await app.as('worker')('care.register', {
    person: { name, phone: '00000000001', address: '样例路 3 号 601 室', ...person },
    enrolments: [
      {
        group: 'elderly',
        basis: 'consent',
        purpose: '每月看望，了解困难',
        toldOn: daysAgo(100),
        consentOn: daysAgo(100),
        // A month that ended can still be made good for a month.
        startOn: daysAgo(100),
        ...enrolment,
      } as Registration['enrolments'][number],
    ],
    assignment: { workerId, helpers: [], on: TODAY },
  })
  return clientId
}

export interface NewClient {
  name: string
  sex: '男' | '女'
  group: string
  basis: RegExp | string
  startOn: Day
  endOn?: Day
  consentOn?: Day
}

/** Registers at the page, by keyboard where fields are concerned. */
export async function registerAtPage(page: Page, client: NewClient): Promise<void> {
  await goTo(page, '/care/register')
  const form = page.getByRole('form', { name: '登记对象' })
  await form.getByLabel('姓名', { exact: true }).fill(client.name)
  await choose(form, '性别', client.sex)
  await form.getByLabel('电话', { exact: true }).fill('00000000001')
  await form.getByLabel('住址').fill('样例路 3 号 601 室')
  await choose(form, '帮扶类别', client.group)
  // The group proposes its basis and its purpose.
  await expect(form.getByRole('combobox', { name: '登记依据' })).toHaveValue(client.basis)
  await expect(form.getByLabel('登记用途')).not.toHaveValue('')
  await form.getByLabel('开始日期').fill(client.startOn)
  if (client.endOn) await form.getByLabel('期满日期').fill(client.endOn)
  if (client.consentOn) await form.getByLabel('同意日期').fill(client.consentOn)
  await form.getByLabel('登记用途').press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: client.name })).toBeVisible()
}

/** Writes a visit from the client's page, and comes back to it. */
export async function visitFromClient(
  page: Page,
  name: string,
  write: (form: Locator) => Promise<void>,
): Promise<void> {
  await page.getByRole('button', { name: '写走访' }).click()
  const form = page.getByRole('form', { name: '写走访' })
  await expect(form.getByRole('region', { name: `走访 ${name}` })).toBeVisible()
  await write(form)
  await form.getByLabel('走访人', { exact: true }).press('Control+Enter')
  await expect(page.getByRole('heading', { name: '✓ 已保存 1 位的走访' })).toBeFocused()
  await page.getByRole('region', { name: '已保存' }).getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

export const panel = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })

/** Opens an act's form beside a record and hands it over. */
export async function actOn(within: Locator, button: string, title: string): Promise<Locator> {
  await within.getByRole('button', { name: button }).first().click()
  return within.page().getByRole('dialog', { name: title })
}
