import { afterAll, beforeAll, expect, it } from 'vitest'
import { join } from 'node:path'
import { recount } from '../../src-main/ledger/recount.ts'
import { readMigrations, migrate } from '../../src-main/store/migrate.ts'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import { countersOf } from '../support/counters.ts'
import { described, petitionDesk, type PetitionDesk } from '../support/petitionDesk.ts'
import { APP_DIR, testCore, type TestCore } from '../support/testCore.ts'

let t: TestCore
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
})
afterAll(() => t.close())

const MARCH = '2026-03' as Month
const day = (text: string): Day => text as Day
const PUBLISHED = { on: '2026-03-05', where: 'hall', place: '一楼公示栏', by: '窗口丙', isAnonymised: true }
const REPLY = { on: '2026-03-05', text: '已经修复' }
const desk = (more: object = {}) => petitionDesk(t.as('chuangkou'), day('2026-03-05'), more)
async function answered(more: object): Promise<PetitionDesk> {
  const one = await desk()
  await one.act('describe', described({ purpose: 'suggestion', mayPublish: true, ...more }))
  await one.act('reply', REPLY)
  return one
}
async function figures() {
  const found = await t.as('chuangkou')('figures.month', { ledger: 'petition', month: MARCH })
  return {
    of: (key: string) => found.figures.find((figure) => figure.key === key)?.text,
    definition: (key: string) => found.figures.find((figure) => figure.key === key)?.definition,
    broken: found.checks.filter(({ holds }) => !holds),
  }
}

it('publishes only an answer, only with consent, never what is secret or sealed', async () => {
  const refused = (one: PetitionDesk, message: RegExp, payload: object = PUBLISHED) =>
    expect(one.act('publish', payload)).rejects.toMatchObject({ message: expect.stringMatching(message) })
  expect((await figures()).of('publishRate')).toBe('') // nothing to divide by

  const early = await desk()
  await early.act('describe', described({ mayPublish: true }))
  await refused(early, /答复信访人之后/)
  await refused(await answered({ mayPublish: false }), /没有同意公开/)
  await refused(await answered({ wishesSecrecy: true }), /要求保密/)
  const open = await answered({})
  await refused(open, /隐去/, { ...PUBLISHED, isAnonymised: false })
  await refused(open, /晚于今天|早于/, { ...PUBLISHED, on: '2026-03-04' })

  const waiting = await figures()
  expect([waiting.of('publish.done'), waiting.of('publishRate')]).toEqual(['0', '0.00'])
  await open.act('publish', PUBLISHED)
  await refused(open, /已经公开/)
  await answered({})
  const counted = await figures()
  expect([counted.of('publish.done'), counted.of('publishRate')]).toEqual(['1', '50.00'])
  expect(counted.definition('publishRate')).toContain('已公开件数 ÷ 应公开件数')

  // A citizen who changes his mind leaves both numbers, and the desk is told to take the answer down.
  await open.act('describe', described({ purpose: 'suggestion', mayPublish: false }))
  expect((await open.view()).hints.map(({ text }) => text)).toContain('信访人不再同意公开：已经公开的答复应当撤下')
  expect((await figures()).of('publishRate')).toBe('0.00')

  const report = await desk()
  await report.act('describe', described({ purpose: 'report', againstUnit: '示范街道城管中队', mayPublish: true }))
  await refused(report, /不公开/)
})

it('publishes nothing of a matter that is sealed, whatever its registration form says', async () => {
  const call = t.as('chuangkou')
  const registered = await call('intake.register', {
    receivedOn: day('2026-03-05'),
    summary: '反映占道经营无人管',
    parties: [],
    report: { reported: [{ kind: 'unit', name: '示范街道城管中队' }] },
  })
  const { matterId } = registered
  let { version } = await call('intake.triage', { matterId, version: registered.version, route: 'petition' })
  const acts = [
    ['describe', described({ purpose: 'suggestion', mayPublish: true })],
    ['reply', REPLY],
  ] as const
  for (const [name, act] of acts)
    version = (await call(`petition.${name}` as 'petition.reply', { matterId, version, act: act as never })).version
  await expect(call('petition.publish', { matterId, version, act: PUBLISHED as never })).rejects.toMatchObject({
    message: '密封的事项不公开',
  })
})

it('sums letters by the office that registered them and visits made elsewhere, and opens no list of the latter', async () => {
  const letter = await desk({ channel: 'letter' })
  const passedOn = await desk({ channel: 'transfer' })
  await passedOn.act('describe', described({ form: 'letter' }))
  const below = await desk({ channel: 'letter' })
  await below.act('describe', described({ form: 'letter', origin: '3' }))
  await expect(letter.act('describe', described({ form: 'letter', origin: '9' }))).rejects.toMatchObject({
    details: { issues: { fieldErrors: { origin: [expect.stringContaining('没有这个代码')] } } },
  })
  const elsewhere = await desk({ channel: 'transfer', peopleCount: 3 })
  await elsewhere.act('describe', described({ visitPlace: '2' }))

  const { of, broken } = await figures()
  expect(['form.letter', 'letterFrom.1', 'letterFrom.2', 'letterFrom.3'].map(of)).toEqual(['3', '1', '1', '1'])
  expect(['visitTo.1', 'visitTo.2', 'visitTo.2.people', 'visitTo.3'].map(of)).toEqual(['0', '1', '3', '0'])
  expect(broken.map(({ title }) => title)).not.toContain('来信各登记来源之和 = 来信件数')
  const call = t.as('chuangkou')
  expect(await call('figures.rows', { ledger: 'petition', month: MARCH, key: 'visitTo.2' })).toEqual([])
  expect(JSON.stringify(await call('ledger.month', { ledger: 'petition', month: MARCH }))).not.toContain('到省')
  expect((await call('search.find', { text: '到省' })).hits).toEqual([])
})

it('kept counters are what a recount finds, also in a file that an older version wrote', () => {
  const { db } = t.state.open!
  const recounted = () => {
    for (const ledger of ['petition', 'petition_agency'] as const) recount(db, ledger)
    return countersOf(db)
  }
  const kept = countersOf(db)
  expect(recounted()).toEqual(kept)

  // As the file was before: no such columns, no such measures. The migration counts what the rows tell.
  db.exec(`DELETE FROM month_counter WHERE measure LIKE 'letterFrom.%' OR measure LIKE 'publish.%' OR measure LIKE 'visitTo.%';
    ALTER TABLE petition DROP COLUMN published_on; ALTER TABLE petition DROP COLUMN origin; ALTER TABLE petition DROP COLUMN visit_place;`)
  db.pragma('user_version = 10')
  migrate(db, readMigrations(join(APP_DIR, 'migrations', 'local')), 11)
  const migrated = countersOf(db)
  expect(JSON.stringify(migrated)).toContain('publish.due')
  expect(JSON.stringify(migrated)).toContain('letterFrom.1')
  expect(recounted()).toEqual(migrated)
})
