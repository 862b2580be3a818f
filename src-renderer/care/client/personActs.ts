import { CONTACT_WAYS, NEED_KINDS } from '../../../src-shared/care/codes.ts'
import { choiceField, choicesOf, longField, textField, type FieldSpec, type Values } from '../../workbench/fieldSpec.ts'
import { dayField } from '../../workbench/simpleAct.ts'
import type { Around, CareActs } from './careAct.ts'

const SEXES = { 1: '男', 2: '女', 0: '没有填', 9: '未说明' }
const BLANK_CONTACT = { name: '', relation: '', phone: '', isGuardian: false }
const BLANK_HELPER = { name: '', unit: '', isWoman: false }
const BLANK_NEED = { kind: '', text: '' }

const phoneField: FieldSpec = { kind: 'phone', name: 'phone', label: '电话' }

export const needRows = (more: Partial<FieldSpec> = {}): FieldSpec =>
  ({
    kind: 'rows',
    name: 'needs',
    label: '困难和需求',
    item: '需求',
    max: 12,
    blank: BLANK_NEED,
    fields: [choiceField('kind', '类别', choicesOf(NEED_KINDS)), textField('text', '说明', 300, { span: 2 })],
    ...more,
  }) as FieldSpec

export const emptyPerson = (): Values => ({
  name: '',
  sex: '0',
  birthOn: '',
  idNumber: '',
  phone: '',
  placeId: '',
  address: '',
  contacts: [],
})

/** Only what it takes to find and speak with somebody. */
export const personFields = (places: Around['places']): FieldSpec[] => [
  textField('name', '姓名', 40, { required: true }),
  choiceField('sex', '性别', choicesOf(SEXES), { required: false }),
  { kind: 'day', name: 'birthOn', label: '出生日期' },
  phoneField,
  choiceField('placeId', '居村委', places, { required: false }),
  {
    kind: 'idNumber',
    name: 'idNumber',
    label: '身份证号',
    hint: '办理帮扶用不到的不填；填对后自动填出生日期和性别',
    birthOn: 'birthOn',
    sex: 'sex',
  },
  textField('address', '住址', 200, { span: 'full' }),
  {
    kind: 'rows',
    name: 'contacts',
    label: '家属、监护人和联系人',
    item: '联系人',
    max: 6,
    blank: BLANK_CONTACT,
    fields: [
      textField('name', '姓名', 40, { required: true }),
      textField('relation', '关系', 20),
      phoneField,
      { kind: 'check', name: 'isGuardian', label: '是监护人' },
    ],
  },
]
export const personPayload = (values: Values): Values => ({ ...values, placeId: values['placeId'] || null })

/** Acts on who somebody is, who comes, and what was agreed. */
export const PERSON_ACTS: CareActs = {
  changePerson: {
    title: '更正本人信息',
    verb: '保存',
    columns: 3,
    initial: ({ view }) => {
      const person = view.state.person
      const own = structuredClone(person ?? {})
      return { ...emptyPerson(), ...own, birthOn: person?.birthOn ?? '', placeId: person?.placeId ?? '' }
    },
    fields: ({ places }) => personFields(places),
    toAct: personPayload,
  },
  assign: {
    title: '走访人和帮扶小组',
    verb: '保存',
    note: '只有走访人和帮扶负责人看得到完整内容。对象是女性的，小组里要有女性成员。',
    initial: ({ view, today }) => ({
      workerId: view.state.assigned?.workerId ?? '',
      helpers: structuredClone(view.state.assigned?.helpers ?? []),
      on: today,
    }),
    fields: ({ workers }) => [
      choiceField('workerId', '走访人', workers),
      dayField('on', '从哪天起'),
      {
        kind: 'rows',
        name: 'helpers',
        label: '帮扶小组',
        item: '成员',
        max: 12,
        blank: BLANK_HELPER,
        fields: [
          textField('name', '姓名', 40, { required: true }),
          textField('unit', '单位', 60),
          { kind: 'check', name: 'isWoman', label: '女性' },
        ],
      },
    ],
  },
  plan: {
    title: '帮扶方案',
    verb: '保存',
    note: '和本人商量着写：有什么困难、想做到什么、我们做什么、什么时候不要去。',
    initial: ({ view, today }) => {
      const plan = view.state.plan
      return {
        needs: structuredClone(plan?.needs ?? [BLANK_NEED]),
        goals: plan?.goals ?? '',
        measures: plan?.measures ?? '',
        quietHours: plan?.quietHours ?? '',
        contactWay: plan?.contactWay ?? 'any',
        mergesVisits: plan?.mergesVisits ?? true,
        agreedOn: today,
        agreedBy: '',
      }
    },
    fields: () => [
      needRows(),
      longField('goals', '目标', 1000, { required: false }),
      longField('measures', '帮扶措施', 2000, { required: false }),
      choiceField('contactWay', '怎样联系', choicesOf(CONTACT_WAYS)),
      textField('quietHours', '不便的时间', 100, { hint: '例如：中午12点到2点' }),
      dayField('agreedOn', '商定日期'),
      textField('agreedBy', '与谁商定', 40, { hint: '与本人商定的不填' }),
      {
        kind: 'check',
        name: 'mergesVisits',
        label: '几类走访合并成一次',
        hint: '落在同一段时间的，去一次就都算',
      },
    ],
  },
}
