import type { Locator, Page } from '@playwright/test'
import { MatterId } from '../../../src-shared/kernel/ids.ts'
import { monthOf, type Day } from '../../../src-shared/kernel/day.ts'
import type { LedgerId } from '../../../src-shared/ledger/schema.ts'
import { pdfText } from '../../support/pdfText.ts'
import type { Centre } from './centre.ts'
import { choose } from './choose.ts'
import { expect, goTo } from './fixtures.ts'
import { openIntake } from './intake.ts'
import { TODAY, viewOf } from './petitionCase.ts'

/** What somebody came with, as the window types it. */
export interface Visit {
  /** Everybody's names; the first one's telephone and address are written as well. */
  names: readonly [string, ...string[]]
  summary: string
  facts: string
  wish: string
  receivedOn?: Day
  peopleCount?: number
  /** 检举控告: the unit that it is about. */
  reportedUnit?: string
}
export interface Registered {
  matterId: MatterId
  number: string
}

export const nextOf = (page: Page): Locator => page.getByRole('region', { name: '下一步' })
export const formOf = (page: Page, name: string): Locator => page.getByRole('form', { name, exact: true })

/** Opens an act from the area of the next step. */
export async function openNext(page: Page, button: string): Promise<void> {
  await nextOf(page).getByRole('button', { name: button, exact: true }).click()
}

/** An act's button in the list of everything that can be done. */
export async function otherAct(page: Page, group: string, button: string): Promise<Locator> {
  const acts = page.getByRole('group', { name: group, exact: true })
  const rest = page.getByText(/^现在不能办的/)
  if (!(await rest.isVisible())) await page.getByText('其他操作').click()
  const possible = acts.getByRole('button', { name: button, exact: true })
  if (await possible.isVisible()) return possible
  const refused = page.getByRole('group', { name: `${group}，现在不能办` })
  if (!(await refused.isVisible())) await rest.click()
  return refused.getByRole('button', { name: button, exact: true })
}

/** Saves an act's form from the field named, by keyboard, and waits until it is gone. */
export async function save(form: Locator, label: string): Promise<void> {
  await form.getByLabel(label, { exact: true }).press('Control+Enter')
  await expect(form).toBeHidden()
}

/** Answers the open question of the guided sorting, by keyboard. */
export async function answer(page: Page, question: string, text: RegExp): Promise<void> {
  const box = page.getByRole('group', { name: question })
  await box.getByRole('radio', { name: text }).focus()
  await page.keyboard.press('Enter')
}

/** The guided sorting from question to question, by keyboard, to the form of the act that it proposes. */
export async function sort(page: Page, answers: readonly RegExp[], proposal: string): Promise<void> {
  await openNext(page, '甄别（逐步引导）')
  for (const text of answers) {
    await page.getByRole('radio', { name: text }).focus()
    await page.keyboard.press('Enter')
  }
  await expect(page.getByRole('region', { name: '建议' })).toContainText(`建议：${proposal}`)
  await page.keyboard.press('Control+Enter')
}

/** Fills the card at the window, saves it, triages it to 信访代理 and opens it. */
export async function registerAtWindow(page: Page, visit: Visit): Promise<Registered> {
  await openIntake(page)
  if (visit.peopleCount) await page.getByLabel('涉及人数').fill(String(visit.peopleCount))
  for (const [at, name] of visit.names.entries()) {
    if (at > 0) await page.getByRole('button', { name: /再加一位/ }).click()
    await page
      .getByRole('group', { name: `第 ${at + 1} 位` })
      .getByRole('textbox', { name: '姓名' })
      .fill(name)
  }
  const first = page.getByRole('group', { name: '第 1 位' })
  await first.getByLabel('电话').fill('13900000000')
  await first.getByLabel('住址').fill('样例路 1 弄 2 号')
  if (visit.reportedUnit) {
    await page.getByRole('checkbox', { name: /检举控告/ }).check()
    await page.getByRole('combobox', { name: '单位全称' }).fill(visit.reportedUnit)
  }
  await page.getByLabel('什么事').fill(visit.summary)
  await page.getByLabel('希望怎么解决').fill(visit.wish)
  await page.getByLabel('详细经过').fill(visit.facts)
  if (visit.receivedOn) await page.getByRole('textbox', { name: '收到日期' }).fill(visit.receivedOn)
  await page.keyboard.press('Control+Enter')
  const heading = page.getByRole('heading', { name: /已登记/ })
  await expect(heading).toBeVisible()
  const number = ((await heading.textContent()) ?? '').replace(/^.*已登记\s*/, '')
  await page.getByRole('button', { name: '分流', exact: true }).click()
  const triage = page.getByRole('dialog', { name: `分流 ${number}` })
  const route = triage.getByRole('radio', { name: '信访代理' })
  await route.check()
  await route.press('Control+Enter')
  await expect(page.getByText('已分流：信访代理').first()).toBeVisible()
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await expect(nextOf(page).getByRole('heading', { name: '下一步：补全信访登记' })).toBeVisible()
  return { matterId: MatterId.parse(new URL(page.url()).hash.split('/').at(-1)), number }
}

/** Makes up the registration form with what the card does not say; `more` before it is saved. */
export async function describe(
  page: Page,
  purpose: string,
  contentClass: string,
  more: (form: Locator) => Promise<void> = async () => {},
): Promise<void> {
  await openNext(page, '信访登记')
  const form = formOf(page, '信访登记')
  if (purpose) await choose(form, '信访目的', purpose)
  await choose(form, '内容分类', contentClass)
  await form.getByLabel('口头提出的，已由信访人确认与所述一致').check()
  await more(form)
  await save(form, '接谈人')
}

/** Closes the paper that is shown once its first pages are read: before, the PDF library warns on the console. */
export async function closePaper(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/第 1 页 \/ 共/)).toBeVisible()
  for (const sheet of (await dialog.getByRole('region', { name: /^第 \d+ 页$/ }).all()).slice(0, 2))
    await expect(sheet).toHaveAttribute('data-drawn', 'true')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
}

/** Issues a paper from the workbench; the text that its PDF holds, without white space. */
export async function issue(page: Page, app: Centre, matterId: MatterId, title: string): Promise<string> {
  const before = new Set((await viewOf(app, matterId)).matter.documents.map(({ id }) => id))
  const papers = page.getByRole('region', { name: '卷内文书' })
  await papers
    .getByRole('button', { name: `出具${title}` })
    .first()
    .click()
  await closePaper(page)
  const issued = (await viewOf(app, matterId)).matter.documents.find(({ id }) => !before.has(id))
  const { pdfBase64 } = await app.as('head')('papers.bytes', { documentId: issued!.id, purpose: 'view' })
  return (await pdfText(pdfBase64)).replaceAll(/\s/g, '')
}

/** Asks for a rating, then closes with a result and puts the file away. */
export async function finish(
  page: Page,
  end: { ratings?: readonly string[]; result: string; summary: string },
): Promise<void> {
  if (end.ratings) {
    await openNext(page, '记录满意度评价')
    const form = formOf(page, '满意度评价')
    for (const rating of end.ratings) {
      await expect(form.getByRole('combobox', { name: '评价', exact: true })).toHaveValue('')
      await choose(form, '评价', rating)
      await form.getByLabel('评价日期').press('Control+Enter')
    }
    await expect(form).toBeHidden()
  }
  await openNext(page, '办结')
  const closing = formOf(page, '办结')
  await choose(closing, '结果', end.result)
  await closing.getByLabel('审批人').fill('负责人乙')
  await closing.getByLabel('办理结果').fill(end.summary)
  await save(closing, '办理结果')
  await expect(nextOf(page).getByRole('heading', { name: '下一步：归档' })).toBeVisible()
  await openNext(page, '归档')
  const filing = formOf(page, '归档')
  await choose(filing, '保管期限', '10年')
  const why = filing.getByLabel('没有补齐的原因')
  if (await why.isVisible()) {
    await filing.getByLabel('材料没有补齐，仍要归档').check()
    await why.fill('纸质件随后装订（样例）')
  }
  await save(filing, '立卷人')
  await expect(nextOf(page).getByRole('heading', { name: '下一步：已归档' })).toBeVisible()
}

/** Numbers of a month's table as they stand, by title. */
export async function figuresOf(app: Centre, ledger: LedgerId, day: Day = TODAY): Promise<Map<string, number>> {
  const { figures } = await app.as('head')('figures.month', { ledger, month: monthOf(day) })
  return new Map(figures.map(({ title, value }) => [title, Number(value ?? 0)]))
}

/** The month's table on the screen has moved by so much since `before`; the number opens the matter behind it. */
export async function expectMoved(
  page: Page,
  ledger: LedgerId,
  before: ReadonlyMap<string, number>,
  moves: Readonly<Record<string, number>>,
  { summary, day = TODAY }: { summary: string; day?: Day },
): Promise<void> {
  await goTo(page, `/figures?ledger=${ledger}&month=${monthOf(day)}`)
  const table = page.getByRole('region', { name: '统计表' })
  for (const [title, by] of Object.entries(moves)) {
    const number = table.getByRole('button', { name: new RegExp(`^${title}[ ]${(before.get(title) ?? 0) + by} `) })
    await expect(number).toBeVisible()
  }
  await table.getByRole('button', { name: new RegExp(`^${Object.keys(moves)[0]}[ ]`) }).click()
  await expect(page.getByRole('dialog').getByRole('row').filter({ hasText: summary })).toBeVisible()
  await page.keyboard.press('Escape')
}

/**
 * The row of a matter in a ledger of its month, read to its end by keyboard: every text is there, the last one in the
 * columns on the right. The paper has the names partly hidden, the screen and the paper no telephone number.
 */
export async function expectInLedger(
  page: Page,
  tab: '信访台账' | '信访代理台账',
  texts: readonly string[],
  { summary, name, maskedName, day = TODAY }: { summary: string; name: string; maskedName: string; day?: Day },
): Promise<void> {
  await goTo(page, `/ledger?month=${monthOf(day)}`)
  await page.getByRole('heading', { level: 1, name: '台账' }).waitFor() // the page before may have such tabs, too
  await page.getByRole('radiogroup', { name: '台账' }).getByRole('radio', { name: tab, exact: true }).click()
  const row = page.getByRole('grid').getByRole('row').filter({ hasText: name })
  const left = (await row.textContent()) ?? ''
  await row.getByRole('gridcell', { name }).click()
  await page.keyboard.press('End')
  await expect(row).toContainText(texts.at(-1) ?? '')
  const seen = left + ((await row.textContent()) ?? '')
  for (const text of [summary, ...texts]) expect(seen).toContain(text)
  expect(seen).not.toContain('13900000000')
  await page.getByRole('button', { name: '预览', exact: true }).click()
  const paper = page.getByRole('dialog')
  await expect(paper).toContainText(maskedName)
  for (const text of [name, '13900000000']) await expect(paper).not.toContainText(text)
  await closePaper(page)
}
