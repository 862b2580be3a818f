/** How tasks of one family go: codes of member units and of 事件分类, and what is said. `{unit}` is the lead. */
export interface TaskPhrases {
  eventClass: string
  lead: string
  /** Who takes it where the lead gave it back. */
  other: string
  helpers: readonly string[]
  request: readonly string[]
  returns: readonly string[]
  answer: readonly string[]
  help: readonly string[]
  verified: readonly string[]
  failed: readonly string[]
  closed: readonly string[]
}

/** By family of the practice centre's stories. */
export const TASK_PHRASES: Readonly<Record<string, TaskPhrases>> = {
  shared_bike: {
    eventClass: '0403',
    lead: '05',
    other: '15',
    helpers: ['15', '27'],
    request: ['请牵头约谈运营企业，划定停放区，早晚高峰定时清运，两周后看效果。'],
    returns: ['路面停放秩序由交警中队管，本队只管人行道，请另行确定牵头单位。'],
    answer: [
      '已约谈运营企业，划出停放区两处，早晚高峰各清运一次，一周内没有再堵盲道。',
      '停放区已施划，企业派专人值守，现场通行恢复。',
    ],
    help: ['已配合到场，安排人员引导。', '已参加现场会，意见已采纳。'],
    verified: ['早晚各看一次，盲道畅通。', '现场照片与反映时比对，堆积已清。'],
    failed: ['晚高峰又有三十余辆堆在盲道上，清运没有跟上。'],
    closed: ['停放区和清运时段已落实，反映的堵点消除。'],
  },
  street_stall: {
    eventClass: '0401',
    lead: '05',
    other: '06',
    helpers: ['06', '01'],
    request: ['请疏堵结合：定时段巡查，引导摊主到便民疏导点，恢复道路通行。'],
    returns: ['涉及食品摊点登记，属市场监督管理所职责。'],
    answer: ['已引导摊主进疏导点，每晚巡查两次，路面清洗完毕。', '占道摊位已清，与摊主逐户签了承诺。'],
    help: ['已核查证照并讲明要求。', '已派人维持秩序，没有发生冲突。'],
    verified: ['连看三晚，没有占道。', '电话问过反映人，说路口能走了。'],
    failed: ['周末晚上仍有两处占道，油污没有清。'],
    closed: ['占道摊点进入疏导点经营，路面恢复通行。'],
  },
  group_rental: {
    eventClass: '0404',
    lead: '10',
    other: '05',
    helpers: ['01', '14'],
    request: ['请会同派出所、消防救援站上门核查，依规整改，给承租人留出搬离时间。'],
    returns: ['房屋未备案，联系不上产权人，隔断拆除由综合行政执法队处理。'],
    answer: ['已上门核查，隔断自行拆除，承租人已另行安置。', '产权人签了整改承诺，厨房恢复原状，电线重新敷设。'],
    help: ['已到场核对居住登记。', '已查用电，当场清退取暖器两台。'],
    verified: ['上门看过，隔断已拆。', '物业带看，现住一家三口。'],
    failed: ['还有一间隔断没有拆，插线板仍在走廊。'],
    closed: ['违规隔断拆除，隐患消除，承租人有去处。'],
  },
  fire_lane: {
    eventClass: '0305',
    lead: '14',
    other: '27',
    helpers: ['15', '27'],
    request: ['请现场划线、立牌、劝离，与物业商定夜间错时停车办法。'],
    returns: ['小区内车位不足由物业和业委会解决，本站只作指导。'],
    answer: ['通道已划黄线，移走花箱四个，夜间安排人员引导。', '登高面已清空，错时车位谈妥二十个。'],
    help: ['已到场劝离并张贴告知。', '已通知业主，安排夜间值守。'],
    verified: ['晚上九点到场，通道能过消防车。', '看过照片和值守记录。'],
    failed: ['夜间十点仍有五辆车停在通道上。'],
    closed: ['消防通道畅通，错时停车办法已公布。'],
  },
}
