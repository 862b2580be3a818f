import { citizen, day, longFacts, materials, none, number, office, outgoing, subject } from './petitionWords.ts'
import type { Samples } from './samples.ts'

const { contact: _, ...letterhead } = outgoing

/** Letters between the office and the mediation committee. */
export const MEDIATION_LETTER_SAMPLES: Pick<Samples, 'petition_mediation_referral' | 'petition_mediation_reply'> = {
  petition_mediation_referral: {
    minimal: none,
    full: {
      ...letterhead,
      ...subject,
      addressee: '样例街道人民调解委员会',
      handler: '壬登记',
      phone: '000-00000000',
      parties: [citizen],
      otherSide: '样例物业服务有限公司',
      nature: '公民与法人或者其他组织之间的民事纠纷',
      facts: longFacts,
      citizenConsentedOn: day('2026-03-09'),
      otherConsentedOn: day('2026-03-10'),
      materials,
      limit: '1个月',
      dueOn: day('2026-04-10'),
      receivedBy: '己调解',
      signedOn: day('2026-03-11'),
      isTaken: false,
      refusal: '对方当事人又拒绝调解。',
    },
  },
  petition_mediation_reply: {
    minimal: none,
    full: {
      committeeName: '样例街道人民调解委员会',
      number,
      addressee: office,
      referralNumber: '样例信字〔2026〕A0005号',
      referredOn: day('2026-03-10'),
      matterNumber: subject.matterNumber,
      parties: '甲小样与样例物业服务有限公司',
      result: '调解不成',
      reason: '双方对赔偿数额分歧过大。',
      materialsBack: materials,
      repliedOn: day('2026-04-09'),
    },
  },
}
