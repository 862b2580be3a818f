import { describe, expect, it } from 'vitest'
import type { Day } from '../../../src-shared/kernel/day.ts'
import { CONTENT_CLASSES } from '../../../src-shared/petition/codes.ts'
import { firstVersion } from '../../../src-shared/centre/codeTables.ts'
import { PETITION_ACTS, type PetitionActName } from '../../../src-shared/petition/events.ts'
import { applyPetitionAct, INITIAL_PETITION, type PetitionState } from '../../../src-shared/petition/fold.ts'
import { projectPetition, type TakenEvent } from '../../../src-shared/petition/project.ts'
import { PETITION_INPUTS, type PetitionView } from '../../../src-shared/petition/schema.ts'
import { PETITION_SPECS } from '../../../src-renderer/petition/acts/allActs.ts'
import { describeAct, describeInitial } from '../../../src-renderer/petition/acts/describeAct.ts'
import { levelNow } from '../../../src-renderer/petition/acts/answerActs.ts'
import { openActions } from '../../../src-renderer/petition/acts/agencyActs.ts'
import type { Surroundings } from '../../../src-renderer/petition/actParts.ts'
import { nextStep, stationsOf } from '../../../src-renderer/petition/nextStep.ts'
import { payloadOf, type Values } from '../../../src-renderer/workbench/fieldSpec.ts'

const TODAY = '2026-03-10' as Day
const PARTY = '01930000-0000-7000-8000-00000000000a'
const DESCRIBED = {
  form: 'visit',
  purpose: 'request',
  contentClass: '03',
  requests: ['修好路灯', '说明周期'],
  facts: '路灯不亮（样例）',
}
const OPINION = {
  level: 'handling',
  on: TODAY,
  unit: '样例街道办事处',
  number: '样例1号',
  items: [
    { request: '修好路灯', conclusion: 'support', reply: '已修' },
    { request: '说明周期', conclusion: 'explain', reply: '每季度' },
  ],
  factsFound: '属实',
  legalBasis: '样例',
  conclusion: 'support',
  nextOrgan: '样例区人民政府',
  signedBy: '样例签发人',
}
const SIGNED = { signedByCitizenOn: TODAY, signedByAgentOn: TODAY }
type Given = [PetitionActName, object]

/** The surroundings of a form after these acts. */
function around(given: Given[] = [], card: object = {}, ref = ''): Surroundings {
  const events: TakenEvent[] = given.map(([act, payload], at) => ({
    id: `e${at + 1}`,
    seq: at + 1,
    kind: `petition.${act}`,
    payload: PETITION_ACTS[act].parse(payload),
  }))
  const state = given.reduce<PetitionState>(
    (before, [act], at) => applyPetitionAct(before, act, events[at]!.payload as never, `e${at + 1}`),
    INITIAL_PETITION,
  )
  const view = {
    matter: {
      card: {
        receivedOn: TODAY,
        channel: 'visit',
        summary: '路灯不亮',
        facts: '',
        wish: '',
        placeDetail: '',
        peopleCount: 0,
        sourceUnit: '样例区信访办',
        isAnonymous: false,
        ...card,
      },
      placeName: '样例居委会',
      parties: [{ partyId: PARTY, role: 'visitor', name: '张三（测试）' }],
      stage: state.stage,
      seal: null,
    },
    state,
    record: projectPetition(events),
    dossier: [],
    papers: [],
    nextNumber: '样例信字〔2026〕A0001号',
    mediation: null,
    repeats: [],
  } as unknown as PetitionView
  return {
    view,
    today: TODAY,
    myName: '窗口丙（测试）',
    settings: { groupVisitFrom: 5, reviewOrgan: '样例区人民政府', petitionOffice: '样例街道办事处' } as never,
    colleagues: [
      { id: '01930000-0000-7000-8000-00000000000b', name: '社工戊（测试）', roles: ['social_worker'] },
    ] as never,
    ref,
  }
}
const described = (more: object = {}): Given => ['describe', { ...DESCRIBED, ...more }]
const accepted: Given = ['accept', { acceptedOn: TODAY }]

/** What a form would send as it is proposed, with some fields filled in. */
function sent(act: PetitionActName, s: Surroundings, filled: Values = {}): unknown {
  const spec = act === 'describe' ? describeAct(firstVersion(CONTENT_CLASSES)) : PETITION_SPECS[act]!
  const values = { ...spec.initial(s), ...filled }
  const payload = payloadOf(spec.fields(s, values), values)
  return PETITION_INPUTS[act].safeParse(spec.toPayload?.(payload, s) ?? payload)
}
const texts = (result: unknown): unknown =>
  (result as { error?: { issues: { path: PropertyKey[] }[] } }).error?.issues.map(({ path }) => path.join('.'))

it('has a form for every act', () => {
  const own = ['describe', 'extendDeadline']
  for (const act of Object.keys(PETITION_ACTS) as PetitionActName[])
    expect(act in PETITION_SPECS || own.includes(act), act).toBe(true)
})

describe('the registration form', () => {
  it('takes the card over: requests one a line without their numbers, facts, place, who received', () => {
    const values = describeInitial(around([], { wish: '1. 修好路灯\n2、说明周期\n', facts: '' }))
    expect(values).toMatchObject({
      form: 'visit',
      requests: ['修好路灯', '说明周期'],
      facts: '路灯不亮',
      problemPlace: '样例居委会',
      receivedBy: '窗口丙（测试）',
      isGroup: false,
    })
  })
  it('asks only for purpose and class where the card says the rest', () => {
    expect(texts(sent('describe', around([], { wish: '修好路灯' })))).toEqual(['purpose', 'contentClass'])
    expect(
      sent('describe', around([], { wish: '修好路灯' }), { purpose: 'request', contentClass: '03' }),
    ).toMatchObject({
      success: true,
      data: { repeatOf: null, materials: [], earlier: [] },
    })
  })
  it('takes a crowd for a group by the setting, and lets representatives be named only then', () => {
    expect(describeInitial(around([], { peopleCount: 5 }))).toMatchObject({ isGroup: true })
    const fields = (isGroup: boolean) =>
      describeAct(firstVersion(CONTENT_CLASSES)).fields(around(), { isGroup, purpose: 'request' })
    expect(fields(true).find(({ name }) => name === 'representativeIds')?.isHidden).toBe(false)
    expect(fields(false).find(({ name }) => name === 'representativeIds')?.isHidden).toBe(true)
  })
  it('refuses a sixth representative in the words of Art. 20', () => {
    const representativeIds = Array.from({ length: 6 }, () => PARTY)
    const result = sent('describe', around([], { peopleCount: 9, wish: '修好路灯' }), {
      purpose: 'request',
      contentClass: '03',
      representativeIds,
    })
    expect(JSON.stringify((result as { error: unknown }).error)).toContain('第二十条')
  })
  it('begins with the newest registration, and says about a report that it will be sealed', () => {
    const s = around([described({ materials: [{ name: '照片', copies: 2 }] })])
    expect(describeInitial(s)).toMatchObject({ purpose: 'request', repeatOf: '', materials: [{ copies: '2' }] })
    expect(sent('describe', s)).toMatchObject({ success: true })
    const labels = describeAct(firstVersion(CONTENT_CLASSES))
      .fields(s, { purpose: 'report' })
      .map(({ hint = '' }) => hint)
    expect(labels.join()).toContain('保存后立即密封')
  })
})

describe('proposed values', () => {
  it.each<[PetitionActName, Given[], Values]>([
    ['accept', [described()], {}],
    ['tellAcceptance', [described(), accepted], {}],
    ['objectToSender', [described()], { reason: '不属本单位职权' }],
    ['mandate', [described()], { ...SIGNED, processing: true, provide: true }],
    ['serve', [described(), accepted, ['issueOpinion', OPINION]], {}],
    ['applyReview', [described(), accepted, ['issueOpinion', OPINION], ['serve', served()]], {}],
    ['rate', [described(), accepted], { rating: 'fair' }],
    [
      'close',
      [described(), accepted, ['issueOpinion', OPINION]],
      { result: 'partly', summary: '已修好', approver: '负责人乙' },
    ],
    ['withdraw', [described()], {}],
    ['reportUrgent', [described({ isUrgent: true })], { at: '930', toWhom: '样例街道党工委' }],
    ['contact', [described()], { text: '已联系' }],
  ])('of %s are what the act takes', (act, given, filled) => {
    expect(texts(sent(act, around(given), filled))).toBeUndefined()
  })
  it('of an opinion answer the registered requests one by one', () => {
    const result = sent('issueOpinion', around([described(), accepted]))
    const missing = texts(result) as string[]
    expect(missing).toContain('items.1.reply')
    expect(missing).not.toContain('items.0.request')
    expect(missing).not.toContain('nextOrgan')
    expect(missing).not.toContain('reviewResult')
  })
  it('stand on the transfer whose button was pressed, else on the one that waits', () => {
    const transfer = (unit: string): Given => ['transfer', { on: TODAY, mode: 'forward', unit }]
    const given: Given[] = [described(), transfer('甲单位'), ['recordUnitReceipt', { transferId: 'e2', on: TODAY }]]
    expect(PETITION_SPECS.unitAccepts!.initial(around(given))).toMatchObject({ transferId: 'e2' })
    expect(PETITION_SPECS.unitAccepts!.initial(around(given, {}, 'e9'))).toMatchObject({ transferId: 'e9' })
  })
  it('know a colleague by name, and anybody else only by name', () => {
    const filled = { ...SIGNED, processing: true, provide: true }
    const agent = (agentName: string) => sent('mandate', around([described()]), { ...filled, agentName })
    expect(agent('社工戊（测试）')).toMatchObject({ data: { userId: '01930000-0000-7000-8000-00000000000b' } })
    expect(agent('样例志愿者')).toMatchObject({ data: { userId: null } })
  })
  it('number the actions of a meeting and find those that are open', () => {
    const actions = [
      { unit: '甲单位', what: '抢修', byOn: '' },
      { unit: '', what: '', byOn: '' },
    ]
    const filled = { place: '会议室', units: ['甲单位'], minutes: '议定抢修', actions }
    expect(sent('meet', around([described()]), filled)).toMatchObject({ data: { actions: [{ no: 1, byOn: null }] } })
    const held: Given = [
      'meet',
      {
        on: TODAY,
        place: '会议室',
        chair: '某某',
        units: ['甲单位'],
        minutes: '抢修',
        actions: [{ no: 1, unit: '甲单位', what: '抢修' }],
      },
    ]
    expect(openActions(around([described(), held]))).toMatchObject([{ key: 'e2|1' }])
    expect(sent('finishAction', around([described(), held]), { text: '已抢修' })).toMatchObject({
      success: true,
      data: { meetId: 'e2', no: 1 },
    })
  })
  it('of an opinion begin at the first level', () => {
    expect(levelNow(around([described(), accepted]))).toBe('handling')
  })
})

describe('what a person must say', () => {
  const needs = (act: PetitionActName, s: Surroundings, filled: Values = {}) =>
    Object.keys(PETITION_SPECS[act]!.needs!(s, { ...PETITION_SPECS[act]!.initial(s), ...filled }))
  it('is on a mandate when each of the two signed it', () => {
    expect(needs('mandate', around([described()]))).toEqual(['signedByCitizenOn', 'signedByAgentOn'])
    expect(needs('mandate', around([described()]), SIGNED)).toEqual([])
  })
  it('is at the end what came of it and who approved', () => {
    const s = around([described(), accepted, ['issueOpinion', OPINION]])
    expect(needs('close', s)).toEqual(['result'])
    const closing = { result: 'partly', summary: '已修好' }
    expect(texts(sent('close', s, { ...closing, approver: ' ' }))).toEqual(['approver'])
    expect(texts(sent('close', s, { ...closing, approver: '负责人乙' }))).toBeUndefined()
  })
  it('is at filing that something is missing, and why, but only if something is', () => {
    const s = around([described()])
    expect(needs('archive', s)).toEqual([])
    const gaps = { ...s, view: { ...s.view, dossier: [{ kind: 'missing', text: '缺送达回证', field: 'x' }] } }
    expect(needs('archive', gaps as Surroundings)).toEqual(['isIncomplete', 'note'])
    expect(needs('archive', gaps as Surroundings, { isIncomplete: true, note: '随后补' })).toEqual([])
  })
})

function served(): object {
  return { what: 'handling', on: TODAY, how: 'direct', receivedBy: '张三（测试）', server: '窗口' }
}

describe('a paper that is said to be handed over but was not issued here', () => {
  const lines = (act: PetitionActName, kind: string, issued: number, values: Values = {}) => {
    const s = around([described(), accepted, ['issueOpinion', OPINION]])
    const view = { ...s.view, papers: [{ kind, issued }] } as unknown as PetitionView
    return PETITION_SPECS[act]!.warnings!({ ...s, view }, values).lines
  }
  it('is pointed out where the acceptance is told and the opinion served', () => {
    expect(lines('tellAcceptance', 'petition_acceptance_notice', 0)[0]).toContain('受理告知书还没有在')
    expect(lines('tellAcceptance', 'petition_acceptance_notice', 1)).toEqual([])
    expect(lines('serve', 'petition_opinion', 0, { what: 'handling' })[0]).toContain('信访处理意见书还没有在')
    expect(lines('serve', 'petition_opinion', 1, { what: 'handling' })).toEqual([])
    expect(lines('serve', 'petition_opinion', 0, { what: 'notice' })).toEqual([])
  })
})

it('proposes the next number of the office for its own papers only', () => {
  const own = PETITION_SPECS.issueOpinion!.initial(around([described(), accepted]))
  expect(own).toMatchObject({ unit: '样例街道办事处', number: '样例信字〔2026〕A0001号' })
  const given: Given[] = [
    described(),
    ['transfer', { on: TODAY, mode: 'forward', unit: '甲单位' }],
    ['unitAccepts', { transferId: 'e2', acceptedOn: TODAY }],
  ]
  expect(PETITION_SPECS.issueOpinion!.initial(around(given))).toMatchObject({ unit: '甲单位', number: '' })
})

describe('the line of stations', () => {
  const states = (given: Given[]) => stationsOf(around(given).view).map(({ state }) => state)
  it('ticks only what the record shows', () => {
    expect(states([])).toEqual(['now', ...Array.from({ length: 8 }, () => 'later')])
    expect(states([described(), accepted]).slice(0, 4)).toEqual(['done', 'done', 'now', 'later'])
    expect(states([described(), accepted, ['issueOpinion', OPINION]]).slice(2, 6)).toEqual([
      'missed',
      'done',
      'done',
      'now',
    ])
  })
  it('skips opinion and service on ways that have none', () => {
    const guided: Given = ['guide', { on: TODAY, toWhom: '样例区住建局', reason: '不属本单位' }]
    expect(states([described(), guided]).slice(4, 7)).toEqual(['skipped', 'skipped', 'now'])
  })
})

describe('the next step', () => {
  const first = (given: Given[]) => nextStep(around(given).view).acts[0]
  it('leads from registration over sorting to the answer', () => {
    expect(first([])).toBe('describe')
    expect(first([described()])).toBe('sort')
    expect(first([described({ purpose: 'report', againstUnit: '样例单位' })])).toBe('handReport')
    expect(first([described(), accepted])).toBe('tellAcceptance')
    expect(first([described(), accepted, ['tellAcceptance', { on: TODAY, how: 'direct' }]])).toBe('issueOpinion')
    expect(first([described(), accepted, ['issueOpinion', OPINION]])).toBe('serve')
  })
  it('speaks of review as long as there is one to ask for, and of none after the recheck', () => {
    const steps: Given[] = [described(), accepted]
    for (const level of ['handling', 'review', 'recheck'] as const) {
      if (level !== 'handling') steps.push(['applyReview', { level, on: TODAY, organ: '样例机关', receivedOn: TODAY }])
      steps.push(['issueOpinion', { ...OPINION, level, reviewResult: level === 'handling' ? null : 'uphold' }])
      steps.push(['serve', { what: level, on: TODAY, how: 'direct', receivedBy: '样本', server: '窗口' }])
      const { text } = nextStep(around(steps).view)
      expect([text.includes('仍可在三十日内'), text.includes('终局意见')]).toEqual([
        level !== 'recheck',
        level === 'recheck',
      ])
    }
  })
  it('asks a unit that was assigned the matter for its report after the opinion too', () => {
    const assigned: Given = ['transfer', { on: TODAY, mode: 'assign', unit: '样例局', reportBy: TODAY }]
    const served: Given[] = [
      ['issueOpinion', OPINION],
      ['serve', { what: 'handling', on: TODAY, how: 'direct', receivedBy: '样本', server: '窗口' }],
    ]
    expect(nextStep(around([described(), assigned, accepted, ...served]).view).acts).toContain('unitReports')
    expect(nextStep(around([described(), accepted, ...served]).view).acts).not.toContain('unitReports')
  })
  it('offers to tell of an extension until it was told', () => {
    const extended = (toldOn: string | null): Given => [
      'extendDeadline',
      { ruleId: 'B-06', amount: 30, on: TODAY, approver: '负责人乙', reason: '样例', toldOn },
    ]
    const told: Given = ['tellAcceptance', { on: TODAY, how: 'direct' }]
    const acts = (...more: Given[]) => nextStep(around([described(), accepted, told, ...more]).view).acts
    expect(acts(extended(null))[0]).toBe('tellExtension')
    expect(acts(extended(TODAY))).not.toContain('tellExtension')
    expect(acts(extended(null), ['tellExtension', { on: TODAY, how: 'direct' }])).not.toContain('tellExtension')
  })
  it('puts an urgent report before everything else until it was made', () => {
    const urgent = described({ isUrgent: true })
    expect(first([urgent])).toBe('reportUrgent')
    expect(first([urgent, ['reportUrgent', { on: TODAY, at: '09:30', toWhom: '样例街道党工委' }]])).toBe('sort')
  })
})
