import type { CodeTable } from '../kernel/codeTable.ts'

export type TerminationReason = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'

/** Why a mediation ends without an agreement (A2.13): merged from three sets of rules, own codes. */
export const TERMINATION_REASONS: CodeTable<TerminationReason> = {
  id: 'termination_reason',
  title: '终止调解原因',
  version: 1,
  status: 'unverified',
  source:
    '归纳自《宁波市人民调解条例》第二十三、二十七条，《深圳经济特区矛盾纠纷多元化解条例》第二十八条，《人民法院在线调解规则》第二十五条；代码为本系统自拟',
  codes: [
    { code: '1', title: '一方拒绝或放弃调解' },
    { code: '2', title: '无法达成协议' },
    { code: '3', title: '因特定事由不能继续进行' },
    { code: '4', title: '期限届满且不同意延长' },
    { code: '5', title: '隐瞒重要事实、提供虚假情况或故意拖延' },
    { code: '6', title: '可能恶意串通损害他人利益' },
    { code: '7', title: '联系不上当事人' },
    { code: '8', title: '转其他法定途径' },
    { code: '9', title: '其他' },
  ],
}

/**
 * Other remedies that the parties must be told of when a mediation ends or is refused.
 * Source: People's Mediation Law (人民调解法) Art. 26: arbitration, administrative and judicial ways.
 */
export const OTHER_REMEDIES = ['向仲裁机构申请仲裁', '向有关行政机关申请处理', '向人民法院提起诉讼'] as const

/**
 * The remedies proposed for a case; a labour dispute goes to arbitration first (劳动争议调解仲裁法
 * Art. 5, 14), so its line names the commission.
 */
export function proposeRemedies(justiceClass: string): string[] {
  const isLabour = justiceClass === '10' || justiceClass === '11'
  const [, administrative, court] = OTHER_REMEDIES
  if (isLabour)
    return ['向劳动人事争议仲裁委员会申请仲裁', '向劳动保障监察机构投诉', '对仲裁裁决不服的，依法向人民法院提起诉讼']
  return [OTHER_REMEDIES[0], administrative, court]
}
