import { CLOSURES, HOW_TOLD, HOW_VERIFIED, LEVELS, RATINGS } from '../../src-shared/linkage/codes.ts'
import type { LinkageActName } from '../../src-shared/linkage/events.ts'
import { all, last } from '../../src-shared/linkage/project.ts'
import { choicesOf, timeField } from '../workbench/fieldSpec.ts'
import { dayField } from '../workbench/simpleAct.ts'
import { choiceField, isActive, longField, owes, partField, partOf, textField, type SimpleAct } from './parts.ts'

/** An act with a day and a reason. */
const reasoned = (label: string, note = ''): SimpleAct => ({
  note,
  initial: ({ today }) => ({ on: today, reason: '' }),
  fields: () => [dayField('on', '日期'), longField('reason', label, 300)],
})
const NONE = { value: '', label: '没有评价' }

/** Acts whose forms need no table of the office. */
export const PLAIN_ACTS: Partial<Record<LinkageActName, SimpleAct>> = {
  file: { ...reasoned('备案原因', '只登记备查、不交办的；以后要办的可以重新打开。') },
  unitReceives: {
    initial: (s) => ({ key: partOf(s, ({ receivedOn }) => !receivedOn), on: s.today, at: '', by: '' }),
    fields: (s) => [
      partField(s, ({ receivedOn }) => !receivedOn),
      dayField('on', '接件日期'),
      timeField('at', '时间'),
      textField('by', '接件人', 40),
    ],
    hasMore: ({ view }) => view.parts.some((part) => isActive(part) && !part.receivedOn),
  },
  unitReturns: {
    note: '第一次退回的，由中心改派或不同意退回；再次退回的转会商。主办在换人之前仍是主办。',
    initial: (s) => ({ key: partOf(s, owes), on: s.today, reason: '', by: '' }),
    fields: (s) => [
      partField(s, owes),
      dayField('on', '退回日期'),
      textField('by', '经手人', 40),
      longField('reason', '退回理由', 500),
    ],
  },
  refuseReturn: reasoned('不同意退回的理由', '仍由该单位主办，期限照旧。'),
  releaseHelper: {
    initial: (s) => ({ key: partOf(s, (part) => part.role === 'helper' && owes(part)), on: s.today, reason: '' }),
    fields: (s) => [
      partField(s, (part) => part.role === 'helper' && owes(part)),
      dayField('on', '日期'),
      longField('reason', '原因', 300),
    ],
  },
  note: {
    initial: ({ today }) => ({ on: today, unit: '', text: '' }),
    fields: () => [dayField('on', '日期'), textField('unit', '单位', 40), longField('text', '办理情况', 2000)],
  },
  instruct: {
    initial: ({ today }) => ({ on: today, leader: '', text: '' }),
    fields: () => [
      dayField('on', '批示日期'),
      textField('leader', '批示领导', 40, { required: true }),
      longField('text', '批示内容', 1000),
    ],
  },
  markUrgent: {
    note: '加急不改变期限；要更早办好的，请与单位约定后重新交办。',
    initial: ({ today }) => ({ on: today, reason: '', by: '' }),
    fields: () => [dayField('on', '日期'), textField('by', '提出人', 40), longField('reason', '加急原因', 300)],
  },
  endUrgent: reasoned('取消加急的原因'),
  unitAnswers: {
    initial: (s) => ({ key: partOf(s, owes), on: s.today, text: '', by: '', phone: '', number: '', slipCode: '' }),
    fields: (s) => [
      partField(s, owes),
      dayField('on', '答复日期'),
      textField('by', '答复人', 40),
      textField('phone', '联系电话', 30),
      textField('number', '回复文号', 60),
      longField('text', '办理结果', 5000, { hint: '照单位的答复写' }),
    ],
    hasMore: ({ view }) => view.parts.some((part) => isActive(part) && owes(part)),
  },
  superviseAnswer: {
    initial: (s) => ({ superviseId: s.ref || (s.view.state.openSupervisions[0] ?? ''), on: s.today, text: '' }),
    fields: (s) => [
      choiceField(
        'superviseId',
        '哪一次督办',
        all(s.view.record, 'supervise')
          .filter(({ id }) => s.view.state.openSupervisions.includes(id))
          .map(({ id, on, key, level }) => ({
            value: id,
            label: `${s.view.parts.find((part) => part.key === key)?.unit ?? ''} ${LEVELS[level]} ${on}`,
          })),
      ),
      dayField('on', '反馈日期'),
      longField('text', '反馈内容', 2000),
    ],
  },
  verify: {
    note: '办结前先验证。没有通过的，写明由哪个单位重办、何时办好，任务回到办理中。',
    initial: (s) => ({
      on: s.today,
      by: s.myName,
      how: 'site',
      isPassed: 'yes',
      text: '',
      rating: '',
      redo: [{ key: s.view.parts.find(isActive)?.key ?? '', dueOn: '' }],
    }),
    fields: (s, values) => [
      dayField('on', '验证日期'),
      textField('by', '验证人', 40, { required: true }),
      choiceField('how', '方式', choicesOf(HOW_VERIFIED)),
      choiceField('isPassed', '结果', choicesOf({ yes: '通过', no: '没有通过，退回重办' })),
      choiceField('rating', '反映人评价', [NONE, ...choicesOf(RATINGS)], { required: false }),
      longField('text', '验证情况', 2000),
      {
        kind: 'rows',
        name: 'redo',
        label: '重办',
        item: '单位',
        max: 30,
        isHidden: values['isPassed'] !== 'no',
        blank: { key: '', dueOn: '' },
        fields: [partField(s), dayField('dueOn', '重办期限', { isAhead: true })],
      },
    ],
    toPayload: ({ isPassed, rating, redo, ...rest }) => ({
      ...rest,
      isPassed: isPassed === 'yes' ? true : isPassed === 'no' ? false : undefined,
      rating: rating || null,
      redo: redo ?? [],
    }),
  },
  close: {
    note: '三种办结分开统计：问题解决了的是实质性办结；只走完程序、或者做到一个阶段的，写明何时回看。',
    initial: ({ today }) => ({ on: today, closure: '', summary: '', approver: '', lookBackOn: '' }),
    fields: (_, values) => [
      dayField('on', '办结日期'),
      choiceField('closure', '怎样办结', choicesOf(CLOSURES)),
      textField('approver', '审批人', 40, { required: true }),
      {
        kind: 'day',
        name: 'lookBackOn',
        label: '回看日期',
        required: true,
        isAhead: true,
        isHidden: !['stage', 'procedural'].includes(String(values['closure'])),
      },
      longField('summary', '办理结果', 2000),
    ],
  },
  lookBack: {
    initial: (s) => ({ on: s.today, text: '', by: s.myName }),
    fields: () => [dayField('on', '回看日期'), textField('by', '回看人', 40), longField('text', '回看情况', 1000)],
  },
  feedBack: {
    note: ({ view }) => {
      const sheet = last(view.record, 'describe')?.sheet
      return sheet ? `来件：${sheet.system} ${sheet.number}。按其格式反馈：答复人、时间、电话、答复内容。` : ''
    },
    initial: (s) => ({
      on: s.today,
      how: last(s.view.record, 'describe')?.sheet ? 'system' : 'phone',
      toWhom: last(s.view.record, 'describe')?.sheet?.system ?? '',
      text: last(s.view.record, 'close')?.summary ?? '',
      by: s.myName,
      phone: s.settings?.centrePhone ?? '',
    }),
    fields: () => [
      dayField('on', '反馈日期'),
      choiceField('how', '方式', choicesOf(HOW_TOLD)),
      textField('toWhom', '反馈对象', 60, { required: true }),
      textField('by', '答复人', 40),
      textField('phone', '联系电话', 30),
      longField('text', '反馈内容', 2000),
    ],
  },
  archive: {
    warnings: ({ view }) => ({
      title: `卷宗还有 ${view.dossier.length} 处没有补齐，归档会照样写在“经过”里：`,
      lines: view.dossier.map(({ text }) => text),
    }),
    initial: (s) => ({ on: s.today, retention: s.settings?.retention ?? '', filedBy: s.myName, note: '' }),
    fields: () => [
      dayField('on', '归档日期'),
      textField('retention', '保管期限', 20, { required: true }),
      textField('filedBy', '立卷人', 40, { required: true }),
      longField('note', '说明', 300, { required: false }),
    ],
  },
  reopen: reasoned('原因', '回到办结前的一步，原来的记录都保留。'),
}
