import type { PetitionActName } from '../../../src-shared/petition/events.ts'
import { currentTransfer } from '../../../src-shared/petition/fold.ts'
import { all } from '../../../src-shared/petition/project.ts'
import { choicesOf, choicesOfTexts } from '../../workbench/fieldSpec.ts'
import { dayField } from '../../workbench/simpleAct.ts'
import {
  choiceField,
  itemField,
  longField,
  NEXT_NUMBER,
  textField,
  transferField,
  transferOf,
  type SimpleAct,
  type Surroundings,
} from '../actParts.ts'

const formerUnits = ({ view }: Surroundings) =>
  choicesOfTexts([...all(view.record, 'transfer'), ...all(view.record, 'submit')].map(({ unit }) => unit))
const openSupervisions = ({ view }: Surroundings) =>
  all(view.record, 'supervise').filter(({ id }) => view.state.openSupervisions.includes(id))

/** Acts with the units that a petition was passed to (信访工作条例 Arts. 22-24, 40). */
export const UNIT_ACTS: Partial<Record<PetitionActName, SimpleAct>> = {
  transfer: {
    note: (s, values) =>
      `${values['mode'] === 'assign' ? '交办的写明反馈期限，承办单位要提交办结报告（第二十二条）。' : '转送由责任单位依法办理（第二十二条）。'}去向要告知信访人（第二十三条）。${
        s.view.state.purpose === null ? '' : '涉及两个以上单位的，主办一个、协办可以几个（第二十四条）。'
      }`,
    initial: ({ today, view }) => ({
      on: today,
      mode: 'forward',
      unit: '',
      helpers: [''],
      letterNumber: view.nextNumber,
      reportBy: '',
      receivedOn: '',
      toldOn: '',
    }),
    fields: (s, values) => [
      choiceField('mode', '方式', choicesOf({ forward: '转送', assign: '交办' })),
      dayField('on', '日期'),
      choiceField('unit', '主办单位', formerUnits(s), { allowFree: true, span: 2 }),
      textField('letterNumber', '函号', 60, { hint: NEXT_NUMBER }),
      {
        kind: 'day',
        name: 'reportBy',
        label: '反馈期限',
        required: true,
        isHidden: values['mode'] !== 'assign',
        hint: '法律没有规定天数，由交办时指定',
      },
      { kind: 'lines', name: 'helpers', label: '协办单位', max: 10, span: 'full', hint: '没有的不填' },
      {
        kind: 'day',
        name: 'receivedOn',
        label: '单位签收日期',
        hint: '十五日告知、五个工作日异议从这天起算；还没有回执的不填',
      },
      { kind: 'day', name: 'toldOn', label: '告知信访人去向的日期', hint: '还没有告知的不填' },
    ],
  },
  recordUnitReceipt: {
    note: '承办单位书面告知信访人的十五日、提出异议的五个工作日，都从签收之日起算（第二十三条）。',
    initial: (s) => ({
      transferId: transferOf(s, ({ receivedOn }) => !receivedOn),
      on: s.today,
      number: '',
      signedBy: '',
    }),
    fields: (s) => [
      transferField(s),
      dayField('on', '签收日期'),
      textField('signedBy', '签收人', 40),
      textField('number', '收文编号', 60),
    ],
  },
  unitObjects: {
    note: '承办单位认为不属其职权的，收到之日起五个工作日内提出异议；经核实同意的交还材料，回到甄别，不能再退给信访人（第二十三条）。',
    initial: (s) => ({
      transferId: transferOf(s, ({ acceptedOn }) => !acceptedOn),
      on: s.today,
      reason: '',
      isAgreed: '',
      materialsBackOn: '',
    }),
    fields: (s, values) => [
      transferField(s),
      dayField('on', '提出日期'),
      choiceField('isAgreed', '我们的意见', choicesOf({ yes: '同意，退回重新甄别', no: '不同意，仍由该单位办理' })),
      longField('reason', '异议理由', 500),
      {
        kind: 'day',
        name: 'materialsBackOn',
        label: '材料交还日期',
        isHidden: values['isAgreed'] !== 'yes',
        hint: '重新转送的十五日从这天起算；没有填的从异议之日起算',
      },
    ],
    toPayload: ({ isAgreed, ...rest }) => ({
      ...rest,
      isAgreed: isAgreed === 'yes' ? true : isAgreed === 'no' ? false : undefined,
    }),
  },
  unitAccepts: {
    note: '受理之日起六十日内办结（第三十四条，只适用于第三十一条第六项）。单位告知信访人的日期也请记下。',
    initial: (s) => ({
      transferId: transferOf(s, ({ acceptedOn }) => !acceptedOn),
      acceptedOn: s.today,
      toldOn: '',
      item: '31-6',
      number: '',
    }),
    fields: (s) => [
      transferField(s),
      dayField('acceptedOn', '受理日期'),
      textField('number', '受理告知书编号', 60),
      itemField(),
      { kind: 'day', name: 'toldOn', label: '告知信访人的日期' },
    ],
  },
  unitReports: {
    note: '交办的，承办单位按期提交办结报告（第二十二条）。转送的，把单位的答复情况记在这里。',
    initial: (s) => ({
      transferId: transferOf(s, ({ reportedOn }) => !reportedOn),
      on: s.today,
      report: '',
      number: '',
    }),
    fields: (s) => [
      transferField(s),
      dayField('on', '收到报告的日期'),
      textField('number', '文号', 60),
      longField('report', '办理情况', 5000, { rows: 5 }),
    ],
  },
  supervise: {
    note: (s) =>
      `对没有按期办理、答复的责任单位督办（第四十条）。条例要求书面反馈，没有写天数；本单位设定 ${s.settings?.supervisionDays ?? 30} 日。`,
    initial: (s) => ({
      on: s.today,
      unit: currentTransfer(s.view.state)?.unit ?? '',
      text: '',
      number: s.view.nextNumber,
    }),
    fields: (s) => [
      dayField('on', '督办日期'),
      choiceField('unit', '督办哪个单位', formerUnits(s), { allowFree: true }),
      textField('number', '督办函号', 60, { hint: NEXT_NUMBER }),
      longField('text', '督办内容', 1000),
    ],
  },
  superviseAnswer: {
    hasMore: (s) => openSupervisions(s).length > 0,
    initial: (s) => ({ superviseId: s.ref || (openSupervisions(s)[0]?.id ?? ''), on: s.today, text: '' }),
    fields: (s) => [
      choiceField(
        'superviseId',
        '哪一次督办',
        openSupervisions(s).map(({ id, unit, on }) => ({ value: id, label: `${unit}（${on}）` })),
        { span: 2 },
      ),
      dayField('on', '反馈日期'),
      longField('text', '反馈内容', 2000),
    ],
  },
}
