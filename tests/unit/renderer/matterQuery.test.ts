import { describe, expect, it } from 'vitest'
import { chipsOf, readQuery, toFilter, toQuery } from '../../../src-renderer/matter/matterQuery.ts'

const PLACE = '0190a3f0-0000-7000-8000-000000000001'

describe('the address of the list', () => {
  it('comes back as it was asked', () => {
    const address = {
      words: '漏水 一号楼',
      order: 'due',
      stage: ['closed', 'archived'],
      kind: 'mediation',
      place: PLACE,
      channel: 'call',
      from: '2026-03-01',
      to: '2026-03-31',
      mine: '1',
      open: '1',
    }
    expect(toQuery(readQuery(address))).toEqual(address)
    expect(toQuery(readQuery({}))).toEqual({})
  })

  it('leaves out what it does not understand', () => {
    expect(
      toQuery(
        readQuery({
          stage: 'nonsense',
          kind: 'x',
          place: '7',
          channel: 'fax',
          from: '2026-02-30',
          to: 'soon',
          mine: 'yes',
          order: 'name',
          words: '  ',
        }),
      ),
    ).toEqual({})
  })

  it('asks the core for the own matters only by the own id', () => {
    expect(toFilter(readQuery({ mine: '1' }), PLACE).ownerId).toBe(PLACE)
    expect(toFilter(readQuery({}), PLACE).ownerId).toBeNull()
  })

  it('asks the core for the words, no more of them than it takes', () => {
    expect(toFilter(readQuery({ words: ' 漏水 ' }), PLACE).words).toBe('漏水')
    expect(toFilter(readQuery({ words: '漏'.repeat(99) }), PLACE).words).toHaveLength(60)
    const [chip] = chipsOf(readQuery({ words: '漏水', order: 'due' }), () => '')
    expect(chip?.text).toBe('含“漏水”')
    expect(toQuery(chip!.without)).toEqual({ order: 'due' })
  })

  it('has one chip for each thing asked, and each chip drops only its own', () => {
    const query = readQuery({ stage: ['closed', 'archived'], channel: 'call', open: '1' })
    const chips = chipsOf(query, () => '')
    expect(chips.map(({ text }) => text)).toEqual(['阶段：已结案', '阶段：已归档', '来源：来电', '只看在办'])
    expect(toQuery(chips[0]!.without)).toEqual({ stage: ['archived'], channel: 'call', open: '1' })
    expect(toQuery(chips[2]!.without)).toEqual({ stage: ['closed', 'archived'], open: '1' })
  })
})
