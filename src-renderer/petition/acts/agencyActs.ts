import { addDays } from '../../../src-shared/kernel/day.ts'
import { AGENCY_LEVELS, AGENCY_SOURCES, ERRANDS, SCOPES, type Errand } from '../../../src-shared/petition/codes.ts'
import type { PetitionActName } from '../../../src-shared/petition/events.ts'
import { SCOPE_OF_ERRAND, scopesOf } from '../../../src-shared/petition/mandateScope.ts'
import { agentOf, all, last } from '../../../src-shared/petition/project.ts'
import { peopleChoices } from '../../app/peopleChoices.ts'
import { choicesOf, choicesOfTexts, type FieldSpec, type Values } from '../../workbench/fieldSpec.ts'
import { dayField } from '../../workbench/simpleAct.ts'
import {
  choiceField,
  citizenNames,
  describedOf,
  howContacted,
  longField,
  textField,
  type SimpleAct,
  type Surroundings,
} from '../actParts.ts'

/** 60 and 30 days of Art. 34 together: a proposal, the term is for the two to agree on. */
const MANDATE_DAYS = 90
const SIGNED_HINT = '照签好的委托书填'
const HOW_SUBMITTED = { in_person: '当面', mail: '邮寄', online: '网上', internal: '内部流转' }
const WHY_ENDED = [
  '信访事项已经办结',
  '委托人改走其他途径',
  '事项不宜代理（检举控告、涉法涉诉等）',
  '委托人提供虚假材料',
  '代理员需要回避',
]

const agentFields = (s: Surroundings): FieldSpec[] => [
  choiceField('agentName', '代理员', peopleChoices(s.colleagues, 'name'), {
    allowFree: true,
  }),
  textField('agentUnit', '代理员单位', 80),
  textField('cardNumber', '工作证号', 40),
  textField('agentPhone', '代理员电话', 30),
]
/** A colleague's name stands for the colleague; anybody else is only a name. */
function withUser(values: Values, s: Surroundings): Values {
  return { ...values, userId: s.colleagues.find(({ name }) => name === values['agentName'])?.id ?? null }
}
const units = (s: Surroundings) =>
  choicesOfTexts(
    [...all(s.view.record, 'transfer'), ...all(s.view.record, 'submit')].flatMap(({ unit, helpers }) => [
      unit,
      ...helpers,
    ]),
  )
/** What the mandate does not cover can be seen and not chosen. */
const errandChoices = ({ view }: Surroundings) =>
  choicesOf(ERRANDS).map((choice) => {
    const isCovered = scopesOf(view.record).includes(SCOPE_OF_ERRAND[choice.value as Errand])
    return isCovered ? choice : { ...choice, note: '委托权限里没有', disabled: true }
  })
const waitingSubmits = ({ view }: Surroundings) =>
  all(view.record, 'submit').filter(({ id }) => !view.state.receiptedIds.includes(id))
/** Actions of meetings that are still to be done, each under `meeting|number`. */
export const openActions = ({ view }: Pick<Surroundings, 'view'>) =>
  all(view.record, 'meet').flatMap(({ id, on, actions }) =>
    actions
      .filter(({ no }) => view.state.meetings[id]?.includes(no))
      .map((action) => ({ ...action, meetId: id, meetOn: on, key: `${id}|${action.no}` })),
  )

/** Acts of the agency (B2): free of charge, open to revocation, never a condition for the citizen's own petition. */
export const AGENCY_FORMS: Partial<Record<PetitionActName, SimpleAct>> = {
  mandate: {
    note: '代理无偿；委托人随时可以撤回；委托不影响本人直接信访，也不是受理的前提（信访工作条例第十七条、第十九条；代理没有全国性规定，按地方做法）。检举控告不代理。先在“卷内文书”里打印空白委托书，双方签名后再填签名日期。',
    initial: (s) => {
      const described = describedOf(s)
      const before = agentOf(s.view.record)
      return {
        on: s.today,
        agentName: before.agentName || s.myName,
        agentUnit: before.agentUnit || s.settings?.centreName || '',
        cardNumber: before.cardNumber,
        agentPhone: before.agentPhone,
        source: s.view.matter.card.channel === 'transfer' ? 'referral' : 'window',
        level: 'street',
        subject: described ? described.requests.map((text, at) => `${at + 1}. ${text}`).join('\n') : '',
        scopes: ['write', 'submit', 'enquire'],
        specialAuthority: '',
        fromOn: s.today,
        toOn: addDays(s.today, MANDATE_DAYS),
        signedByCitizenOn: '',
        signedByAgentOn: '',
        processing: false,
        sensitive: false,
        provide: false,
      }
    },
    fields: (s) => [
      ...agentFields(s),
      choiceField('source', '来源', choicesOf(AGENCY_SOURCES)),
      choiceField('level', '代理层级', choicesOf(AGENCY_LEVELS)),
      longField('subject', '委托事项', 5000, { hint: '请求、事实、理由' }),
      {
        kind: 'multi',
        name: 'scopes',
        label: '委托权限',
        required: true,
        options: choicesOf(SCOPES),
        span: 'full',
        hint: '不含代为放弃、变更请求；需要的写在特别授权里',
      },
      textField('specialAuthority', '特别授权', 500, { span: 'full', hint: '没有的不填' }),
      dayField('fromOn', '委托期限从'),
      dayField('toOn', '到', { hint: '由双方约定；预填九十日' }),
      dayField('on', '委托日期'),
      dayField('signedByCitizenOn', '委托人签名日期', { hint: SIGNED_HINT }),
      dayField('signedByAgentOn', '代理员签名日期', { hint: SIGNED_HINT }),
      {
        kind: 'heading',
        name: 'consents',
        label: '个人信息：三项分别征得同意（个人信息保护法第十七条、第二十三条、第二十九条）',
        hint: '不同意的不能代理，但可以由本人直接提出，不受影响。',
      },
      {
        kind: 'checks',
        name: 'consent',
        label: '个人信息的同意',
        items: [
          { name: 'processing', label: '同意为代理处理其个人信息' },
          { name: 'provide', label: '同意向责任单位提供' },
          { name: 'sensitive', label: '同意处理敏感信息', hint: '涉及病情、账户等才需要' },
        ],
      },
    ],
    needs: (_, values) => ({
      ...(values['signedByCitizenOn'] ? {} : { signedByCitizenOn: '请填写委托人签名的日期' }),
      ...(values['signedByAgentOn'] ? {} : { signedByAgentOn: '请填写代理员签名的日期' }),
    }),
    toPayload: ({ processing, sensitive, provide, ...rest }, s) => ({
      ...withUser(rest, s),
      consents: { processing, sensitive, provide },
    }),
  },
  revokeMandate: {
    note: '委托人随时可以撤回，不需要理由，也不影响事项继续办理。',
    initial: ({ today }) => ({ on: today, reason: '' }),
    fields: () => [dayField('on', '撤回日期'), textField('reason', '委托人的话', 300, { span: 2, hint: '不说可不填' })],
  },
  endMandate: {
    note: '由本单位终止代理，事项本身继续办理。请当面告诉委托人可以本人直接提出。',
    initial: ({ today }) => ({ on: today, reason: '' }),
    fields: () => [
      dayField('on', '终止日期'),
      choiceField('reason', '原因', choicesOfTexts(WHY_ENDED), { allowFree: true, span: 2 }),
    ],
  },
  recuseAgent: {
    note: '与事项或信访人有直接利害关系的应当回避（第二十八条）。同意回避的，代理终止，另行委托。',
    initial: (s) => ({ on: s.today, askedBy: citizenNames(s.view).slice(0, 40), reason: '', isGranted: true }),
    fields: (s) => [
      dayField('on', '日期'),
      choiceField(
        'askedBy',
        '提出人',
        choicesOfTexts([citizenNames(s.view).slice(0, 40), agentOf(s.view.record).agentName]),
        {
          allowFree: true,
          span: 2,
        },
      ),
      longField('reason', '理由', 300),
      { kind: 'check', name: 'isGranted', label: '同意回避' },
    ],
  },
  handOverAgency: {
    note: '换代理员要经委托人同意；委托的期限和权限不变。',
    initial: (s) => ({
      on: s.today,
      agentName: '',
      agentUnit: s.settings?.centreName ?? '',
      cardNumber: '',
      agentPhone: '',
      citizenAgreedOn: s.today,
      reason: '',
    }),
    fields: (s) => [
      ...agentFields(s),
      dayField('on', '移交日期'),
      dayField('citizenAgreedOn', '委托人同意的日期'),
      textField('reason', '移交原因', 300, { required: true, span: 'full' }),
    ],
    toPayload: withUser,
  },
  runErrand: {
    initial: ({ today }) => ({ on: today, kind: '', unit: '', text: '', nextOn: '' }),
    fields: (s) => [
      dayField('on', '日期'),
      choiceField('kind', '办什么', errandChoices(s)),
      choiceField('unit', '单位', units(s), { allowFree: true, required: false }),
      longField('text', '办了什么', 2000),
      { kind: 'day', name: 'nextOn', label: '下一步的日期', hint: '会列入今日清单；没有的不填' },
    ],
  },
  submit: {
    note: '代信访人把材料交到责任单位；收到回执后请记下，作为信访人已经提出的凭据。',
    initial: (s) => ({ on: s.today, unit: '', helpers: [''], how: 'in_person', materials: materialsOf(s) }),
    fields: (s) => [
      dayField('on', '提交日期'),
      choiceField('unit', '接收单位（主办）', units(s), { allowFree: true }),
      choiceField('how', '方式', choicesOf(HOW_SUBMITTED)),
      { kind: 'lines', name: 'helpers', label: '协办单位', max: 10, span: 'full', hint: '没有的不填' },
      textField('materials', '交了什么材料', 500, { span: 'full' }),
    ],
  },
  recordReceipt: {
    hasMore: (s) => waitingSubmits(s).length > 0,
    initial: (s) => ({ submitId: s.ref || (waitingSubmits(s)[0]?.id ?? ''), on: s.today, number: '', signedBy: '' }),
    fields: (s) => [
      choiceField(
        'submitId',
        '哪一次提交',
        waitingSubmits(s).map(({ id, unit, on }) => ({ value: id, label: `${unit}（${on}）` })),
      ),
      dayField('on', '回执日期'),
      textField('number', '收文编号', 60),
      textField('signedBy', '签收人', 40),
    ],
  },
  meet: {
    note: '涉及两个以上单位的，协商或者会商确定怎么办（第二十四条）。议定事项写明单位和日期，到期会提醒。',
    initial: (s) => ({
      on: s.today,
      place: s.settings?.centreName ?? '',
      chair: s.myName,
      units: [''],
      citizenPresent: false,
      minutes: '',
      actions: [],
    }),
    fields: () => [
      dayField('on', '日期'),
      textField('place', '地点', 100, { required: true }),
      textField('chair', '主持人', 40, { required: true }),
      { kind: 'lines', name: 'units', label: '参加单位', required: true, max: 30, span: 'full' },
      { kind: 'check', name: 'citizenPresent', label: '信访人到场' },
      longField('minutes', '会议纪要', 10_000, { rows: 6 }),
      {
        kind: 'rows',
        name: 'actions',
        label: '议定事项',
        item: '事项',
        max: 40,
        blank: { unit: '', what: '', byOn: '' },
        fields: [
          textField('unit', '责任单位', 80, { required: true }),
          textField('what', '做什么', 500, { required: true, span: 2 }),
          { kind: 'day', name: 'byOn', label: '期限' },
        ],
      },
    ],
    toPayload: (values) => ({
      ...values,
      actions: (values['actions'] as Values[]).map((action, at) => ({ ...action, no: at + 1 })),
    }),
  },
  finishAction: {
    hasMore: (s) => openActions(s).length > 0,
    initial: (s) => ({ target: s.ref || (openActions(s)[0]?.key ?? ''), on: s.today, text: '' }),
    fields: (s) => [
      choiceField(
        'target',
        '哪一项',
        openActions(s).map(({ key, unit, what, byOn }) => ({
          value: key,
          label: `${unit}：${what}`,
          note: byOn ? `${byOn} 前` : '',
        })),
        { span: 2 },
      ),
      dayField('on', '落实日期'),
      longField('text', '落实情况', 1000),
    ],
    toPayload: ({ target, ...rest }) => {
      const [meetId, no] = String(target).split('|')
      return { ...rest, meetId, no: Number(no) }
    },
  },
  feedBack: {
    note: '每次有进展都告诉委托人：受理告知、处理意见、延期，逐次记下怎么说的、何时说的。',
    initial: ({ today }) => ({ on: today, how: 'phone', text: '', isSigned: false }),
    fields: () => [
      dayField('on', '日期'),
      howContacted('反馈方式'),
      { kind: 'check', name: 'isSigned', label: '委托人已签收' },
      longField('text', '反馈内容', 2000),
    ],
  },
}

/** What the citizen handed in, as far as it was listed. */
function materialsOf({ view }: Surroundings): string {
  const names = last(view.record, 'describe')?.materials.map(({ name, copies }) => `${name} ${copies} 份`) ?? []
  return names.join('、').slice(0, 500)
}
