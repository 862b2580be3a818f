import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findSeatKey } from '../../src-main/linkage/sealed/sealedRepo.ts'
import { keyCode, newSeatKeys, openSealed, sealFor } from '../../src-main/store/seatKeys.ts'
import { AnswerContent } from '../../src-shared/linkage/sealedPackage.ts'
import {
  answerOf,
  contentOf,
  dbOf,
  DUE,
  exportFor,
  footprint,
  MADE_AT,
  MONDAY,
  openAnswer,
  openSealedDesk,
  openTasks,
  refusal,
  stationTask,
  tradeKeys,
  type Side,
} from '../support/sealedDesk.ts'

let centre: Side
let station: Side
let close: () => Promise<void>
beforeAll(async () => {
  ;({ centre, station, close } = await openSealedDesk())
  await tradeKeys(centre, station)
})
afterAll(() => close())

describe('an answer', () => {
  async function answered(): Promise<{ base64: string; content: AnswerContent }> {
    const desk = await stationTask(centre)
    const [taken] = await station.clerk('linkage.takeTasks', { base64: await exportFor(centre, [desk]) })
    const matterId = taken?.matterId as never
    const { version } = await station.clerk('matters.get', { matterId })
    const { base64 } = await station.clerk('linkage.sealAnswer', { matterId, version, answer: answerOf() })
    const { content } = await openSealed(findSeatKey(dbOf(centre)), Buffer.from(base64, 'base64'))
    return { base64, content: AnswerContent.parse(content) }
  }

  it('signed by another key than the unit has is refused, also after the key was replaced', async () => {
    const { base64, content } = await answered()
    const stranger = newSeatKeys()
    const centreKey = findSeatKey(dbOf(centre))?.publicKey ?? ''
    const forged = await sealFor(centreKey, stranger, { kind: 'answer', madeAt: MADE_AT }, content)
    const before = footprint(centre)
    const said = await refusal(centre.clerk('linkage.takeAnswer', { base64: forged.toString('base64'), version: 5 }))
    expect(said).toContain('签名不是“公安派出所”现在存的公钥')
    expect(footprint(centre)).toEqual(before)

    const own = await station.clerk('linkage.seatKey', {})
    await centre.head('linkage.saveUnitKey', { unitCode: '01', code: keyCode(stranger.publicKey), isCompared: true })
    expect(await refusal(centre.clerk('linkage.openSealed', { base64 }))).toContain('签名不是')
    await centre.head('linkage.removeUnitKey', { unitCode: '01', reason: '核对有误' })
    expect(await refusal(centre.clerk('linkage.openSealed', { base64 }))).toContain('没有存公钥')
    await centre.head('linkage.saveUnitKey', { unitCode: '01', code: own?.code ?? '', isCompared: true })
    expect((await openAnswer(centre, base64)).why).toBe('')
  })

  it('to a part that was answered on paper, or left the task, is not recorded', async () => {
    const { base64 } = await answered()
    const opened = await openAnswer(centre, base64)
    const { matterId, version, key } = opened
    await centre.clerk('linkage.unitAnswers', { matterId, version, act: { key, on: MONDAY, text: '电话里答复' } })
    const late = await openAnswer(centre, base64)
    expect(late.why).toBe('这个单位已经答复')
    expect(await refusal(centre.clerk('linkage.takeAnswer', { base64, version: late.version }))).toBe(
      '这个单位已经答复',
    )
  })

  it('of a day before the unit received the task is told before anything is recorded', async () => {
    const { base64 } = await answered()
    const { matterId, version, key } = await openAnswer(centre, base64)
    await centre.toDay('2026-03-03')
    await centre.clerk('linkage.unitReceives', { matterId, version, act: { key, on: '2026-03-03' as never } })
    const early = await openAnswer(centre, base64)
    expect(early.why).toMatch(/早于.*的接件日期 2026-03-03/)
    expect(await refusal(centre.clerk('linkage.takeAnswer', { base64, version: early.version }))).toBe(early.why)
    await centre.toDay(MONDAY)
  })

  it('is not recorded a second time when its part is to be done again', async () => {
    const desk = await stationTask(centre)
    const [taken] = await station.clerk('linkage.takeTasks', { base64: await exportFor(centre, [desk]) })
    const matterId = taken?.matterId as never
    const seal = async (more: object): Promise<string> => {
      const { version } = await station.clerk('matters.get', { matterId })
      return (await station.clerk('linkage.sealAnswer', { matterId, version, answer: answerOf(more) })).base64
    }
    const take = async (base64: string) =>
      centre.clerk('linkage.takeAnswer', { base64, version: (await openAnswer(centre, base64)).version })
    const first = await seal({})
    await take(first)
    const [leadPart, part] = [await desk.part('05'), await desk.part('01')]
    let { version } = (await desk.view()).matter
    const say = async (method: 'linkage.unitAnswers' | 'linkage.verify', act: object): Promise<void> =>
      void (version = (
        await centre.clerk(method as 'linkage.verify', { matterId: desk.matterId, version, act: act as never })
      ).version)
    await say('linkage.unitAnswers', { key: leadPart.key, on: MONDAY, text: '已办' })
    const failed = { on: MONDAY, by: '窗口丙', how: 'site', isPassed: false, text: '摊点又回来了' }
    await say('linkage.verify', { ...failed, redo: [{ key: part.key, dueOn: DUE }] })
    expect(await refusal(take(first))).toBe('这份回复已经登记过')
    centre.t.clock.nowMs += 60_000
    const redone = await exportFor(centre, [desk])
    expect((await openTasks(station, redone)).tasks[0]?.task.instructions).toMatchObject([{ text: '摊点又回来了' }])
    await station.clerk('linkage.takeTasks', { base64: redone })
    await take(await seal({ text: '重新清理（测试）', closure: 'stage' }))
    expect(await desk.part('01')).toMatchObject({ state: 'answered', answer: '重新清理（测试）' })
  })

  it('takes PDFs from the disk and nothing that is none', async () => {
    const desk = await stationTask(centre)
    const base64 = await exportFor(centre, [desk])
    const pdf = (await contentOf(station, base64)).tasks[0]?.documents[0]?.base64 ?? ''
    const [taken] = await station.clerk('linkage.takeTasks', { base64 })
    const matterId = taken?.matterId as never
    const { version } = await station.clerk('matters.get', { matterId })
    const ask = { matterId, version, answer: answerOf() }
    const photo = { title: '现场照片', base64: Buffer.from('JFIF').toString('base64') }
    expect(await refusal(station.clerk('linkage.sealAnswer', { ...ask, files: [photo] }))).toContain('不是能打开的 PDF')
    const sealed = await station.clerk('linkage.sealAnswer', {
      ...ask,
      files: [{ title: '盖章回复扫描件', base64: pdf }],
    })
    const back = await openAnswer(centre, sealed.base64)
    expect(back.documents).toMatchObject([{ title: '盖章回复扫描件', pages: 1 }])
  })
})
