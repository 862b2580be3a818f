import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../src-shared/contract.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { countersOf } from '../support/counters.ts'
import {
  closeDesk,
  commit,
  count,
  db,
  dryRun,
  footprint,
  ok,
  open,
  openDesk,
  row,
  type Opened,
} from '../support/importDesk.ts'
import type { SpareCore } from '../support/spareCore.ts'
import { PASSWORD } from '../support/testCore.ts'

let s: SpareCore
beforeAll(async () => {
  s = await openDesk()
})
afterAll(closeDesk)

describe('a large import', () => {
  let big: Opened
  beforeAll(async () => {
    big = await open(
      Array.from({ length: 2000 }, (_, n) =>
        row(1000 + n, {
          受理日期: `202${3 + (n % 3)}-0${1 + (n % 9)}-15` as Day,
          结案日期: '2025-10-20' as Day,
          回访日期: '2025-11-03' as Day,
          归档日期: '2025-12-01' as Day,
          涉及金额: n * 101,
        }),
      ),
    )
    expect(await dryRun(big)).toMatchObject({ good: 2000, bad: 0 })
  }, 60_000)

  it('that is cancelled leaves nothing', async () => {
    const before = footprint()
    const running = commit(big, 'cancel-me')
    let progress: OutputOf<'jobs.progress'>
    do {
      await new Promise((resolve) => setTimeout(resolve, 5))
      progress = await ok<OutputOf<'jobs.progress'>>('jobs.progress', { jobId: 'cancel-me' })
    } while (progress.isRunning && progress.done === 0)
    expect(progress.isRunning).toBe(true)
    await ok('jobs.cancel', { jobId: 'cancel-me' })
    expect(await running).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(footprint()).toEqual(before)
    expect(count('PRAGMA foreign_key_check') ?? 0).toBe(0)
  }, 60_000)

  it('lets others read meanwhile, tells them to wait with writing, and arrives whole', async () => {
    const running = commit(big, 'go')
    await new Promise((resolve) => setTimeout(resolve, 30))
    const waits: [string, unknown, string][] = [
      ['intake.register', { receivedOn: '2026-03-18', summary: '同时登记' }, 'chuangkou'],
      ['drafts.save', { key: 'intake:new-1', title: '', content: {} }, 'chuangkou'],
      ['account.login', { login: 'chuangkou', password: PASSWORD }, 'another'],
      ['account.changePassword', { oldPassword: PASSWORD, newPassword: 'neues-passwort' }, 'chuangkou'],
      ['import.commit', { importId: big.importId, jobId: 'twice' }, 'head'],
      ['centre.backupNow', {}, 'head'],
    ]
    for (const [method, input, caller] of waits)
      expect(await s.call(method, input, caller), method).toMatchObject({
        ok: false,
        error: { code: 'in_use', message: expect.stringContaining('正在导入台账') },
      })
    expect(await s.call('matters.list', { filter: {} }, 'chuangkou')).toMatchObject({ ok: true })
    expect(await running).toEqual({ ok: true, value: { count: 2000, known: 0 } })
    expect(
      await s.call('intake.register', { receivedOn: '2026-03-18', summary: '随后登记' }, 'chuangkou'),
    ).toMatchObject({ ok: true })
    expect(await s.call('account.login', { login: 'chuangkou', password: PASSWORD }, 'another')).toMatchObject({
      ok: true,
    })
    expect(count(`SELECT sum(amount_fen) FROM mediation WHERE dossier_number LIKE '旧字第____号'`)).toBe(
      (1999 * 2000 * 101) / 2,
    )
    const kept = countersOf(db())
    await ok('centre.recount', { fromMonth: null })
    expect(countersOf(db())).toEqual(kept)
    expect(await ok('audit.verify')).toMatchObject({ isIntact: true })
  }, 60_000)

  it('can be undone in one go', async () => {
    const [batch] = await ok<OutputOf<'import.history'>>('import.history')
    expect(await ok('import.undo', { importId: batch?.importId, jobId: 'undo' })).toEqual({ count: 2000, kept: 0 })
    expect(
      count(`SELECT count(*) FROM mediation WHERE month_accepted <> '' AND dossier_number LIKE '旧字第____号'`),
    ).toBe(0)
    const kept = countersOf(db())
    await ok('centre.recount', { fromMonth: null })
    expect(countersOf(db())).toEqual(kept)
  }, 60_000)
})

it('nothing of all this was a bug', () => expect(s.bugs).toEqual([]))
