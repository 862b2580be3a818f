import type { Cast } from './cast.ts'
import { practiceCentre } from './centre.ts'
import type { DisputeFamily } from './family.ts'
import { render } from './template.ts'
import type { StoryClock, StoryDifficulty, StorySource, TerminationCode } from './types.ts'

/** What decides how a mediation goes, before anything has happened. */
export type Course = {
  source: StorySource
  clock: StoryClock
  isVisit: boolean
  triagedDay: number
  horizonDay: number
}

/** How it will end: decided at the start, played later. */
export type Ending = {
  kind: 'written' | 'oral' | 'terminated' | 'refused'
  sessions: number
  code: TerminationCode
  neverMet: boolean
}

/** Draws the ending. What came with both sides' consent is not refused. */
export function chooseEnding(family: DisputeFamily, cast: Cast, course: Course): Ending {
  const { random } = cast.scope
  const kind = random.weighted([
    ['agreed', 84],
    ['terminated', 13],
    ['refused', course.source === 'applied' ? 4 : 0],
  ] as const)
  if (kind === 'refused') return { kind, sessions: 0, code: '2', neverMet: false }
  if (kind === 'terminated') {
    const canVanish = cast.scope.sexes['B'] !== undefined
    const code = random.weighted([
      ['1', 24],
      ['2', 40],
      ['3', 4],
      ['4', 10],
      ['7', canVanish ? 12 : 0],
      ['8', 12],
    ] as const)
    const neverMet = course.source === 'applied' && (code === '1' || code === '7') && random.chance(0.5)
    return {
      kind,
      code,
      neverMet,
      sessions: neverMet
        ? 0
        : random.weighted([
            [1, 45],
            [2, 40],
            [3, 12],
            [4, 3],
          ] as const),
    }
  }
  const isOral = cast.settledYuan < 20_000 && random.chance(family.oral ?? 0.4)
  const sessions = isOral
    ? random.weighted([
        [1, 80],
        [2, 20],
      ] as const)
    : random.weighted([
        [1, 46],
        [2, 36],
        [3, 14],
        [4, 4],
      ] as const)
  return { kind: isOral ? 'oral' : 'written', sessions, code: '2', neverMet: false }
}

/** From sums, sessions and class. */
export function difficultyOf(family: DisputeFamily, cast: Cast, ending: Ending, chance: number): StoryDifficulty {
  if (cast.settledYuan >= 200_000 && chance < 0.3) return 'major'
  if (ending.sessions >= 3 || cast.settledYuan >= 50_000 || family.justice === '15' || family.justice === '08')
    return 'hard'
  if (ending.kind === 'oral' && ending.sessions === 1) return chance < 0.85 ? 'simple' : 'ordinary'
  return chance < 0.15 ? 'simple' : 'ordinary'
}

/** Log-in names; the first presides. */
export function chooseMediators(
  family: DisputeFamily,
  difficulty: StoryDifficulty,
  first: number,
  second: number,
): string[] {
  const staff = ['tiaojie1', 'tiaojie2', 'tiaojie3', 'tiaojie4', 'tiaojie5', 'tiaojie6']
  const special =
    family.justice === '17'
      ? 'tiaojie4'
      : family.justice === '10' || family.justice === '11'
        ? 'tiaojie5'
        : family.justice === '01'
          ? 'tiaojie6'
          : undefined
  const lead = special && first < 0.75 ? special : (staff[Math.floor(first * 6) % 6] as string)
  const needsTwo = difficulty === 'hard' || difficulty === 'major' || second < 0.15
  const other = staff[(staff.indexOf(lead) + 1 + Math.floor(second * 5)) % 6] as string
  return needsTwo && other !== lead ? [lead, other] : [lead]
}

/** Slots that hold for all papers of one mediation. */
export function prepareSlots(family: DisputeFamily, cast: Cast, course: Course, lead: string): void {
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
export function remediesOf(family: DisputeFamily, source: StorySource): string[] {
  const { court, district } = practiceCentre()
  if (family.justice === '10' || family.justice === '11')
    return [`向${district}劳动人事争议仲裁委员会申请仲裁`, '向劳动保障监察机构投诉']
  if (source === 'court') return [`由${court}依法立案或继续审理，材料退回法院`]
  if (family.justice === '15') return [`向${district}卫生健康主管部门申请行政调解`, `向${court}提起诉讼`]
  if (family.justice === '17') return [`向${court}提起诉讼`, '就物业服务问题向房屋管理部门反映']
  if (family.justice === '14' || family.justice === '12' || family.justice === '13')
    return ['向有关行政主管部门投诉', `向${court}提起诉讼`]
  return [`向${court}提起诉讼`]
}

/** Why a dispute is not accepted (A1.3), with other remedies. */
export function pickRefusal(
  chance: number,
  remedies: string[],
): { reason: string; clause: string; remedies: string[] } {
  if (chance < 0.4) return { reason: '经征求意见，被申请人明确拒绝调解', clause: '人民调解法第十七条', remedies }
  if (chance < 0.75)
    return {
      reason: '当事人已就同一纠纷向人民法院起诉，法院已经受理',
      clause: '人民调解工作若干规定第二十二条',
      remedies: ['在诉讼中向承办法官申请调解，或由法院委托调解'],
    }
  return {
    reason: '所涉事项依法应由专门机关处理，不属于人民调解的范围',
    clause: '人民调解工作若干规定第二十二条',
    remedies: ['向有权处理的主管机关提出'],
  }
}
