import type { PaperData, PaperKind } from '../../../src-shared/paper/registry.ts'
import { ASSESSMENT_SAMPLES } from './assessmentSamples.ts'
import { CARE_SAMPLES } from './careSamples.ts'
import { DUTY_SAMPLES } from './dutySamples.ts'
import { GRID_SAMPLES } from './gridSamples.ts'
import { JOINT_SAMPLES } from './jointSamples.ts'
import { ledger } from './ledgerSamples.ts'
import { LINKAGE_SAMPLES } from './linkageSamples.ts'
import { committeeName, long, MEDIATION_SAMPLES, number, remedies } from './mediationSamples.ts'
import { PETITION_SAMPLES } from './petitionSamples.ts'

/*
 * Made-up people (甲乙丙丁 names) in a made-up street. `minimal` is the emptiest paper the schema lets through,
 * `full` fills every field.
 */

export type Samples = { [K in PaperKind]: { minimal: PaperData<K>; full: PaperData<K> } }

const day = (text: string) => text as never

const figure = (group: string, title: string, unit: string, value: number | string | null, definition = '') => ({
  group,
  title,
  unit,
  value,
  definition,
})

/** A ledger of another topic: the same sheet with its own title. */
const topicLedger = (title: string) => ({
  minimal: { columns: ledger(0).columns, rows: [], sums: [] },
  full: { ...ledger(3), title },
})
const topicFigures = (title: string) => ({
  minimal: { figures: [], checks: [] },
  full: {
    organisation: '样例街道综治中心',
    title,
    figures: [figure('总量', '登记件数', '件', 3, '本期登记。')],
    checks: [],
  },
})

export const SAMPLES: Samples = {
  ...ASSESSMENT_SAMPLES,
  ...CARE_SAMPLES,
  ...GRID_SAMPLES,
  ...JOINT_SAMPLES,
  ...LINKAGE_SAMPLES,
  ...DUTY_SAMPLES,
  directive_reply: {
    minimal: {} as PaperData<'directive_reply'>,
    full: {
      paperTitle: '督办回复函',
      office: '样例街道综治中心',
      addressee: '样例区综治中心',
      number: '样综函〔2026〕3号',
      kind: '督办',
      directiveNumber: '〔2026〕督字第001号',
      directiveTitle: '东门路塌陷办理情况',
      directiveOn: day('2026-03-18'),
      matterNumber: '2026-A0001',
      text: long,
      papers: ['处理意见书 样信〔2026〕1号', '送达回证'],
      approvedBy: '负责人乙',
      handler: '窗口甲',
      phone: '021-55550001',
      issuedOn: day('2026-03-25'),
    },
  },
  directive_list: {
    minimal: {} as PaperData<'directive_list'>,
    full: {
      organisation: '样例街道综治中心',
      printedOn: day('2026-03-25'),
      note: '负责人乙 2026-03-25 打印：月报',
      rows: [
        {
          number: '〔2026〕督字第001号',
          kind: '督办',
          title: '东门路塌陷办理情况',
          stage: '办理中',
          issuedOn: '2026-03-18',
          receiveBy: '2026-03-19',
          replyBy: '2026-04-17',
          owes: '2026-04-17 前答复',
        },
      ],
    },
  },
  matter_list: {
    minimal: {} as PaperData<'matter_list'>,
    full: {
      organisation: '样例街道综治中心',
      title: '事项清单',
      filters: ['阶段：调解中、履行中', '收到不早于 2026-03-01', '只列在办'],
      printedOn: day('2026-03-26'),
      note: '壬登记 2026-03-26 打印：早会。',
      rows: Array.from({ length: 60 }, (_, index) => ({
        number: `2026-A0${100 + index}`,
        receivedOn: '2026年',
        partyNames: '甲小样、乙小样',
        summary: `样例事项${index + 1}，楼上漏水，吊顶泡坏`,
        stage: '调解中',
        kind: '人民调解',
        dueOn: '',
        placeName: '样例一居',
        channel: '来访',
        ownerName: '己调解',
      })),
    },
  },
  receipt_slip: {
    minimal: {} as PaperData<'receipt_slip'>,
    full: {
      centreName: '样例街道综治中心',
      number: '2026-A-00123',
      visitor: '甲小样',
      matter: '楼上漏水，家里吊顶发霉，和楼上说不拢，希望有人来看一看。',
      wish: '楼上修好漏点，赔偿吊顶维修费。',
      receivedOn: day('2026-03-05'),
      promiseOn: day('2026-03-10'),
      promise: '3个工作日内电话答复',
      nextStep: '转人民调解，调解员会电话约双方时间；请带好房产证明和照片。',
      handler: '壬接待',
      leadUnit: '样例街道人民调解委员会',
      phone: '000-00000000',
      address: '样例街道示范路100号一楼大厅',
    },
  },
  refusal_notice: {
    minimal: { reason: '该事项法院已经受理。', remedies: ['向人民法院继续参加诉讼'] } as PaperData<'refusal_notice'>,
    full: {
      centreName: '样例街道综治中心',
      number: '（2026）样例不受字第A0003号',
      visitor: '甲小样',
      receivedOn: day('2026-03-05'),
      matter: '要求撤销已经生效的民事判决。',
      reason: '该事项人民法院已经作出生效判决，不属于人民调解的受理范围。',
      legalBasis: '《人民调解工作若干规定》第二十二条',
      remedies,
      phone: '000-00000000',
      address: '样例街道示范路100号',
      handler: '壬接待',
      issuedOn: day('2026-03-06'),
    },
  },
  ...MEDIATION_SAMPLES,
  ...PETITION_SAMPLES,
  deadline_sheet: {
    minimal: { deadlines: [] } as unknown as PaperData<'deadline_sheet'>,
    full: {
      organisation: committeeName,
      number,
      matter: '甲小样与乙小样邻里渗水纠纷',
      preparer: '壬登记',
      preparedOn: day('2026-03-13'),
      deadlines: [
        {
          title: '申请司法确认',
          clause: '人民调解法第三十三条；民事诉讼法（2023）第二百零五条',
          startEvent: '调解协议生效',
          startOn: day('2026-03-13'),
          unit: '自然日',
          steps: [
            '起算：2026年3月13日生效，当日不计',
            '第30日为2026年4月12日',
            '2026年4月12日为星期日，顺延至2026年4月13日',
            '截止日：2026年4月13日',
          ],
          dueOn: day('2026-04-13'),
          note: '末日遇法定休假日顺延到休假日后的第一日。',
        },
        {
          title: '一般民间纠纷调结',
          clause: '人民调解工作若干规定第三十三条',
          startEvent: '受理',
          startOn: day('2026-03-05'),
          unit: '自然月',
          steps: ['起算：2026年3月5日受理', '满1个月的对应日为2026年4月5日', '截止日：2026年4月5日'],
          dueOn: day('2026-04-05'),
          note: '',
          confidence: 'unverified',
        },
      ],
    },
  },
  mediation_ledger: {
    minimal: { columns: ledger(0).columns, rows: [], sums: [] } as unknown as PaperData<'mediation_ledger'>,
    full: ledger(26),
  },
  petition_agency_ledger: topicLedger('信访代理台账'),
  petition_ledger: topicLedger('信访工作台账'),
  assessment_month: topicLedger('成员单位联考月表'),
  list_sheet: topicLedger('网格事件清单'),
  grid_ledger: topicLedger('网格事件台账'),
  grid_figures: topicFigures('网格事件情况统计表'),
  joint_forbid_ledger: topicLedger('治安联防台账'),
  joint_forbid_figures: topicFigures('治安联防情况统计表'),
  joint_move_ledger: topicLedger('工作联动台账'),
  joint_move_figures: topicFigures('工作联动情况统计表'),
  joint_cure_ledger: topicLedger('问题联治台账'),
  joint_cure_figures: topicFigures('问题联治情况统计表'),
  joint_build_ledger: topicLedger('平安联创台账'),
  joint_build_figures: topicFigures('平安联创情况统计表'),
  centre_month: {
    minimal: {},
    full: {
      organisation: '样例街道综治中心',
      period: '2026年3月',
      basis: '2026年3月1日至2026年3月31日',
      ledgers: [
        { title: '矛盾纠纷调解', state: '已签 2026-04-02', figures: [{ title: '调解成功', unit: '件', value: '12' }] },
        { title: '六联任务', state: '未签', figures: [{ title: '受理件数', unit: '件', value: '31' }] },
      ],
      linkageHeads: ['受理', '红牌'],
      linkages: [{ title: '问题联治', values: ['9', '1'] }],
      note: '壬填表 打印：例会',
      preparedBy: '壬填表',
      reviewedBy: '癸审核',
      responsible: '辛主任',
      preparedOn: day('2026-04-03'),
    },
  },
  duty_ledger: topicLedger('岗位联勤台账'),
  duty_month_figures: topicFigures('岗位联勤情况统计表'),
  linkage_ledger: topicLedger('六联任务台账'),
  linkage_figures: topicFigures('六联任务情况统计表'),
  petition_agency_figures: topicFigures('信访代理情况统计表'),
  petition_figures: topicFigures('信访工作情况统计表'),
  care_ledger: topicLedger('关爱走访台账'),
  care_figures: topicFigures('关爱走访情况统计表'),
  difference_sheet: {
    minimal: { items: [] } as unknown as PaperData<'difference_sheet'>,
    full: {
      organisation: '样例街道综治中心',
      number: '差-2026-03-01',
      period: '2026年3月',
      sheetTitle: '矛盾纠纷调解台账',
      numberTitle: '卷号',
      signedOffOn: day('2026-03-21'),
      signedOffBy: '辛主任',
      items: [
        {
          dossierNumber: number,
          columnTitle: '涉及金额(元)',
          frozen: '12,300.50',
          present: '12,800.50',
          who: '壬登记',
          reason: '笔误',
          on: day('2026-03-25'),
        },
        {
          dossierNumber: number,
          columnTitle: '纠纷简况',
          frozen: long,
          present: '',
          who: '壬登记',
          reason: '合并重复记录',
          on: day('2026-03-26'),
        },
      ],
      late: [
        {
          dossierNumber: number,
          about: `邻里纠纷，${long.slice(0, 60)}，壬登记`,
          who: '壬登记',
          reason: '办理：受理',
          on: day('2026-03-24'),
        },
      ],
      progress: [
        {
          dossierNumber: number,
          about: '邻里纠纷，楼上漏水，壬登记',
          changes: '结案日期：2026-03-24；结果：调解成功；调解次数：1 → 2',
          who: '壬登记',
          on: day('2026-03-24'),
        },
      ],
      totals: [{ label: '涉及金额(元)', frozen: '295,212.00', present: '295,712.00' }],
      preparedBy: '壬登记',
      preparedOn: day('2026-03-26'),
    },
  },
  monthly_figures: {
    minimal: { figures: [], checks: [] } as unknown as PaperData<'monthly_figures'>,
    full: {
      organisation: committeeName,
      title: '人民调解案件情况统计表',
      period: '2026年3月',
      basis: '按受理日期，每月20日截止',
      figures: [
        figure('总量', '调解案件总数', '件', 26, '本期受理的案件。'),
        figure('总量', '其中疑难复杂', '件', 2),
        figure('结果', '调解成功', '件', 22),
        figure('结果', '调解成功率', '%', '84.6', '调解成功 ÷ 调解案件总数；总数为0时空白。'),
        figure('人数', '涉及当事人', '人', 52),
        figure('金额', '协议涉及金额', '万元', '27.06'),
        figure('来源', '主动调解', '件', 4),
        figure('来源', '依申请调解', '件', 16),
        figure('来源', '接受委托移送调解', '件', 6),
        figure('协议', '口头协议', '件', 0),
        figure('协议', '书面协议', '件', 22),
        figure('履行', '已履行', '件', 22),
        figure('确认', '司法确认', '件', 3),
        ...[
          '婚姻家庭',
          '邻里',
          '房屋宅基地',
          '合同',
          '生产经营',
          '损害赔偿',
          '山林土地',
          '征地拆迁',
          '环境污染',
          '拖欠农民工工资',
          '劳动争议',
          '旅游',
          '电子商务',
          '消费',
          '医疗',
          '道路交通事故',
          '物业',
          '其他',
        ].map((name, index) => figure('类别', `${name}纠纷`, '件', index === 1 ? 26 : 0)),
        figure('预防', '排查纠纷', '次', 31),
        figure('预防', '预防纠纷', '件', null),
      ],
      checks: [
        { title: '主动 + 依申请 + 接受委托移送 = 案件总数', left: 26, right: 26, holds: true, matters: [] },
        {
          title: '口头协议 + 书面协议 ≤ 调解成功',
          left: 23,
          right: 22,
          holds: false,
          matters: [{ number, why: '未成功却有协议' }],
        },
      ],
      preparedBy: '壬填表',
      reviewedBy: '癸审核',
      responsible: '辛主任',
      preparedOn: day('2026-03-21'),
    },
  },
  morning_sheet: {
    minimal: { sections: [] } as unknown as PaperData<'morning_sheet'>,
    full: {
      centreName: '样例街道综治中心',
      person: '壬登记',
      on: day('2026-03-26'),
      sections: [
        {
          title: '已超期',
          items: [
            {
              number: '2026-A-00101',
              title: '乙小样邻里噪音',
              what: '终止或者办理延长',
              on: day('2026-03-20'),
              ownerName: '己调解',
            },
          ],
        },
        {
          title: '今天到期',
          items: Array.from({ length: 30 }, (_, index) => ({
            number: `2026-A-00${200 + index}`,
            title: `样例事项${index + 1}，楼道堆物影响通行，邻居反映多次`,
            what: '电话答复来访人',
            on: day('2026-03-26'),
            ownerName: '壬登记',
          })),
        },
        { title: '没写完的草稿', items: [] },
      ],
    },
  },
  recovery_sheet: {
    minimal: {
      groups: Array.from({ length: 8 }, (_, index) => String(100_000 + index * 11_111)),
    } as PaperData<'recovery_sheet'>,
    full: {
      centreName: '样例街道综治中心',
      seat: 'A（一楼窗口）',
      madeOn: day('2026-03-01'),
      madeBy: '管理员',
      groups: ['012345', '123456', '234567', '345678', '456789', '567890', '678901', '789012'],
    },
  },
  conflict_list: {
    minimal: { rows: [] } as unknown as PaperData<'conflict_list'>,
    full: {
      organisation: '样例街道综治中心',
      heading: '等着选的',
      printedOn: day('2026-03-26'),
      note: '壬登记 2026-03-26 打印：核对用。',
      rows: Array.from({ length: 24 }, (_, index) => ({
        title: `乙小样（2026-A0${100 + index} 楼上漏水损坏楼下吊顶，双方多次商量没有结果）`,
        field: '电话',
        current: '139****0001',
        currentBy: '一号窗口 2026-03-25 09:30',
        other: '138****0002',
        otherBy: '二号窗口 2026-03-24 16:05',
        settled: '采用现在的值：当事人来电核实（壬登记）',
      })),
    },
  },
  font_self_test: {
    minimal: {} as PaperData<'font_self_test'>,
    full: { centreName: '样例街道综治中心', madeOn: day('2026-03-01'), rareCharacters: '㙍𠮷𡈽𫞩𬭬𪛗龘㛃䶮' },
  },
}
