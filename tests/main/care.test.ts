import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AT, careDesk, DAY, enrolment, person, visit, type CareDesk } from '../support/careDesk.ts'
import { PASSWORD, Refused } from '../support/testCore.ts'
import { readPages } from './paper/readPdf.ts'

let t: CareDesk
beforeAll(async () => void (t = await careDesk()))
afterAll(() => t.close())

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )

describe('a client', () => {
  it('is registered, planned, visited; due visits follow and a visit does what is due', async () => {
    const clientId = await t.register('赵安然（测试）')
    const before = await t.get('shegong', clientId)
    expect(before.state.person?.name).toBe('赵安然（测试）')
    expect(before.dueVisits.length).toBeGreaterThan(2)
    expect(before.dueVisits.filter(({ fromOn, on }) => fromOn <= DAY && DAY <= on).map(({ state }) => state)).toContain(
      'open',
    )
    await t.as('shegong')('care.visit', {
      clientId,
      visit: visit({ needs: [{ kind: 'medical', text: '取药不便' }] }),
      follows: { promises: [{ what: '联系志愿者代取药', byOn: '2026-03-20' as never }], response: null },
    })
    const after = await t.get('shegong', clientId)
    expect(after.state.visits).toHaveLength(1)
    expect(after.dueVisits.filter(({ state }) => state === 'timely')).not.toHaveLength(0)
    const { items } = await t.as('shegong')('care.due', { group: 'elderly' })
    expect((await t.as('shegong')('care.due', { group: 'disabled' })).items).toEqual([])
    expect(items.filter((item) => item.clientId === clientId).map(({ kind }) => kind)).toContain('promise')
    const [promise] = after.state.promises
    await t.as('shegong')('care.keepPromise', {
      clientId,
      version: after.version,
      act: { promiseId: promise?.promiseId ?? '', on: DAY, note: '已送到' },
    })
    const { items: left } = await t.as('shegong')('care.due', { kinds: ['promise'] })
    expect(left.filter((item) => item.clientId === clientId)).toEqual([])
  })

  it('is masked to colleagues and to the head of care until a look, which the head reads', async () => {
    const clientId = await t.register('钱多多（测试）', {
      person: { idNumber: '110101195003070876', address: '测试路1号' },
    })
    await t.as('shegong')('care.visit', {
      clientId,
      visit: visit({ note: '腿脚不便' }),
      follows: { promises: [], response: null },
    })
    const own = await t.get('shegong', clientId)
    expect(own.shows).toBe('own')
    expect(own.state.person).toMatchObject({ name: '钱多多（测试）', phone: '138****1234' })
    for (const login of ['shegong2', 'bangfu']) {
      const masked = await t.get(login, clientId)
      expect(masked.shows).toBe('masked')
      expect(JSON.stringify(masked)).not.toMatch(/钱多多|13800001234|19500307|腿脚/)
      expect(JSON.stringify(await t.as(login)('care.clients', {}))).not.toMatch(/钱多多/)
    }
    const all = await t.as('shegong2')('care.reveal', { clientId, purpose: 'visit' })
    expect(all.state.person?.phone).toBe('13800001234')
    const { lines } = await t.as('bangfu')('care.looks', {})
    expect(lines[0]).toMatchObject({ byName: '社工庚', purpose: 'visit', clientId, what: 'reveal' })
    expect(await codeOf(t.as('shegong')('care.looks', {}))).toBe('forbidden')
  })

  it('is asked for consent where consent is the basis, and can withdraw it', async () => {
    const missing = { person: person('孙同意（测试）'), enrolments: [enrolment({ consentOn: null })] }
    expect(await codeOf(t.as('shegong')('care.register', missing))).toBe('not_allowed')
    const child = { person: person('孙小（测试）', { birthOn: '2015-05-01' }), enrolments: [enrolment()] }
    expect(await codeOf(t.as('shegong')('care.register', child))).toBe('not_allowed')
    const asked = { ...child, enrolments: [enrolment({ basis: 'guardian', consentBy: '孙父' })] }
    expect(await codeOf(t.as('shegong')('care.register', asked))).toBe('ok')
    const unknown = { person: person('孙不知（测试）'), enrolments: [enrolment({ track: '没有的' })] }
    expect(await codeOf(t.as('shegong')('care.register', unknown))).toBe('not_allowed')
    const unused = { person: person('孙另类（测试）'), enrolments: [enrolment({ group: 'other_1' })] }
    expect(await codeOf(t.as('shegong')('care.register', unused))).toBe('not_allowed')
    const clientId = await t.register('孙同意（测试）')
    const { state, version } = await t.get('shegong', clientId)
    const enrolmentId = state.enrolments[0]?.id ?? ''
    await t.as('shegong')('care.withdrawConsent', { clientId, version, act: { enrolmentId, on: DAY, by: '本人' } })
    const candidates = await t.as('bangfu')('care.purgeCandidates', {})
    expect(candidates).toMatchObject([{ clientId, why: 'withdrawn' }])
  })

  it('keeps what somebody else wrote meanwhile from being overwritten, and takes visits whatever happened', async () => {
    const clientId = await t.register('李同时（测试）')
    const { version } = await t.get('shegong', clientId)
    const plan = { agreedOn: DAY, goals: '多出门' }
    await t.as('shegong2')('care.plan', { clientId, version, act: plan })
    expect(await codeOf(t.as('shegong')('care.plan', { clientId, version, act: plan }))).toBe('conflict')
    expect(
      await codeOf(
        t.as('shegong')('care.visit', { clientId, visit: visit(), follows: { promises: [], response: null } }),
      ),
    ).toBe('ok')
    expect(
      await codeOf(
        t.as('shegong')('care.visit', {
          clientId,
          visit: visit({ at: '2026-03-19T01:30:00.000Z' as never }),
          follows: { promises: [], response: null },
        }),
      ),
    ).toBe('invalid')
  })

  it('takes an entry back visibly, newest first', async () => {
    const clientId = await t.register('周收回（测试）')
    await t.as('shegong')('care.visit', {
      clientId,
      visit: visit(),
      follows: { promises: [{ what: '送米', byOn: DAY }], response: null },
    })
    const { version, timeline } = await t.get('shegong', clientId)
    const [promised, visited] = timeline
    const back = (eventId = '') => ({ clientId, version, act: { eventId, reason: '记错了人' } })
    expect(await codeOf(t.as('shegong')('care.takeBack', back(visited?.eventId)))).toBe('not_allowed')
    await t.as('shegong')('care.takeBack', back(promised?.eventId))
    const after = await t.get('shegong', clientId)
    expect(after.state.promises).toEqual([])
    expect(after.timeline.find(({ eventId }) => eventId === promised?.eventId)).toMatchObject({ isTakenBack: true })
  })
})

describe('work on many', () => {
  it('writes a round of several in one act, or none of it', async () => {
    const ids = [await t.register('吴一（测试）'), await t.register('吴二（测试）')]
    const visits = ids.map((clientId) => ({
      clientId,
      findings: { isMet: true },
      follows: { promises: [], response: null },
    }))
    const head = { at: AT, how: 'home' as const, visitors: ['社工戊'] }
    const done = await t.as('shegong')('care.round', { head, visits })
    expect(done.visits).toHaveLength(2)
    const broken = [...visits, { ...visits[0]!, clientId: '01930000-0000-7000-8000-000000000000' as never }]
    expect(await codeOf(t.as('shegong')('care.round', { head, visits: broken }))).toBe('not_found')
    for (const clientId of ids) expect((await t.get('shegong', clientId)).state.visits).toHaveLength(1)
  })

  it('follows an abnormality to its answer, with a yellow and a red limit of the unit', async () => {
    const clientId = await t.register('郑异常（测试）')
    await t.as('shegong')('care.visit', {
      clientId,
      visit: visit(),
      follows: { promises: [], response: { what: '煤气灶漏气', toName: '居委会' } },
    })
    const level = async () =>
      (await t.as('shegong')('care.due', { kinds: ['sign', 'answer'] })).items.find(
        (item) => item.clientId === clientId,
      )
    const nowMs = t.clock.nowMs
    const first = await level()
    // Old people: four hours, then twelve, to the minute.
    expect(first).toMatchObject({ kind: 'sign', on: DAY, time: '13:30', level: 'today' })
    for (const [time, found] of [
      ['13:31', { level: 'yellow', time: '21:30' }],
      ['21:31', { level: 'red', time: '21:30' }],
    ] as const) {
      t.clock.nowMs = Date.parse(`${DAY}T${time}:00+08:00`)
      await t.as('shegong')('account.login', { login: 'shegong', password: PASSWORD })
      expect(await level()).toMatchObject(found)
    }
    t.clock.toDay('2026-06-30')
    for (const login of ['shegong', 'bangfu']) await t.as(login)('account.login', { login, password: 'xinmima-2026' })
    expect((await level())?.level).toBe('red')
    t.clock.nowMs = nowMs
    await t.as('shegong')('account.login', { login: 'shegong', password: 'xinmima-2026' })
    const { version, state } = await t.get('shegong', clientId)
    const responseId = state.responses[0]?.responseId ?? ''
    await t.as('shegong')('care.signFor', { clientId, version, act: { responseId, at: AT, by: '居委会王主任' } })
    expect((await level())?.kind).toBe('answer')
    await t.as('shegong')('care.respond', {
      clientId,
      version: version + 1,
      act: { responseId, at: AT, by: '居委会王主任', answer: '已换阀门' },
    })
    expect(await level()).toBeUndefined()
  })

  it('hands a caseload over in one act', async () => {
    const ids = [
      await t.register('冯一（测试）', { worker: 'shegong2' }),
      await t.register('冯二（测试）', { worker: 'shegong2' }),
    ]
    const input = { fromId: t.ids.shegong2, toId: t.ids.shegong, clientIds: ids, on: DAY, reason: '岗位调整' }
    expect(await codeOf(t.as('shegong2')('care.handOver', input))).toBe('forbidden')
    expect(await t.as('bangfu')('care.handOver', input)).toMatchObject({ count: 2 })
    for (const clientId of ids) expect((await t.get('shegong', clientId)).shows).toBe('own')
    expect(await codeOf(t.as('bangfu')('care.handOver', input))).toBe('not_found')
    expect(await t.as('bangfu')('care.handOvers', {})).toMatchObject([{ fromName: '社工庚', toName: '社工戊' }])
  })

  it('prints the papers of a client and of the office, each a look; another seat prints the same from the record', async () => {
    const clientId = await t.register('褚文书（测试）')
    await t.as('shegong')('care.visit', { clientId, visit: visit(), follows: { promises: [], response: null } })
    for (const kind of ['care_visit_record', 'care_slip', 'care_consent']) {
      expect((await t.as('shegong')('care.previewPaper', { clientId, kind })).pages).toBeGreaterThan(0)
      const { paperId } = await t.as('shegong')('care.issuePaper', { clientId, kind })
      const first = await t.as('shegong')('care.paperBytes', { clientId, paperId, purpose: 'print' })
      t.state.care?.db.prepare('DELETE FROM care_paper_bytes').run()
      const again = await t.as('shegong')('care.paperBytes', { clientId, paperId, purpose: 'print' })
      expect(again.pdfBase64 === first.pdfBase64).toBe(true)
      expect(again.fileName).not.toContain('褚')
      expect((await t.as('shegong')('care.paperBytes', { clientId, paperId, purpose: 'print' })).isReprint).toBe(true)
    }
    expect((await t.get('shegong', clientId)).papers).toHaveLength(3)
    expect((await t.as('shegong')('care.previewPaper', { kind: 'care_round_list', ref: '2026-04-30' })).pages).toBe(1)
    const [handOver] = await t.as('bangfu')('care.handOvers', {})
    expect(
      (await t.as('bangfu')('care.previewPaper', { kind: 'care_hand_over', ref: handOver?.handOverId })).pages,
    ).toBe(1)
    const { lines } = await t.as('bangfu')('care.looks', { limit: 1 })
    expect(lines[0]).toMatchObject({ what: 'print' })
  })

  it('takes a name with a rare character, one beyond the sixteen bits of UTF-16, as any other', async () => {
    const clientId = await t.register('欧阳𬱖（测试）')
    await t.as('shegong')('care.visit', { clientId, visit: visit(), follows: { promises: [], response: null } })
    const found = async (login: string, text: string) =>
      (await t.as(login)('care.clients', { text })).rows.map((row) => row.clientId)
    for (const text of ['𬱖', '欧阳𬱖', 'oy']) expect(await found('shegong', text), text).toContain(clientId)
    // A mask that cuts such a character in two would print half of it.
    const masked = JSON.stringify((await t.get('shegong2', clientId)).state.person?.name)
    expect(masked).not.toMatch(/𬱖|\\ud/)
    const { paperId } = await t.as('shegong')('care.issuePaper', { clientId, kind: 'care_visit_record' })
    const { pdfBase64 } = await t.as('shegong')('care.paperBytes', { clientId, paperId, purpose: 'print' })
    expect((await readPages(new Uint8Array(Buffer.from(pdfBase64, 'base64')))).join('')).toContain('欧阳𬱖')
  })

  it('lists page after page without loss', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: { rows: { clientId: string }[]; next: string | null; total: number } = await t.as('bangfu')(
        'care.clients',
        { state: 'all', limit: 3, cursor },
      )
      seen.push(...page.rows.map(({ clientId }) => clientId))
      cursor = page.next
      if (cursor === null) expect(new Set(seen).size).toBe(page.total)
    } while (cursor !== null)
    expect(seen.length).toBe(new Set(seen).size)
  })

  it('keeps projects with their sessions, and help near by', async () => {
    const clientId = await t.register('陈活动（测试）')
    const { projectId } = await t.as('shegong')('care.saveProject', { title: '周末课堂', startOn: DAY })
    await t.as('shegong')('care.saveSession', {
      projectId,
      on: DAY,
      topic: '手工',
      attendance: [{ clientId, isPresent: true }],
    })
    expect(await t.as('shegong')('care.projects', {})).toMatchObject([
      { title: '周末课堂', sessions: [{ topic: '手工', present: 1, invited: 1 }] },
    ])
    const { helpId } = await t.as('shegong')('care.listHelp', {
      name: '区就业中心',
      kind: 'employment',
      checkedOn: DAY,
    })
    await t.as('shegong')('care.listHelp', {
      helpId,
      name: '区就业中心',
      kind: 'employment',
      checkedOn: DAY,
      isGone: true,
    })
    expect(await t.as('shegong')('care.helps', {})).toEqual([])
  })
})
