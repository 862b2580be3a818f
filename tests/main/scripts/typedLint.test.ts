import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CHECKS } from '../../../scripts/lib/checks.mjs'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'onewindow-lint-'))
  writeFileSync(join(dir, 'tsconfig.json'), '{"compilerOptions":{"strict":true,"module":"esnext"}}')
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** Runs the check of the whole tree on one file instead. */
async function lint(text: string): Promise<{ code: number; told: string }> {
  writeFileSync(join(dir, 'one.ts'), text)
  const args = CHECKS.find(({ name }) => name === '规则：要看类型的')?.args.slice(0, -1) ?? []
  return new Promise((resolve) => {
    execFile(process.execPath, [...args, 'one.ts'], { cwd: dir }, (error, stdout) =>
      resolve({ code: error ? Number(error.code) : 0, told: stdout }),
    )
  })
}

it('the rules that need types find a promise left floating and a case left out, and let the rest be', async () => {
  const bad = await lint(
    `const later = async (): Promise<number> => 1
     export function pick(key: 'x' | 'y'): void { later(); switch (key) { case 'x': return } }`,
  )
  expect(bad.code).toBe(1)
  expect(bad.told).toContain('no-floating-promises')
  expect(bad.told).toContain('switch-exhaustiveness-check')
  const good = await lint(
    `export async function pick(key: 'x' | 'y'): Promise<number> { switch (key) { case 'x': return 1; case 'y': return 2 } }`,
  )
  expect(good).toMatchObject({ code: 0 })
})
