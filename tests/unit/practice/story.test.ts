import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, type Day } from '../../../src-shared/kernel/day.ts'
import { practiceCentre } from '../../../src-shared/practice/centre.ts'
import { DISPUTE_FAMILIES, MATTER_FAMILIES } from '../../../src-shared/practice/families/index.ts'
import { makeStory } from '../../../src-shared/practice/story.ts'
import { PRACTICE_JUSTICE_CODES, type Story } from '../../../src-shared/practice/types.ts'

const range = { from: '2023-07-01' as Day, to: '2026-06-30' as Day }
const stories = Array.from({ length: 5000 }, (_, index) => makeStory(20260101, index, range))
const mediations = stories.flatMap((story) => (story.mediation ? [{ story, mediation: story.mediation }] : []))

/** All Chinese text of a story in one string. */
const textOf = (story: Story): string => JSON.stringify(story)
const share = (count: number, of: number): number => count / of

describe('makeStory', () => {
  it('is the same for the same seed and index, in any order', () => {
    const backwards = [40, 7, 0, 23].map((index) => makeStory(20260101, index, range))
    expect(backwards).toEqual([40, 7, 0, 23].map((index) => stories[index]))
    expect(makeStory(2, 7, range)).not.toEqual(stories[7])
  })

  it('does not feel repeated', () => {
    expect(share(new Set(stories.map((story) => story.facts)).size, stories.length)).toBeGreaterThan(0.99)
    expect(share(new Set(stories.map((story) => story.summary)).size, stories.length)).toBeGreaterThan(0.9)
  })

  it('uses every family and every justice class', () => {
    const many = [...stories, ...Array.from({ length: 7000 }, (_, index) => makeStory(3, index, range))]
    const used = new Set(many.map((story) => story.family))
    expect(
      [...DISPUTE_FAMILIES, ...MATTER_FAMILIES].filter((family) => !used.has(family.key)).map((family) => family.key),
    ).toEqual([])
    expect([...new Set(many.flatMap((story) => story.justiceClass ?? []))].sort()).toEqual([...PRACTICE_JUSTICE_CODES])
  })

  it('has the mix of a real centre', () => {
    const of = (outcome: string) =>
      share(mediations.filter(({ mediation }) => mediation.outcome === outcome).length, mediations.length)
    expect(share(mediations.length, stories.length)).toBeCloseTo(0.7, 1)
    expect(of('written')).toBeGreaterThan(0.38)
    expect(of('oral')).toBeGreaterThan(0.25)
    expect(of('terminated')).toBeGreaterThan(0.08)
    expect(mediations.some(({ mediation }) => mediation.outcome === 'open')).toBe(true)
  })

  it('tells facts of 80 to 400 and records of 150 to 600 characters', () => {
    for (const story of stories) {
      expect(story.facts.length, story.facts).toBeGreaterThanOrEqual(80)
      expect(story.facts.length, story.facts).toBeLessThanOrEqual(400)
      for (const { record } of story.mediation?.sessions ?? []) {
        expect(record.length, record).toBeGreaterThanOrEqual(150)
        expect(record.length, record).toBeLessThanOrEqual(600)
      }
    }
  })

  it('leaves no template mark, no doubled stop and no empty choice in a text', () => {
    for (const story of stories) {
      const { parties: _parties, ...rest } = story
      for (const text of stringsIn(rest)) expect(text).not.toMatch(/[{}[\]|]|undefined|NaN|。。|，，|，。|、、|：。/)
    }
  })

  it('stays within the range and dates every act in order', () => {
    for (const story of stories) {
      expect(story.receivedOn >= range.from && story.receivedOn <= range.to).toBe(true)
      expect(story.occurredOn <= story.receivedOn).toBe(true)
      expect(Date.parse(story.enteredAt)).toBeGreaterThanOrEqual(Date.parse(`${story.receivedOn}T00:00:00+08:00`))
      expect(Date.parse(story.enteredAt)).toBeLessThan(Date.parse(`${addDays(range.to, 1)}T00:00:00+08:00`))
      const horizon = daysBetween(story.receivedOn, range.to)
      const m = story.mediation
      if (!m) continue
      const course = [
        story.triagedDay,
        m.refusal?.day,
        m.acceptedDay,
        m.applicantConsentDay,
        m.respondentConsentDay ?? m.respondentRefusedDay,
        m.rightsNoticeDay,
        ...m.sessions.map((session) => session.day),
        m.termination?.day,
        m.agreement?.day,
        m.agreement?.partiesSignedDay,
        m.agreement?.mediatorSignedDay,
        m.agreement?.sealedDay,
        m.agreement?.effectiveDay,
        m.performance?.day,
        m.closedDay,
        m.archivedDay,
      ].filter((day) => day !== undefined)
      expect(course, textOf(story)).toEqual([...course].sort((left, right) => left - right))
      const paid = (m.agreement?.instalments ?? []).flatMap((each) => each.paidDay ?? [])
      const after = [m.returnVisit?.day, m.confirmation?.appliedDay, ...paid].filter((day) => day !== undefined)
      for (const day of after) expect(day).toBeGreaterThanOrEqual(m.agreement?.effectiveDay ?? Infinity)
      for (const day of [...course, ...after, m.confirmation?.decidedDay ?? 0]) expect(day).toBeLessThanOrEqual(horizon)
      for (const { startsAt, endsAt } of m.sessions) expect(startsAt < endsAt).toBe(true)
    }
  })

  it('has both sides in every mediation, named alike everywhere', () => {
    for (const { story, mediation } of mediations) {
      const names = (role: string) => story.parties.filter((party) => party.role === role).map((party) => party.name)
      expect(names('applicant').length).toBe(1)
      expect(names('respondent').length).toBeGreaterThanOrEqual(1)
      expect(new Set(story.parties.map((party) => party.name)).size).toBe(story.parties.length)
      for (const party of story.parties)
        if (party.agentFor !== undefined) expect(story.parties[party.agentFor]?.kind).toBe('company')
      const terms = mediation.agreement?.terms.map((term) => term.text).join('') ?? ''
      if (terms.includes('人民币')) expect(names('respondent').some((name) => terms.includes(name))).toBe(true)
      if (mediation.outcome === 'written') expect(mediation.sessions.at(-1)?.result).toBe('agreed')
    }
  })

  it('writes every amount once, and the terms, instalments and total agree', () => {
    let withMoney = 0
    for (const { mediation } of mediations) {
      const agreement = mediation.agreement
      if (!agreement) continue
      expect(agreement.terms.length).toBeGreaterThanOrEqual(1)
      expect(agreement.terms.length).toBeLessThanOrEqual(6)
      for (const [order, term] of agreement.terms.entries()) {
        const written = [...term.text.matchAll(/人民币(\d+)元/g)].reduce(
          (sum, match) => sum + Number(match[1]) * 100,
          0,
        )
        expect(written, term.text).toBe(term.amountFen)
        expect(
          agreement.instalments.filter((each) => each.term === order).reduce((sum, each) => sum + each.amountFen, 0),
        ).toBe(term.amountFen)
        const parts = [...term.text.matchAll(/前付(\d+)元/g)].map((match) => Number(match[1]) * 100)
        if (parts.length > 0)
          expect(parts).toEqual(
            agreement.instalments.filter((each) => each.term === order).map((each) => each.amountFen),
          )
      }
      expect(agreement.terms.reduce((sum, term) => sum + term.amountFen, 0)).toBe(agreement.amountFen)
      for (const each of agreement.instalments) expect(each.dueDay).toBeLessThanOrEqual(agreement.dueDay)
      if (agreement.amountFen > 0) withMoney++
    }
    expect(withMoney).toBeGreaterThan(1000)
  })

  it('never says that it is done before it is paid', () => {
    for (const { mediation } of mediations) {
      if (mediation.performance?.state === 'done')
        expect(mediation.agreement?.instalments.every((each) => each.paidDay !== undefined)).toBe(true)
      if (mediation.performance?.state === 'not')
        expect(mediation.agreement?.instalments.some((each) => each.paidDay !== undefined)).toBe(false)
    }
  })

  it('applies for confirmation within 30 days of a written agreement only', () => {
    const confirmed = mediations.filter(({ mediation }) => mediation.confirmation)
    expect(confirmed.length).toBeGreaterThan(10)
    for (const { mediation } of confirmed) {
      expect(mediation.outcome).toBe('written')
      expect((mediation.confirmation?.appliedDay ?? 0) - (mediation.agreement?.effectiveDay ?? 0)).toBeLessThanOrEqual(
        30,
      )
    }
  })

  it('refers only to places, staff and units that exist', () => {
    const centre = practiceCentre()
    const logins = new Set(centre.staff.map((each) => each.login))
    const units = new Set(centre.units.map((each) => each.code))
    for (const story of stories) {
      expect(centre.places[story.placeIndex]?.grids[story.gridIndex]).toBeDefined()
      for (const login of [story.clerk, ...(story.mediation?.mediators ?? [])]) expect(logins.has(login)).toBe(true)
      if (story.leadUnit) expect(units.has(story.leadUnit)).toBe(true)
      if (story.mediation) expect(story.governanceClass).toMatch(/^(0[1-9]|1[0-6])\d{2}$/)
      if (story.mediation?.acceptedDay !== undefined) expect(story.mediation.mediators.length).toBeGreaterThanOrEqual(1)
    }
  })
})

describe('made-up people', () => {
  it('have ID numbers with a right check digit and an impossible region', () => {
    const ids = stories.flatMap((story) =>
      story.parties.flatMap((party) => (party.idNumber ? [{ id: party.idNumber, party }] : [])),
    )
    expect(ids.length).toBeGreaterThan(4000)
    for (const { id, party } of ids) {
      expect(id).toMatch(/^990000\d{11}[\dX]$/)
      expect(id.slice(6, 14)).toBe(party.birthOn?.replaceAll('-', ''))
      expect(Number(id[16]) % 2 === 1 ? '男' : '女').toBe(party.sex)
      const sum = [...id].reduce(
        (total, digit, place) => total + (digit === 'X' ? 10 : Number(digit)) * (2 ** (17 - place) % 11),
        0,
      )
      expect(sum % 11).toBe(1)
    }
  })

  it('have telephones that are nobody’s, and no mobile twice in 5,000 stories unless the person came back', () => {
    const owner = new Map<string, string>()
    for (const party of stories.flatMap((story) => story.parties)) {
      if (!party.phone) continue
      expect(party.phone).toMatch(/^(1300000\d{4}|021-5555\d{4})$/)
      if (!party.phone.startsWith('130')) continue
      expect(owner.get(party.phone) ?? party.name).toBe(party.name)
      owner.set(party.phone, party.name)
    }
  })

  it('come back now and then', () => {
    const visits = new Map<string, number>()
    for (const story of stories) {
      const first = story.parties.find((party) => party.kind === 'person' && party.role !== 'agent')
      if (first) visits.set(`${first.name}${first.birthOn}`, (visits.get(`${first.name}${first.birthOn}`) ?? 0) + 1)
    }
    expect([...visits.values()].filter((count) => count > 1).length).toBeGreaterThan(100)
  })
})

describe('the lines not to cross', () => {
  it('uses no word that judges, tracks or sorts people', () => {
    const forbidden =
      /稳控|维稳|重点人员|风险等级|高危|上访户|老户|缠访|闹访|越级|进京|刁|宗教|教会|佛|党|民族|种族|吸毒|精神病|刑满|社区矫正|前科|黑名单|煽动|反动|上级施压|群体性/
    for (const story of stories) expect(textOf(story)).not.toMatch(forbidden)
  })
})

it('works for any seed, index and range', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.nat(10_000_000),
      fc.integer({ min: 0, max: 3000 }),
      fc.integer({ min: 20, max: 1500 }),
      (seed, index, start, days) => {
        const from = addDays('2018-01-01' as Day, start)
        const to = addDays(from, days)
        const story = makeStory(seed, index, { from, to })
        expect(story.receivedOn >= from && story.receivedOn <= to).toBe(true)
        expect(
          story.parties.every((party) => !party.birthOn || daysBetween(party.birthOn, story.receivedOn) > 18 * 365),
        ).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : []
}
