import type { FieldKind, FieldOption, SheetField } from './field.ts'

const field = (
  key: string,
  title: string,
  kind: FieldKind,
  synonyms: readonly string[],
  more: Partial<SheetField> = {},
): SheetField => ({ key, title, kind, isRequired: false, synonyms, ...more })

const option = (code: string, label: string, ...synonyms: string[]): FieldOption => ({ code, label, synonyms })

/** 纠纷类别 in the order of the justice statistics; the numbers are our own, no official ones were found. */
const JUSTICE_CLASSES = [
  option('01', '婚姻家庭纠纷', '婚姻', '家庭', '赡养', '抚养', '继承'),
  option('02', '邻里纠纷', '相邻关系', '相邻'),
  option('03', '房屋宅基地纠纷', '房屋', '宅基地', '房屋、宅基地'),
  option('04', '合同纠纷'),
  option('05', '生产经营纠纷', '生产经营性'),
  option('06', '损害赔偿纠纷', '人身损害', '人身损害赔偿'),
  option('07', '山林土地纠纷', '土地', '山林', '土地承包'),
  option('08', '征地拆迁纠纷', '拆迁', '征收', '征地', '动迁'),
  option('09', '环境污染纠纷', '环境保护', '环保', '环境污染（保护）'),
  option('10', '拖欠农民工工资纠纷', '拖欠工资', '农民工工资', '欠薪'),
  option('11', '劳动争议纠纷', '劳动', '劳动争议', '劳资'),
  option('12', '旅游纠纷'),
  option('13', '电子商务纠纷', '互联网', '电子商务（互联网）', '网络购物'),
  option('14', '消费纠纷', '消费者权益', '消费维权'),
  option('15', '医疗纠纷', '医患'),
  option('16', '道路交通事故纠纷', '交通事故', '道路交通', '交通'),
  option('17', '物业纠纷', '物业管理', '物业服务'),
  option('18', '其他纠纷', '其它'),
]

/**
 * The 25 columns of the register of mediated cases (人民调解案件登记簿), with the other heads under which
 * ledgers in use name them. Keys are those of the printed ledger; codes are those of the mediation events.
 */
export const MEDIATION_LEDGER_FIELDS: readonly SheetField[] = [
  field('no', '序号', 'text', ['编号', '序', 'No']),
  field('dossierNumber', '卷号', 'text', ['案号', '案件编号', '案卷号', '卷宗号', '受理编号', '登记编号', '调解编号'], {
    maxLength: 60,
  }),
  field(
    'acceptedOn',
    '受理日期',
    'day',
    ['受理时间', '登记日期', '登记时间', '收案日期', '受案时间', '立案日期', '来访日期', '申请日期'],
    { isRequired: true, isPast: true },
  ),
  field(
    'applicants',
    '申请人',
    'text',
    ['申请人姓名', '当事人', '甲方', '甲方当事人', '当事人甲', '当事人姓名', '申请方', '一方当事人', '当事人一'],
    { isRequired: true, maxLength: 300 },
  ),
  field(
    'respondents',
    '被申请人',
    'text',
    [
      '被申请人姓名',
      '乙方',
      '乙方当事人',
      '当事人乙',
      '对方当事人',
      '被申请方',
      '另一方当事人',
      '相对人',
      '对方',
      '当事人二',
    ],
    { maxLength: 300 },
  ),
  field('peopleCount', '人数', 'integer', ['涉及人数', '当事人数', '涉案人数', '当事人人数']),
  field(
    'justiceClass',
    '纠纷类别',
    'code',
    ['纠纷类型', '案件类型', '案件类别', '矛盾类型', '矛盾纠纷类型', '矛盾纠纷类别', '类别', '类型'],
    { options: JUSTICE_CLASSES },
  ),
  field(
    'source',
    '案件来源',
    'code',
    ['来源', '受理方式', '纠纷来源', '受理来源', '受理途径', '案件来源（含移送单位、对接案号）'],
    {
      options: [
        option('applied', '当事人申请', '申请', '依申请', '依当事人申请', '依申请调解', '申请调解', '来访'),
        option('proactive', '主动调解', '主动', '调委会主动调解', '排查', '排查发现', '主动排查'),
        option('police', '公安移交', '公安移送', '公安', '派出所移交', '派出所', '公调对接', '110移交', '警民联调'),
        option('court', '审判机关委托', '审判机关委托（委派）', '法院委托', '法院委派', '法院', '诉调对接', '法院移送'),
        option('government', '政府部门指定', '政府部门', '上级交办', '政府部门移送'),
        option('petition', '信访移交', '信访', '信访移送', '访调对接'),
        option('procuratorate', '检察委托', '检察院', '检察院委托', '检察机关委托', '检调对接'),
        option('other_referral', '其他移送', '其他', '其它', '委托移送', '接受委托移送', '接受委托移送调解'),
      ],
    },
  ),
  field('difficulty', '难度等级', 'code', ['难度', '难度级别', '案件难度', '案件难度级别', '疑难程度'], {
    options: [
      option('simple', '简单', '简易'),
      option('ordinary', '一般', '普通'),
      option('hard', '疑难复杂', '疑难', '复杂'),
      option('major', '重大', '重大疑难'),
    ],
  }),
  field(
    'facts',
    '纠纷简况',
    'text',
    [
      '纠纷简要情况',
      '简要情况',
      '案情简介',
      '简要案情',
      '纠纷事实',
      '主要事实',
      '基本情况',
      '纠纷内容',
      '矛盾纠纷内容',
      '事由',
      '案由',
      '内容',
      '诉求',
    ],
    { isRequired: true, maxLength: 5000 },
  ),
  field('mediators', '调解员', 'text', ['调解员姓名', '调解人', '调解人员', '承办人', '经办人', '主持调解人'], {
    maxLength: 300,
  }),
  field('sessions', '调解次数', 'integer', ['次数', '调解场次']),
  field('closedOn', '结案日期', 'day', ['结案时间', '办结日期', '办结时间', '调结日期', '完结日期', '调解日期'], {
    isPast: true,
  }),
  field('result', '结果', 'code', ['调解结果', '处理结果', '是否成功', '是否调解成功', '化解结果', '办理结果'], {
    options: [
      option('success', '成功', '调解成功', '达成协议', '调成', '已化解', '化解', '是'),
      option(
        'failure',
        '不成功',
        '调解不成功',
        '调解不成',
        '未成功',
        '失败',
        '调解失败',
        '未达成协议',
        '终止',
        '调解终止',
        '终止调解',
        '未化解',
        '否',
      ),
    ],
  }),
  field('agreementForm', '协议形式', 'code', ['协议类型', '调解类型', '协议书形式', '书面或口头', '口头/书面'], {
    options: [
      option('written', '书面', '书面协议', '书面调解协议', '协议书'),
      option('oral', '口头', '口头协议', '口头调解协议'),
    ],
  }),
  field(
    'agreementNumber',
    '协议编号',
    'text',
    ['协议书编号', '协议号', '调解协议编号', '协议书文号', '调解协议书编号'],
    { maxLength: 60 },
  ),
  field('amountFen', '涉及金额', 'yuan', [
    '涉案金额',
    '金额',
    '协议金额',
    '协议涉及金额',
    '标的额',
    '标的',
    '标的金额',
    '涉及款项',
    '赔偿金额',
  ]),
  field('performBy', '履行期限', 'day', ['履行日期', '履行时间', '约定履行日期', '履行截止日期']),
  field('performance', '履行情况', 'code', ['协议履行情况', '履行', '是否履行', '履行状态'], {
    options: [
      option('done', '已履行', '履行', '履行完毕', '全部履行', '当场履行', '自动履行', '即时履行', '是'),
      option('partly', '部分履行', '部分', '正在履行', '履行中', '分期履行'),
      option('not', '未履行', '尚未履行', '待履行', '否'),
      option('refused', '拒不履行', '拒绝履行'),
    ],
  }),
  field('confirmation', '司法确认', 'text', ['是否司法确认', '司法确认情况', '司法确认案号', '司法确认（案号/结果）'], {
    maxLength: 100,
  }),
  field('returnVisitOn', '回访日期', 'day', ['回访时间', '回访'], { isPast: true }),
  field('satisfaction', '满意度', 'code', ['是否满意', '满意情况', '当事人满意度', '评价', '满意程度'], {
    options: [
      option('satisfied', '满意', '非常满意', '很满意', '是'),
      option('fair', '基本满意', '一般', '较满意'),
      option('unsatisfied', '不满意', '否'),
      option('', '未评', '未评价', '逾期未评', '无'),
    ],
  }),
  field('archivedOn', '归档日期', 'day', ['归档时间', '立卷日期', '立卷时间', '装订日期'], { isPast: true }),
  field(
    'subsidy',
    '补贴等级与金额',
    'text',
    ['补贴', '补贴金额', '补贴等级', '以案定补', '以奖代补', '案件补贴', '个案补贴'],
    { maxLength: 60 },
  ),
  field('note', '备注', 'text', ['说明', '其他说明', '附注'], { maxLength: 1000 }),
]
