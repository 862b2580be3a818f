import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWorkCalendar, dayKind } from '../../../src-shared/calendar/workCalendar.ts'
import { RULES, SHIFTS, toRules, type DutyRules } from '../../../src-shared/duty/config.ts'
import { findConflicts } from '../../../src-shared/duty/conflicts.ts'
import type { DutyCell, DutyPerson, DutyPost, Level } from '../../../src-shared/duty/model.ts'
import { cellKey } from '../../../src-shared/duty/model.ts'
import { copiedFrom, daysOfMonth, propose, type Proposal } from '../../../src-shared/duty/propose.ts'
import { slotsBetween, weightOf, type Slot } from '../../../src-shared/duty/slots.ts'
import { isOvernight, shiftText, spanOf, toShift, toShifts } from '../../../src-shared/duty/spans.ts'
import { addDays, weekday, type Day, type Month } from '../../../src-shared/kernel/day.ts'

const calendar = createWorkCalendar()
const rules = toRules(RULES.codes)
const shifts = toShifts(SHIFTS.codes)
const id = (kind: string, no: number) => `00000000-0000-7000-8000-${kind}${String(no).padStart(11, '0')}` as never

const post = (no: number, more: Partial<DutyPost> = {}): DutyPost => ({
  id: id('a', no),
  code: `G${no}`,
  name: `示例岗${no}`,
  place: '',
  kind: 'fixed',
  unitCode: '',
  minPeople: 1,
  shifts: ['01'],
  days: 'every',
  fromLevel: '',
  duties: '',
  notes: '',
  isActive: true,
  ...more,
})
const person = (no: number, more: Partial<DutyPerson> = {}): DutyPerson => ({
  id: id('b', no),
  name: `样本${no}`,
  category: '01',
  unitCode: '',
  phone: '',
  posts: [],
  canLead: no % 2 === 0,
  isActive: true,
  ...more,
})

interface Office {
  posts: DutyPost[]
  people: DutyPerson[]
  from: Day
  days: number
  level: Level
  away: ReadonlySet<string>
  prior: ReadonlyMap<string, number>
}
const LEVEL: Level = { code: '01', title: '常态', rank: 0, extraPeople: 0, needsLeader: false }

/** Offices of every kind: several posts, shifts over midnight, people bound to posts, leave, loads of before. */
const offices = fc
  .record({
    posts: fc.array(
      fc.record({
        minPeople: fc.integer({ min: 1, max: 3 }),
        shifts: fc.subarray(['01', '02', '03', '04', '05'], { minLength: 1, maxLength: 3 }),
        days: fc.constantFrom('every' as const, 'workday' as const, 'rest' as const),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    people: fc.array(fc.record({ bound: fc.boolean(), isActive: fc.boolean(), prior: fc.nat(200) }), {
      minLength: 1,
      maxLength: 14,
    }),
    start: fc.nat(700),
    days: fc.integer({ min: 1, max: 31 }),
    extraPeople: fc.nat(1),
    awayDays: fc.array(fc.tuple(fc.nat(13), fc.nat(30)), { maxLength: 20 }),
  })
  .map(({ posts, people, start, days, extraPeople, awayDays }): Office => {
    const from = addDays('2025-01-01' as Day, start)
    const list = posts.map((each, no) => post(no, each))
    return {
      posts: list,
      people: people.map(({ bound, isActive }, no) =>
        person(no, { isActive, posts: bound ? [(list[no % list.length] as DutyPost).id] : [] }),
      ),
      from,
      days,
      level: { ...LEVEL, extraPeople, needsLeader: extraPeople > 0 },
      away: new Set(awayDays.map(([no, day]) => `${String(id('b', no))}/${addDays(from, day)}`)),
      prior: new Map(people.map(({ prior }, no) => [id('b', no), prior])),
    }
  })

const slotsOf = (office: Office, own: DutyRules = rules): Slot[] =>
  slotsBetween(
    { posts: office.posts, shifts, levelOn: () => office.level, rankOf: () => 0, calendar, rules: own },
    office.from,
    addDays(office.from, office.days - 1),
  )
const isAwayOf =
  ({ away }: Office) =>
  (personId: string, on: Day): boolean =>
    away.has(`${personId}/${on}`)
const rosterOf = (office: Office, kept: DutyCell[] = []): { slots: Slot[]; proposal: Proposal } => {
  const slots = slotsOf(office)
  const proposal = propose({
    slots,
    kept,
    people: office.people,
    shifts,
    restMinutes: rules.restMinutes,
    isAway: isAwayOf(office),
    prior: office.prior,
  })
  return { slots, proposal }
}
const faultsOf = (office: Office, cells: DutyCell[], slots: Slot[]) =>
  findConflicts({
    cells,
    slots,
    posts: new Map(office.posts.map((each) => [each.id, each])),
    people: new Map(office.people.map((each) => [each.id, each])),
    shifts,
    restMinutes: rules.restMinutes,
    isAway: isAwayOf(office),
    from: office.from,
    to: addDays(office.from, office.days - 1),
  })

/** Minute by minute, knowing nothing of spans: whether two shifts of one person meet, or too little lies between. */
function naiveClash(cells: readonly DutyCell[], rest: number): boolean {
  const busy = new Map<string, [number, number][]>()
  for (const cell of cells) {
    const { from, to } = SHIFTS.codes.find(({ code }) => code === cell.shift)?.detail as { from: string; to: string }
    const at = (clock: string, day: Day): number => Date.parse(`${day}T${clock}:00Z`) / 60_000
    const start = at(from, cell.on)
    const end = at(to, to > from ? cell.on : addDays(cell.on, 1))
    for (const one of cell.people) busy.set(one, [...(busy.get(one) ?? []), [start, end]])
  }
  return [...busy.values()].some((own) =>
    own.some(([start, end], no) =>
      own.some(([otherStart, otherEnd], other) => other > no && start < otherEnd + rest && otherStart < end + rest),
    ),
  )
}

describe('a proposed roster', () => {
  it('books nobody twice, leaves everybody his rest, and gives posts only to those who fit and are there', () => {
    fc.assert(
      fc.property(offices, (office) => {
        const { slots, proposal } = rosterOf(office)
        expect(naiveClash(proposal.cells, rules.restMinutes)).toBe(false)
        const kinds = faultsOf(office, proposal.cells, slots).map(({ kind }) => kind)
        expect(kinds.filter((kind) => !['below', 'leader'].includes(kind))).toEqual([])
        for (const { people } of proposal.cells) expect(new Set(people).size).toBe(people.length)
      }),
      { numRuns: 150 },
    )
  })

  it('fills every place, or nobody was left for it; what is missing is what the check finds', () => {
    fc.assert(
      fc.property(offices, (office) => {
        const { slots, proposal } = rosterOf(office)
        const cells = new Map(proposal.cells.map((cell) => [cellKey(cell), cell]))
        const missing = slots.filter((slot) => (cells.get(cellKey(slot))?.people.length ?? 0) < slot.need)
        expect(new Set(missing.map(cellKey))).toEqual(new Set(proposal.unfilled.map(cellKey)))
        const below = faultsOf(office, proposal.cells, slots).filter(({ kind }) => kind === 'below')
        expect(below).toHaveLength(missing.length)
      }),
      { numRuns: 150 },
    )
  })

  it('keeps what stands and rests people around it', () => {
    fc.assert(
      fc.property(offices, fc.nat(40), fc.nat(13), (office, at, who) => {
        const slots = slotsOf(office)
        const slot = slots[at % Math.max(1, slots.length)]
        const one = office.people[who % office.people.length] as DutyPerson
        if (!slot) return
        const kept: DutyCell = { postId: slot.postId, on: slot.on, shift: slot.shift, people: [one.id], leader: '' }
        const { proposal } = rosterOf(office, [kept])
        const changed = proposal.cells.find((cell) => cellKey(cell) === cellKey(kept))
        if (changed) expect(changed.people[0]).toBe(one.id)
        const all = [...proposal.cells.filter((cell) => cellKey(cell) !== cellKey(kept)), changed ?? kept]
        expect(naiveClash(all, rules.restMinutes)).toBe(false)
      }),
      { numRuns: 100 },
    )
  })

  it('evens out: where anybody may take anything the weights differ by no more than one shift', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 12 }),
        fc.nat(700),
        fc.integer({ min: 7, max: 62 }),
        (count, start, days) => {
          const office: Office = {
            posts: [post(0)],
            people: Array.from({ length: count }, (_, no) => person(no)),
            from: addDays('2025-01-01' as Day, start),
            days,
            level: LEVEL,
            away: new Set(),
            prior: new Map(),
          }
          const { slots, proposal } = rosterOf(office)
          const carried = [...proposal.loads.values()]
          const heaviest = Math.max(...slots.map(({ weight }) => weight))
          expect(Math.max(...carried) - Math.min(...carried)).toBeLessThanOrEqual(heaviest)
          expect(carried.reduce((sum, load) => sum + load, 0)).toBe(slots.reduce((sum, { weight }) => sum + weight, 0))
        },
      ),
    )
  })

  it('levels what people carried before, and does not give everything to somebody new', () => {
    const office: Office = {
      posts: [post(0)],
      people: [person(0), person(1), person(2)],
      from: '2026-03-02' as Day,
      days: 5,
      level: LEVEL,
      away: new Set(),
      prior: new Map([
        [id('b', 0), 40],
        [id('b', 1), 10],
      ]),
    }
    const { proposal } = rosterOf(office)
    const shiftsOf = (no: number) => proposal.cells.filter(({ people }) => people.includes(id('b', no))).length
    expect([0, 1, 2].map(shiftsOf)).toEqual([0, 3, 2])
  })

  it('names a leader where the level asks for one and somebody can', () => {
    const office: Office = {
      posts: [post(0, { minPeople: 2 })],
      people: [person(0), person(1)],
      from: '2026-03-02' as Day,
      days: 1,
      level: { ...LEVEL, needsLeader: true },
      away: new Set(),
      prior: new Map(),
    }
    expect(rosterOf(office).proposal.cells[0]?.leader).toBe(id('b', 0))
    const [few, many] = [person(0), [1, 3, 5, 7].map((no) => person(no))]
    const three = { ...office, people: [...many, few, person(2), person(4)], days: 20 }
    const led = rosterOf(three)
    expect(led.proposal.cells.map(({ leader }) => leader !== '')).toEqual(Array.from({ length: 20 }, () => true))
    expect(faultsOf(three, led.proposal.cells, led.slots)).toEqual([])
    const without = { ...office, people: [person(1), person(3)] }
    const { proposal, slots } = rosterOf(without)
    expect(faultsOf(without, proposal.cells, slots).map(({ text }) => text)).toEqual([
      '3月2日示例岗0日班没有带班人，当天的防控等级要求有',
    ])
  })
})

describe('shifts', () => {
  it('end after they begin, over midnight on the next day, and a whole day where both times are one', () => {
    expect(shiftText(toShift('1', '夜班', { from: '17:30', to: '08:30' }))).toBe('夜班 17:30—次日 08:30')
    expect(shiftText(toShift('1', '晚班', { from: '16:00', to: '00:00' }))).toBe('晚班 16:00—24:00')
    expect(isOvernight(toShift('1', '晚班', { from: '16:00', to: '00:00' }))).toBe(false)
    expect(toShift('1', '全天', { from: '08:30', to: '08:30' }).minutes).toBe(1440)
    const night = spanOf('2026-02-28' as Day, toShift('1', '夜班', { from: '22:00', to: '06:00' }))
    const morning = spanOf('2026-03-01' as Day, toShift('2', '早班', { from: '06:00', to: '14:00' }))
    expect(morning.start - night.end).toBe(0)
  })

  it('weigh by the working calendar: a holiday most, a makeup Sunday as a working day, a night more', () => {
    const day = toShift('1', '日班', { from: '08:30', to: '17:30' })
    const night = toShift('2', '夜班', { from: '17:30', to: '08:30' })
    const weigh = (on: string, shift = day) => weightOf(calendar, rules, on as Day, shift)
    expect(dayKind(calendar, '2026-02-28' as Day).kind).toBe('makeup')
    expect(['2026-10-01', '2026-03-07', '2026-02-28', '2026-03-02'].map((on) => weigh(on))).toEqual([30, 15, 10, 10])
    expect(weigh('2026-10-01', night)).toBe(35)
  })
})

describe('the month before laid over this one', () => {
  it('takes the same weekday out of an earlier month for every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2020, max: 2035 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const name = `${year}-${String(month).padStart(2, '0')}` as Month
        for (const on of daysOfMonth(name)) {
          const before = copiedFrom(on, name)
          expect(weekday(before)).toBe(weekday(on))
          expect(before < `${name}-01`).toBe(true)
        }
      }),
    )
  })
})

describe('the check of a roster', () => {
  it('tells in Chinese of an overlap over midnight, of too short a rest, of leave and of a post that is not his', () => {
    const office: Office = {
      posts: [post(0, { shifts: ['02'] }), post(1, { shifts: ['01'] })],
      people: [person(0, { posts: [id('a', 0)] }), person(1)],
      from: '2026-03-02' as Day,
      days: 3,
      level: LEVEL,
      away: new Set([`${String(id('b', 1))}/2026-03-04`]),
      prior: new Map(),
    }
    const cell = (no: number, on: string, shift: string, who: number): DutyCell => ({
      postId: id('a', no),
      on: on as Day,
      shift,
      people: [id('b', who)],
      leader: '',
    })
    const texts = faultsOf(
      office,
      [cell(0, '2026-03-02', '02', 0), cell(1, '2026-03-03', '01', 0), cell(1, '2026-03-04', '01', 1)],
      [],
    ).map(({ kind, text }) => [kind, text])
    expect(texts).toEqual([
      ['rest', '样本0从3月2日示例岗0夜班下岗，到3月3日示例岗1日班只隔 0 小时，规定至少 8 小时'],
      ['unfit', '样本0的定岗里没有这个岗位，排在3月3日示例岗1日班'],
      ['away', '样本1请了假，还排在3月4日示例岗1日班'],
    ])
    const doubled = faultsOf(office, [cell(0, '2026-03-02', '02', 1), cell(1, '2026-03-02', '05', 1)], [])
    expect(doubled.map(({ kind }) => kind)).toEqual(['double'])
  })
})
