import type { Channel } from '../intake/schema.ts'
import type { Day } from '../kernel/day.ts'
import { practiceCentre } from './centre.ts'
import type { DisputeFamily } from './family.ts'
import type { Random } from './random.ts'
import { render, type Scope } from './template.ts'
import type { JusticeCode, StoryClock, StorySource } from './types.ts'

/** Disputes that a committee hears of without being asked. */
const PROACTIVE_CLASSES: readonly string[] = ['01', '02', '09', '17']
const NEAR_HOME_SOURCES: readonly (readonly [StorySource, number])[] = [
  ['applied', 63],
  ['proactive', 26],
  ['police', 5],
  ['petition', 3],
  ['court', 2],
  ['other_referral', 1],
]
const DEFAULT_SOURCES: readonly (readonly [StorySource, number])[] = [
  ['applied', 76],
  ['government', 11],
  ['court', 8],
  ['petition', 3],
  ['other_referral', 1.5],
  ['procuratorate', 0.5],
]

/** How a dispute of that family came to the committee. */
export function chooseSource(family: DisputeFamily, random: Random): StorySource {
  if (family.sources) return random.weighted(Object.entries(family.sources) as [StorySource, number][])
  return random.weighted(PROACTIVE_CLASSES.includes(family.justice) ? NEAR_HOME_SOURCES : DEFAULT_SOURCES)
}

/** How a matter that is no dispute came. */
export function chooseChannel(random: Random): Channel {
  return random.weighted([
    ['visit', 56],
    ['call', 24],
    ['letter', 4],
    ['online', 12],
    ['outreach', 4],
  ] as const)
}

/** How a petition came: some are passed on by the office above. */
export function choosePetitionChannel(random: Random): Channel {
  return random.chance(0.08) ? 'transfer' : chooseChannel(random)
}

/** The channel that goes with a source. */
export function channelOf(source: StorySource, random: Random): Channel {
  if (source === 'proactive') return random.chance(0.85) ? 'outreach' : 'call'
  if (source !== 'applied') return 'transfer'
  return random.weighted([
    ['visit', 78],
    ['call', 12],
    ['online', 8],
    ['letter', 2],
  ] as const)
}

/** Which clock of A1.1 runs. */
export function clockOf(family: DisputeFamily, source: StorySource, random: Random): StoryClock {
  if (source === 'court')
    return random.weighted([
      ['court_before', 75],
      ['court_summary', 17],
      ['court_ordinary', 8],
    ] as const)
  return family.clock ?? 'general'
}

/** Which authority hands over a dispute of that class. */
const AUTHORITIES: Partial<Record<JusticeCode, string>> = {
  '02': '梧桐里街道综合行政执法队',
  '03': '梧桐里房屋管理所',
  '04': '梧桐里市场监督管理所',
  '09': '梧桐里街道综合行政执法队',
  '10': '梧桐里街道社区事务受理服务中心',
  '11': '梧桐里街道社区事务受理服务中心',
  '12': '青禾区文化旅游执法队',
  '13': '梧桐里市场监督管理所',
  '14': '梧桐里市场监督管理所',
  '15': '青禾区卫生健康委员会',
  '17': '梧桐里房屋管理所',
}

/** Who handed it over, with their number; nothing for what came by itself. */
export function referral(
  source: StorySource,
  clock: StoryClock,
  random: Random,
  receivedOn: Day,
  justice: JusticeCode,
): { sourceUnit?: string; sourceNumber?: string } {
  const year = receivedOn.slice(0, 4)
  const number = random.int(3, 980)
  switch (source) {
    case 'police':
      return justice === '16'
        ? { sourceUnit: '青禾交警大队梧桐里中队', sourceNumber: `青交调〔${year}〕${number}号` }
        : { sourceUnit: '梧桐里派出所', sourceNumber: `梧桐所移〔${year}〕${number}号` }
    case 'court':
      return {
        sourceUnit: practiceCentre().court,
        sourceNumber: `（${year}）青禾${clock === 'court_before' ? '诉前调' : '民初'}${number + 1000}号`,
      }
    case 'petition':
      return { sourceUnit: '梧桐里街道信访办公室', sourceNumber: `梧信转〔${year}〕${number}号` }
    case 'government':
      return { sourceUnit: AUTHORITIES[justice] ?? '梧桐里司法所', sourceNumber: `移〔${year}〕${number}号` }
    case 'procuratorate':
      return { sourceUnit: '练州市青禾区人民检察院', sourceNumber: `青禾检委〔${year}〕${number % 60}号` }
    case 'other_referral':
      return { sourceUnit: '青禾区法律援助中心', sourceNumber: `青援转〔${year}〕${number % 90}号` }
    default:
      return {}
  }
}

const FROM_TRAFFIC_POLICE = [
  '交警部门处理后，双方同意就赔偿进行人民调解，案件移交调委会。',
  '交警告知可由人民调解委员会调解，双方同意，随函移送有关材料。',
]
const DISPUTE_TAILS = [
  '经询问，双方未就此事起诉或申请仲裁。',
  '此前[亲友|居委会]也劝说过，[效果不明显|没有结果]。',
  '{As}[带来了相关材料和照片|留下了联系电话]，希望[尽快得到处理|早日解决]。',
  '双方[过去没有大的矛盾|都愿意把事情说清楚]，只是[谁也不肯先让步|缺少一个居中说话的人]。',
]
const COURT_TAILS = [
  '双方对主要事实争议不大，[愿意通过协商了结|均有协商意愿]。',
  '承办人随函移交了[起诉材料|立案材料]复印件一套。',
]
const MATTER_TAILS = [
  '{A}留有联系电话，[方便回复|可随时联系]。',
  '{A}住在附近多年，[希望引起重视|也愿意配合了解情况]。',
  '{A}表示[理解办理需要时间|不急在一两天]，但希望有[明确答复|回音]。',
]
const ANSWERED_TAILS = [
  '{A:他/她}住在{est}，[第一次来咨询|以前也来办过事]。',
  '受理员作了记录，[前后约十分钟|没有其他事项]。',
  '{A}留有联系电话，[如有变化可以通知|方便回复]。',
]
/** How a matter came, as its texts say it. */
export const CHANNEL_WORDS: Record<Channel, { came: string; told: string }> = {
  visit: { came: '到窗口', told: '已当面告知' },
  call: { came: '来电', told: '已在电话中告知' },
  letter: { came: '来信', told: '已电话联系告知' },
  online: { came: '在网上留言', told: '已网上回复' },
  transfer: { came: '经转来', told: '已电话告知' },
  outreach: { came: '向上门走访的网格员', told: '网格员已当场告知' },
}

const HOW_IT_CAME: Record<StorySource, readonly string[]> = {
  applied: ['', '', '{As}遂到窗口申请调解。', '{As}申请由调委会主持调解。', '{As}愿意先通过调解解决。'],
  proactive: [
    '{committee}了解情况后，征得双方同意，由调委会主动调解。',
    '网格员走访时得知此事，经征求意见，双方同意调解。',
    '{committee}{helper}上门了解后报调委会，双方均愿意坐下来谈。',
  ],
  police: [
    '接报警后派出所民警到场了解情况，经双方同意移交调委会调解。',
    '有人报警，民警到场后告知可以申请人民调解，双方同意，派出所出具移交函。',
  ],
  court: ['法院征得双方同意，委托调委会调解。', '经法院诉讼服务中心引导，双方同意先行调解。'],
  government: ['主管部门受理投诉后，征得双方同意，转调委会调解。', '经主管部门告知，双方愿意人民调解，材料随函移送。'],
  petition: ['信访办了解后认为属民事争议，经双方同意移交调解。', '经信访窗口甄别并征得双方同意，转调委会调解。'],
  procuratorate: ['检察机关征得双方同意后委托调解。'],
  other_referral: ['法律援助中心征得双方同意，转调委会调解。'],
}

/** Facts of a dispute with the sentence on how it came, 80 characters at least. */
export function disputeFacts(facts: string, family: DisputeFamily, source: StorySource, scope: Scope): string {
  const wordings = source === 'police' && family.justice === '16' ? FROM_TRAFFIC_POLICE : HOW_IT_CAME[source]
  return lengthen(
    facts + render(scope.random.pick(wordings), scope),
    source === 'court' ? COURT_TAILS : DISPUTE_TAILS,
    scope,
  )
}

/** Facts of a matter that is no dispute, 80 characters at least. */
export function matterFacts(facts: string, isAnswered: boolean, scope: Scope): string {
  return lengthen(facts, isAnswered ? ANSWERED_TAILS : MATTER_TAILS, scope)
}

function lengthen(facts: string, tails: readonly string[], scope: Scope): string {
  let text = facts
  const first = scope.random.int(0, tails.length - 1)
  for (let step = 0; text.length < 80 && step < tails.length; step++)
    text += render(tails[(first + step) % tails.length] as string, scope)
  return text
}
