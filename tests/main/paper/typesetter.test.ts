import { cpSync, appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { createTypesetter } from '../../../src-main/paper/typesetter.ts'
import type { TypesetOptions, Typesetter } from '../../../src-main/paper/typesetter.ts'
import { ledger } from './ledgerSamples.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const ISSUE: TypesetOptions = { timestamp: '2026-03-05T01:00:00.000Z' as never, mode: 'issue' }

let typesetter: Typesetter
afterEach(() => typesetter.closeTypesetter())

describe('createTypesetter', () => {
  it('stops a long ledger when asked, and goes on with the next paper', async () => {
    typesetter = createTypesetter({ resourcesDir: join(ROOT, 'resources') })
    await typesetter.warmUp()
    const controller = new AbortController()
    const long = typesetter.typeset('mediation_ledger', ledger(1500), {
      ...ISSUE,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    const next = typesetter.typeset('dossier_cover', {}, ISSUE)
    await expect(long).rejects.toMatchObject({ code: 'cancelled' })
    expect((await next).pages).toBe(1)
  })

  it('drops a paper that still waits, without touching the one under way', async () => {
    typesetter = createTypesetter({ resourcesDir: join(ROOT, 'resources') })
    const controller = new AbortController()
    const first = typesetter.typeset('dossier_cover', {}, ISSUE)
    const second = typesetter.typeset('dossier_cover', {}, { ...ISSUE, signal: controller.signal })
    controller.abort()
    await expect(second).rejects.toMatchObject({ code: 'cancelled' })
    expect((await first).pages).toBe(1)
    await expect(
      typesetter.typeset('dossier_cover', {}, { ...ISSUE, signal: controller.signal }),
    ).rejects.toMatchObject({
      code: 'cancelled',
    })
  })

  it('fails what is under way when it is closed, and can be used again', async () => {
    typesetter = createTypesetter({ resourcesDir: join(ROOT, 'resources') })
    const paper = typesetter.typeset('dossier_cover', {}, ISSUE)
    const refused = expect(paper).rejects.toMatchObject({ code: 'cancelled' })
    await typesetter.closeTypesetter()
    await refused
    expect((await typesetter.typeset('dossier_cover', {}, ISSUE)).pages).toBe(1)
  })

  it('uses a template as it lies on disk, says so in its version, and names the line of a mistake', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'paper-'))
    try {
      cpSync(join(ROOT, 'resources'), dir, { recursive: true })
      typesetter = createTypesetter({ resourcesDir: dir, nodeModulesDir: join(ROOT, 'node_modules') })
      const before = await typesetter.typeset('dossier_cover', {}, ISSUE)
      appendFileSync(join(dir, 'paper/dossier_cover.typ'), '\n本中心自加的一行\n')
      const after = await typesetter.typeset('dossier_cover', {}, ISSUE)
      expect(after.templateVersion).not.toBe(before.templateVersion)
      expect(Buffer.from(after.pdf).equals(Buffer.from(before.pdf))).toBe(false)
      appendFileSync(join(dir, 'paper/dossier_cover.typ'), '\n#nothing-like-this\n')
      await expect(typesetter.typeset('dossier_cover', {}, ISSUE)).rejects.toThrow(
        /版式文件有误.*dossier_cover\.typ:\d+/,
      )
    } finally {
      rmSync(dir, { recursive: true })
    }
  })

  it('says which bundled font is missing', async () => {
    typesetter = createTypesetter({ resourcesDir: join(ROOT, 'resources'), nodeModulesDir: '/nowhere' })
    await expect(typesetter.warmUp()).rejects.toMatchObject({ code: 'not_found' })
  })
})
