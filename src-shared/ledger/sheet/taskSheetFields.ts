import type { FieldKind, SheetField } from './field.ts'

const field = (
  key: string,
  title: string,
  kind: FieldKind,
  synonyms: readonly string[],
  more: Partial<SheetField> = {},
): SheetField => ({ key, title, kind, isRequired: false, synonyms, ...more })

/**
 * What is taken of another system's list of tasks (12345 热线, 网格平台, 应急 and the like), with the heads under which
 * such lists name it. Everything else of their list stays with them. The lengths are those that the store takes.
 */
export const TASK_SHEET_FIELDS: readonly SheetField[] = [
  field(
    'number',
    '来件编号',
    'text',
    [
      '工单编号',
      '工单号',
      '诉求编号',
      '事件编号',
      '案件编号',
      '任务编号',
      '服务单号',
      '流水号',
      '受理编号',
      '单号',
      '编号',
    ],
    { isRequired: true, maxLength: 60 },
  ),
  field(
    'receivedOn',
    '来件日期',
    'day',
    ['转办时间', '转办日期', '派单时间', '派单日期', '下派时间', '交办日期', '交办时间', '受理时间', '上报时间'],
    { isPast: true },
  ),
  field('summary', '标题', 'text', ['主题', '诉求标题', '工单标题', '事件标题', '事件名称', '任务名称', '事由'], {
    maxLength: 200,
  }),
  field(
    'facts',
    '内容',
    'text',
    ['诉求内容', '工单内容', '事件描述', '问题描述', '主要内容', '事件简述', '反映内容', '任务内容', '事项内容'],
    { isRequired: true, maxLength: 5000 },
  ),
  field('dueOn', '要求办结时限', 'day', [
    '办结时限',
    '办理时限',
    '处理时限',
    '办理期限',
    '截止时间',
    '截止日期',
    '要求办结时间',
    '反馈时限',
    '到期时间',
  ]),
  field('kind', '工单类型', 'text', ['类型', '事件类型', '诉求类型', '来件类型', '案件类型'], { maxLength: 40 }),
  field('callKind', '来电类型', 'text', ['来电类别', '受理渠道', '来源渠道', '来源方式'], { maxLength: 40 }),
  field('classes', '分类', 'text', ['问题分类', '诉求分类', '事件分类', '归口分类', '所属分类', '大小类'], {
    maxLength: 200,
  }),
  field('urgency', '紧急程度', 'text', ['紧急等级', '缓急程度', '优先级'], { maxLength: 20 }),
  field('forwardedBy', '转办人', 'text', ['派单员', '派单人', '交办人', '转办单位', '派单单位'], { maxLength: 40 }),
  field('opinion', '转办意见', 'text', ['派单意见', '交办意见', '办理要求', '处理意见', '拟办意见'], {
    maxLength: 1000,
  }),
  field('place', '发生地点', 'text', ['地点', '事发地址', '诉求地址', '事件地址', '问题地址', '详细地址', '地址'], {
    maxLength: 120,
  }),
  field('reporter', '反映人', 'text', ['来电人', '诉求人', '上报人', '报事人', '联系人', '姓名'], { maxLength: 80 }),
  field('phone', '联系电话', 'text', ['来电号码', '联系方式', '反映人电话', '电话', '手机号码', '手机'], {
    maxLength: 30,
  }),
  field('people', '涉及人数', 'integer', ['人数']),
]
