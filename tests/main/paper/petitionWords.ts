/** What the samples of petition papers share; made-up people in a made-up street. */
export const none = {} as never
export const day = (text: string) => text as never
export const fen = (amount: number) => amount as never

export const office = '样例街道信访办公室'
export const number = '样例街道信字〔2026〕A0012号'
export const longFacts =
  '三号楼屋面防水层老化，雨后顶层住户室内渗水，二月以来多次报修，物业答复维修资金尚未到账，至今没有修复。'.repeat(6)

export const citizen = {
  standing: '信访人',
  name: '甲小样',
  sex: '女',
  age: '52岁',
  occupation: '退休',
  phone: '00000000001',
  address: '样例街道示范路3号601室',
  idType: '居民身份证',
  idNumber: '000000197401010000',
}
export const agent = { name: '丙代理', unit: '样例居委会', cardNumber: '代字第007号', phone: '00000000007' }
export const contact = {
  department: '信访窗口',
  handler: '壬登记',
  phone: '000-00000000',
  address: '样例街道示范路100号一楼',
}
export const outgoing = { office, number, addressee: '甲小样', contact, issuedOn: day('2026-03-10') }
export const subject = {
  matterNumber: '2026-A0123',
  receivedOn: day('2026-03-05'),
  receivedFrom: '样例区信访部门',
  summary: '反映屋面渗水无人维修',
  requests: ['修复三号楼屋面渗水；', '赔偿室内吊顶损失。'],
}
export const materials = [
  { name: '来信原件', copies: '1份3页', note: '原件' },
  { name: '照片', copies: '6张', note: '复印件，原件已退还' },
]
export const opinion = {
  acceptedOn: day('2026-03-09'),
  items: [
    {
      request: '修复三号楼屋面渗水',
      conclusion: '支持' as const,
      reply: '维修方案已经业主表决通过，四月三十日前完成施工。',
    },
    {
      request: '赔偿室内吊顶损失',
      conclusion: '解释说明' as const,
      reply: '属民事赔偿，可以先行调解，也可以提起诉讼。',
    },
  ],
  factsFound: longFacts,
  legalBasis: '《中华人民共和国民法典》第二百八十一条；《物业管理条例》第五十四条',
  conclusion: '支持' as const,
  nextOrgan: '样例区人民政府',
  signedBy: '辛主任',
}
export const earlier = [
  { procedure: '诉讼', hasBeen: true, number: '（2025）样例民初1号', organ: '样例区人民法院' },
  { procedure: '行政复议', hasBeen: false, number: '', organ: '' },
  { procedure: '仲裁', hasBeen: false, number: '', organ: '' },
  { procedure: '信访复查', hasBeen: false, number: '', organ: '' },
  { procedure: '信访复核', hasBeen: false, number: '', organ: '' },
]
