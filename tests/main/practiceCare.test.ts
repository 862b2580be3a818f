import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PRACTICE_PASSWORD } from '../../src-main/host/practice.ts'
import { createCoreWithState } from '../../src-main/host/core.ts'
import { silentLog } from '../../src-main/host/log.ts'
import { seedCentre } from '../../src-main/host/seed.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OutputOf } from '../../src-shared/contract.ts'
import { addMonthsTo, monthOf, type Day } from '../../src-shared/kernel/day.ts'
import { APP_DIR } from '../support/testCore.ts'

const NOW = Date.parse('2026-03-18T02:00:00.000Z')
const dataDir = mkdtempSync(join(tmpdir(), 'onewindow-practice-care-'))
const { core, state } = createCoreWithState({
  dataDir,
  appDir: APP_DIR,
  version: 'test',
  isPractice: true,
  shell: 'loopback',
  log: silentLog,
  clock: () => NOW,
  scryptN: 2 ** 4,
})
const call = async <T>(method: string, input: unknown): Promise<T> => {
  const reply = await core.dispatch('c', { method, input })
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value as T
}

beforeAll(async () => {
  await seedCentre(state, 0, () => {}, { clients: 60 })
  await call('account.login', { login: 'bangfu', password: PRACTICE_PASSWORD })
}, 60_000)
afterAll(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('care in the practice centre', () => {
  it('opens with the password of everybody, and has clients of at least five groups', async () => {
    const { rows, total } = await call<OutputOf<'care.clients'>>('care.clients', { state: 'all', limit: 200 })
    expect(total).toBe(60)
    const groups = new Set(rows.flatMap(({ enrolments }) => enrolments.map(({ group }) => group)))
    expect(groups.size).toBeGreaterThanOrEqual(5)
  })

  it('has visits on both sides of a changed rule', async () => {
    const groups = await call<OutputOf<'care.groups'>>('care.groups', {})
    const second = groups.find(({ group, version }) => group === 'disabled' && version === 2)
    expect(second).toMatchObject({ effectiveFrom: '2025-07-18', isInForce: true, changedBy: '潘慧兰' })
    const { rows } = await call<OutputOf<'care.clients'>>('care.clients', { group: 'disabled', limit: 200 })
    const views = await Promise.all(
      rows.map(({ clientId }) => call<OutputOf<'care.client'>>('care.client', { clientId })),
    )
    const sides = (isBefore: boolean) =>
      views.flatMap(({ dueVisits }) => dueVisits).filter(({ on }) => on < (second?.effectiveFrom ?? '') === isBefore)
    expect(sides(true).length).toBeGreaterThan(3)
    expect(new Set(sides(true).map(({ on }) => on.slice(5)))).toEqual(new Set(['03-31', '06-30', '09-30', '12-31']))
    expect(sides(false).some(({ on }) => on.slice(5) === '08-31')).toBe(true)
  })

  it('counts a month of it', async () => {
    const month = addMonthsTo(monthOf('2026-03-18' as Day), -1)
    const { figures, rows } = await call<OutputOf<'care.month'>>('care.month', { group: 'elderly', month })
    expect(rows.length).toBeGreaterThan(5)
    expect(figures.find(({ key }) => key === 'visitRate')?.value).toBeGreaterThan(30)
  })
})
