import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src-district/db/db.ts'
import { openTestPglite } from '../support/testPglite.ts'
import type { DirectiveId } from '../../src-shared/directive/schema.ts'
import { startOffice, type Desk, type Office } from './support/officeDesk.ts'
import { documentRow, putFile, twoStreets, uuid } from './support/officeStories.ts'
import { OTHER_STREET, STREET } from './support/startDistrict.ts'
import type { TestSeat } from './support/testSeat.ts'

let db: Db
let office: Office
let officer: Desk
let east: TestSeat
let west: TestSeat
beforeAll(async () => void (db = await openTestPglite()))
afterAll(() => db.close())
beforeEach(async () => {
  office = await startOffice(db)
  officer = await office.login('officer')
  ;({ east, west } = await twoStreets(office))
})

const TEXT = { kind: 'supervise' as const, title: '路面塌陷办理情况', text: '请查明原因并书面答复。' }
const write = async (more: object = {}) =>
  (await officer.call('directives.write', { ...TEXT, streetCodes: [STREET], ...more })).written
let steps = 0
const says = (seat: TestSeat, directiveId: string, seq: number, kind: string, more = {}) =>
  seat.push([
    [
      'directive_event',
      uuid(5_000 + (steps += 1)),
      seat.stamp(),
      0,
      {
        directive_id: directiveId,
        seq,
        kind,
        at: '2026-03-03T02:00:00.000Z',
        by_id: uuid(7),
        by_name: '窗口甲（测试）',
        text: '',
        document_ids: '[]',
        matter_id: null,
        ...more,
      },
    ],
  ])

describe('a directive', () => {
  it('goes into the streams of its streets and no other, with due days and their arithmetic', async () => {
    const clocks = await officer.call('directives.clocks', { kind: 'supervise' })
    expect(clocks.arithmetic.receive.dueOn).toBe('2026-03-03')
    expect(clocks.arithmetic.reply).toMatchObject({ dueOn: '2026-04-01', amount: '30日' })
    const written = await write({ streetCodes: [STREET, OTHER_STREET] })
    expect(written.map(({ number }) => number)).toEqual(['〔2026〕督字第001号', '〔2026〕督字第002号'])
    const [{ directiveId: own } = { directiveId: '' as DirectiveId }, other] = written
    const page = await east.pull()
    const rows = page.rows.filter(([, table]) => table === 'directive')
    expect(rows.map(([, , key]) => key)).toEqual([own])
    expect(rows[0]?.[5]).toMatchObject({
      title: TEXT.title,
      receive_by: '2026-03-03',
      reply_by: '2026-04-01',
      matter_id: null,
    })
    expect((await west.pull()).rows.map(([, , key]) => key)).toContain(other?.directiveId)
    office.clock.ms += 5 * 60_000 // how far a seat has read is noted now and then
    expect((await east.pull()).sum).toBe(page.sum)
    expect(
      (await officer.call('directives.list', {})).map(({ seatsReached, seats }) => [seatsReached, seats]),
    ).toContainEqual([1, 1])
  })

  it('is received, answered with a paper, sent back, answered again and confirmed', async () => {
    const [one] = await write({ matterNumber: `2026-${east.seatCode}1` })
    const on = { streetCode: STREET, directiveId: one?.directiveId as DirectiveId }
    await east.pull()
    await says(east, on.directiveId, 1, 'received')
    await says(east, on.directiveId, 2, 'accepted')
    await east.push([
      documentRow(east, uuid(950), { matter_id: uuid(1), kind: 'directive_reply', title: '督办回复函' }),
    ])
    await says(east, on.directiveId, 3, 'replied', { text: '已开工', document_ids: JSON.stringify([uuid(950)]) })
    await officer.call('directives.sendBack', { ...on, reason: '请写明竣工日期' })
    await expect(officer.call('directives.confirm', on)).rejects.toMatchObject({
      code: 'not_allowed',
      message: '街道还没有回复',
    })
    const answer = (await east.pull()).rows.find(([, table]) => table === 'directive_event')
    expect(answer?.[5]).toMatchObject({ kind: 'sent_back', seq: 4, text: '请写明竣工日期' })
    await says(east, on.directiveId, 5, 'replied', { text: '已竣工' })
    await officer.call('directives.confirm', on)
    const view = await officer.call('directives.open', on)
    expect(view).toMatchObject({
      stage: 'confirmed',
      owes: null,
      kept: { received: true, replied: true },
      matter: { number: `2026-${east.seatCode}1` },
      replies: [
        { verdict: 'sent_back', papers: [{ title: '督办回复函' }] },
        { verdict: 'confirmed', papers: [] },
      ],
    })
    await putFile(db)
    await officer.call('matters.paper', { streetCode: STREET, documentId: uuid(950) })
    expect((await officer.call('matters.list', {}))[0]).toMatchObject({ openedBy: ['reported', 'directed'] })
  })

  it('opens the matter it is about until it is withdrawn', async () => {
    const open = () => officer.call('matters.open', { streetCode: STREET, matterId: uuid(2) })
    await expect(open()).rejects.toMatchObject({ code: 'not_found' })
    const [one] = await write({ matterNumber: `2026-${east.seatCode}2` })
    expect(await open()).toMatchObject({ openedBy: ['directed'] })
    const on = { streetCode: STREET, directiveId: one?.directiveId as DirectiveId }
    await officer.call('directives.withdraw', { ...on, reason: '发错街道' })
    await expect(open()).rejects.toMatchObject({ code: 'not_found' })
    expect(await officer.call('directives.open', on)).toMatchObject({
      stage: 'withdrawn',
      withdrawn: { reason: '发错街道' },
    })
    await expect(officer.call('directives.withdraw', { ...on, reason: '再撤' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })

  it('is about a matter of one street that is there', async () => {
    for (const more of [
      { matterNumber: '2026-X1' },
      { matterNumber: `2026-${east.seatCode}1`, streetCodes: [STREET, OTHER_STREET] },
      { matterNumber: `2026-${east.seatCode}1`, streetCodes: [OTHER_STREET], title: '' },
      { streetCodes: ['999999999'] },
    ])
      await expect(write(more)).rejects.toThrow(/\p{Script=Han}/u)
    expect(await officer.call('directives.list', {})).toEqual([])
  })

  it('does not take a confirmation that a seat wrote for the district', async () => {
    const [one] = await write()
    const on = { streetCode: STREET, directiveId: one?.directiveId as DirectiveId }
    await says(east, on.directiveId, 1, 'received')
    await says(east, on.directiveId, 2, 'accepted')
    await says(east, on.directiveId, 3, 'replied', { text: '好了' })
    await says(east, on.directiveId, 4, 'confirmed', { by_id: 'district:x' })
    const view = await officer.call('directives.open', on)
    expect(view.stage).toBe('replied')
    expect(view.steps.at(-1)).toMatchObject({ problem: '这一步只能由区里作出' })
  })
})

describe('what is published', () => {
  const CODES = {
    title: '信访内容分类（2026）',
    source: '区信访局通知（测试）',
    codes: [{ code: '01', title: '乡村振兴' }],
  }
  const table = { kind: 'code_table' as const, subject: 'petition_content', title: '信访内容分类', note: '新增一类' }

  it('reaches every street under a version, and is known to have reached a seat', async () => {
    const send = (effectiveFrom: string) =>
      officer.call('publish.send', { ...table, effectiveFrom: effectiveFrom as never, content: JSON.stringify(CODES) })
    const { id, version } = await send('2026-04-01')
    expect(version).toBe(1)
    await east.pull()
    office.clock.ms += 5 * 60_000
    await east.pull()
    const [row] = await officer.call('publish.list', {})
    expect(row).toMatchObject({ version: 1, reached: 1, seats: 2, note: '新增一类' })
    const { seats, content } = await officer.call('publish.content', { id })
    expect(seats.map(({ hasIt }) => hasIt)).toEqual([true, false])
    expect(JSON.parse(content)).toMatchObject({ effectiveFrom: '2026-04-01' })
    expect((await send('2026-05-01')).version).toBe(2)
    await expect(send('2026-04-15')).rejects.toMatchObject({ code: 'invalid' })
    await officer.call('publish.withdraw', { id, reason: '有错字' })
    const withdrawn = (await west.pull()).rows.filter(([, name, key]) => name === 'published' && key === id)
    expect(withdrawn.at(-1)?.[5]).toMatchObject({ withdrawn_at: expect.any(String) })
  })

  it('is refused where a seat could not take it', async () => {
    const send = (more: object) =>
      officer.call('publish.send', { ...table, effectiveFrom: '2026-04-01' as never, content: '{}', ...more })
    for (const more of [
      {},
      { subject: 'other' },
      { kind: 'holidays', subject: '2027', content: '[]' },
      { kind: 'template', subject: 'nichts.typ', content: '#import "base.typ": *' },
      { kind: 'template', subject: 'agreement.typ', content: 'x' },
    ])
      await expect(send(more)).rejects.toMatchObject({ code: 'invalid' })
    expect(await officer.call('publish.list', {})).toEqual([])
    expect(
      JSON.parse((await officer.call('publish.base', { kind: 'holidays', subject: '2026' })).content ?? ''),
    ).toMatchObject({ year: 2026 })
    expect((await officer.call('publish.base', { kind: 'code_table', subject: 'petition_content' })).content).toContain(
      'codes',
    )
  })

  it('moves the due days of directives written after it', async () => {
    const daysOff = [{ name: '测试假', fromOn: '2026-03-03', toOn: '2026-03-05' }]
    await officer.call('publish.send', {
      kind: 'holidays',
      subject: '2026',
      title: '2026 年放假安排（测试）',
      effectiveFrom: '2026-03-01' as never,
      note: '测试',
      content: JSON.stringify({ year: 2026, source: '测试', daysOff, makeupDays: [] }),
    })
    expect((await officer.call('directives.clocks', { kind: 'assign' })).arithmetic.receive.dueOn).toBe('2026-03-06')
  })
})
