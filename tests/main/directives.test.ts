import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DirectiveId } from '../../src-shared/directive/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import { insertDirective, insertDistrictEvent, insertPublished } from '../support/directives.ts'
import { uuid } from '../support/mediationActs.ts'
import { pdfText } from '../support/pdfText.ts'
import { petitionDesk } from '../support/petitionDesk.ts'
import { NOON, PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

let t: TestCore
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
})
afterAll(() => t.close())

let count = 0
const arrive = (more: Record<string, string | null> = {}): DirectiveId => {
  const id = uuid(7_000 + (count += 1)) as unknown as DirectiveId
  insertDirective(t, { id, number: `〔2026〕督字第${count}号`, ...more })
  return id
}
const view = (directiveId: DirectiveId) => t.as('head')('directive.get', { directiveId })

describe('a directive at the street', () => {
  beforeEach(async () => {
    t.clock.nowMs = NOON
    await t.as('head')('account.login', { login: 'head', password: PASSWORD })
    await t.as('chuangkou')('account.login', { login: 'chuangkou', password: PASSWORD })
  })

  it('is received, accepted, linked and answered with a letter that is kept', async () => {
    const clerk = t.as('chuangkou')
    const desk = await petitionDesk(clerk, '2026-03-17' as Day)
    const paper = await clerk('papers.issue', { matterId: desk.matterId, kind: 'receipt_slip' })
    const directiveId = arrive()
    expect(await view(directiveId)).toMatchObject({
      stage: 'sent',
      owes: { what: '签收', dueOn: '2026-03-19', isOverdue: false },
      arithmetic: { reply: { dueOn: '2026-04-17' } },
    })
    let { seen } = await clerk('directive.receive', { directiveId, seen: 0 })
    await expect(clerk('directive.accept', { directiveId, seen: 0 })).rejects.toMatchObject({ code: 'conflict' })
    ;({ seen } = await clerk('directive.accept', { directiveId, seen }))
    ;({ seen } = await clerk('directive.link', { directiveId, seen, matterId: desk.matterId }))
    const reply = { directiveId, seen, text: '已修复，附回执。', approvedBy: '负责人乙', documentIds: [paper.id] }
    const preview = await clerk('directive.previewReply', reply)
    expect(await pdfText(preview.pdfBase64)).toContain('预览')
    const done = await clerk('directive.reply', reply)
    const answered = await view(directiveId)
    expect(answered).toMatchObject({
      stage: 'replied',
      owes: null,
      matter: { number: '2026-A0001' },
      replies: [{ text: '已修复，附回执。', papers: [{ title: '督办回复函' }, { title: '事项登记回执' }] }],
    })
    const { pdfBase64 } = await clerk('papers.bytes', { documentId: done.documentId, purpose: 'view' })
    const text = await pdfText(pdfBase64)
    for (const words of [
      '督办回复函',
      '〔2026〕督字第1号',
      '已修复，附回执。',
      '签发人（签名）',
      '负责人乙',
      '2026-A0001',
    ])
      expect(text.replace(/\s/g, '')).toContain(words.replace(/\s/g, ''))
    insertDistrictEvent(t, directiveId, done.seen + 1, 'sent_back', '请写明竣工日期')
    expect(await view(directiveId)).toMatchObject({ stage: 'working', replies: [{ verdictText: '请写明竣工日期' }] })
    await expect(
      clerk('directive.reply', { ...reply, seen: done.seen + 1, documentIds: [uuid(99) as never] }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })

  it('is returned by the head only, with a reason, and not once it was taken up', async () => {
    const directiveId = arrive()
    const { seen } = await t.as('chuangkou')('directive.receive', { directiveId, seen: 0 })
    await expect(
      t.as('chuangkou')('directive.return', { directiveId, seen, reason: '不归我们' }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    await t.as('head')('directive.return', { directiveId, seen, reason: '属于区管道路' })
    expect(await view(directiveId)).toMatchObject({ stage: 'returned', returned: { reason: '属于区管道路' } })
    insertDistrictEvent(t, directiveId, seen + 2, 'withdrawn', '同意退回')
    const after = await view(directiveId)
    expect(after.stage).toBe('withdrawn')
    expect(after.acts.every(({ isAllowed }) => !isAllowed)).toBe(true)
    const other = arrive()
    await t.as('head')('directive.receive', { directiveId: other, seen: 0 })
    await t.as('head')('directive.accept', { directiveId: other, seen: 1 })
    await expect(
      t.as('head')('directive.return', { directiveId: other, seen: 2, reason: '太晚' }),
    ).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })

  it('stands in today’s list: unread first, then by its days', async () => {
    const directiveId = arrive({ title: '今日清单里的督办' })
    const mine = async () =>
      (await t.as('head')('today.list', {})).items.filter((item) => item.directiveId === directiveId)
    expect(await mine()).toMatchObject([
      { group: 'directive', basis: 'directed', on: '2026-03-19', what: '督办待签收' },
    ])
    t.clock.toDay('2026-03-20')
    await t.as('head')('account.login', { login: 'head', password: PASSWORD })
    expect(await mine()).toMatchObject([{ group: 'overdue' }])
    await t.as('head')('directive.receive', { directiveId, seen: 0 })
    expect(await mine()).toEqual([])
    t.clock.toDay('2026-04-15')
    await t.as('head')('account.login', { login: 'head', password: PASSWORD })
    expect(await mine()).toMatchObject([{ group: 'due_soon', on: '2026-04-17', what: '督办待答复' }])
  })

  it('goes along as a sheet and on paper', async () => {
    arrive({ title: '导出里的督办' })
    const { fileName } = await t.as('head')('directive.export', { purpose: '月报' })
    expect(fileName).toBe('督办交办清单-2026-03-18.xlsx')
    const { pdfBase64 } = await t.as('head')('directive.print', { purpose: '月报', isOpenOnly: true })
    expect(await pdfText(pdfBase64)).toContain('导出里的督办')
  })
})

describe('reporting up', () => {
  it('is the head’s, is taken back by its own act, and not for a sealed matter', async () => {
    const registered = await t.as('chuangkou')('intake.register', {
      receivedOn: '2026-03-18' as Day,
      summary: '桥梁破损',
    })
    const { matterId } = registered
    const act = (method: 'intake.reportUp' | 'intake.withdrawReportUp', version: number) =>
      t.as('head')(method, { matterId, version, reason: '需要区里协调' })
    const { version } = await act('intake.reportUp', registered.version)
    await expect(act('intake.reportUp', version)).rejects.toMatchObject({ code: 'not_allowed' })
    const seen = await t.as('head')('matters.get', { matterId })
    expect(seen.timeline.map(({ title }) => title)).toContain('上报区里')
    const back = await act('intake.withdrawReportUp', version)
    const sealed = await t.as('head')('intake.seal', {
      matterId,
      version: back.version,
      reported: [{ kind: 'unit', name: '某单位' }],
    })
    await expect(act('intake.reportUp', sealed.version)).rejects.toMatchObject({ code: 'not_allowed' })
  })
})

describe('what the district published', () => {
  const codes = {
    effectiveFrom: '2026-03-01',
    title: '信访内容分类（2026）',
    source: '区通知',
    codes: [{ code: '01', title: '乡村振兴' }],
  }
  const states = async () =>
    Object.fromEntries((await t.as('head')('published.list', {})).map(({ id, state, why }) => [id, [state, why]]))
  const apply = (id: string) => t.as('head')('published.apply', { id, jobId: 'j' })

  it('takes effect with one confirmation of the head, and says so on every seat', async () => {
    insertPublished(t, { id: 'codes', kind: 'code_table', subject: 'petition_content' }, JSON.stringify(codes))
    expect((await states())['codes']).toEqual(['due', '等待负责人确认'])
    await expect(t.as('chuangkou')('published.apply', { id: 'codes', jobId: 'j' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await apply('codes')
    expect((await states())['codes']).toEqual(['applied', ''])
    const { versions } = await t.as('head')('centre.codeTable', { table: 'petition_content' })
    expect(versions.at(-1)).toMatchObject({ version: 2, source: '区里发布：区通知', effectiveFrom: '2026-03-01' })
    await expect(apply('codes')).rejects.toMatchObject({ code: 'not_allowed' })
  })

  it('recounts running clocks with a year’s days off', async () => {
    // 甄别 ends on 1 April; only an office that moves last days off a holiday feels it.
    await t.as('head')('centre.saveSettings', { rollsWhereSilent: true })
    const daysOff = [{ name: '测试假', fromOn: '2026-03-30', toOn: '2026-04-02' }]
    const table = { year: 2026, source: '通知', daysOff, makeupDays: [] }
    insertPublished(t, { id: 'days', kind: 'holidays', subject: '2026' }, JSON.stringify(table))
    const { moved } = await apply('days')
    expect(moved).toBeGreaterThan(0)
    expect((await states())['days']?.[0]).toBe('applied')
    expect((await t.as('head')('centre.holidays', { year: 2026 })).table?.source).toBe('区里发布：通知')
  })

  it('is shown with its reason where it cannot be taken', async () => {
    insertPublished(t, { id: 'bad', kind: 'code_table', subject: 'petition_content', version: 2 }, '{}', 'f'.repeat(64))
    insertPublished(t, { id: 'old', kind: 'template', subject: 'nichts.typ' }, '#import "base.typ": *')
    insertPublished(
      t,
      { id: 'later', kind: 'template', subject: 'agreement.typ', effective_from: '2027-01-01' },
      '#import "base.typ": *',
    )
    expect(await states()).toMatchObject({
      bad: ['refused', '校验码不符，内容可能在路上损坏，没有采用'],
      old: ['refused', '本程序没有 nichts.typ 这个版式'],
      later: ['coming', '2027-01-01 起自动使用'],
    })
  })
})

describe('a published template', () => {
  const file = 'receipt_slip.typ'
  const printed = async (matterId: MatterId) => {
    const { pdfBase64, fontNotice } = await t.as('head')('papers.preview', { matterId, kind: 'receipt_slip' })
    return { text: await pdfText(pdfBase64), fontNotice }
  }

  it('stands in for the program’s own from its day, and not where it does not compile', async () => {
    const { matterId } = await t.as('head')('intake.register', { receivedOn: '2026-03-18' as Day, summary: '版式测试' })
    const text = '#import "base.typ": *\n#show: paper.with(margin: "slip")\n区里统一版式 #data.number'
    insertPublished(t, { id: 'slip', kind: 'template', subject: file, effective_from: '2026-03-01' }, text)
    const first = await t.as('head')('papers.issue', { matterId, kind: 'receipt_slip' })
    expect((await printed(matterId)).text).toContain('区里统一版式')
    const own = t.state.open?.db.prepare('SELECT template_version FROM document WHERE id = ?').pluck()
    expect(own?.get(first.id)).toMatch(/^1-[0-9a-f]{8}$/)
    insertPublished(
      t,
      { id: 'slip2', kind: 'template', subject: file, version: 2, published_at: '2026-03-11T02:00:00.000Z' },
      '#import "base.typ": *\n#nichts()',
    )
    const fallen = await printed(matterId)
    expect(fallen.text).not.toContain('区里统一版式')
    expect(fallen.fontNotice.join()).toContain('区里发布的版式有误')
  })
})
