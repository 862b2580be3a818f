import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findSeatKey } from '../../src-main/linkage/sealed/sealedRepo.ts'
import { keyCode, newSeatKeys, parseKeyCode, sealFor } from '../../src-main/store/seatKeys.ts'
import { pdfText } from '../support/pdfText.ts'
import {
  answerOf,
  CENTRE,
  contentOf,
  dbOf,
  DUE,
  exportFor,
  footprint,
  ID_NUMBER,
  MADE_AT,
  MONDAY,
  openAnswer,
  openSealedDesk,
  openTasks,
  PHONE,
  refusal,
  stationTask,
  tradeKeys,
  type Side,
} from '../support/sealedDesk.ts'

let centre: Side
let station: Side
let close: () => Promise<void>
let fingerprint: string
beforeAll(async () => {
  ;({ centre, station, close } = await openSealedDesk())
  fingerprint = await tradeKeys(centre, station)
})
afterAll(() => close())

const auditOf = async ({ head }: Side): Promise<string[]> =>
  (await head('audit.list', { limit: 40 })).lines.map(({ action, subject, detail }) => `${action} ${subject} ${detail}`)
describe('keys', () => {
  it('are read out by their digits, survive a typing hand, and stand in the log with who stored them', async () => {
    const own = await station.clerk('linkage.seatKey', {})
    expect(own?.fingerprint).toBe(fingerprint)
    expect(fingerprint).toMatch(/^(\d{5} ){5}\d{5}$/)
    expect(await centre.head('linkage.unitKeys', {})).toMatchObject([
      { unitCode: '01', unit: '公安派出所', fingerprint, by: '负责人乙' },
    ])
    expect(await auditOf(centre)).toContain(`settings_changed 公安派出所的公钥 存入，指纹 ${fingerprint}`)
    const code = own?.code ?? ''
    const typed = `一窗通本机公钥\n${code.toLowerCase().replaceAll('0', 'o').replaceAll('-', ' - ')}\n`
    expect((await centre.head('linkage.readKeyCode', { code: typed })).fingerprint).toBe(fingerprint)
    const at = code.indexOf('7') >= 0 ? code.indexOf('7') : 3
    const wrong = `${code.slice(0, at)}${code[at] === '8' ? '9' : '8'}${code.slice(at + 1)}`
    expect(await refusal(centre.head('linkage.readKeyCode', { code: wrong }))).toContain('抄错了')
    expect(await refusal(centre.head('linkage.readKeyCode', { code: '123' }))).toContain('不是本机公钥')
    for (let n = 0; n < 20; n++) {
      const { publicKey } = newSeatKeys()
      expect(parseKeyCode(keyCode(publicKey))).toBe(publicKey)
    }
  })

  it('belong to one unit, and are replaced and removed with a reason', async () => {
    const other = keyCode(newSeatKeys().publicKey)
    const own = await station.clerk('linkage.seatKey', {})
    const again = { unitCode: '02', code: own?.code ?? '', isCompared: true as const }
    expect(await refusal(centre.head('linkage.saveUnitKey', again))).toContain('已经是“公安派出所”的')
    await centre.head('linkage.saveUnitKey', { unitCode: '02', code: other, isCompared: true })
    await centre.head('linkage.saveUnitKey', {
      unitCode: '02',
      code: keyCode(newSeatKeys().publicKey),
      isCompared: true,
    })
    expect(await centre.head('linkage.unitKeys', {})).toHaveLength(2)
    await centre.head('linkage.removeUnitKey', { unitCode: '02', reason: '电脑报废' })
    expect(await centre.head('linkage.unitKeys', {})).toHaveLength(1)
    expect(await auditOf(centre)).toContain('settings_changed 司法所的公钥 删除：电脑报废')
    expect(await refusal(centre.head('linkage.removeUnitKey', { unitCode: '02', reason: '再删' }))).toContain(
      '没有存公钥',
    )
  })
})

describe('a task', () => {
  it('leaves with what stands on its slip, is worked as a matter of the unit, and comes back as its answer', async () => {
    const desk = await stationTask(centre)
    await desk.act('instruct', { on: MONDAY, leader: '街道主任', text: '三天内见效' }, centre.head)
    const { number } = (await desk.view()).matter
    const { slipCode } = await desk.part('01')
    const base64 = await exportFor(centre, [desk])
    const bytes = Buffer.from(base64, 'base64')
    for (const word of ['占道', '夜间', '张三', number, slipCode, '综治中心', PHONE, ID_NUMBER, '%PDF', 'taskId'])
      expect(bytes.includes(Buffer.from(word)), word).toBe(false)

    const content = await contentOf(station, base64)
    expect(content.tasks[0]).toMatchObject({
      matterNumber: number,
      slipCode,
      role: 'helper',
      title: '示范路口夜间占道摆摊',
      request: '请夜间巡查三次并书面回复',
      dueOn: DUE,
      instructions: [{ leader: '街道主任', text: '三天内见效' }],
      people: [],
    })
    expect(content.tasks[0]?.steps.join()).toContain('3月13日')
    expect(content.tasks[0]?.documents.map(({ title }) => title)).toEqual(['交办单（公安派出所）'])
    expect(await pdfText(content.tasks[0]?.documents[0]?.base64 ?? '')).toContain(slipCode)
    expect(JSON.stringify(content)).not.toContain(ID_NUMBER)
    expect(JSON.stringify({ ...content, tasks: [{ ...content.tasks[0], documents: [] }] })).not.toContain('张三')
    expect(await auditOf(centre)).toContain(`exported ${number} 密封包交公安派出所`)
    const { handedOver } = await centre.clerk('linkage.sealable', {
      matterId: desk.matterId,
      key: (await desk.part('01')).key,
    })
    expect(handedOver).toMatchObject([{ by: '窗口丙', withPeople: false }])

    const opened = await openTasks(station, base64)
    expect(opened).toMatchObject({ centre: { name: CENTRE, standing: 'first' }, why: '', tasks: [{ becomes: 'new' }] })
    const before = footprint(station)
    expect(await openTasks(station, base64)).toEqual(opened) // looking takes nothing in
    expect(footprint(station)).toEqual(before)
    const [taken] = await station.clerk('linkage.takeTasks', { base64 })
    const matterId = taken?.matterId as never
    const view = await station.clerk('matters.get', { matterId })
    expect(view.card).toMatchObject({ channel: 'transfer', sourceUnit: CENTRE, sourceNumber: number })
    expect(view.card.facts).toContain('请夜间巡查三次并书面回复')
    expect(view.documents.map(({ title }) => title)).toEqual([`${CENTRE}：交办单（公安派出所）`])
    expect(view.timeline.map(({ title }) => title)).toContain(`收下${CENTRE}的密封包`)
    expect(await station.clerk('linkage.takenTasks', {})).toMatchObject([{ matterId, task: { dueOn: DUE, slipCode } }])

    // what is owed is the centre's day: the station promised nobody anything
    expect(view.promiseOn).toBeNull()
    const clock = { ruleId: 'L-12', title: '回复交办单位', dueOn: DUE }
    expect(view.deadlines).toMatchObject([{ ...clock, state: 'running' }])
    expect((await station.clerk('matters.list', { filter: {} })).rows[0]).toMatchObject({ id: matterId, dueOn: DUE })
    // worked as any matter, with a paper of its own to send along
    const receipt = await station.clerk('papers.issue', { matterId, kind: 'receipt_slip' })
    const answer = answerOf()
    const ask = { matterId, version: view.version, answer, documentIds: [receipt.id] }
    expect(
      await refusal(station.clerk('linkage.sealAnswer', { ...ask, answer: answerOf({ on: '2026-03-03' }) })),
    ).toContain('不能晚于今天')
    const sealed = await station.clerk('linkage.sealAnswer', ask)
    expect(sealed.fileName).toBe(`一窗通回复包-${slipCode}-${MONDAY}.owrp`)
    expect(Buffer.from(sealed.base64, 'base64').includes(Buffer.from('巡查'))).toBe(false)
    expect((await station.clerk('linkage.takenTask', { matterId }))?.answeredAt).not.toBeNull()
    const { deadlines } = await station.clerk('matters.get', { matterId })
    expect(deadlines).toMatchObject([{ ...clock, state: 'met', metOn: MONDAY }])

    const back = await openAnswer(centre, sealed.base64)
    expect(back).toMatchObject({ number, unit: '公安派出所', why: '', answer, documents: [{ title: '事项登记回执' }] })
    const recorded = await centre.clerk('linkage.takeAnswer', { base64: sealed.base64, version: back.version })
    expect(recorded).toMatchObject({ number, unit: '公安派出所' })
    expect(await desk.part('01')).toMatchObject({ state: 'answered', answer: answer.text, answeredOn: MONDAY })
    const after = await desk.view()
    expect(after.record.unitAnswers).toMatchObject([{ slipCode, closure: 'substantive', by: answer.by }])
    expect(after.matter.documents.map(({ title }) => title)).toContain('公安派出所：事项登记回执')

    const kept = footprint(centre)
    const { version: now } = await openAnswer(centre, sealed.base64)
    expect(await refusal(centre.clerk('linkage.takeAnswer', { base64: sealed.base64, version: now }))).toBe(
      '这份回复已经登记过',
    )
    expect(footprint(centre)).toEqual(kept)
  })

  it('never takes an ID number along: not in a text, not in a paper; people only with a reason that is logged', async () => {
    const spoken = await stationTask(centre, {
      summary: `张三（测试）${ID_NUMBER.slice(0, 6)} ${ID_NUMBER.slice(6, 14)} ${ID_NUMBER.slice(14)}反映占道`,
    })
    expect(await refusal(exportFor(centre, [spoken]))).toContain('里面有身份证号码')

    const desk = await stationTask(centre)
    const { number } = (await desk.view()).matter
    const slip = await centre.clerk('papers.issue', { matterId: desk.matterId, kind: 'receipt_slip' })
    const { documents, people } = await centre.clerk('linkage.sealable', {
      matterId: desk.matterId,
      key: (await desk.part('01')).key,
    })
    expect(people).toBe(1)
    expect(documents).toMatchObject([{ title: '事项登记回执', hasPeople: true, why: '' }])
    expect(await refusal(exportFor(centre, [desk], { documentIds: [slip.id] }))).toContain('请写明理由')
    expect(await refusal(exportFor(centre, [desk], { withPeople: true }))).toContain('请写明理由')
    expect((await desk.view()).matter.timeline.some(({ kind }) => kind === 'package_sealed')).toBe(false)
    const base64 = await exportFor(centre, [desk], { withPeople: true, reason: '要上门找他核实' })
    const content = await contentOf(station, base64)
    expect(content.tasks[0]?.people).toEqual([{ role: 'visitor', name: '张三（测试）', phone: PHONE }])
    expect(JSON.stringify(content)).not.toContain(ID_NUMBER)
    expect(await auditOf(centre)).toContain(`revealed ${number} 装进密封包：要上门找他核实`)
    const [taken] = await station.clerk('linkage.takeTasks', { base64 })
    const { parties } = await station.clerk('matters.get', { matterId: taken?.matterId as never })
    expect(parties).toMatchObject([{ name: '张三（测试）', idNumber: '' }])
  })

  it('is one matter of the unit, however often it comes; an older file does not come after a newer one', async () => {
    const desk = await stationTask(centre)
    const first = await exportFor(centre, [desk])
    centre.t.clock.nowMs += 60_000
    const second = await exportFor(centre, [desk])
    centre.t.clock.nowMs += 60_000
    const third = await exportFor(centre, [desk])
    const [taken] = await station.clerk('linkage.takeTasks', { base64: first })
    expect(await refusal(station.clerk('linkage.takeTasks', { base64: first }))).toContain('已经收过')
    expect((await openTasks(station, first)).why).toContain(taken?.number)
    expect((await openTasks(station, third)).tasks).toMatchObject([
      { becomes: 'update', matter: { number: taken?.number } },
    ])
    expect(await station.clerk('linkage.takeTasks', { base64: third })).toEqual([{ ...taken, isNew: false }])
    expect(await refusal(station.clerk('linkage.takeTasks', { base64: second }))).toContain('已经收过更新的一份')
    const { timeline, documents } = await station.clerk('matters.get', { matterId: taken?.matterId as never })
    expect(timeline.filter(({ kind }) => kind === 'package_taken')).toHaveLength(2)
    expect(documents).toHaveLength(1) // the same order is kept once
  })

  it('that somebody typed in by hand is known by its number', async () => {
    const desk = await stationTask(centre)
    const { number } = (await desk.view()).matter
    const typed = await station.clerk('intake.register', {
      receivedOn: MONDAY,
      channel: 'transfer',
      sourceUnit: CENTRE,
      sourceNumber: number,
      summary: '电话里先说的占道',
    })
    const base64 = await exportFor(centre, [desk])
    expect((await openTasks(station, base64)).tasks).toMatchObject([
      { becomes: 'known', matter: { number: typed.number } },
    ])
    expect(await station.clerk('linkage.takeTasks', { base64 })).toEqual([
      { matterId: typed.matterId, number: typed.number, isNew: false },
    ])
  })

  it('that became a report here is unknown to whom it is about: the file is a new one to him', async () => {
    const desk = await stationTask(centre)
    const base64 = await exportFor(centre, [desk])
    const [taken] = await station.head('linkage.takeTasks', { base64 })
    const matterId = taken?.matterId as never
    const { version } = await station.head('matters.get', { matterId })
    const reported = [{ kind: 'person' as const, name: '窗口丙', userId: null }]
    await station.head('intake.seal', { matterId, version, reported, allowedUserIds: [], reason: '反映窗口' })
    expect((await openTasks(station, base64)).tasks).toMatchObject([{ becomes: 'new', matter: null }])
    expect((await station.clerk('linkage.takenTasks', {})).map((row) => row.matterId)).not.toContain(matterId)
    const [again] = await station.clerk('linkage.takeTasks', { base64 })
    expect(again).toMatchObject({ isNew: true })
    expect(await refusal(station.head('linkage.takeTasks', { base64 }))).toContain('已经收过')
  })

  it('goes with others in one file, all or none', async () => {
    const desks = [await stationTask(centre), await stationTask(centre, { summary: '示范小区噪声（测试）' })]
    const listed = await centre.clerk('linkage.sealableTasks', { unitCode: '01' })
    expect(listed.map(({ matterId }) => matterId)).toEqual(
      expect.arrayContaining(desks.map(({ matterId }) => matterId)),
    )
    const gone = await stationTask(centre)
    const { key } = await gone.part('01')
    await gone.act('unitAnswers', { key, on: MONDAY, text: '已办' })
    expect(await refusal(exportFor(centre, [...desks, gone]))).toContain('这个单位已经答复；没有导出')
    const base64 = await exportFor(centre, desks)
    expect(await station.clerk('linkage.takeTasks', { base64 })).toHaveLength(2)
  })

  it('that was sealed as a report does not leave', async () => {
    const desk = await stationTask(centre)
    const { key } = await desk.part('01')
    dbOf(centre).prepare('UPDATE matter SET is_sealed = 1 WHERE id = ?').run(desk.matterId)
    const tasks = [{ matterId: desk.matterId, version: 3, key }]
    const sealed = centre.clerk('linkage.exportSealed', { unitCode: '01', tasks })
    expect(await refusal(sealed)).toBe('没有这件事项') // it does not exist for the caller
    dbOf(centre)
      .prepare(`INSERT INTO matter_access SELECT ?, id FROM user_account WHERE login = 'chuangkou'`)
      .run(desk.matterId)
    const { version } = (await desk.view()).matter
    const asKnower = centre.clerk('linkage.exportSealed', { unitCode: '01', tasks: [{ ...tasks[0]!, version }] })
    expect(await refusal(asKnower)).toContain('检举控告不能交给别的单位')
    expect(await centre.clerk('linkage.sealableTasks', { unitCode: '01' })).not.toContainEqual(
      expect.objectContaining({ matterId: desk.matterId }),
    )
  })
})

describe('a file', () => {
  it('with one wrong byte anywhere is refused in Chinese and leaves nothing', async () => {
    const bytes = Buffer.from(await exportFor(centre, [await stationTask(centre)]), 'base64')
    const before = footprint(station)
    const places = [0, 3, 8, 20, 40, 60, 90, 150, 220, 260, 300, 330, 380, 420, 460, 520, 700, 5000, bytes.length - 1]
    for (const at of places) {
      const spoilt = Buffer.from(bytes)
      spoilt[at] = (spoilt[at] as number) ^ 1
      const said = await refusal(station.clerk('linkage.takeTasks', { base64: spoilt.toString('base64') }))
      expect(said, `byte ${at}`).toMatch(/不是一窗通|损坏了|不是给这台电脑|更新版本/)
    }
    const cut = bytes.subarray(0, bytes.length - 200).toString('base64')
    expect(await refusal(station.clerk('linkage.takeTasks', { base64: cut }))).toContain('损坏了')
    expect(footprint(station)).toEqual(before)
  })

  it('is for one computer: its maker cannot open it either', async () => {
    const base64 = await exportFor(centre, [await stationTask(centre)])
    expect(await refusal(centre.clerk('linkage.openSealed', { base64 }))).toContain('不是给这台电脑的')
    const text = Buffer.from(base64, 'base64').toString('latin1').replace('"v":1', '"v":2')
    const newer = Buffer.from(text, 'latin1').toString('base64')
    expect(await refusal(station.clerk('linkage.openSealed', { base64: newer }))).toContain('请先更新这台电脑上的程序')
  })

  it('of practice data stays out of a real office', async () => {
    const key = findSeatKey(dbOf(station))
    const base64 = await exportFor(centre, [await stationTask(centre)])
    const content = { ...(await contentOf(station, base64)), isPractice: true }
    const stranger = newSeatKeys()
    const practice = await sealFor(key?.publicKey ?? '', stranger, { kind: 'tasks', madeAt: MADE_AT }, content)
    expect(await refusal(station.clerk('linkage.takeTasks', { base64: practice.toString('base64') }))).toContain(
      '练习数据',
    )
  })

  it('of another key under the name of a known centre is told apart', async () => {
    const base64 = await exportFor(centre, [await stationTask(centre)])
    const content = await contentOf(station, base64)
    const stranger = newSeatKeys()
    const key = findSeatKey(dbOf(station))?.publicKey ?? ''
    const theirs = await sealFor(key, stranger, { kind: 'tasks', madeAt: MADE_AT }, content)
    expect((await openTasks(station, base64)).centre.standing).toBe('known')
    expect((await openTasks(station, theirs.toString('base64'))).centre.standing).toBe('other')
  })
})
