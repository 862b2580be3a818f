import type { Route } from '../../src-shared/intake/schema.ts'

export interface Guidance {
  text: string
  /** The clause on which it rests; empty where it is the window's own custom. */
  source: string
  /** A later release works this kind; until then the record is only listed. */
  isLater: boolean
}

const LATER = '本版先登记转办，办理功能在后续版本。'

/** One line on each way a matter can go. The officer decides. */
export const ROUTE_GUIDANCE: Record<Route, Guidance> = {
  mediation: {
    text: '涉及民事权利义务的纠纷，双方愿意调解的；一方明确拒绝的不得调解。转过去后由调解员决定受理。',
    source: '《人民调解法》第十七条',
    isLater: false,
  },
  petition: {
    text: '对国家机关的建议、意见或者投诉请求。转过去后补全信访登记、甄别去向；能当场书面告知的当场告知，否则 15 日内。是否委托代理由信访人自己定。',
    source: '《信访工作条例》第二十二条、第二十三条',
    isLater: false,
  },
  linkage: {
    text: '要几个部门一起办的事：一个主办单位，需要的协办单位各有期限，凭督办、验证办到底。检举控告不能走这条路。',
    source: '',
    isLater: false,
  },
  care: { text: `需要上门看望、帮扶的，转给社工。${LATER}`, source: '', isLater: true },
  answered: { text: '当场能说清、能办好的，写下答复内容，当场办结。', source: '', isLater: false },
  refused: {
    text: '不属于本中心办理的，写明原因，告知其他途径，并打印告知书交给来访人。',
    source: '《人民调解法》第二十六条（告知其他途径）',
    isLater: false,
  },
}
