import { describe, expect, it } from 'vitest'
import { firstVersion } from '../../../src-shared/centre/codeTables.ts'
import type { Day } from '../../../src-shared/kernel/day.ts'
import { EVENT_CLASSES } from '../../../src-shared/linkage/classes.ts'
import { LINKAGE_ACTS, type LinkageActName } from '../../../src-shared/linkage/events.ts'
import { CAUSES, HAIDIAN_LINKAGES, ZHABEI_LINKAGES } from '../../../src-shared/linkage/presets.ts'
import { MEMBER_UNITS } from '../../../src-shared/linkage/units.ts'
import { LinkageDetail, UnitDetail } from '../../../src-shared/linkage/config.ts'
import { PLAIN_ACTS } from '../../../src-renderer/linkage/acts.ts'
import { toCode, toRow } from '../../../src-renderer/linkage/configRows.ts'
import { directoryActs } from '../../../src-renderer/linkage/dispatchActs.ts'
import { toDirectory } from '../../../src-renderer/linkage/directory.ts'

const DAY = '2026-03-02' as Day
const directory = toDirectory({
  linkages: [firstVersion(ZHABEI_LINKAGES)],
  units: [firstVersion(MEMBER_UNITS)],
  classes: [firstVersion(EVENT_CLASSES)],
  causes: [firstVersion(CAUSES)],
})

describe('the forms of a task', () => {
  it('are there for every act', () => {
    const forms = { ...PLAIN_ACTS, ...directoryActs(directory), extendDeadline: true }
    for (const name of Object.keys(LINKAGE_ACTS) as LinkageActName[]) expect(forms[name], name).toBeDefined()
  })

  it('offer units of the directory, by their other names too, and linkages that are worked by tasks', () => {
    expect(directory.choices('units', DAY).find(({ value }) => value === '05')).toMatchObject({
      label: '综合行政执法队',
      keywords: expect.stringContaining('城管') as string,
    })
    expect(directory.choices('linkages', DAY).map(({ label }) => label)).not.toContain('绩效联考')
    expect(directory.choices('units', '1999-01-01' as Day)).toEqual([])
  })
})

describe('what ships', () => {
  it('is what an office could have saved, with units that the directory knows', () => {
    const units = MEMBER_UNITS.codes
    for (const { detail } of units) expect(UnitDetail.safeParse(detail).error).toBeUndefined()
    expect(units.length).toBeGreaterThan(20)
    const known = new Set(units.map(({ code }) => code))
    for (const preset of [ZHABEI_LINKAGES, HAIDIAN_LINKAGES]) {
      expect(preset.codes).toHaveLength(6)
      for (const { detail } of preset.codes) {
        const { leads, helpers } = LinkageDetail.parse(detail)
        for (const code of [...leads, ...helpers]) expect(known, code).toContain(code)
      }
    }
  })

  it('goes through the form of the settings unchanged', () => {
    for (const code of ZHABEI_LINKAGES.codes) expect(toCode(toRow(code))).toEqual(code)
  })
})
