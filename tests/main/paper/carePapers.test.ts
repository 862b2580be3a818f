import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTypesetter, type Typesetter } from '../../../src-main/paper/typesetter.ts'
import type { PaperKind } from '../../../src-shared/paper/registry.ts'
import { CARE_SAMPLES } from './careSamples.ts'
import { readPages } from './readPdf.ts'

let typesetter: Typesetter
beforeAll(() => {
  typesetter = createTypesetter({ resourcesDir: fileURLToPath(new URL('../../../resources', import.meta.url)) })
})
afterAll(() => typesetter.closeTypesetter())

const textOf = async (kind: PaperKind, data: unknown): Promise<string> => {
  const options = { timestamp: '2026-03-05T01:00:00.000Z' as never, mode: 'issue' as const }
  return (await readPages((await typesetter.typeset(kind, data as never, options)).pdf)).join('')
}

/** Words that say of somebody what only the office is to know. */
const TELLING = /矫正|戒毒|康复|安置|帮教|刑满|精神|家暴|告诫|残疾|困难|低保|独居|困境|帮扶/

it.each(['care_slip', 'care_end_notice', 'care_round_list', 'care_due_list'] as const)(
  '%s does not say why somebody is visited, whatever it is given besides',
  async (kind) => {
    const text = await textOf(kind, { ...CARE_SAMPLES[kind].full, groups: ['社区戒毒'], group: '社区矫正' })
    expect(text).not.toMatch(TELLING)
    expect(await textOf(kind, CARE_SAMPLES[kind].minimal)).not.toMatch(TELLING)
  },
)

it('names nobody when records are destroyed', async () => {
  const rows = [{ number: 'ZF-2026-0007', name: '甲小样', closedOn: '2026-12-31' }]
  expect(await textOf('care_destruction', { rows })).not.toContain('甲小样')
})

it('asks for no consent where the law is the basis', async () => {
  const told = await textOf('care_consent', { ...CARE_SAMPLES.care_consent.full, paperTitle: '告知书' })
  expect(told).toContain('不表示同意或者放弃意见')
  expect(told).not.toContain('随时撤回同意')
})

it('prints a visit of several pages whole', async () => {
  const end = '最后一句。'
  const note = '老人说社区食堂的午饭能按时送到。'.repeat(120) + end
  expect(await textOf('care_visit_record', { ...CARE_SAMPLES.care_visit_record.full, note })).toContain(end)
})
