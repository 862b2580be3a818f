import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import { agreedCase } from '../support/agreedCase.ts'
import { pdfText } from '../support/pdfText.ts'
import { testCore, type TestCore } from '../support/testCore.ts'

const DAY = '2026-03-18' as Day
let t: TestCore
beforeAll(async () => void (t = await testCore()))
afterAll(() => t.close())

it('files a dossier with gaps only with a reason, and keeps what was missing on the record', async () => {
  const head = t.as('head')
  const { matterId, act } = await agreedCase(head, DAY)
  await act('concludePerformance', { conclusion: 'done', on: DAY })
  await act('close', { on: DAY })
  const { dossier } = await head('mediation.get', { matterId })
  const gaps = dossier.map(({ text }) => text)
  expect(gaps).toContain('缺调解协议书')

  const filing = { on: DAY, retention: '长期', filedBy: '测试立卷人' }
  await expect(act('archive', filing)).rejects.toMatchObject({
    code: 'invalid',
    message: `卷宗体检还有 ${gaps.length} 处没有补齐：请先补齐，或写明仍要归档的原因`,
  })
  await act('archive', { ...filing, reason: '协议书原件由司法所留存', gaps: ['由调用者编的'] })
  const { matter } = await head('mediation.get', { matterId })
  expect(matter.stage).toBe('archived')
  const filed = matter.timeline.find(({ title }) => title === '归档')
  expect(filed?.text).toContain('协议书原件由司法所留存')
  expect(filed?.text).not.toContain('由调用者编的')
  for (const gap of gaps) expect(filed?.text).toContain(gap)
}, 60_000)

it('prints what is to be mended as a list, which is no part of the dossier itself', async () => {
  const head = t.as('head')
  const { matterId, partyIds } = await agreedCase(head, DAY)
  const list = await head('papers.issue', { matterId, kind: 'dossier_gaps' })
  const text = await pdfText((await head('papers.bytes', { documentId: list.id, purpose: 'print' })).pdfBase64)
  const { dossier, papers } = await head('mediation.get', { matterId })
  expect(dossier.length).toBeGreaterThan(partyIds.length)
  for (const gap of dossier) expect(text).toContain(gap.text.replaceAll(/\s/g, ''))
  expect(papers.find(({ kind }) => kind === 'dossier_gaps')).toMatchObject({ canIssue: true, issued: 1 })

  const catalogue = await head('papers.issue', { matterId, kind: 'dossier_catalogue' })
  const { pdfBase64 } = await head('papers.bytes', { documentId: catalogue.id, purpose: 'view' })
  expect(await pdfText(pdfBase64)).not.toContain('补正清单')
}, 60_000)
