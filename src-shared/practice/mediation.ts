import { formatDayChinese, fromSerial } from '../kernel/day.ts'
import type { Cast } from './cast.ts'
import type { DisputeFamily } from './family.ts'
import {
  chooseEnding,
  chooseMediators,
  difficultyOf,
  pickRefusal,
  prepareSlots,
  remediesOf,
  type Course,
} from './course.ts'
import { followUp } from './followUp.ts'
import { officeDayFrom } from './officeDays.ts'
import { makeRecord } from './record.ts'
import { render } from './template.ts'
import { makeTerms } from './terms.ts'
import type { StoryAgreement, StoryDifficulty, StoryMediation, StorySession, TerminationCode } from './types.ts'

/**
 * Plays a mediation from acceptance to the archive and drops what lies after `horizonDay`.
 * Day numbers count from receipt and never run backwards.
 */
export function playMediation(
  family: DisputeFamily,
  cast: Cast,
  course: Course,
): { mediation: StoryMediation; difficulty: StoryDifficulty } {
  const { scope } = cast
  const { random, receivedSerial } = scope
  const ending = chooseEnding(family, cast, course)
  const difficulty = difficultyOf(family, cast, ending, random.next())
  const day = (from: number) => officeDayFrom(receivedSerial + from) - receivedSerial
  const isSeen = (at: number) => at <= course.horizonDay
  const mediators = chooseMediators(family, difficulty, random.next(), random.next())
  const mediation: StoryMediation = { outcome: 'open', mediators: [], sessions: [] }
  const done = { mediation, difficulty }
  prepareSlots(family, cast, course, mediators[0] as string)

  const acceptedDay = day(course.triagedDay + random.int(0, ending.kind === 'oral' ? 1 : 3))
  if (!isSeen(acceptedDay)) return done
  if (ending.kind === 'refused') {
    mediation.outcome = 'refused'
    mediation.refusal = { day: acceptedDay, ...pickRefusal(random.next(), remediesOf(family, course.source)) }
    return done
  }
  mediation.acceptedDay = acceptedDay
  mediation.applicantConsentDay = acceptedDay
  mediation.mediators = mediators
  const askedDay = day(acceptedDay + random.int(course.isVisit ? 0 : 1, 2))
  if (ending.neverMet)
    return neverMet(mediation, difficulty, cast, course, ending.code, day(askedDay + random.int(3, 14)), askedDay)
  if (!isSeen(askedDay)) return done
  mediation.respondentConsentDay = askedDay
  const firstDay = day(askedDay + (ending.kind === 'oral' && random.chance(0.5) ? 0 : random.int(0, 6)))
  if (isSeen(firstDay)) mediation.rightsNoticeDay = firstDay

  let at = firstDay
  let before = firstDay
  for (let no = 1; no <= ending.sessions; no++) {
    const isLast = no === ending.sessions
    const nextDay = day(at + random.int(3, 10))
    const goesOn = !isLast || ending.code === '4' || ending.code === '7'
    const result = !goesOn
      ? ending.kind === 'terminated'
        ? 'failed'
        : 'agreed'
      : isLast && ending.kind !== 'terminated'
        ? 'agreed'
        : 'continues'
    if (!isSeen(at)) return done
    scope.baseSerial = receivedSerial + at
    const record = makeRecord(family, cast, {
      no,
      total: ending.sessions,
      ending: result,
      isOral: ending.kind === 'oral',
      code: ending.code,
      sinceDays: at - before,
      nextText: formatDayChinese(fromSerial(receivedSerial + nextDay)),
    })
    mediation.sessions.push(makeSession(family, cast, course, at, no, record, result))
    before = at
    if (!isLast) at = nextDay
    else if (result === 'continues') at = day(nextDay + random.int(1, 8))
  }

  if (ending.kind === 'terminated') {
    if (!isSeen(at)) return done
    mediation.outcome = 'terminated'
    mediation.termination = {
      day: at,
      code: ending.code,
      reason: render(random.pick(REASONS[ending.code]), scope),
      remedies: remediesOf(family, course.source),
    }
    const closedDay = day(at + random.int(0, 3))
    if (isSeen(closedDay)) mediation.closedDay = closedDay
    const archivedDay = day(closedDay + random.int(3, 20))
    if (isSeen(archivedDay)) mediation.archivedDay = archivedDay
    return done
  }
  scope.baseSerial = receivedSerial + at
  mediation.outcome = ending.kind
  mediation.agreement = makeAgreement(family, cast, ending.kind, at, day, isSeen)
  followUp(family, cast, mediation, course.horizonDay)
  return done
}

/** The other side refused at once or could not be found: no session was held. */
function neverMet(
  mediation: StoryMediation,
  difficulty: StoryDifficulty,
  cast: Cast,
  course: Course,
  code: TerminationCode,
  endDay: number,
  askedDay: number,
): { mediation: StoryMediation; difficulty: StoryDifficulty } {
  const { scope } = cast
  if (code === '1' && askedDay <= course.horizonDay) mediation.respondentRefusedDay = askedDay
  if (endDay > course.horizonDay) return { mediation, difficulty }
  mediation.outcome = 'terminated'
  mediation.termination = {
    day: endDay,
    code,
    reason: render(
      code === '1'
        ? '{Bs}明确表示不愿意调解，{M}再次联系说明后仍不同意。'
        : '多次电话联系{Bs}均无人接听，会同{committee}上门两次未见到本人，无法开展调解。',
      scope,
    ),
    remedies: [(scope.slots['remedy'] as string).slice(2)],
  }
  mediation.closedDay = endDay
  const archivedDay = officeDayFrom(scope.receivedSerial + endDay + scope.random.int(3, 20)) - scope.receivedSerial
  if (archivedDay <= course.horizonDay) mediation.archivedDay = archivedDay
  return { mediation, difficulty }
}

const STARTS = ['09:00', '09:00', '09:30', '09:30', '10:00', '13:30', '13:30', '14:00', '14:00', '14:30', '15:00']

function makeSession(
  family: DisputeFamily,
  cast: Cast,
  course: Course,
  at: number,
  no: number,
  record: string,
  result: StorySession['result'],
): StorySession {
  const { random, slots } = cast.scope
  const startsAt = random.chance(0.08) ? '18:30' : random.pick(STARTS)
  const minutes = Number(startsAt.slice(0, 2)) * 60 + Number(startsAt.slice(3)) + random.int(7, 22) * 5
  const helpers: string[] = []
  if (no > 1 || random.chance(0.35)) helpers.push(`${slots['committee']}${slots['helper']}`)
  if (course.source === 'police' && random.chance(0.4)) helpers.push('梧桐里派出所社区民警')
  const place = random.weighted([
    ['梧桐里街道综治中心第一调解室', 34],
    ['梧桐里街道综治中心第二调解室', 26],
    [`${slots['committee']}调解室`, 28],
    [
      family.justice === '02' || family.justice === '17'
        ? `${slots['est']}${slots['bld']}现场`
        : '梧桐里街道公共法律服务工作站',
      12,
    ],
  ] as const)
  return {
    day: at,
    startsAt,
    endsAt: `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
    place,
    isPublic: !family.isPrivate && random.chance(0.25),
    attendees: cast.parties.map((_, index) => index),
    helpers,
    record,
    result,
  }
}

function makeAgreement(
  family: DisputeFamily,
  cast: Cast,
  form: 'written' | 'oral',
  at: number,
  day: (from: number) => number,
  isSeen: (day: number) => boolean,
): StoryAgreement {
  const { scope } = cast
  const { random } = scope
  const terms = makeTerms(family, cast, form === 'oral')
  const findings = render(random.pick(FINDINGS), scope)
  const copies = cast.respondents.length + 2 + (cast.thirdParty === undefined ? 0 : 1)
  const agreement: StoryAgreement = { form, day: at, findings, copies, ...terms }
  if (form === 'oral') return { ...agreement, copies: 1, effectiveDay: at }
  const isPaidAtOnce = terms.performance === 'at_once' || terms.instalments.some((each) => each.dueDay === at)
  const signedDay = isPaidAtOnce || random.chance(0.9) ? at : day(at + random.int(1, 3))
  const sealedDay = isPaidAtOnce || random.chance(0.85) ? signedDay : day(signedDay + 1)
  if (isSeen(signedDay)) {
    agreement.partiesSignedDay = signedDay
    agreement.mediatorSignedDay = signedDay
  }
  if (isSeen(sealedDay)) {
    agreement.sealedDay = sealedDay
    agreement.effectiveDay = sealedDay
  }
  return agreement
}

const FINDINGS = [
  '{facts}调解中，{check}双方对上述事实予以确认，争议事项为{issue}的处理。',
  '双方当事人因{issue}产生纠纷。{facts}调解期间核实：{check}',
  '{facts}核实情况：{check}双方对各自应承担的责任没有异议。',
]

const REASONS: Record<TerminationCode, readonly string[]> = {
  '1': ['一方当事人明确表示不再接受调解。', '调解过程中{Bs}表示拒绝继续调解，劝说无效。'],
  '2': ['经调解，双方分歧较大，无法达成协议。', '双方对{issue}的处理意见差距较大，多次劝说仍不能达成一致。'],
  '3': ['争议事实须先行鉴定或由主管部门认定，调解不能进行。'],
  '4': ['调解期限届满未达成协议，双方不同意延长。', '约定的调解期限已到，一方不同意延长，未达成协议。'],
  '7': ['{Bs}后续无法联系，未再到场，调解无法进行。', '再次约定的调解时间{Bs}未到，电话和上门均联系不上。'],
  '8': ['{As}决定通过其他法定途径解决，要求终止调解。', '双方同意转由法律程序解决。'],
}
