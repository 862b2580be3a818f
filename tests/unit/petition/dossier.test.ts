import { describe, expect, it } from 'vitest'
import type { Day } from '../../../src-shared/kernel/day.ts'
import {
  checkPetitionDossier,
  petitionDossierOrder,
  type PetitionDossierFacts,
} from '../../../src-shared/petition/dossier.ts'
import { PETITION_ACTS, type PetitionActName } from '../../../src-shared/petition/events.ts'
import { INITIAL_PETITION, type PetitionState } from '../../../src-shared/petition/fold.ts'
import { PETITION_PAPERS } from '../../../src-shared/petition/paper/papers.ts'
import { projectPetition, type TakenEvent } from '../../../src-shared/petition/project.ts'
import { petitionTopic } from '../../../src-shared/petition/topic.ts'

type Step = [PetitionActName, object]
const facts = (more: Partial<PetitionDossierFacts> = {}): PetitionDossierFacts => ({
  receivedOn: '2026-03-02' as Day,
  issuedKinds: new Set(),
  hasContact: true,
  isAnonymous: false,
  ...more,
})

/** What the check-up says of these acts; ids are e1, e2 …. Every act must be one that the rules take. */
function check(steps: Step[], more: Partial<PetitionDossierFacts> = {}) {
  let state: PetitionState = INITIAL_PETITION
  const events: TakenEvent[] = steps.map(([act, given], index) => {
    const payload = PETITION_ACTS[act].parse(given)
    const id = `e${index + 1}`
    const next = petitionTopic.apply(state, act, payload, id)
    if ('problem' in next) throw new Error(`${act}: ${next.problem}`)
    state = next.state
    return { id, seq: index + 1, kind: `petition.${act}`, payload }
  })
  return checkPetitionDossier(state, projectPetition(events), facts(more))
}
const textsOf = (...args: Parameters<typeof check>) => check(...args).map(({ text }) => text)
const fieldsOf = (...args: Parameters<typeof check>) => check(...args).map(({ field }) => field)

const describedStep = (more: object = {}): Step => [
  'describe',
  {
    form: 'visit',
    purpose: 'request',
    contentClass: '03',
    requests: ['修复路面', '补偿损失'],
    facts: '路面塌陷。',
    isConfirmed: true,
    receivedBy: '窗口甲',
    ...more,
  },
]
const accepted: Step = ['accept', { acceptedOn: '2026-03-05' }]
const told: Step = ['tellAcceptance', { on: '2026-03-06', how: 'direct' }]
const opinion: Step = [
  'issueOpinion',
  {
    level: 'handling',
    on: '2026-04-01',
    unit: '示范街道',
    number: '1号',
    items: [{ request: '修复路面', conclusion: 'support', reply: '修。' }],
    factsFound: '属实',
    legalBasis: '规定',
    conclusion: 'support',
    nextOrgan: '示范区',
    signedBy: '乙',
  },
]
const serve = (on: string): Step => ['serve', { what: 'handling', on, how: 'direct', receivedBy: '张三', server: '甲' }]
const mandate: Step = [
  'mandate',
  {
    on: '2026-03-03',
    agentName: '代理员戊',
    subject: '修复路面',
    scopes: ['submit'],
    fromOn: '2026-03-03',
    toOn: '2026-09-01',
    signedByCitizenOn: '2026-03-04',
    signedByAgentOn: '2026-03-03',
    consents: { processing: true, sensitive: true, provide: true },
  },
]
const all = new Set(Object.keys(PETITION_PAPERS))

describe('一事一档', () => {
  it('asks first of all for the registration', () => {
    expect(textsOf([])).toEqual(['信访登记没有补全'])
    expect(textsOf([describedStep()], { issuedKinds: all })).toEqual([])
  })

  it('wants what was said by word of mouth confirmed, a receiver, representatives and a report of what is urgent', () => {
    const step = describedStep({ isConfirmed: false, receivedBy: '', isGroup: true, isUrgent: true })
    expect(check([step], { issuedKinds: all })).toEqual([
      { kind: 'missing', text: '来访没有写明接谈人', field: 'describe' },
      { kind: 'missing', text: '多人走访没有推选代表', field: 'describe' },
      { kind: 'missing', text: '重大紧急事项没有报告记录（第二十五条）', field: 'reportUrgent' },
      { kind: 'signature', text: '口述的请求、事实和理由没有经信访人本人确认（第十九条）', field: 'describe' },
    ])
    expect(
      textsOf([describedStep({ form: 'letter', isConfirmed: false, receivedBy: '' })], { issuedKinds: all }),
    ).toEqual([])
  })

  it('misses the written notice of acceptance, but not to somebody who cannot be told', () => {
    expect(fieldsOf([describedStep(), accepted])).toContain('tellAcceptance')
    expect(fieldsOf([describedStep(), accepted, told])).not.toContain('tellAcceptance')
    expect(fieldsOf([describedStep(), accepted, told])).toContain('petition_acceptance_notice')
    expect(fieldsOf([describedStep(), accepted], { isAnonymous: true })).not.toContain('tellAcceptance')
    expect(fieldsOf([describedStep({ isContactUnclear: true }), accepted])).not.toContain('tellAcceptance')
    expect(textsOf([describedStep()], { hasContact: false })).toContain('没有住址或联系电话，无法书面告知')
  })

  it('misses service, its receipt, and an answer to each request', () => {
    const until = [describedStep(), accepted, told, opinion]
    expect(textsOf(until, { issuedKinds: all })).toEqual(['处理意见没有送达', '处理意见只答复了 1 项，请求有 2 项'])
    const receipt = new Set([...all].filter((kind) => kind !== 'petition_service_receipt'))
    expect(textsOf([...until, serve('2026-04-02')], { issuedKinds: receipt })).toContain('缺送达回证')
    expect(textsOf([...until, serve('2026-04-02')], { issuedKinds: all })).not.toContain('缺送达回证')
  })

  it('misses the reason of an extension until it is told, then its paper', () => {
    const extended: Step = [
      'extendDeadline',
      { ruleId: 'B-06', amount: 20, approver: '乙', reason: '复杂', on: '2026-04-20' },
    ]
    const until = [describedStep(), accepted, told, extended]
    expect(fieldsOf(until)).toEqual(expect.arrayContaining(['tellExtension', 'petition_extension_notice']))
    const toldToo: Step = ['tellExtension', { on: '2026-04-21', how: 'mail' }]
    expect(fieldsOf([...until, toldToo], { issuedKinds: all })).not.toContain('tellExtension')
  })

  it('misses the receiving unit’s signature and report, each transfer by itself', () => {
    const assigned: Step = [
      'transfer',
      { on: '2026-03-05', mode: 'assign', unit: '城管', reportBy: '2026-04-05', toldOn: '2026-03-05' },
    ]
    expect(textsOf([describedStep(), assigned], { issuedKinds: all })).toEqual([
      '城管没有签收转送、交办的记录',
      '城管没有提交办结报告（第二十二条）',
    ])
    const back: Step = ['unitObjects', { transferId: 'e2', on: '2026-03-06', reason: '不归我', isAgreed: true }]
    expect(textsOf([describedStep(), assigned, back], { issuedKinds: all })).toEqual([])
  })

  it('follows the agency: card, receipts, decisions, feedback with a signature, days in order', () => {
    const steps: Step[] = [
      describedStep(),
      mandate,
      ['submit', { on: '2026-03-03', unit: '城管' }],
      [
        'meet',
        {
          on: '2026-03-10',
          place: '室',
          chair: '乙',
          units: ['城管'],
          minutes: '略',
          actions: [{ no: 1, unit: '城管', what: '修' }],
        },
      ],
      ['feedBack', { on: '2026-03-11', how: 'face', text: '告知' }],
    ]
    expect(check(steps, { issuedKinds: all })).toEqual([
      { kind: 'missing', text: '2026-03-03 提交城管没有回执', field: 'recordReceipt' },
      { kind: 'missing', text: '2026-03-10 协调会议定事项 1（城管）没有落实记录', field: 'finishAction' },
      { kind: 'order', text: '代理事务早于委托人签名（2026-03-03 早于 2026-03-04）', field: 'mandate' },
      { kind: 'signature', text: '委托书在委托开始后才由委托人签名', field: 'mandate' },
      { kind: 'signature', text: '2026-03-11 当面反馈没有委托人签收', field: 'feedBack' },
    ])
    expect(
      textsOf(
        [
          ...steps,
          ['recordReceipt', { submitId: 'e3', on: '2026-03-04' }],
          ['finishAction', { meetId: 'e4', no: 1, on: '2026-03-12', text: '已修' }],
        ],
        { issuedKinds: all },
      ),
    ).toHaveLength(3)
  })

  it('wants both ratings, the closing form, cover and catalogue once it is closed', () => {
    const steps: Step[] = [
      describedStep({ requests: ['修复路面'] }),
      mandate,
      accepted,
      told,
      opinion,
      serve('2026-04-02'),
      ['feedBack', { on: '2026-04-03', how: 'phone', text: '告知' }],
      ['close', { on: '2026-05-10', result: 'solved', summary: '已修复' }],
    ]
    const ends = ['rate', 'rate', 'petition_closing', 'petition_cover', 'petition_catalogue']
    expect(fieldsOf(steps).filter((field) => ends.includes(field))).toEqual(ends)
    const rated: Step[] = [
      ['rate', { of: 'unit', on: '2026-05-11', rating: 'satisfied' }],
      ['rate', { of: 'agency', on: '2026-05-11', rating: 'lapsed' }],
    ]
    expect(fieldsOf([...steps, ...rated], { issuedKinds: all }).filter((field) => ends.includes(field))).toEqual([])
  })

  it('says which days are out of order, and wants a withdrawal in writing', () => {
    const steps: Step[] = [
      describedStep(),
      ['accept', { acceptedOn: '2026-03-05' }],
      ['tellAcceptance', { on: '2026-03-04', how: 'direct' }],
    ]
    expect(
      check(steps, { issuedKinds: all, receivedOn: '2026-03-06' as Day }).filter(({ kind }) => kind === 'order'),
    ).toEqual([
      { kind: 'order', text: '甄别处理早于收到（2026-03-05 早于 2026-03-06）', field: 'amend' },
      { kind: 'order', text: '告知早于收到（2026-03-04 早于 2026-03-06）', field: 'amend' },
      { kind: 'order', text: '告知受理早于受理（2026-03-04 早于 2026-03-05）', field: 'tellAcceptance' },
    ])
    const withdrawn: Step = ['withdraw', { on: '2026-03-09' }]
    expect(textsOf([describedStep(), withdrawn], { issuedKinds: all })).toEqual(['撤回没有书面材料或信访人签名'])
  })
})

describe('petitionDossierOrder', () => {
  it('knows every petition paper, in the order of the dossier', () => {
    const kinds = [...all].sort((a, b) => petitionDossierOrder(a) - petitionDossierOrder(b))
    expect(kinds.slice(0, 4)).toEqual([
      'petition_cover',
      'petition_catalogue',
      'petition_registration',
      'agency_mandate',
    ])
    expect(kinds.at(-1)).toBe('petition_closing')
    expect(new Set(kinds.map(petitionDossierOrder)).size).toBe(kinds.length)
    expect(petitionDossierOrder('something_else')).toBeGreaterThan(petitionDossierOrder('petition_closing'))
  })
})
