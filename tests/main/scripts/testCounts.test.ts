import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { countPlaywright, countVitest, sumLine } from '../../../scripts/lib/testCounts.mjs'

const dir = mkdtempSync(join(tmpdir(), 'onewindow-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function report(value: unknown): string {
  const file = join(dir, 'report.json')
  writeFileSync(file, JSON.stringify(value))
  return file
}
const test = (fullName: string, status: string): object => ({ fullName, status, meta: {} })
const vitest = (...assertionResults: object[]) => ({
  testResults: [{ name: 'a.test.ts', status: 'passed', assertionResults }],
})
const spec = (title: string, status: string, annotations: object[] = []) => ({
  title,
  tests: [{ status, annotations }],
})

describe('countVitest', () => {
  it('counts every test by its outcome', () => {
    const file = report(vitest(test('a', 'passed'), test('b', 'failed'), test('c', 'skipped'), test('d', 'todo')))
    expect(countVitest(file, 1)).toMatchObject({ passed: 1, failed: ['b'], skipped: [{ name: 'c' }, { name: 'd' }] })
  })
  it('tells how a test failed, without the colours and without the whole stack', () => {
    const how = `\u001b[31mAssertionError\u001b[39m: expected 1\n\n${'  at x\n'.repeat(50)}`
    const [told] = countVitest(report(vitest({ ...test('b', 'failed'), failureMessages: [how] })), 1).failed
    expect(told?.split('\n').slice(0, 2)).toEqual(['b', '    AssertionError: expected 1'])
    expect(told?.split('\n').length).toBeLessThan(12)
  })
  it('counts a file that could not be loaded', () => {
    const file = report({ testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults: [] }] })
    expect(countVitest(file, 1).failed).toHaveLength(1)
  })
  it.each([
    ['a bad end that no test owns up to', vitest(test('a', 'passed')), 1],
    ['a run of nothing', { testResults: [] }, 0],
  ])('counts %s as a failure', (_name, value, exitCode) => {
    expect(countVitest(report(value), exitCode).failed).toHaveLength(1)
  })
  it('counts a run without a report as a failure', () => {
    expect(countVitest(join(dir, 'none.json'), 0).failed).toHaveLength(1)
  })
})

describe('countPlaywright', () => {
  it('counts tests in nested suites, a flaky one as passed and named, a skipped one with its reason', () => {
    const skip = [{ type: 'skip', description: 'no printer' }]
    const file = report({
      errors: [],
      suites: [
        {
          title: 'a.spec.ts',
          specs: [spec('one', 'expected'), spec('two', 'flaky')],
          suites: [{ title: 'inner', specs: [spec('three', 'unexpected'), spec('four', 'skipped', skip)] }],
        },
      ],
    })
    expect(countPlaywright(file, 1)).toEqual({
      passed: 2,
      failed: ['a.spec.ts › inner › three'],
      flaky: ['a.spec.ts › two'],
      skipped: [{ name: 'a.spec.ts › inner › four', reason: 'no printer' }],
    })
  })
  it('counts an error outside any test', () => {
    expect(countPlaywright(report({ errors: [{ message: 'broken\nstack' }], suites: [] }), 1).failed).toEqual([
      'broken',
    ])
  })
})

it('the last line names skipped tests only where there are some', () => {
  const counts = (passed: number, failed: number, skipped: number) => ({
    passed,
    failed: Array.from({ length: failed }, () => 'x'),
    skipped: Array.from({ length: skipped }, () => ({ name: 'x', reason: 'y' })),
  })
  expect(sumLine([counts(4, 0, 0), counts(10, 2, 0)])).toBe('14 passed, 2 failed')
  expect(sumLine([counts(4, 0, 1), counts(10, 0, 2)])).toBe('14 passed, 0 failed, 3 skipped')
})
