import { toSerial, type Day } from '../../kernel/day.ts'
import type { StoryPetition, StoryPurpose, StoryRoute } from '../types.ts'
import { workAsAgent } from './agency.ts'
import { guide, lead, refuse, reply, report, sendBack, withdraw } from './elsewhere.ts'
import { finish, type Ending } from './ending.ts'
import { acceptAndAnswer } from './handling.ts'
import { assign, forward } from './passOn.ts'
import { createPlan, ORGANS, PETITION_REFS, type Form, type PetitionFacts, type Plan, type Purpose } from './plan.ts'
import { ASKED_IN_WRITING } from './phrases.ts'
import { throughMediation } from './viaMediation.ts'

/**
 * Plays a petition from its registration to the archive and drops what lies after `horizonDay`. Days
 * count from receipt and never run backwards; every act is legal when it comes.
 */
export function playPetition(facts: PetitionFacts, horizonDay: number): StoryPetition {
  const plan = createPlan(facts)
  const { random } = plan.scope
  const describedDay = plan.office(facts.triagedDay + (random.chance(0.85) ? 0 : 1))
  const route = chooseRoute(plan)
  describe(plan, describedDay)
  const isLate = random.chance(0.03)
  const sortedDay = plan.office(isLate ? Math.max(describedDay, random.int(16, 20)) : describedDay + random.int(0, 6))
  const way = WAYS[route](plan, sortedDay)
  if (canHaveAgent(plan, route)) workAsAgent(plan, describedDay, route, way)
  finish(plan, way)
  const acts = plan.acts
    .map((act, index) => ({ act, index }))
    .sort((a, b) => a.act.day - b.act.day || a.index - b.index)
    .map(({ act }) => act)
  const end = acts.findIndex(({ day }) => day > horizonDay)
  const seen = end < 0 ? acts : acts.slice(0, end)
  const isOut = (act: string): boolean => seen.some((each) => each.act === act)
  return {
    route,
    acts: seen,
    ...(route === 'report' ? { reported: [{ kind: 'unit' as const, name: REPORTED_UNIT, userId: null }] } : {}),
    ...(way.mediation && isOut('toMediation') ? { mediation: way.mediation(horizonDay) } : {}),
  }
}

/** A unit of the practice city; no other story names it. */
export const REPORTED_UNIT = '练州市青禾区道路养护站（练习）'

/** 现行十七类 (B3.3 甲), in the order of the codes; a test holds it against the petition topic's table. */
export const PRACTICE_CONTENT_CLASSES = (
  '农村农业 国土（自然）资源 城乡建设 劳动和社会保障 卫生健康 教育文体 民政 政法 经济管理 交通运输 商贸旅游 ' +
  '科技与信息产业 环境保护 党务政务 组织人事 纪检监察 其他'
).split(' ')

const PURPOSES: Record<StoryPurpose, Purpose> = {
  意见建议: 'suggestion',
  求决: 'request',
  申诉: 'appeal',
  咨询: 'consult',
  检举控告: 'report',
}

const WAYS: Record<StoryRoute, (plan: Plan, sortedDay: number) => Ending> = {
  accept: acceptAndAnswer,
  forward,
  assign,
  guide,
  lead,
  reply,
  refuse,
  mediation: throughMediation,
  return: sendBack,
  withdraw,
  report,
}

function chooseRoute({ family, phrases, channel, isRepeat, isRecent, scope: { random } }: Plan): StoryRoute {
  if (family.purpose === '检举控告') return 'report'
  if (channel === 'transfer' && random.chance(0.12)) return 'return'
  if (isRepeat && random.chance(0.15)) return 'refuse'
  const shares = { ...ROUTES[family.purpose], ...phrases.routes }
  const weights = Object.entries(shares) as [StoryRoute, number][]
  return random.weighted(
    weights.map(([route, weight]) => [route, isRecent && route === 'mediation' ? weight * 8 : weight] as const),
  )
}

const ROUTES: Record<Exclude<StoryPurpose, '检举控告'>, Partial<Record<StoryRoute, number>>> = {
  求决: { accept: 42, forward: 25, assign: 11, reply: 8, withdraw: 4 },
  申诉: { accept: 50, forward: 18, lead: 25, withdraw: 3 },
  意见建议: { reply: 68, forward: 22, accept: 10 },
  咨询: { reply: 90, guide: 10 },
}

const canHaveAgent = ({ family, scope: { random } }: Plan, route: StoryRoute): boolean =>
  route !== 'report' &&
  route !== 'refuse' &&
  random.chance(family.purpose === '咨询' ? 0.03 : family.purpose === '意见建议' ? 0.2 : 0.5)

function describe(plan: Plan, day: number): void {
  const { random } = plan.scope
  const { family, channel, isGroup, isRepeat } = plan
  const isReport = family.purpose === '检举控告'
  const isThere = channel === 'visit' || channel === 'outreach'
  const form: Form = channel === 'letter' || channel === 'online' || channel === 'call' ? channel : 'visit'
  const came = channel === 'transfer' ? random.pick(['online', 'letter', 'visit'] as const) : form
  plan.add(day, 'describe', {
    form: came,
    origin: came === 'letter' ? originOf(plan) : '',
    visitPlace: came === 'visit' && channel === 'transfer' ? (['1', '', '2'][plan.index % 3] as string) : '',
    purpose: PURPOSES[family.purpose],
    contentClass: String(PRACTICE_CONTENT_CLASSES.indexOf(family.contentClass) + 1).padStart(2, '0'),
    problemPlace: plan.problemPlace,
    againstUnit: isReport ? REPORTED_UNIT : '',
    requests: requestsOf(plan),
    facts: plan.facts,
    isConfirmed: isThere,
    isGroup,
    isJointLetter: channel === 'letter' && random.chance(0.2),
    representativeIds: isGroup ? [PETITION_REFS.party(0)] : [],
    wishesSecrecy: isReport || random.chance(0.06),
    mayPublish:
      (family.purpose === '意见建议' && random.chance(0.4)) || (family.purpose === '求决' && plan.index % 6 === 0),
    receivedBy: isThere ? plan.staffName(plan.clerk) : '',
    repeatOf: isRepeat ? PETITION_REFS.first : null,
    materials: random.chance(0.35)
      ? [{ name: random.pick(['现场照片', '情况说明', '书面材料', '身份证复印件']), copies: random.int(1, 3) }]
      : [],
  })
}

/** 上级转办 where the office above passed it on; now and then a letter that a community registered first. */
const originOf = ({ channel, index }: Plan): string => (channel === 'transfer' ? '1' : index % 4 === 0 ? '3' : '2')

function requestsOf({ wish, family, scope: { random } }: Plan): [string, ...string[]] {
  const isAsked = family.purpose === '求决' || family.purpose === '申诉'
  return isAsked && random.chance(0.3) && !/回复|答复|告知/.test(wish) ? [wish, ASKED_IN_WRITING] : [wish]
}

/** The facts that a petition came with from the office above. */
export function fromAbove(receivedOn: Day, index: number): { sourceUnit: string; sourceNumber: string } {
  const number = 100 + ((toSerial(receivedOn) + index * 37) % 800)
  return { sourceUnit: ORGANS.district, sourceNumber: `青信转〔${receivedOn.slice(0, 4)}〕${number}号` }
}
