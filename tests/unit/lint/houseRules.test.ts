import { ESLint, Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, it } from 'vitest'
// @ts-expect-error the rules are plain JavaScript, as ESLint loads them
import { house, houseRules } from '../../../tools/eslint/index.js'

const linter = new Linter({ configType: 'flat', cwd: process.cwd() })

/** The house rules that a piece of code in a file breaks, by name. */
function broken(file: string, code: string): string[] {
  const messages = linter.verify(
    code,
    [
      {
        files: ['**/*.ts'],
        plugins: { house },
        languageOptions: { parser: tseslint.parser as Linter.Parser },
        rules: houseRules,
      },
    ],
    { filename: file },
  )
  const fatal = messages.find((message) => message.fatal)
  if (fatal) throw new Error(fatal.message)
  return messages.map(({ ruleId }) => String(ruleId).replace('house/', ''))
}
const imports = (file: string, specifier: string) =>
  broken(file, `import { a } from '${specifier}'\nexport const b = a\n`)

describe('import-directions', () => {
  it.each([
    // the kernel
    ['src-shared/kernel/day.ts', 'vue'],
    ['src-shared/kernel/day.ts', 'chinese-days'],
    ['src-shared/kernel/day.ts', '../calendar/deadline.ts'],
    ['src-shared/kernel/day.ts', '../mediation/schema.ts'],
    // the calendar and the topics of src-shared
    ['src-shared/calendar/deadline.ts', '../mediation/schema.ts'],
    ['src-shared/mediation/rules.ts', '../intake/rules.ts'],
    ['src-shared/mediation/rules.ts', '../deadlineRules.ts'],
    ['src-shared/calendar/deadline.ts', '../deadlineRules.ts'],
    ['src-shared/mediation/rules.ts', '../../src-main/store/open.ts'],
    ['src-shared/mediation/rules.ts', '../../src-renderer/api/call.ts'],
    ['src-shared/mediation/rules.ts', 'node:fs'],
    ['src-shared/mediation/rules.ts', 'fs'],
    ['src-shared/mediation/rules.ts', 'node:crypto'],
    ['src-shared/mediation/rules.ts', 'vue'],
    ['src-shared/mediation/rules.ts', 'electron'],
    ['src-shared/mediation/rules.ts', 'better-sqlite3'],
    ['src-shared/paper/spec.ts', '../mediation/paper/papers.ts'],
    // the store
    ['src-main/store/open.ts', '../mediation/repo.ts'],
    ['src-main/store/open.ts', '../sync/engine.ts'],
    ['src-main/store/open.ts', '../host/core.ts'],
    ['src-main/store/open.ts', '../shells/loopback/server.ts'],
    // the topics
    ['src-main/mediation/close.ts', 'electron'],
    ['src-main/mediation/close.ts', 'node:http'],
    ['src-main/mediation/close.ts', 'node:net'],
    ['src-main/mediation/close.ts', 'node:fs'],
    ['src-main/mediation/close.ts', 'node:fs/promises'],
    ['src-main/mediation/close.ts', 'better-sqlite3'],
    ['src-main/mediation/close.ts', '../host/dispatch.ts'],
    ['src-main/mediation/close.ts', '../sync/outbox.ts'],
    ['src-main/mediation/close.ts', '../shells/loopback/server.ts'],
    ['src-main/mediation/close.ts', '../../src-renderer/api/call.ts'],
    ['src-main/mediation/close.ts', '../../tests/support/core.ts'],
    ['src-main/paper/typeset.ts', 'node:http'],
    // sync
    ['src-main/sync/engine.ts', 'electron'],
    ['src-main/sync/engine.ts', '../mediation/close.ts'],
    ['src-main/sync/engine.ts', '../host/core.ts'],
    // the host
    ['src-main/host/core.ts', 'electron'],
    ['src-main/host/core.ts', '../shells/loopback/server.ts'],
    ['src-main/host/core.ts', '../../src-renderer/main.ts'],
    // the shells
    ['src-main/shells/loopback/server.ts', 'electron'],
    ['src-main/shells/loopback/server.ts', 'electron/main'],
    ['src-main/shells/loopback/server.ts', '../electron/window.ts'],
    ['src-main/shells/electron/main.ts', '../loopback/server.ts'],
    ['src-main/shells/electron/main.ts', '../../store/open.ts'],
    ['src-main/shells/electron/main.ts', '../../mediation/repo.ts'],
    ['src-main/shells/electron/main.ts', 'better-sqlite3'],
    // the interface
    ['src-renderer/mediation/useMediation.ts', '../../src-main/host/core.ts'],
    ['src-renderer/mediation/useMediation.ts', '../../src-district/server.ts'],
    ['src-renderer/mediation/useMediation.ts', 'node:path'],
    ['src-renderer/mediation/useMediation.ts', 'path'],
    ['src-renderer/mediation/useMediation.ts', 'electron'],
    // the district
    ['src-district/server.ts', '../src-main/store/open.ts'],
    ['src-district/server.ts', '../src-renderer/api/call.ts'],
    ['src-district/server.ts', 'electron'],
    ['src-district/sync/push.ts', '../../src-main/sync/applyRows.ts'],
    ['src-district/sync/push.ts', '../../tests/district/support/rows.ts'],
    ['src-district/sync/push.ts', 'better-sqlite3'],
    ['src-district/sync/push.ts', 'vue'],
  ])('%s may not import %s', (file, specifier) => {
    expect(imports(file, specifier)).toEqual(['import-directions'])
  })

  it.each([
    ['src-shared/kernel/day.ts', 'zod'],
    ['src-shared/calendar/deadline.ts', '../kernel/day.ts'],
    ['src-shared/calendar/holidays.ts', 'chinese-days'],
    ['src-shared/mediation/rules.ts', '../calendar/deadline.ts'],
    ['src-shared/mediation/rules.ts', '../intake/schema.ts'],
    ['src-shared/mediation/rules.ts', './schema.ts'],
    ['src-shared/mediation/paper/papers.ts', '../../paper/spec.ts'],
    ['src-shared/contract.ts', './mediation/schema.ts'],
    ['src-shared/deadlineRules.ts', './mediation/deadlineRules.ts'],
    ['src-main/store/open.ts', 'better-sqlite3'],
    ['src-main/store/open.ts', 'node:fs'],
    ['src-main/mediation/close.ts', '../store/audit.ts'],
    ['src-main/mediation/close.ts', '../intake/findMatter.ts'],
    ['src-main/mediation/close.ts', '../../src-shared/mediation/rules.ts'],
    ['src-main/paper/typeset.ts', 'node:fs'],
    ['src-main/host/core.ts', '../mediation/close.ts'],
    ['src-main/host/core.ts', 'node:fs'],
    ['src-main/shells/loopback/server.ts', '../../host/core.ts'],
    ['src-main/shells/loopback/server.ts', 'node:http'],
    ['src-main/shells/electron/main.ts', 'electron'],
    ['src-renderer/mediation/useMediation.ts', '../../src-shared/mediation/rules.ts'],
    ['src-renderer/mediation/useMediation.ts', 'vue'],
    ['src-district/server.ts', 'fastify'],
    ['src-district/sync/push.ts', '../../src-shared/sync/merge.ts'],
    ['src-district/db/postgresDb.ts', 'pg'],
    ['tests/store/open.test.ts', '../../src-main/mediation/repo.ts'],
    ['bench/save.ts', '../src-main/host/core.ts'],
  ])('%s may import %s', (file, specifier) => {
    expect(imports(file, specifier)).toEqual([])
  })

  it.each([
    `export { a } from '../../src-main/host/core.ts'`,
    `export * from '../../src-main/host/core.ts'`,
    `import type { Core } from '../../src-main/host/core.ts'\nexport type B = Core`,
    `export const a = () => import('../../src-main/host/core.ts')`,
    `export type A = import('../../src-main/host/core.ts').Core`,
    `export const a = require('../../src-main/host/core.ts')`,
  ])('sees every way of importing: %s', (code) => {
    expect(broken('src-renderer/mediation/useMediation.ts', code)).toEqual(['import-directions'])
  })
})

describe('no-ambient', () => {
  const BANNED = [
    'Date.now()',
    'new Date()',
    'Date()',
    'performance.now()',
    'Math.random()',
    'randomUUID()',
    'crypto.randomUUID()',
    'globalThis.crypto.randomUUID()',
    'randomBytes(8)',
    'crypto.getRandomValues(new Uint8Array(8))',
  ]
  it.each(BANNED)('%s is for neither src-shared nor topics nor the district server', (expression) => {
    const code = `export const a = () => ${expression}`
    expect(broken('src-shared/mediation/rules.ts', code)).toContain('no-ambient')
    expect(broken('src-main/mediation/close.ts', code)).toContain('no-ambient')
    expect(broken('src-district/sync/push.ts', code)).toContain('no-ambient')
    expect(broken('src-district/createDistrict.ts', code)).toContain('no-ambient')
    expect(broken('src-district/cli/open.ts', code)).toEqual([])
    expect(broken('src-main/host/core.ts', code)).toEqual([])
  })
  it('sees made ids at their import', () => {
    const code = `import { v7 as newId } from 'uuid'\nexport const a = () => newId()`
    expect(broken('src-main/mediation/close.ts', code)).toEqual(['no-ambient'])
  })
  it('leaves dates with an argument alone', () => {
    expect(broken('src-shared/mediation/rules.ts', `export const a = (at: string) => new Date(at)`)).toEqual([])
  })
})

describe('no-fetch', () => {
  const CALLS = [
    `fetch('/x')`,
    `globalThis.fetch('/x')`,
    `new EventSource('/x')`,
    `new XMLHttpRequest()`,
    `new WebSocket('/x')`,
  ]
  it.each(CALLS)('%s is for the two folders that may', (expression) => {
    const code = `export const a = () => ${expression}`
    for (const file of [
      'src-renderer/ledger/a.ts',
      'src-main/ledger/a.ts',
      'src-main/host/a.ts',
      'src-shared/ledger/a.ts',
    ]) {
      expect(broken(file, code)).toEqual(['no-fetch'])
    }
    expect(broken('src-renderer/api/transport.ts', code)).toEqual([])
    expect(broken('src-main/sync/transport.ts', code)).toEqual([])
  })
})

describe('sql-places', () => {
  const STATEMENTS = [
    `db.prepare('SELECT id FROM matters')`,
    'db.prepare(`SELECT ${columns} FROM matters WHERE id = ?`)',
    'db.prepare(`UPDATE matters SET a = 1`)',
    `db.exec('DELETE FROM matters')`,
    `db.exec('BEGIN IMMEDIATE')`,
    `db.pragma('user_version')`,
    `run('INSERT INTO matters (id) VALUES (?)')`,
    `ctx.db.prepare('REINDEX')`,
  ]
  it.each(STATEMENTS)('%s is for the store and the repo files', (expression) => {
    const code = `export const a = (db: any, ctx: any, run: any, columns: string) => ${expression}`
    for (const file of [
      'src-main/mediation/close.ts',
      'src-main/host/core.ts',
      'src-renderer/ledger/a.ts',
      'src-shared/ledger/a.ts',
    ]) {
      expect(broken(file, code)).toContain('sql-places')
    }
    for (const file of [
      'src-main/mediation/repo.ts',
      'src-main/intake/partyRepo.ts',
      'src-main/store/open.ts',
      'src-district/a.ts',
    ]) {
      expect(broken(file, code)).toEqual([])
    }
  })
  it('knows a regular expression and an English sentence from a statement', () => {
    const code = `export const a = (text: string) => /x/.exec(text) ?? /y/.exec('y') ?? 'Select a month'`
    expect(broken('src-renderer/ledger/a.ts', code)).toEqual([])
  })
})

describe('length of files', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, n) => `export const a${n} = ${n}`).join('\n')
  it('warns over 300 lines and fails over 600', () => {
    expect(broken('src-main/host/a.ts', lines(300))).toEqual([])
    expect(broken('src-main/host/a.ts', lines(301))).toEqual(['long-file'])
    expect(broken('src-main/host/a.ts', lines(601)).sort()).toEqual(['long-file', 'max-lines'])
  })
})

it('the house rules are in force for every floor', async () => {
  const eslint = new ESLint()
  for (const file of [
    'src-shared/a/rules.ts',
    'src-main/a/b.ts',
    'src-renderer/a/B.vue',
    'src-main/shells/electron/main.ts',
  ]) {
    const { rules } = (await eslint.calculateConfigForFile(file)) as { rules: Record<string, [number]> }
    for (const name of Object.keys(houseRules as object)) {
      expect(rules[name]?.[0], `${name} in ${file}`).toBe(name === 'house/long-file' ? 1 : 2)
    }
    expect(rules['@typescript-eslint/no-unused-vars']?.[0]).toBe(2)
  }
})
