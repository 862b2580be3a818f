import { existsSync, readFileSync } from 'node:fs'

/** A test run's own sums. `exitCode` counts as one failure where it is bad and no test owns up to it. */
export function countVitest(file, exitCode) {
  if (!existsSync(file)) return nothingRan('vitest', exitCode)
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const counts = { passed: 0, failed: [], skipped: [] }
  for (const suite of report.testResults) {
    if (suite.status === 'failed' && suite.assertionResults.length === 0) counts.failed.push(`${suite.name}: 无法载入`)
    for (const { status, fullName, meta, failureMessages } of suite.assertionResults) {
      if (status === 'passed') counts.passed += 1
      else if (status === 'failed') counts.failed.push(withReason(fullName, failureMessages?.[0]))
      else counts.skipped.push({ name: fullName, reason: meta?.skipReason ?? '未说明原因' })
    }
  }
  return withExitCode(counts, 'vitest', exitCode)
}

/** A test that passed only at its second try counts as passed and is named. */
export function countPlaywright(file, exitCode) {
  if (!existsSync(file)) return nothingRan('playwright', exitCode)
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const counts = {
    passed: 0,
    failed: report.errors.map(({ message }) => String(message).split('\n')[0]),
    skipped: [],
    flaky: [],
  }
  const walk = (suite, path) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        const name = [...path, spec.title].join(' › ')
        if (test.status === 'expected') counts.passed += 1
        else if (test.status === 'flaky') {
          counts.passed += 1
          counts.flaky.push(name)
        } else if (test.status === 'skipped') {
          const reason = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description
          counts.skipped.push({ name, reason: reason ?? '未说明原因' })
        } else counts.failed.push(withReason(name, test.results?.at(-1)?.error?.message))
      }
    }
    for (const child of suite.suites ?? []) walk(child, [...path, child.title])
  }
  for (const suite of report.suites) walk(suite, [suite.title])
  return withExitCode(counts, 'playwright', exitCode)
}

const REASON_LINES = 8

/** The name of a test that failed with how: the end of a run is what is kept of it. */
function withReason(name, message) {
  const lines = String(message ?? '')
    .replace(/\u001b\[\d+m/g, '')
    .split('\n')
    .filter((line) => line.trim())
  return [name, ...lines.slice(0, REASON_LINES).map((line) => `    ${line}`)].join('\n')
}

function withExitCode(counts, name, exitCode) {
  if (exitCode !== 0 && counts.failed.length === 0) counts.failed.push(`${name} 以 ${exitCode} 结束`)
  if (counts.passed + counts.failed.length + counts.skipped.length === 0) counts.failed.push(`${name} 没有运行任何测试`)
  return counts
}

const nothingRan = (name, exitCode) => ({ passed: 0, failed: [`${name} 没有结果（以 ${exitCode} 结束）`], skipped: [] })

/** The last line: `N passed, N failed`, and skipped ones only where there are some. */
export function sumLine(all) {
  const sum = (pick) => all.reduce((total, counts) => total + pick(counts), 0)
  const skipped = sum((counts) => counts.skipped.length)
  const line = `${sum((counts) => counts.passed)} passed, ${sum((counts) => counts.failed.length)} failed`
  return skipped > 0 ? `${line}, ${skipped} skipped` : line
}
