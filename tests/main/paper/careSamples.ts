import type { CARE_PAPERS } from '../../../src-shared/care/paper/papers.ts'
import { day, none } from './petitionWords.ts'
import type { Samples } from './samples.ts'

const office = '样例街道综治中心'
const ask = { worker: '丙社工', phone: '000-00000000', address: '样例街道示范路100号一楼', headPhone: '000-00000002' }
const person = {
  office,
  number: 'ZF-2026-0007',
  name: '甲小样',
  sex: '女',
  age: '81岁',
  phone: '00000000001',
  address: '样例街道示范路3号601室',
  groups: ['独居老人', '困难家庭'],
}
const counts = { due: '6', made: '5', met: '4', absent: '1', skipped: '2', missed: '0', promises: '3', kept: '7' }
const helps = [
  { on: day('2026-02-03'), title: '就医', text: '陪同到社区卫生服务中心复诊，办好长处方。', result: '已办成' },
  { on: day('2026-03-01'), title: '住房', text: '联系物业加装卫生间扶手。', result: '正在办理' },
]
const long = '老人说夜里起身不方便，卫生间地面滑；子女在外地，每周通一次电话。社区食堂的午饭能按时送到。'.repeat(4)
const needs = [
  { title: '就医', text: '每两周去一次医院，没有人陪。' },
  { title: '住房', text: '卫生间没有扶手。' },
]
const promises = [{ what: '联系物业加装扶手', byOn: day('2026-03-20') }]

/** The papers of care visits; see samples.ts. Made-up people in a made-up street. */
export const CARE_SAMPLES: Pick<Samples, keyof typeof CARE_PAPERS> = {
  care_visit_record: {
    minimal: none,
    full: {
      ...person,
      on: day('2026-03-05'),
      time: '14:30',
      plannedOn: day('2026-03-04'),
      how: '入户',
      place: '家中',
      visitors: ['丙社工', '丁志愿'],
      companions: '戊网格员',
      isMet: true,
      absence: '',
      needs,
      answers: [
        { question: '吃饭', answer: '社区食堂送餐' },
        { question: '居家安全', answer: '卫生间地滑，已放防滑垫' },
      ],
      note: long,
      measures: '放防滑垫；约好下周陪诊。',
      promises,
      hasAbnormality: true,
      abnormality: '连续两天没有取餐，说是没有胃口。',
      signedFor: '己医生 2026-03-05 16:00',
      reply: '当日上门看过，血压偏高，已调整用药，三天后再去。',
      nextOn: day('2026-04-03'),
      slipGiven: true,
      corrections: [{ at: '2026-03-06 09:10', who: '丙社工', text: '送餐是社区食堂，不是饭店。', reason: '写错' }],
    },
  },
  care_plan: {
    minimal: none,
    full: {
      ...person,
      startOn: day('2026-01-05'),
      endOn: day('2026-12-31'),
      needs,
      goals: '夜里起身不摔跤，看病有人陪。',
      measures: '装扶手；每两周陪诊一次；每周通电话。',
      rules: [
        { title: '独居老人', howOften: '每月一次', basis: '特殊困难老年人探访关爱服务指导意见' },
        { title: '困难家庭', howOften: '每季一次', basis: '本街道约定' },
      ],
      contactWay: '电话',
      quietHours: '中午12点到2点',
      mergesVisits: true,
      worker: '丙社工',
      helpers: [{ name: '丁志愿', unit: '样例居委会' }],
      contacts: [{ name: '庚家属', relation: '女儿', phone: '00000000009' }],
      agreedOn: day('2026-01-06'),
      agreedBy: '庚家属',
    },
  },
  care_review: {
    minimal: none,
    full: {
      ...person,
      paperTitle: '年度评估',
      fromOn: day('2026-01-01'),
      toOn: day('2026-12-31'),
      counts,
      helps,
      openPromises: promises,
      text: long,
      outcome: '好',
      worker: '丙社工',
      writtenOn: day('2027-01-04'),
    },
  },
  care_end_summary: {
    minimal: none,
    full: {
      ...person,
      startOn: day('2026-01-05'),
      endOn: day('2026-12-31'),
      reason: '帮扶目标完成',
      counts,
      helps,
      text: long,
      goesOn: '社区食堂继续送餐；居委会每周通电话。',
      retainUntil: day('2028-12-31'),
      worker: '丙社工',
      toldOn: day('2026-12-30'),
    },
  },
  care_end_notice: {
    minimal: none,
    full: {
      office,
      addressee: '甲小样',
      startOn: day('2026-01-05'),
      endOn: day('2026-12-31'),
      reason: '约定的事已经办完',
      done: ['装好了卫生间扶手。', '每两周陪您去一次医院。'],
      open: ['长处方由社区卫生服务中心接着办。'],
      afterwards: ['社区食堂：000-00000003，工作日送餐。', '看病陪护：可以打本街道窗口的电话。'],
      retainUntil: day('2028-12-31'),
      ask,
      issuedOn: day('2026-12-30'),
    },
  },
  care_consent: {
    minimal: none,
    full: {
      office,
      name: '甲小样',
      guardian: '庚家属',
      guardianRelation: '女儿',
      purpose: '按期上门看望，了解有什么困难，联系有关单位帮忙。',
      basis: '本人同意（个人信息保护法第十三条第一款第一项）',
      items: ['姓名、性别、出生日期', '电话和住址', '家属电话', '走访时说到的困难和办法'],
      howLong: '服务结束后两年',
      whoReads: '负责您的社工和帮扶负责人',
      receivers: '样例物业服务中心：加装扶手所需的姓名、住址、电话',
      ask,
      consents: { keep: true, sensitive: false, provide: null },
      saidOn: day('2026-01-05'),
    },
  },
  care_slip: {
    minimal: none,
    full: {
      office,
      addressee: '甲女士',
      on: day('2026-03-05'),
      time: '14:30',
      visitors: ['丙社工', '丁志愿'],
      why: '看看您最近有没有要帮忙的地方',
      agreed: ['下周三上午陪您去医院', '防滑垫先用着'],
      promises,
      nextOn: day('2026-04-03'),
      isLeft: true,
      ask,
    },
  },
  care_due_list: {
    minimal: none,
    full: {
      organisation: office,
      filters: ['到 2026-03-19', '丙社工名下', '示范居委会'],
      printedOn: day('2026-03-05'),
      note: '丙社工 2026-03-05 打印：安排下周走访。姓名已遮盖；用完当天收回，放入碎纸机。',
      rows: Array.from({ length: 40 }, (_, index) => ({
        on: `2026-03-${String(5 + (index % 14)).padStart(2, '0')}`,
        level: index < 3 ? '过期' : '快到了',
        name: '甲某某',
        number: '901D-D180',
        kind: index % 5 === 0 ? '答应过的' : '走访',
        placeName: '示范居委会第二网格',
        workerName: '丙社工',
      })),
    },
  },
  care_round_list: {
    minimal: none,
    full: {
      office,
      worker: '丙社工',
      fromOn: day('2026-03-05'),
      toOn: day('2026-03-11'),
      printedBy: '丙社工',
      printedAt: '2026-03-05 08:40',
      rows: Array.from({ length: 26 }, (_, index) => ({
        dueOn: `3月${5 + (index % 7)}日`,
        name: '甲*样',
        address: `示范路${index + 1}号`,
        how: '先打电话',
        quietHours: index % 3 === 0 ? '中午12点到2点' : '',
        remember: index % 4 === 0 ? '带上扶手的回话' : '',
      })),
    },
  },
  care_hand_over: {
    minimal: none,
    full: {
      office,
      number: '移-2026-01',
      on: day('2026-06-01'),
      fromName: '丙社工',
      toName: '辛社工',
      reason: '岗位调整',
      rows: Array.from({ length: 26 }, (_, index) => ({
        number: `ZF-2026-${String(index + 1).padStart(4, '0')}`,
        name: '甲*样',
        startOn: '2026-01-05',
        lastVisitOn: '2026-05-20',
        nextOn: '2026-06-20',
        promises: '1件',
        responses: '0件',
        note: index % 5 === 0 ? '敲门重一点，听力不好' : '',
      })),
    },
  },
  care_destruction: {
    minimal: none,
    full: {
      office,
      number: '销-2029-01',
      on: day('2029-01-05'),
      basis: '保存期满（个人信息保护法第四十七条）',
      operator: '丙社工',
      witness: '辛主任',
      kept: '各月的人数、次数，不含姓名',
      rows: [
        { number: 'ZF-2026-0007', closedOn: '2026-12-31', retainUntil: '2028-12-31', reason: '保存期满' },
        { number: 'ZF-2026-0009', closedOn: '2026-11-30', retainUntil: '2028-11-30', reason: '本人撤回同意' },
      ],
    },
  },
  care_recovery_sheet: {
    minimal: {
      groups: Array.from({ length: 8 }, (_, index) => String(100_000 + index * 11_111)),
    } as Samples['care_recovery_sheet']['minimal'],
    full: {
      centreName: office,
      seat: 'A（一楼窗口）',
      madeOn: day('2026-03-01'),
      madeBy: '辛主任',
      groups: ['012345', '123456', '234567', '345678', '456789', '567890', '678901', '789012'],
    },
  },
}
