const BUTTON_TITLES: Partial<Record<string, string>> = {
  accept: '受理',
  recordConsent: '记录各方意见',
  tellRights: '记录权利义务告知',
  recordRecusal: '记录回避',
  recordSession: '写调解记录',
  reachAgreement: '写协议',
  signAsParty: '记录签名盖章',
  performInstalment: '记录分期履行',
  concludePerformance: '记录履行情况',
  visitReturn: '记录回访',
  decideConfirmation: '记录司法确认结果',
  recordPause: '记录不计入期限的时间',
  correct: '更正案件信息',
}

/** What stands on the button that opens an act's form; its title where that says it well enough. */
export function buttonTitle(act: string, title: string): string {
  return BUTTON_TITLES[act] ?? title
}
