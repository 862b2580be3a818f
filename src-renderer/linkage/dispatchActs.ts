import { type Day } from '../../src-shared/kernel/day.ts'
import type { DirectiveRow } from '../../src-shared/directive/schema.ts'
import { levelsFor } from '../../src-shared/linkage/cards.ts'
import { LEVELS, ROLES_OF_UNIT, type Level } from '../../src-shared/linkage/codes.ts'
import type { LinkageActName } from '../../src-shared/linkage/events.ts'
import { last } from '../../src-shared/linkage/project.ts'
import type { PartView } from '../../src-shared/linkage/schema.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'
import { choicesOf, choicesOfTexts, type FieldSpec, type Values } from '../workbench/fieldSpec.ts'
import { dayField } from '../workbench/simpleAct.ts'
import {
  choiceField,
  longField,
  owes,
  partField,
  partOf,
  textField,
  type SimpleAct,
  type Surroundings,
} from './parts.ts'
import { describeAct } from './describeAct.ts'
import type { Directory } from './directory.ts'

export const BLANK_UNIT = { role: 'helper', unitCode: '', dueOn: '', responsible: '', contact: '', phone: '' }

/** Units of a dispatch: chosen from the directory, never typed. */
const unitRows = (directory: Directory, day: Day, isHelpersOnly = false): FieldSpec => ({
  kind: 'rows',
  name: 'assignments',
  label: '承办单位',
  item: '单位',
  required: true,
  max: 30,
  blank: BLANK_UNIT,
  carry: ['dueOn'],
  hint: isHelpersOnly ? '每个协办单位有自己的期限和答复。' : '主办只有一个；每个协办单位有自己的期限和答复。',
  fields: [
    choiceField('role', '主办或协办', choicesOf(ROLES_OF_UNIT), { isHidden: isHelpersOnly }),
    choiceField('unitCode', '单位', directory.choices('units', day), { hint: '可按简称、拼音首字母找' }),
    dayField('dueOn', '答复期限', { isAhead: true }),
    textField('responsible', '责任人', 40),
    textField('contact', '联系人', 40, { hint: '不填用单位名录里的' }),
    textField('phone', '联系电话', 30),
  ],
})

/** What holds for all that are dispatched at once. */
export const batchFields = (directory: Directory, day: Day): FieldSpec[] => [
  choiceField('linkage', '属于哪一联', directory.choices('linkages', day)),
  choiceField('eventClass', '事件分类', directory.choices('classes', day)),
  dayField('on', '交办日期'),
  unitRows(directory, day),
  textField('approver', '审批领导', 40),
  longField('request', '交办要求', 2000),
]

function proposed(s: Surroundings, directory: Directory): Values[] {
  const unitCode = directory.linkage(s.view.state.linkage, s.today)?.leads[0] ?? ''
  return [{ ...BLANK_UNIT, role: 'lead', unitCode, dueOn: s.view.usual.dueOn ?? '' }]
}
/** Owes an answer, and is not at the highest level yet. */
const mayRise = (part: PartView): boolean => owes(part) && part.level !== 'red'
/** Levels that the chosen unit may get on the chosen day. */
function offered(s: Surroundings, values: Values): Level[] {
  const part = s.view.parts.find(({ key }) => key === values['key'])
  return part ? levelsFor(part, (values['on'] || s.today) as Day) : []
}
/** Every unit that has or had the task: they come to the conference. */
const unitsOf = (s: Surroundings): string[] => [...new Set(s.view.parts.map(({ unit }) => unit))]
/** Texts first, then units of the directory that are not among them, found by their other names too. */
const withDirectory = (texts: readonly string[], units: readonly Choice[]): Choice[] => [
  ...choicesOfTexts(texts).map((own) => units.find(({ label }) => label === own.label) ?? own),
  ...units.filter(({ label }) => !texts.includes(label)),
]
const asHelpers = (values: Values): Values => ({
  ...values,
  assignments: (values['assignments'] as Values[]).map((row) => ({ ...row, role: 'helper' })),
})

/** Acts whose fields are chosen from the office's tables. */
export const directoryActs = (
  directory: Directory,
  directives: readonly DirectiveRow[] = [],
): Partial<Record<LinkageActName, SimpleAct>> => ({
  describe: describeAct(directory, directives),
  dispatch: {
    note: '主办单位始终只有一个。每个单位的交办单有自己的回复码，纸质答复回来时凭码登记。',
    initial: (s) => ({
      on: s.today,
      request: (s.view.directive && last(s.view.record, 'describe')?.sheet?.opinion) || s.view.matter.card.summary,
      approver: '',
      number: s.view.nextNumber,
      assignments: proposed(s, directory),
    }),
    fields: (s) => [
      dayField('on', '交办日期'),
      textField('approver', '审批领导', 40),
      textField('number', '文号', 60, { hint: '本单位的下一个编号；有发文登记号的改成那个' }),
      unitRows(directory, s.today),
      longField('request', '交办要求', 2000),
    ],
  },
  addHelpers: {
    initial: (s) => ({
      on: s.today,
      request: '',
      approver: '',
      assignments: [{ ...BLANK_UNIT, dueOn: s.view.usual.dueOn ?? '' }],
    }),
    fields: (s) => [
      dayField('on', '日期'),
      textField('approver', '审批领导', 40),
      unitRows(directory, s.today, true),
      longField('request', '协办要求', 2000, { required: false }),
    ],
    toPayload: asHelpers,
  },
  confer: {
    note: '第二次退回的，由负责人召集会商，形成纪要并决定主办单位；决定以后不再按普通改派处理。',
    initial: (s) => ({
      on: s.today,
      place: '',
      chair: s.myName,
      attendees: unitsOf(s),
      others: '',
      minutes: '',
      decision: '',
      number: s.view.nextNumber,
      assignments: proposed(s, directory),
    }),
    fields: (s) => [
      dayField('on', '会商日期'),
      textField('place', '地点', 100, { required: true }),
      textField('chair', '召集人', 40, { required: true }),
      {
        kind: 'multi',
        name: 'attendees',
        label: '参加单位',
        options: withDirectory(unitsOf(s), directory.names(s.today)),
        required: true,
        span: 'full',
      },
      textField('others', '其他参加单位', 200, { hint: '不在成员单位里的，用顿号分开', span: 'full' }),
      longField('minutes', '会商纪要', 10_000, { rows: 5 } as Partial<FieldSpec>),
      longField('decision', '会商决定', 2000),
      unitRows(directory, s.today),
      textField('number', '纪要编号', 60),
    ],
    toPayload: ({ attendees, others, ...values }) => ({
      ...values,
      attendees: [...new Set([...(attendees as string[]), ...String(others ?? '').split(/[、，,；;]/)])]
        .map((unit) => unit.trim())
        .filter(Boolean),
    }),
  },
  copyTo: {
    initial: ({ today }) => ({ on: today, units: [{ unit: '' }], text: '' }),
    fields: (s) => [
      dayField('on', '日期'),
      {
        kind: 'rows',
        name: 'units',
        label: '抄告单位',
        item: '单位',
        required: true,
        max: 30,
        blank: { unit: '' },
        hint: '从单位名录里选，名录里没有的照写',
        fields: [choiceField('unit', '单位', directory.names(s.today), { allowFree: true } as Partial<FieldSpec>)],
      },
      longField('text', '内容', 500, { required: false }),
    ],
    toPayload: ({ units, ...values }) => ({
      ...values,
      units: [...new Set((units as { unit: string }[]).map(({ unit }) => unit.trim()))].filter(Boolean),
    }),
  },
  supervise: {
    note: (s, values) => {
      const part = s.view.parts.find(({ key }) => key === values['key'])
      const lines = (part?.lines ?? []).map(({ title, on, isPassed }) => `${title} ${on}${isPassed ? '（已过）' : ''}`)
      return `督办只升不降，同级不重复；过了亮牌线才能亮牌。${lines.length > 0 ? `这个单位的亮牌线：${lines.join('，')}。` : ''}`
    },
    initial: (s) => {
      const key = partOf(s, ({ dueCard }) => dueCard !== null) || partOf(s, mayRise)
      const part = s.view.parts.find((each) => each.key === key)
      return {
        key,
        level: (part && (part.dueCard?.level ?? levelsFor(part, s.today)[0])) ?? '',
        on: s.today,
        cause: '',
        text: '',
        answerBy: s.view.usual.answerBy ?? '',
        number: s.view.nextNumber,
      }
    },
    fields: (s, values) => [
      partField(s, mayRise),
      choiceField(
        'level',
        '级别',
        offered(s, values).map((level) => ({ value: level, label: LEVELS[level] })),
        offered(s, values).length > 0 ? {} : { hint: '这个单位现在没有可用的级别：同级不重复，下一级的亮牌线还没有过' },
      ),
      dayField('on', '督办日期'),
      choiceField('cause', '原因', directory.choices('causes', s.today), { hint: '只按原因统计，不按人统计' }),
      dayField('answerBy', '反馈期限', { isAhead: true }),
      textField('number', '文号', 60),
      longField('text', '督办内容', 1000),
    ],
    needs: (s, values): Record<string, string> => {
      const level = values['level'] as Level | ''
      return level && !offered(s, values).includes(level)
        ? { level: `这个单位在这一天还不能${LEVELS[level]}，请另选级别` }
        : {}
    },
  },
})
