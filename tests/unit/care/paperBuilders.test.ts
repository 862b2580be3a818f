import { describe, expect, it } from 'vitest'
import { foldClient } from '../../../src-shared/care/fold.ts'
import { groupOn, type GroupConfig } from '../../../src-shared/care/groups.ts'
import { BUILT_IN_GROUPS } from '../../../src-shared/care/groupsBuiltIn.ts'
import type { CareEvent } from '../../../src-shared/care/events.ts'
import { buildDestruction, buildHandOver, buildRoundList } from '../../../src-shared/care/paper/buildOffice.ts'
import { CLIENT_PAPER_BUILDERS } from '../../../src-shared/care/paper/buildClient.ts'
import { CARE_PAPERS } from '../../../src-shared/care/paper/papers.ts'
import { maskName as hideName } from '../../../src-shared/intake/mask.ts'
import type { PaperSource } from '../../../src-shared/care/paper/source.ts'

const CLIENT = '00000000-0000-4000-8000-000000000001'
const id = (at: number): string => `00000000-0000-4000-8000-0000000001${String(at).padStart(2, '0')}`
const day = (text: string) => text as never

let at = 0
const event = (kind: string, payload: Record<string, unknown>, when = '2026-03-05T06:30:00.000Z'): CareEvent => ({
  id: id((at += 1)),
  stream: 'client',
  streamId: CLIENT,
  kind,
  at: when as never,
  actorId: 'worker',
  actorName: '丙社工',
  payload: payload as never,
})
const ENROLMENT = id(90)
const VISIT = id(91)

const EVENTS = [
  event('register', {
    name: '甲小样',
    sex: '2',
    birthOn: '1945-06-01',
    phone: '00000000001',
    address: '示范路3号601室',
  }),
  event('enrol', {
    enrolmentId: ENROLMENT,
    group: 'detox',
    basis: 'law',
    purpose: '就业就医援助',
    toldOn: '2026-01-05',
    startOn: '2026-01-05',
    endOn: '2029-01-04',
  }),
  event('plan', { needs: [{ kind: 'work', text: '想找工作' }], goals: '有活干', agreedOn: '2026-01-06' }),
  event('visit', {
    visitId: VISIT,
    at: '2026-03-05T06:30:00.000Z',
    how: 'home',
    visitors: ['丙社工'],
    isMet: true,
    note: '在家',
    measures: '报名技能培训\n继续社区戒毒谈话',
    answers: { work: '在求职', unknown: '不在问题里' },
    nextOn: '2026-04-05',
  }),
  event('promise', { promiseId: id(92), visitId: VISIT, what: '联系帮教站', byOn: '2026-03-20' }),
  event('promise', { promiseId: id(93), visitId: VISIT, what: '送培训报名表', byOn: '2026-03-20' }),
  event('raise', { responseId: id(94), visitId: VISIT, at: '2026-03-05T07:00:00.000Z', what: '没有生活费' }),
]
const sourceOf = (events: readonly CareEvent[]): PaperSource => ({
  office: '样例街道综治中心',
  phone: '000-00000000',
  address: '示范路100号',
  headPhone: '',
  number: 'A1B2C3D4',
  state: foldClient(events),
  today: day('2026-03-06'),
  myName: '丙社工',
  withPhotos: false,
  due: [
    { on: day('2026-03-04'), state: 'late', visitId: VISIT },
    { on: day('2026-04-04'), state: 'open', visitId: null },
  ],
  configOf: (group, on) => groupOn(BUILT_IN_GROUPS as readonly GroupConfig[], group, on),
})
const source = sourceOf(EVENTS)

describe('papers of a client', () => {
  it('fills the visit record from the visit and what followed from it', () => {
    const built = CLIENT_PAPER_BUILDERS.care_visit_record(source, VISIT)
    expect(built).toMatchObject({
      name: '甲小样',
      sex: '女',
      age: '80岁',
      groups: ['社区戒毒帮扶'],
      on: '2026-03-05',
      time: '14:30',
      plannedOn: '2026-03-04',
      how: '入户',
      answers: [{ question: '就业就学', answer: '在求职' }],
      hasAbnormality: true,
      abnormality: '没有生活费',
    })
    expect(built.promises).toHaveLength(2)
  })

  it('leaves off the slip every line that would tell why somebody is visited', () => {
    const slip = CLIENT_PAPER_BUILDERS.care_slip(source, VISIT)
    expect(slip).toMatchObject({ addressee: '甲女士', agreed: ['报名技能培训'], isLeft: false, nextOn: '2026-04-05' })
    expect(slip.promises?.map(({ what }) => what)).toEqual(['送培训报名表'])
    expect(JSON.stringify(slip)).not.toMatch(/戒毒|帮教|甲小样/)
  })

  it('says how often by which rule, and until when', () => {
    const plan = CLIENT_PAPER_BUILDERS.care_plan(source, '')
    expect(plan).toMatchObject({
      startOn: '2026-01-05',
      endOn: '2029-01-04',
      needs: [{ title: '就业', text: '想找工作' }],
    })
    expect(plan.rules?.[0]?.title).toContain('社区戒毒帮扶：谈话')
  })

  it('counts a time with its denominator and says how long the record stays', () => {
    const closed = event(
      'close',
      { enrolmentId: ENROLMENT, on: '2026-03-31', reason: 'moved' },
      '2026-03-31T01:00:00.000Z',
    )
    const over = sourceOf([...EVENTS, closed])
    const summary = CLIENT_PAPER_BUILDERS.care_end_summary(over, ENROLMENT)
    expect(summary).toMatchObject({ reason: '迁出或变更执行地', retainUntil: '2029-03-31' })
    expect(summary.counts).toMatchObject({ due: '1', made: '1', met: '1', promises: '2', kept: '0' })
    expect(JSON.stringify(CLIENT_PAPER_BUILDERS.care_end_notice(over, ENROLMENT))).not.toMatch(/戒毒|帮教/)
  })

  it('refuses, in Chinese, what there is nothing for', () => {
    const bare = sourceOf(EVENTS.slice(0, 2))
    for (const kind of ['care_visit_record', 'care_plan', 'care_review', 'care_end_notice', 'care_slip'] as const)
      expect(() => CLIENT_PAPER_BUILDERS[kind](bare, ''), kind).toThrow(/还没有/)
  })

  it('makes data that its paper takes', () => {
    for (const kind of ['care_visit_record', 'care_plan', 'care_consent', 'care_slip'] as const)
      expect(CARE_PAPERS[kind].schema.safeParse(CLIENT_PAPER_BUILDERS[kind](source, '')).success, kind).toBe(true)
  })
})

describe('papers of the office', () => {
  it('lists a round without a full name or a reason', () => {
    const words = { office: '样例街道综治中心', worker: '丙社工', printedBy: '丙社工' }
    const range = { from: day('2026-03-06'), to: day('2026-03-12'), printedAt: '2026-03-06T00:30:00.000Z' as never }
    const list = buildRoundList({
      hideName,
      ...words,
      ...range,
      visits: [{ on: day('2026-03-07'), state: source.state }],
    })
    expect(list.rows?.[0]).toMatchObject({
      dueOn: '3月7日',
      name: '甲某某',
      address: '示范路3号601室',
      remember: '送培训报名表',
    })
    expect(JSON.stringify(list)).not.toMatch(/甲小样|戒毒|帮教/)
  })

  it('lists what is still owed when a caseload changes hands, and only numbers when records go', () => {
    const act = { fromName: '丙社工', toName: '丁社工', on: day('2026-03-06'), reason: '岗位调整' }
    const clients = [{ number: 'A1B2C3D4', state: source.state, lastVisitOn: day('2026-03-05'), nextDueOn: null }]
    const [row] = buildHandOver({ office: '', act, clients, hideName }).rows ?? []
    expect(row).toMatchObject({ name: '甲某某', promises: '2件', responses: '1件', startOn: '2026-01-05' })
    const purge = {
      on: day('2029-04-01'),
      why: 'retention',
      basis: '期满',
      witness: '负责人',
      byName: '丙社工',
    } as const
    const records = [{ number: 'A1B2C3D4', closedOn: day('2026-03-31'), eraseAfter: day('2029-03-31') }]
    expect(buildDestruction({ office: '', act: purge, records }).rows).toEqual([
      { number: 'A1B2C3D4', closedOn: '2026-03-31', retainUntil: '2029-03-31', reason: '保存期届满' },
    ])
  })
})
