import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract, type InputOf, type Method, type OutputOf } from '../../src-shared/contract.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterId, PartyId, UserId } from '../../src-shared/kernel/ids.ts'
import { createCtx } from '../../src-main/host/createCtx.ts'
import { allHandlers } from '../../src-main/host/handlers.ts'
import { insertDirective } from '../support/directives.ts'
import { uuid } from '../support/mediationActs.ts'
import {
  ACTS,
  APART,
  card,
  DIRECTIVE_ABOUT_IT,
  EXCLUDED,
  ID_NUMBER,
  MARK,
  OTHER_DIRECTIVE,
  PHONE,
  READS,
  SQUAD,
  SQUAD_REPORT,
  TAKES,
  type Ids,
} from '../support/sealedTable.ts'
import { testCore, type TestCore } from '../support/testCore.ts'

/**
 * A report (检举控告) against a squad and against the head of the office, and everybody who must not know of it:
 * every procedure of the contract is tried as each of them. A new procedure fails here until it is
 * placed in `tests/support/sealedTable.ts`.
 */
let t: TestCore
let ids: Ids
let number = ''
const before = new Map<string, string>()
const after = new Map<string, string>()
const METHODS_READ = Object.keys(READS) as Method[]
const userId = async (login: string): Promise<UserId> =>
  (await t.as('admin')('users.list', {})).find((user) => user.login === login)?.id as UserId
const reply = async (login: string, method: string, input: unknown): Promise<string> =>
  JSON.stringify(await t.reply(login, method, input))

/** Reading writes into the audit, so that it is read last before the report and first after it. */
const READS_OF_AUDIT = METHODS_READ.filter((method) => method.startsWith('audit.'))
const READS_APART = METHODS_READ.filter((method) => !READS_OF_AUDIT.includes(method))

async function readAll(methods: readonly Method[], found: Map<string, string>): Promise<void> {
  for (const login of EXCLUDED) {
    for (const method of methods) {
      for (const input of READS[method]?.inputs(ids) ?? [])
        found.set(`${login} ${method} ${JSON.stringify(input)}`, await reply(login, method, input))
    }
  }
}

beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  await t.hire('tiaojie', '调解员丁', 'mediator')
  await t.hire('fuze', '负责人己', 'head')
  await t.hire('pangren', '窗口辛', 'clerk', 'mediator')
  await t.hire('duiyuan', '队员庚', 'clerk', 'mediator')
  await t.as('admin')('users.setUnit', { id: await userId('duiyuan'), unit: '示范区示范街道 城管中队' })
  const pangren = t.as('pangren')
  const person = { name: '王某某（测试）', phone: '13800000001', address: '示范路2号' }
  const open = await pangren('intake.register', {
    receivedOn: '2026-03-17',
    summary: '路灯不亮请求修复',
    parties: [{ party: person }],
  })
  await pangren('intake.triage', { matterId: open.matterId, version: open.version, route: 'petition' })
  const { parties } = await pangren('matters.get', { matterId: open.matterId })
  const openParty = parties[0]?.partyId as PartyId
  ids = {
    open: open.matterId,
    openParty,
    sealed: uuid(9) as MatterId,
    version: 1,
    document: '',
    party: openParty,
    clerkId: await userId('chuangkou'),
  }
  addDirective(OTHER_DIRECTIVE, '一般督办', null)
  await readAll(READS_APART, before)
  await readAll(READS_OF_AUDIT, before)
  await reportSquad()
  await readAll(READS_OF_AUDIT, after)
  await readAll(READS_APART, after)
}, 120_000)
afterAll(() => t.close())

/** As it came from the district. */
function addDirective(id: string, title: string, matterId: string | null): void {
  insertDirective(t, { id, title, matter_id: matterId })
}

/** A report with its mark in every text, worked on by those who may. */
async function reportSquad(): Promise<void> {
  const clerk = t.as('chuangkou')
  const registered = await clerk('intake.register', {
    receivedOn: '2026-03-18',
    summary: `${MARK}收受好处放任占道`,
    facts: `${MARK}详情`,
    wish: `${MARK}诉求`,
    placeDetail: `${MARK}街口`,
    sourceUnit: `${MARK}来源`,
    sourceNumber: `${MARK}号`,
    report: {
      reported: [
        { kind: 'unit', name: SQUAD },
        { kind: 'person', name: '负责人乙', userId: await userId('head') },
      ],
    },
    parties: [
      { party: { name: `${MARK}人`, phone: PHONE, address: `${MARK}路 1 号`, idNumber: ID_NUMBER } },
      { role: 'related', partyId: ids.openParty, party: { name: '王某某（测试）', phone: '13711112222' } },
    ],
  })
  await clerk('intake.register', {
    receivedOn: '2026-03-18',
    summary: `${MARK}另一件，还没有分流`,
    report: SQUAD_REPORT,
  })
  const matterId = registered.matterId
  number = registered.number
  let { version } = registered
  const step = async <M extends Method>(login: string, method: M, input: object): Promise<void> => {
    const done = await t.as(login)(method, { matterId, version, ...input } as unknown as InputOf<M>)
    version = (done as { version: number }).version
  }
  await step('chuangkou', 'intake.seal', {
    reported: (await clerk('matters.get', { matterId })).seal?.reported,
    allowedUserIds: [await userId('tiaojie')],
  }).catch(() => undefined) // only the heads change a seal
  await step('fuze', 'intake.seal', {
    reported: (await clerk('matters.get', { matterId })).seal?.reported,
    allowedUserIds: [await userId('tiaojie')],
  })
  await step('tiaojie', 'intake.triage', { route: 'petition', reason: `${MARK}分流` })
  await step('chuangkou', 'petition.describe', {
    act: {
      form: 'visit',
      purpose: 'report',
      contentClass: '03',
      againstUnit: SQUAD,
      requests: [`${MARK}请求`],
      facts: `${MARK}事实，另有补充材料`,
      isConfirmed: true,
      receivedBy: '窗口丙',
    },
  })
  await step('tiaojie', 'intake.link', { otherId: ids.open })
  await clerk('drafts.save', { key: 'intake:new', title: `${MARK}草稿`, content: { text: MARK } })
  await clerk('matters.reveal', { matterId, purpose: `${MARK}核对` })
  const document = await clerk('papers.issue', { matterId, kind: 'receipt_slip' })
  await clerk('papers.bytes', { documentId: document.id, purpose: 'print' })
  await clerk('intake.register', {
    receivedOn: '2026-03-18',
    summary: `${MARK}第三件，同名的另一人`,
    report: SQUAD_REPORT,
    parties: [
      {
        party: { name: `${MARK}人` },
        notPartyIds: [(await clerk('matters.get', { matterId })).parties[0]?.partyId as PartyId],
      },
    ],
  })
  addDirective(DIRECTIVE_ABOUT_IT, `${MARK}督办`, matterId)
  const { parties } = await clerk('matters.get', { matterId })
  ids = { ...ids, sealed: matterId, version, document: document.id, party: parties[0]?.partyId as PartyId }
}

describe('every procedure', () => {
  it('is placed once', () => {
    const placed = [...METHODS_READ, ...Object.keys(TAKES), ...ACTS, ...Object.values(APART).flat()]
    expect([...new Set(placed)].sort()).toEqual(Object.keys(contract).sort())
    for (const method of Object.values(APART).flat())
      expect(Object.hasOwn(READS, method) || Object.hasOwn(TAKES, method), method).toBe(false)
  })
})

describe('a report against a unit or person', () => {
  it.each(EXCLUDED)('changes nothing that %s can read', (login) => {
    const mine = [...after].filter(([what]) => what.startsWith(`${login} `))
    expect(mine.length).toBeGreaterThan(READS_APART.length)
    for (const [what, value] of mine) {
      expect(value, what).toBe(before.get(what))
      for (const secret of [MARK, number, ids.sealed, ids.document, ids.party])
        expect(value.includes(secret), what).toBe(false)
    }
  })

  it('is there for those who may know, so that the silence above means something', async () => {
    for (const [method, { inputs, showsIt }] of Object.entries(READS)) {
      const found = await Promise.all(inputs(ids).map((input) => reply('fuze', method, input)))
      const isTold = found.some((text) => text.includes(MARK) || text.includes(number))
      const isCounted = method === 'matters.count' && found[0] === '{"ok":true,"value":{"count":4}}'
      expect(isTold || isCounted, method).toBe(showsIt)
    }
    expect(await t.as('tiaojie')('matters.get', { matterId: ids.sealed })).toMatchObject({
      card: { summary: `${MARK}收受好处放任占道` },
      seal: { knowers: [{ name: '窗口丙' }, { name: '负责人己' }, { name: '调解员丁' }] },
    })
  })

  it.each(EXCLUDED)('is for %s as if there were no such id', async (login) => {
    const nowhere: Ids = {
      ...ids,
      sealed: uuid(901) as MatterId,
      document: uuid(902),
      party: uuid(903) as PartyId,
    }
    for (const [method, inputs] of Object.entries(TAKES)) {
      const unknown = inputs(nowhere)
      for (const [index, input] of inputs(ids).entries()) {
        const answer = await t.reply(login, method, input)
        expect(answer.ok, `${method} ${index}`).toBe(false)
        expect(answer, `${method} ${index}`).toEqual(await t.reply(login, method, unknown[index]))
        if (!answer.ok)
          expect(['not_found', 'forbidden', 'not_allowed'], `${method} ${index}`).toContain(answer.error.code)
      }
    }
  })

  it.each(EXCLUDED.filter((login) => login !== 'admin'))('takes no act from %s, whatever it holds', async (login) => {
    const handlers = allHandlers(t.state) as unknown as Record<string, (ctx: unknown, input: unknown) => unknown>
    const ctx = createCtx(t.state, login)
    for (const method of ACTS) {
      for (const version of [ids.version, 1]) {
        const act = (): unknown => handlers[method]?.(ctx, { matterId: ids.sealed, version, act: {} })
        expect(act, method).toThrowError(expect.objectContaining({ code: 'not_found' }) as Error)
      }
    }
  })

  it('cannot be registered, sealed or let in by those it is about', async () => {
    const refused = { code: 'not_allowed', message: expect.stringContaining('第三十条') as string }
    for (const login of ['head', 'duiyuan'])
      await expect(
        t.as(login)('intake.register', { ...card, summary: '不该由本人登记', report: SQUAD_REPORT }),
      ).rejects.toMatchObject(refused)
    const seal = (more: object) =>
      t.as('fuze')('intake.seal', { matterId: ids.sealed, version: ids.version, ...SQUAD_REPORT, ...more })
    const duiyuan = await userId('duiyuan')
    await expect(seal({ allowedUserIds: [duiyuan] })).rejects.toMatchObject(refused)
    await expect(seal({ reported: [{ kind: 'person', name: '负责人己' }] })).rejects.toMatchObject(refused)
    const { matterId, version } = { matterId: ids.sealed, version: ids.version }
    for (const toUserId of [duiyuan, await userId('head')])
      await expect(
        t.as('tiaojie')('matters.handOver', { matterId, version, toUserId, reason: '' }),
      ).rejects.toMatchObject(refused)
    for (const route of ['mediation', 'linkage', 'care'] as const) {
      const other = await t.as('chuangkou')('intake.register', { ...card, summary: '另一件检举', report: SQUAD_REPORT })
      await expect(
        t.as('chuangkou')('intake.triage', { matterId: other.matterId, version: other.version, route }),
      ).rejects.toMatchObject(refused)
    }
  })

  it('goes to none of them by any act of petition work, and to no mediation', async () => {
    const refused = { code: 'not_allowed', message: expect.stringContaining('第三十条') as string }
    const { matterId, version } = { matterId: ids.sealed, version: ids.version }
    const on = '2026-03-18'
    for (const name of [SQUAD, '城管中队', '示范区示范街道 城管中队', '负责人乙']) {
      const attempts = [
        t.as('fuze')('petition.handReport', { matterId, version, act: { on, organ: name } }),
        t.as('fuze')('petition.transfer', {
          matterId,
          version,
          act: { on, mode: 'forward', unit: '示范区纪委监委', helpers: [name] },
        }),
      ]
      for (const attempt of attempts) await expect(attempt, name).rejects.toMatchObject(refused)
    }
    const consents = { citizenConsentedOn: on, otherConsentedOn: on, nature: 'other' as const }
    await expect(
      t.as('fuze')('petition.toMediation', { matterId, version, act: { on, otherSide: '某人', ...consents } }),
    ).rejects.toMatchObject(refused)
  })

  it('is linked from its own page only, and merged with nothing: no number of it stands elsewhere', async () => {
    const { version } = await t.as('fuze')('matters.get', { matterId: ids.open })
    const act = { matterId: ids.open, version, reason: '' }
    const own = { matterId: ids.sealed, version: ids.version, reason: '' }
    const call = t.as('fuze')
    for (const attempt of [
      call('intake.link', { ...act, otherId: ids.sealed }),
      call('intake.unlink', { ...act, otherId: ids.sealed }),
      call('intake.merge', { ...act, intoId: ids.sealed }),
      call('intake.merge', { ...own, intoId: ids.open }),
      call('intake.mergeParties', { partyId: ids.party, intoId: ids.openParty }),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'not_allowed' })
  })

  it('leaves no gap in the numbers of the audit, and its check counts what the list shows', async () => {
    const { lines } = await t.as('head')('audit.list', { limit: 500 })
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => lines.length - index))
    expect(await t.as('head')('audit.verify', {})).toEqual({ lines: lines.length, isIntact: true, brokenAt: null })
    const all = await t.as('fuze')('audit.list', { limit: 500 })
    expect(all.lines.length).toBeGreaterThan(lines.length + 5)
    const pages: number[] = []
    for (let next: number | null = null; ;) {
      const page: OutputOf<'audit.list'> = await t.as('head')('audit.list', { limit: 4, before: next })
      pages.push(...page.lines.map(({ seq }) => seq))
      if ((next = page.next) === null) break
    }
    expect(pages).toEqual(lines.map(({ seq }) => seq))
  })

  it('shares no person with other matters: what it tells of somebody is not seen there', async () => {
    const seen = await t.as('pangren')('matters.reveal', { matterId: ids.open, purpose: '核对' })
    expect(seen).toMatchObject([{ phone: '13800000001', otherMatters: 0 }])
    const told = await t.as('tiaojie')('matters.reveal', { matterId: ids.sealed, purpose: '核对' })
    expect(told.map(({ phone }) => phone)).toEqual([PHONE, '13711112222'])
  })
})

describe('who may know', () => {
  const isThere = async (login: string, matterId: MatterId): Promise<boolean> => {
    const { rows } = await t.as(login)('matters.list', { filter: {} })
    const answer = await t.reply(login, 'matters.get', { matterId })
    expect(answer.ok).toBe(rows.some((row) => row.id === matterId))
    expect((await t.as(login)('matters.count', { filter: {} })).count).toBe(rows.length)
    return answer.ok
  }

  it('follows the people of the office: their roles, their unit, and who is in charge', async () => {
    const call = t.as('chuangkou')
    const { matterId, version } = await call('intake.register', {
      ...card,
      summary: '检举别的单位',
      report: { reported: [{ kind: 'unit', name: '示范区园林所' }] },
    })
    const pangren = await userId('pangren')
    expect(await isThere('head', matterId)).toBe(true)
    expect(await isThere('pangren', matterId)).toBe(false)
    await t.as('admin')('users.setRoles', { id: pangren, roles: ['head'] })
    expect(await isThere('pangren', matterId)).toBe(true)
    await t.as('admin')('users.setUnit', { id: pangren, unit: '园林所' })
    expect(await isThere('pangren', matterId)).toBe(false)
    await t.as('admin')('users.setUnit', { id: pangren, unit: '' })
    await t.as('admin')('users.setRoles', { id: pangren, roles: ['clerk', 'mediator'] })
    expect(await isThere('pangren', matterId)).toBe(false)
    const handed = await call('matters.handOver', { matterId, version, toUserId: pangren, reason: '' })
    expect(await isThere('pangren', matterId)).toBe(true)
    await t.as('fuze')('matters.handOver', { ...handed, toUserId: await userId('tiaojie'), reason: '' })
    expect(await isThere('pangren', matterId)).toBe(false)
    expect(await isThere('tiaojie', matterId)).toBe(true)
  })

  it('begins and ends with the seal, takes along what was merged, and clears old traces', async () => {
    const call = t.as('pangren')
    const [first, second, third] = [
      await call('intake.register', { ...card, summary: '甲件反映占道' }),
      await call('intake.register', { ...card, summary: '乙件反映占道' }),
      await call('intake.register', { ...card, summary: '丙件旁边的事' }),
    ]
    await call('intake.merge', { matterId: second.matterId, version: 1, intoId: first.matterId, reason: '' })
    await call('intake.link', { matterId: third.matterId, version: 1, otherId: first.matterId })
    expect(await isThere('duiyuan', first.matterId)).toBe(true)
    const sealed = await t.as('fuze')('intake.seal', {
      matterId: first.matterId,
      version: 1,
      reported: [{ kind: 'unit', name: '城管中队' }],
      reason: '核对后是检举',
    })
    for (const { matterId } of [first, second]) expect(await isThere('duiyuan', matterId)).toBe(false)
    const beside = await t.as('duiyuan')('matters.get', { matterId: third.matterId })
    expect(beside.links).toEqual([])
    expect(JSON.stringify(beside)).not.toContain(first.number)
    expect((await call('matters.get', { matterId: third.matterId })).links).toMatchObject([{ number: first.number }])
    await expect(call('intake.unseal', { ...sealed, reason: '看看' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(call('matters.takeBack', { ...sealed, reason: '看看' })).rejects.toMatchObject({ code: 'not_allowed' })
    await t.as('fuze')('intake.unseal', { ...sealed, reason: '核对后不是检举' })
    expect(await isThere('duiyuan', first.matterId)).toBe(true)
    expect(await isThere('duiyuan', second.matterId)).toBe(false)
  })

  it('widens with the unit that its registration form names', async () => {
    const call = t.as('chuangkou')
    const report = { reported: [{ kind: 'unit' as const, name: '示范区园林所' }] }
    const { matterId, version } = await call('intake.register', { ...card, summary: '检举园林所', report })
    const triaged = await call('intake.triage', { matterId, version, route: 'petition' })
    expect(await isThere('head', matterId)).toBe(true)
    const act = {
      form: 'visit' as const,
      purpose: 'report' as const,
      contentClass: '03',
      againstPerson: '负责人乙',
      requests: ['依规处理'],
      facts: '两家一起收受好处',
      isConfirmed: true,
      receivedBy: '窗口丙',
    }
    await call('petition.describe', { ...triaged, act })
    expect(await isThere('head', matterId)).toBe(false)
    expect((await call('matters.get', { matterId })).seal?.reported.map(({ name }) => name)).toEqual([
      '示范区园林所',
      '负责人乙',
    ])
  })

  it('is changed by a head only, unless every head is reported', async () => {
    const call = t.as('chuangkou')
    const heads = ['负责人乙', '负责人己'].map((name) => ({ kind: 'person' as const, name }))
    const one = await call('intake.register', { ...card, summary: '检举一人', report: { reported: heads.slice(0, 1) } })
    await expect(call('intake.seal', { ...one, reported: heads })).rejects.toMatchObject({ code: 'not_allowed' })
    const both = await call('intake.register', { ...card, summary: '检举两人', report: { reported: heads } })
    expect((await call('matters.get', { matterId: both.matterId })).seal?.knowers).toMatchObject([{ name: '窗口丙' }])
    const allowedUserIds = [await userId('tiaojie')]
    await call('intake.seal', { matterId: both.matterId, version: both.version, reported: heads, allowedUserIds })
    expect(await isThere('tiaojie', both.matterId)).toBe(true)
  })
})

describe('the store around it', () => {
  it('names its clock, when a new calendar moves it, to those who may know only', async () => {
    const movedFor = async (login: string): Promise<{ numbers: string[]; isMoved: boolean }> => {
      const clocks = async () => (await t.as('fuze')('matters.get', { matterId: ids.sealed })).deadlines
      const due = (await clocks()).find((each) => each.state === 'running')?.dueOn as Day
      const daysOff = [{ name: '调整', fromOn: due, toOn: due }]
      const table = { year: 2026, source: '测试', daysOff, makeupDays: [] }
      const { moved } = await t.as(login)('centre.saveHolidays', { table, jobId: login })
      const isMoved = (await clocks()).every((each) => each.dueOn !== due)
      return { numbers: moved.first.map((each) => each.number), isMoved }
    }
    await t.as('head')('centre.saveSettings', { rollsWhereSilent: true })
    const forHead = await movedFor('head')
    expect(forHead).toMatchObject({ isMoved: true })
    expect(forHead.numbers).not.toContain(number)
    expect((await movedFor('fuze')).numbers).toContain(number)
  })

  it('is not counted in what a copy of the store is said to hold', async () => {
    await t.as('admin')('centre.saveSettings', { backupDir: `${t.dataDir}/copies` })
    await t.as('head')('centre.backupNow', {})
    const { files } = await t.as('head')('centre.backupStatus', {})
    const inside = await t.as('head')('centre.previewBackup', { name: files[0]?.name ?? '' })
    const { rows } = await t.as('fuze')('matters.list', { filter: {}, limit: 200 })
    const isOpen = await Promise.all(
      rows.map(async ({ id }) => (await t.as('fuze')('matters.get', { matterId: id })).seal === null),
    )
    expect(isOpen).toContain(false)
    expect(inside.matters).toBe(isOpen.filter((each) => each).length)
  })
})
