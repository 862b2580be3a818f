import { formatDayChinese, fromSerial } from '../kernel/day.ts'
import { practiceCentre } from './centre.ts'
import type { Cast } from './cast.ts'
import type { DisputeFamily } from './family.ts'
import { followUp } from './followUp.ts'
import { officeDayFrom } from './officeDays.ts'
import { makeRecord } from './record.ts'
import { render } from './template.ts'
import { makeTerms } from './terms.ts'
import type { StoryAgreement, StoryClock, StoryDifficulty, StoryMediation, StorySession, StorySource, TerminationCode } from './types.ts'

/** What decides how a mediation goes, before anything has happened. */
export type Course = { source: StorySource; clock: StoryClock; isVisit: boolean; triagedDay: number; horizonDay: number }

type Ending = { kind: 'written' | 'oral' | 'terminated' | 'refused'; sessions: number; code: TerminationCode; neverMet: boolean }

/**
 * Plays a mediation from acceptance to the archive and drops what lies after `horizonDay`.
 * Day numbers count from receipt and never run backwards.
 */
export function playMediation(family: DisputeFamily, cast: Cast, course: Course): { mediation: StoryMediation; difficulty: StoryDifficulty } {
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
  if (ending.neverMet) return neverMet(mediation, difficulty, cast, course, ending.code, day(askedDay + random.int(3, 14)), askedDay)
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
    const result = !goesOn ? (ending.kind === 'terminated' ? 'failed' : 'agreed') : isLast && ending.kind !== 'terminated' ? 'agreed' : 'continues'
    if (!isSeen(at)) return done
    scope.baseSerial = receivedSerial + at
    const record = makeRecord(family, cast, {
      no, total: ending.sessions, ending: result, isOral: ending.kind === 'oral', code: ending.code,
      sinceDays: at - before, nextText: formatDayChinese(fromSerial(receivedSerial + nextDay)),
    })
    mediation.sessions.push(makeSession(family, cast, course, at, no, record, result))
    before = at
    if (!isLast) at = nextDay
    else if (result === 'continues') at = day(nextDay + random.int(1, 8))
  }

  if (ending.kind === 'terminated') {
    if (!isSeen(at)) return done
    mediation.outcome = 'terminated'
    mediation.termination = { day: at, code: ending.code, reason: render(random.pick(REASONS[ending.code]), scope), remedies: remediesOf(family, course.source) }
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

function chooseEnding(family: DisputeFamily, cast: Cast, course: Course): Ending {
  const { random } = cast.scope
  const kind = random.weighted([['agreed', 84], ['terminated', 13], ['refused', course.source === 'applied' ? 4 : 0.5]] as const)
  if (kind === 'refused') return { kind, sessions: 0, code: '2', neverMet: false }
  if (kind === 'terminated') {
    const code = random.weighted([['1', 24], ['2', 40], ['3', 4], ['4', 10], ['7', 10], ['8', 12]] as const)
    const neverMet = (code === '1' || code === '7') && random.chance(0.5)
    return { kind, code, neverMet, sessions: neverMet ? 0 : random.weighted([[1, 45], [2, 40], [3, 12], [4, 3]] as const) }
  }
  const isOral = cast.settledYuan < 20_000 && random.chance(family.oral ?? 0.4)
  const sessions = isOral ? random.weighted([[1, 80], [2, 20]] as const) : random.weighted([[1, 46], [2, 36], [3, 14], [4, 4]] as const)
  return { kind: isOral ? 'oral' : 'written', sessions, code: '2', neverMet: false }
}

function difficultyOf(family: DisputeFamily, cast: Cast, ending: Ending, chance: number): StoryDifficulty {
  if (cast.settledYuan >= 200_000 && chance < 0.3) return 'major'
  if (ending.sessions >= 3 || cast.settledYuan >= 50_000 || family.justice === '15' || family.justice === '08') return 'hard'
  if (ending.kind === 'oral' && ending.sessions === 1) return chance < 0.85 ? 'simple' : 'ordinary'
  return chance < 0.15 ? 'simple' : 'ordinary'
}

function chooseMediators(family: DisputeFamily, difficulty: StoryDifficulty, first: number, second: number): string[] {
  const staff = ['tiaojie1', 'tiaojie2', 'tiaojie3', 'tiaojie4', 'tiaojie5', 'tiaojie6']
  const special = family.justice === '17' ? 'tiaojie4' : family.justice === '10' || family.justice === '11' ? 'tiaojie5' : family.justice === '01' ? 'tiaojie6' : undefined
  const lead = special && first < 0.75 ? special : (staff[Math.floor(first * 6) % 6] as string)
  const needsTwo = difficulty === 'hard' || difficulty === 'major' || second < 0.15
  const other = staff[(staff.indexOf(lead) + 1 + Math.floor(second * 5)) % 6] as string
  return needsTwo && other !== lead ? [lead, other] : [lead]
}

/** Slots that hold for all papers of one mediation. */
function prepareSlots(family: DisputeFamily, cast: Cast, course: Course, lead: string): void {
  const { scope } = cast
  const { slots, random } = scope
  slots['M'] = practiceCentre().staff.find((each) => each.login === lead)?.name ?? lead
  slots['check'] = render(random.pick(family.check), scope)
  slots['advice'] = render(random.pick(family.advice), scope)
  slots['remedy'] = `可以${remediesOf(family, course.source).join('，也可以')}`
  const isReversed = family.pay?.reverse === true
  slots['askRole'] = isReversed ? '被申请人' : '申请人'
  slots['payRole'] = isReversed ? '申请人' : '被申请人'
  slots['askSay'] = isReversed ? `被申请人${slots['Bsay']}` : `申请人${slots['Asay']}`
  slots['paySay'] = isReversed ? `申请人${slots['Asay']}` : `被申请人${slots['Bsay']}`
  if (cast.thirdParty !== undefined) slots['Cs'] = slots['pm'] as string
  slots['copies'] = '零一二三四五六'[cast.respondents.length + 2 + (cast.thirdParty === undefined ? 0 : 1)] as string
}

/** Other legal ways, as they must be told (人调法 §26). */
function remediesOf(family: DisputeFamily, source: StorySource): string[] {
  const { court, district } = practiceCentre()
  if (family.justice === '10' || family.justice === '11') return [`向${district}劳动人事争议仲裁委员会申请仲裁`, '向劳动保障监察机构投诉']
  if (source === 'court') return [`由${court}依法立案或继续审理，材料退回法院`]
  if (family.justice === '15') return [`向${district}卫生健康主管部门申请行政调解`, `向${court}提起诉讼`]
  if (family.justice === '17') return [`向${court}提起诉讼`, '就物业服务问题向房屋管理部门反映']
  if (family.justice === '14' || family.justice === '12' || family.justice === '13') return ['向有关行政主管部门投诉', `向${court}提起诉讼`]
  return [`向${court}提起诉讼`]
}

function pickRefusal(chance: number, remedies: string[]): { reason: string; clause: string; remedies: string[] } {
  if (chance < 0.4) return { reason: '经征求意见，被申请人明确拒绝调解', clause: '人民调解法第十七条', remedies }
  if (chance < 0.75) return { reason: '当事人已就同一纠纷向人民法院起诉，法院已经受理', clause: '人民调解工作若干规定第二十二条', remedies: ['在诉讼中向承办法官申请调解，或由法院委托调解'] }
  return { reason: '所涉事项依法应由专门机关处理，不属于人民调解的范围', clause: '人民调解工作若干规定第二十二条', remedies: ['向有权处理的主管机关提出'] }
}

/** The other side refused at once or could not be found: no session was held. */
function neverMet(mediation: StoryMediation, difficulty: StoryDifficulty, cast: Cast, course: Course, code: TerminationCode, endDay: number, askedDay: number): { mediation: StoryMediation; difficulty: StoryDifficulty } {
  const { scope } = cast
  if (code === '1' && askedDay <= course.horizonDay) mediation.respondentRefusedDay = askedDay
  if (endDay > course.horizonDay) return { mediation, difficulty }
  mediation.outcome = 'terminated'
  mediation.termination = {
    day: endDay,
    code,
    reason: render(code === '1' ? '{Bs}明确表示不愿意调解，{M}再次联系说明后仍不同意。' : '多次电话联系{Bs}均无人接听，会同{committee}上门两次未见到本人，无法开展调解。', scope),
    remedies: [(scope.slots['remedy'] as string).slice(2)],
  }
  mediation.closedDay = endDay
  const archivedDay = officeDayFrom(scope.receivedSerial + endDay + scope.random.int(3, 20)) - scope.receivedSerial
  if (archivedDay <= course.horizonDay) mediation.archivedDay = archivedDay
  return { mediation, difficulty }
}

const STARTS = ['09:00', '09:00', '09:30', '09:30', '10:00', '13:30', '13:30', '14:00', '14:00', '14:30', '15:00']

function makeSession(family: DisputeFamily, cast: Cast, course: Course, at: number, no: number, record: string, result: StorySession['result']): StorySession {
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
    [family.justice === '02' || family.justice === '17' ? `${slots['est']}${slots['bld']}现场` : '梧桐里街道公共法律服务工作站', 12],
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

function makeAgreement(family: DisputeFamily, cast: Cast, form: 'written' | 'oral', at: number, day: (from: number) => number, isSeen: (day: number) => boolean): StoryAgreement {
  const { scope } = cast
  const { random } = scope
  const terms = makeTerms(family, cast, form === 'oral')
  const findings = render(random.pick(FINDINGS), scope)
  const copies = cast.respondents.length + 2 + (cast.thirdParty === undefined ? 0 : 1)
  const agreement: StoryAgreement = { form, day: at, findings, copies, ...terms }
  if (form === 'oral') return { ...agreement, copies: 1, effectiveDay: at }
  const signedDay = terms.performance === 'at_once' || random.chance(0.9) ? at : day(at + random.int(1, 3))
  const sealedDay = terms.performance === 'at_once' || random.chance(0.85) ? signedDay : day(signedDay + 1)
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
