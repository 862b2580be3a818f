import type { RuleConfidence } from '../calendar/deadlineRule.ts'

/** A hint on whether a case may be mediated. It never blocks: the officer decides. */
export type AcceptanceHint = {
  id: string
  /** `may_not`: the rule forbids or ends it; `check`: look before going on; `scope`: what may be taken. */
  weight: 'may_not' | 'check' | 'scope'
  text: string
  source: string
  confidence: RuleConfidence
}

/** What is known of a case when it is triaged or accepted. */
export type AcceptanceFacts = {
  /** A justice class code, or empty while it is open. */
  justiceClass: string
  source: string
  clock: string
  isRefusedByParty: boolean
  /** What happened and what is wished, as typed. */
  text: string
}

const REGULATION_75 = '《人民调解工作若干规定》（司法部令第75号）第二十二条'

type HintRule = AcceptanceHint & { applies: (facts: AcceptanceFacts) => boolean }

/** Acceptance rules (A1.3) and the duties that go with them (A1.2), each with what makes it show. */
const HINTS: readonly HintRule[] = [
  {
    id: 'party_refuses',
    weight: 'may_not',
    text: '当事人一方明确拒绝调解的，不得调解；已经开始的应当终止并告知其他途径。',
    source: '《人民调解法》第十七条、第二十六条',
    confidence: 'verified',
    applies: ({ isRefusedByParty }) => isRefusedByParty,
  },
  {
    id: 'exclusive_jurisdiction',
    weight: 'may_not',
    text: '只能由专门机关管辖，或者法律、法规禁止采用民间调解方式解决的，不得受理，应告知主管机关。',
    source: REGULATION_75,
    confidence: 'seen',
    applies: ({ text }) => /犯罪|刑事|强奸|贩毒|吸毒|诈骗|行政处罚|行政复议|行政许可|信息公开|劳动仲裁裁决/.test(text),
  },
  {
    id: 'already_taken_up',
    weight: 'check',
    text: '人民法院、公安机关或者其他行政机关已经受理或者解决的，一般不得受理；法院委派委托、公安移交等是例外，请先核实。',
    source: REGULATION_75,
    confidence: 'seen',
    applies: ({ source, text }) =>
      !['court', 'police', 'government', 'petition', 'procuratorate', 'other_referral'].includes(source) &&
      /起诉|法院|开庭|判决|立案|仲裁委|派出所已|报警|行政调解/.test(text),
  },
  {
    id: 'medical_taken_up',
    weight: 'check',
    text: '医疗纠纷已经起诉被受理，或者已经申请卫生主管部门调解被受理的，不予受理；已经受理的终止调解。',
    source: '《医疗纠纷预防和处理条例》第三十一条',
    confidence: 'verified',
    applies: ({ justiceClass, clock }) => justiceClass === '15' || clock === 'medical',
  },
  {
    id: 'petition_not_mediable',
    weight: 'check',
    text: '行政争议、涉法涉诉未终结的信访事项不适用人民调解；移交应经双方同意。',
    source: '司法部、国家信访局2025年2月10日意见（见到摘录）',
    confidence: 'seen',
    applies: ({ source }) => source === 'petition',
  },
  {
    id: 'referral_consent',
    weight: 'check',
    text: '国家机关委托调解，应当征得当事人和调委会同意并出具委托调解函；不符合规定的，出具不予调解的函。',
    source: '参照《宁波市人民调解条例》第十九条',
    confidence: 'verified',
    applies: ({ source }) =>
      ['court', 'police', 'government', 'petition', 'procuratorate', 'other_referral'].includes(source),
  },
  {
    id: 'escalation',
    weight: 'check',
    text: '可能引发治安案件、刑事案件的，应当及时向当地公安机关或者其他有关部门报告。',
    source: '《人民调解法》第二十五条',
    confidence: 'verified',
    applies: ({ text }) => /持刀|扬言|报复|砸|围堵|打架|殴打|自杀|轻生/.test(text),
  },
  {
    id: 'domestic_violence',
    weight: 'check',
    text: '居（村）委会等发现无民事行为能力人、限制民事行为能力人遭受或疑似遭受家庭暴力的，应当及时向公安机关报案。',
    source: '《反家庭暴力法》第十四条',
    confidence: 'verified',
    applies: ({ text }) => /家暴|家庭暴力|虐待/.test(text),
  },
  {
    id: 'many_parties',
    weight: 'check',
    text: '一方当事人人数众多的，可以推选五名以下代表参加调解。',
    source: '参照《宁波市人民调解条例》第二十条',
    confidence: 'verified',
    applies: ({ text }) => /业主们|全体|多户|数十|[1-9]\d人|[1-9]\d户/.test(text),
  },
  {
    id: 'scope',
    weight: 'scope',
    text: '可受理公民之间、公民与法人和其他社会组织之间涉及民事权利义务争议的各种民间纠纷。',
    source: '《人民调解工作若干规定》（司法部令第75号）第二十条',
    confidence: 'unverified',
    applies: () => true,
  },
  {
    id: 'jurisdiction',
    weight: 'scope',
    text: '一般由纠纷发生地的调委会受理，也可以由当事人所在地的受理；跨区域、跨单位的可以共同调解。',
    source: '参照《宁波市人民调解条例》第十八条；《人民调解委员会组织条例》第七条',
    confidence: 'verified',
    applies: () => true,
  },
]

/** The hints that seem to touch a case, gravest first. Words are only a prompt to look, not a finding. */
export function acceptanceHints(facts: AcceptanceFacts): AcceptanceHint[] {
  const order = ['may_not', 'check', 'scope']
  return HINTS.filter(({ applies }) => applies(facts))
    .sort((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight))
    .map(({ id, weight, text, source, confidence }) => ({ id, weight, text, source, confidence }))
}
