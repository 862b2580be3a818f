import type { Tale } from './seedJoint.ts'

const points = (score: number) => Array.from({ length: 5 }, () => ({ score, note: '' }))

/** More of 联防, 联治, 联动 and 联创, so that each page has what goes on, what failed and what is over. */
export const MORE_TALES: readonly Tale[] = [
  {
    kind: 'incident',
    ago: 2,
    card: (on) => ({
      happenedOn: on(2),
      happenedAt: '14:00',
      title: '示例商场周边联合整治',
      type: '08',
      level: 'iv',
      lead: '综合行政执法队',
      place: '示例商场周边',
      reporter: '平安办示例',
      facts: '节前联合检查占道、消防通道和电动自行车停放。',
    }),
    steps: () => [
      [
        2,
        'order',
        {
          at: '14:05',
          by: '示例主任',
          units: [
            { unit: '综合行政执法队', task: '清理占道' },
            { unit: '消防救援站', task: '检查消防通道' },
          ],
        },
      ],
      [2, 'arrive', { at: '14:20', people: 5, leader: '示例队长' }, 0],
    ],
  },
  {
    kind: 'incident',
    ago: 55,
    card: (on) => ({
      happenedOn: on(55),
      happenedAt: '02:30',
      title: '示例新村燃气泄漏',
      type: '02',
      level: 'iv',
      lead: '应急管理站',
      place: '示例新村 5 号',
      reporter: '示例物业',
      facts: '居民闻到燃气味，物业疏散一个楼道。',
    }),
    steps: (on) => [
      [
        55,
        'order',
        {
          at: '02:35',
          by: '示例主任',
          units: [
            { unit: '消防救援站', task: '警戒、检测' },
            { unit: '社区卫生服务中心', task: '待命' },
          ],
        },
      ],
      [55, 'arrive', { at: '02:47', people: 8, leader: '示例站长' }, 0],
      [55, 'arrive', { at: '02:58', people: 2, leader: '示例医生' }, 1],
      [55, 'end', { at: '04:10', result: '阀门更换，居民返家，没有人受伤。' }],
      [55, 'brief', { at: '05:00', to: '区应急管理局', text: '燃气泄漏处置情况简报。' }],
      [
        50,
        'debrief',
        {
          chair: '示例主任',
          attendees: '各到场单位',
          good: '疏散快。',
          lacking: '楼道没有应急照明。',
          improve: [{ what: '补装应急照明', unit: '物业联席会议', dueOn: on(30) }],
        },
      ],
      [33, 'improved', { text: '六个楼道已补装。' }, 2],
      [30, 'close', { text: '' }],
    ],
  },
  {
    kind: 'trouble',
    ago: 70,
    card: (on) => ({
      foundOn: on(70),
      title: '示例河道边违规停放渣土车',
      type: '05',
      source: 'patrol',
      place: '示例河道南岸',
      lead: '交警中队',
      members: '综合行政执法队、生态环境所',
      hazard: '夜间渣土车停放，路面破损、扬尘。',
    }),
    steps: (on) => [
      [
        67,
        'list',
        {
          level: 'street',
          lead: '交警中队',
          members: '综合行政执法队、生态环境所',
          leader: '示例副主任',
          dueOn: on(10),
          measures: '设限高架，夜间联合巡查。',
        },
      ],
      [40, 'progress', { unit: '交警中队', text: '限高架已装，夜查四次。' }],
      [14, 'report', { by: '中队示例', text: '已无停放。' }],
      [11, 'recheck', { by: '平安办示例', verdict: 'fail', text: '北侧又停三辆。', dueOn: on(-20) }],
    ],
  },
  {
    kind: 'warning',
    ago: 28,
    card: (on) => ({
      madeOn: on(28),
      title: '冒充客服退款诈骗提示',
      type: '02',
      range: '全街道',
      text: '近期有人冒充购物平台客服，以退款为名要求转账。',
      measures: '不点链接，不共享屏幕，有疑问先打社区民警电话。',
      to: [
        { unit: '示例一居', how: 'group' },
        { unit: '示例二居', how: 'paper' },
      ],
    }),
    steps: () => [
      [28, 'issue', { at: '15:30', approver: '示例主任' }],
      [27, 'receipt', { by: '示例书记', households: 410, text: '楼组长已转发。' }, 0],
      [26, 'receipt', { by: '示例主任', households: 360, text: '已上门提醒独居老人。' }, 1],
    ],
  },
  {
    kind: 'situation',
    ago: 43,
    card: (on) => ({
      heldOn: on(43),
      month: on(72).slice(0, 7),
      title: '治安形势研判（前一个月）',
      chair: '示例主任',
      attendees: '派出所、平安办、各居委会',
      situation: '报警数与上月持平，电动自行车被盗减少。',
      problems: '沿街商铺夜间值守薄弱。',
      advice: '把商铺守望岗排进夜间巡防。',
    }),
    steps: () => [[42, 'issue', { approver: '示例主任' }]],
  },
  {
    kind: 'creation',
    ago: 45,
    card: (on) => ({
      appliedOn: on(45),
      type: '01',
      unit: '示例新村小区',
      contact: '示例组长',
      reason: '新装门禁，成立了守望队。',
    }),
    steps: () => [
      [38, 'selfCheck', { by: '示例组长', scores: points(16) }],
      [31, 'review', { by: '平安办示例', verdict: 'fail', scores: points(9), text: '夜间照明和台账没有达到标准。' }],
    ],
  },
  {
    kind: 'project',
    ago: 150,
    card: (on) => ({
      title: '校门口护学通道',
      lead: '交警中队',
      members: '学区（中小学）、综合行政执法队',
      budget: '示例 6 万元',
      fromOn: on(150),
      toOn: on(40),
      aim: '两所学校门口设护学通道和等候区。',
      milestones: [
        { what: '划线和立牌', dueOn: on(90) },
        { what: '启用', dueOn: on(45) },
      ],
    }),
    steps: () => [
      [95, 'reach', { text: '两处划线完成。' }, 0],
      [44, 'reach', { text: '通道启用，护学岗到位。' }, 1],
      [41, 'finish', { accepted: '示例副主任', text: '上下学时段秩序好转。' }],
    ],
  },
]
