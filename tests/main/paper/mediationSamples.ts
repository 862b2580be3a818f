import type { MEDIATION_PAPERS } from '../../../src-shared/mediation/paper/papers.ts'
import type { PaperData } from '../../../src-shared/paper/registry.ts'
import type { Samples } from './samples.ts'

const day = (text: string) => text as never
const fen = (amount: number) => amount as never

export const committeeName = '样例街道人民调解委员会'
export const number = '（2026）样例人调字第A0012号'
export const long = '甲某家中卫生间渗水，致楼下乙某客厅吊顶发霉、地板起翘，双方就维修责任和费用多次协商未果。'.repeat(6)

const applicant = {
  standing: '申请人',
  name: '甲小样',
  sex: '男',
  ethnicity: '汉族',
  age: '45岁',
  occupation: '样例厂工人',
  phone: '00000000001',
  address: '样例街道示范路1弄2号301室',
  idType: '居民身份证',
  idNumber: '000000198001010000',
  agents: [{ name: '丙代理', relation: '同事', authority: '一般授权', idNumber: '', phone: '00000000003' }],
}
const respondent = {
  standing: '被申请人',
  name: '乙小样',
  sex: '女',
  age: '38岁',
  phone: '00000000002',
  address: '样例街道示范路1弄2号201室',
  guardians: [{ name: '丁监护', relation: '配偶', authority: '', idNumber: '', phone: '00000000004' }],
}
const company = {
  standing: '第三人',
  kind: 'company' as const,
  name: '样例物业服务有限公司',
  address: '样例街道示范路9号',
  legalRepresentative: '戊经理',
  legalRepresentativeTitle: '总经理',
  creditCode: '00000000000000000X',
  phone: '00000000005',
}
const parties = [applicant, respondent, company]
const partyNames = parties.map(({ name }) => name)
export const remedies = [
  '向样例区人民法院提起诉讼',
  '劳动争议可向样例区劳动人事争议仲裁委员会申请仲裁',
  '向样例区住房和建设主管部门反映',
]

/** The papers of a mediation dossier; see samples.ts. */
export const MEDIATION_SAMPLES: Pick<Samples, keyof typeof MEDIATION_PAPERS> = {
  application_form: {
    minimal: {} as PaperData<'application_form'>,
    full: {
      committeeName,
      applicants: [applicant],
      respondents: [respondent, company],
      summary: long,
      requests: ['修复渗漏点，恢复原状；', '赔偿吊顶、地板维修费人民币12,300.50元。'],
      isOral: true,
      recorder: '己调解',
      appliedOn: day('2026-03-05'),
    },
  },
  acceptance_form: {
    minimal: {} as PaperData<'acceptance_form'>,
    full: {
      committeeName,
      number,
      acceptedOn: day('2026-03-05'),
      method: '依当事人申请',
      isConsented: true,
      parties,
      disputeClass: '邻里纠纷',
      source: '当事人申请',
      summary: long,
      registrar: '壬登记',
      remark: '双方同意先由物业到场查看。',
    },
  },
  rights_notice: {
    minimal: {} as PaperData<'rights_notice'>,
    full: {
      committeeName,
      number,
      parties: partyNames,
      mediators: ['己调解', '庚调解'],
      isRecusalAsked: false,
      recusalNote: '无',
      privacy: {
        handler: committeeName,
        contact: '000-00000000',
        purpose: '调解本纠纷并依法立卷归档',
        method: '纸质和电子方式收集、存储、使用',
        kinds: '姓名、联系方式、住址、证件号码、纠纷情况',
        retention: '长期',
        rights: '可在窗口当面提出',
      },
      sensitive: { kinds: '伤情病历', necessity: '确定赔偿数额', impact: '仅限调解人员知悉' },
      noticedOn: day('2026-03-05'),
    },
  },
  session_record: {
    minimal: {} as PaperData<'session_record'>,
    full: {
      committeeName,
      number,
      ordinal: 2,
      heldOn: day('2026-03-12'),
      startsAt: '09:30',
      endsAt: '11:05',
      place: '样例街道综治中心第一调解室',
      cause: '甲小样与乙小样邻里渗水纠纷',
      parties: partyNames,
      participants: ['子网格员'],
      mediators: ['己调解', '庚调解'],
      recorder: '壬登记',
      isNoticeGiven: true,
      isPublic: false,
      record: Array.from(
        { length: 24 },
        (_, index) => `调解员：第${index + 1}问，请说明情况。\n甲小样：${long.slice(0, 60)}`,
      ).join('\n'),
      result: '调解成功',
    },
  },
  agreement: {
    minimal: {} as PaperData<'agreement'>,
    full: {
      committeeName,
      number,
      parties,
      facts: long,
      issues: '维修责任与费用承担。',
      responsibilities: '乙小样承担主要责任，物业公司承担次要责任。',
      terms: [
        '乙小样于2026年4月10日前修复渗漏点。',
        '乙小样赔偿甲小样人民币12,300.50元，分两期支付。',
        '物业公司免费提供施工便利，双方就此再无其他争议。',
      ],
      performanceMode: '分期，银行转账',
      performancePlace: '样例街道',
      performancePeriod: '2026年5月31日前',
      amountFen: fen(1_230_050),
      instalments: [
        { dueOn: day('2026-04-10'), amountFen: fen(600_000), payer: '乙小样', note: '修复完成后支付' },
        { dueOn: day('2026-05-31'), amountFen: fen(630_050), payer: '乙小样', note: '尾款' },
      ],
      copies: 4,
      mediators: ['己调解', '庚调解'],
      recorder: '壬登记',
      agreedOn: day('2026-03-12'),
      effectiveOn: day('2026-03-13'),
      deliveries: [
        { name: '甲小样', on: day('2026-03-13') },
        { name: '乙小样', on: day('2026-03-13') },
      ],
    },
  },
  oral_agreement: {
    minimal: {} as PaperData<'oral_agreement'>,
    full: {
      committeeName,
      number,
      acceptedOn: day('2026-03-05'),
      parties: [applicant, respondent],
      crossesCommittees: false,
      facts: '停车占道引发口角。',
      place: '示范路1弄门口',
      isSuccessful: true,
      amountFen: fen(0),
      content: '双方互相道歉，今后按划线停车。',
      performanceMode: '当场履行',
      performancePeriod: '即日',
      performed: '已履行',
      mediators: ['己调解'],
      agreedOn: day('2026-03-05'),
    },
  },
  dossier_cover: {
    minimal: {} as PaperData<'dossier_cover'>,
    full: {
      committeeName,
      title: '甲小样与乙小样邻里渗水纠纷',
      number,
      mediators: ['己调解', '庚调解'],
      startedOn: day('2026-03-05'),
      endedOn: day('2026-03-25'),
      filedBy: '壬登记',
      filedOn: day('2026-05-20'),
      retention: '长期',
      remark: '含照片光盘一张',
    },
  },
  dossier_catalogue: {
    minimal: {} as PaperData<'dossier_catalogue'>,
    full: {
      committeeName,
      number,
      title: '甲小样与乙小样邻里渗水纠纷',
      entries: Array.from({ length: 40 }, (_, index) => ({
        name: `人民调解文书之${index + 1}`,
        author: '己调解',
        on: day('2026-03-05'),
        pages: `${index * 2 + 1}-${index * 2 + 2}`,
        remark: index === 0 ? '原件' : '',
      })),
    },
  },
  dossier_gaps: {
    minimal: {} as PaperData<'dossier_gaps'>,
    full: {
      committeeName,
      number,
      title: '甲小样与乙小样邻里渗水纠纷',
      checkedOn: day('2026-05-19'),
      checker: '壬登记',
      groups: [
        {
          title: '缺件',
          items: Array.from({ length: 30 }, (_, index) => `未向样例当事人${index + 1}告知权利义务，也没有说明原因`),
        },
        { title: '日期倒置', items: ['第 1 次调解早于受理（2026-03-01 早于 2026-03-05）'] },
        { title: '未签章', items: ['协议书缺乙小样签名', '协议书缺调委会印章'] },
      ],
    },
  },
  termination_notice: {
    minimal: { reason: '一方拒绝调解。', remedies: ['向人民法院提起诉讼'] } as PaperData<'termination_notice'>,
    full: {
      committeeName,
      number,
      parties: partyNames,
      reason: '经两次调解，双方对赔偿数额分歧过大，无法达成协议。',
      remedies,
      undisputedFacts: '双方确认渗漏点位于301室卫生间。',
      deliveries: [{ name: '甲小样', on: day('2026-03-26') }],
      entrustedBy: '样例区人民法院',
      reportedOn: day('2026-03-26'),
      mediators: ['己调解'],
      issuedOn: day('2026-03-25'),
    },
  },
  return_visit: {
    minimal: {} as PaperData<'return_visit'>,
    full: {
      committeeName,
      visited: '甲小样',
      agreementNumber: number,
      cause: '甲小样与乙小样邻里渗水纠纷',
      visitedOn: day('2026-05-10'),
      method: '上门',
      findings: long,
      performance: '已履行',
      satisfaction: '满意',
      visitor: '己调解',
    },
  },
  judicial_confirmation: {
    minimal: {} as PaperData<'judicial_confirmation'>,
    full: {
      court: '样例区人民法院',
      committeeName,
      agreementNumber: number,
      applicants: [
        { ...applicant, serviceAddress: '同住址' },
        { ...company, serviceAddress: '示范路9号' },
      ],
      request: '请求依法确认（2026）样例人调字第A0012号《人民调解协议书》有效。',
      reasons: long,
      agreedOn: day('2026-03-12'),
      effectiveOn: day('2026-03-13'),
      lastDayOn: day('2026-04-13'),
      materials: [
        { name: '人民调解协议书', copies: '2份' },
        { name: '主持调解的证明', copies: '1份' },
        { name: '身份证明复印件', copies: '各1份' },
      ],
      appliedOn: day('2026-03-20'),
    },
  },
}
