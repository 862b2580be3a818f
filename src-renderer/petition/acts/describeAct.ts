import { firstVersion, type TableVersion } from '../../../src-shared/centre/codeTables.ts'
import {
  EARLIER_PROCEDURES,
  FORMS,
  formOfChannel,
  originOfChannel,
  ORIGINS,
  PURPOSE_ARTICLES,
  PURPOSES,
  type Purpose,
  VISIT_PLACES,
} from '../../../src-shared/petition/codes.ts'
import { choicesOf, type FieldSpec, type Values } from '../../workbench/fieldSpec.ts'
import { choiceField, describedOf, longField, textField, type SimpleAct, type Surroundings } from '../actParts.ts'

const EARLIER_BLANK = { procedure: '', number: '', organ: '' }
const MATERIAL_BLANK = { name: '', copies: '1', isOriginal: false, isReturned: false }
const SEALING =
  '保存后立即密封：被反映的单位和人员在列表、计数、搜索、导出里都看不到，也不能转给他们；' +
  '只有登记人、负责人和指定的人能打开，每次查看都记入日志（信访工作条例第三十条、第四十六条）。请写明被反映的单位或人员。'

/** `1. 修好路灯\n2、道歉` -> two requests. */
function requestsOf(wish: string): string[] {
  const lines = wish
    .split('\n')
    .map((line) => line.replace(/^\s*\d+[.、．)）]\s*/, '').trim())
    .filter(Boolean)
  return lines.length > 0 ? lines : ['']
}

/** What the intake card says already; the newest registration comes before it. */
export function describeInitial(s: Surroundings): Values {
  const before = describedOf(s)
  if (before) {
    const { id: _id, seq: _seq, ...fields } = before
    return {
      ...fields,
      origin: before.origin || originOfChannel(s.view.matter.card.channel),
      visitPlace: before.visitPlace ?? '',
      repeatOf: before.repeatOf ?? '',
      materials: before.materials.map((each) => ({ ...each, copies: String(each.copies) })),
      earlier: before.earlier.map((each) => ({ ...each })),
    }
  }
  const { card, parties, placeName, seal } = s.view.matter
  const form = formOfChannel(card.channel)
  const reported = (kind: 'unit' | 'person'): string =>
    (seal?.reported ?? [])
      .filter((each) => each.kind === kind)
      .map(({ name }) => name)
      .join('、')
  const isGroup = card.peopleCount >= (s.settings?.groupVisitFrom ?? 5)
  return {
    form,
    origin: originOfChannel(card.channel),
    visitPlace: '',
    purpose: seal ? 'report' : '',
    contentClass: '',
    problemPlace: [placeName, card.placeDetail].filter(Boolean).join(' '),
    againstUnit: reported('unit'),
    againstPerson: reported('person'),
    requests: requestsOf(card.wish),
    facts: card.facts || card.summary,
    isConfirmed: false,
    isGroup,
    isJointLetter: isGroup && form === 'letter',
    representativeIds: parties.filter(({ role }) => role === 'representative').map(({ partyId }) => partyId as string),
    earlier: [],
    isJudicial: false,
    wishesSecrecy: false,
    mayPublish: false,
    isUrgent: false,
    isContactUnclear: card.isAnonymous || (parties[0]?.name ?? '') === '',
    receivedBy: form === 'visit' ? s.myName : '',
    repeatOf: '',
    materials: [],
  }
}

/**
 * 信访登记 (B1.7), with the content classes in force. A class of an earlier registration that this table has no more
 * stays readable in the field and cannot be chosen again.
 */
export function describeAct(
  table: TableVersion,
  retired?: { code: string; title: string },
  came: CameFrom = SHIPPED,
): SimpleAct {
  return {
    note: '口头提出的如实记录，念给信访人听或请其核对（信访工作条例第十九条）。登记的内容只用于给信访人答复；需要改的随时可以再登记一次，以最新的为准。',
    initial: describeInitial,
    fields: (s, values) => [
      choiceField('form', '信访形式', choicesOf(FORMS)),
      choiceField('purpose', '信访目的', choicesOf(PURPOSES), {
        hint: PURPOSE_ARTICLES[values['purpose'] as Purpose] ?? '决定走哪一条路',
      }),
      choiceField(
        'contentClass',
        '内容分类',
        [
          ...table.codes.map(({ code, title }) => ({ value: code, label: title })),
          ...(retired ? [{ value: retired.code, label: `${retired.title}（已停用，请重选）`, disabled: true }] : []),
        ],
        { hint: `${table.title}；来源：${table.source}` },
      ),
      {
        kind: 'lines',
        name: 'requests',
        label: '请求事项',
        required: true,
        max: 20,
        span: 'full',
        hint: '一条一件；意见书逐条答复',
      },
      longField('facts', '事实和理由', 8000, { rows: 5, hint: '用信访人自己的话，不加评价' }),
      {
        kind: 'check',
        name: 'isConfirmed',
        label: '口头提出的，已由信访人确认与所述一致',
        span: 'full',
      },
      textField('problemPlace', '问题属地', 120),
      ...cameFrom(values, came),
      ...against(values),
      ...people(s, values),
      ...before(),
      ...wishes(values),
      {
        kind: 'rows',
        name: 'materials',
        label: '材料清单',
        item: '材料',
        max: 60,
        blank: MATERIAL_BLANK,
        fields: [
          textField('name', '名称', 80, { required: true, span: 2 }),
          { kind: 'number', name: 'copies', label: '份数' },
          { kind: 'check', name: 'isOriginal', label: '原件' },
          { kind: 'check', name: 'isReturned', label: '已当场退还' },
        ],
      },
    ],
  }
}

/** The tables by which the month sums letters by their origin and visits made elsewhere (B3.6). */
interface CameFrom {
  origins: TableVersion
  visitPlaces: TableVersion
}
const SHIPPED: CameFrom = { origins: firstVersion(ORIGINS), visitPlaces: firstVersion(VISIT_PLACES) }

/** Asked only of the form that the month counts by it. */
function cameFrom(values: Values, { origins, visitPlaces }: CameFrom): FieldSpec[] {
  const choices = ({ codes }: TableVersion) => codes.map(({ code, title }) => ({ value: code, label: title }))
  return [
    choiceField('origin', '登记来源', choices(origins), {
      isHidden: values['form'] !== 'letter',
      hint: '来信由哪一级登记；月报按它分列',
    }),
    choiceField('visitPlace', '走访去向', choices(visitPlaces), {
      required: false,
      isHidden: values['form'] !== 'visit',
      hint: '来本中心的不填；在别处走访后转来的才选，只用于月报合计',
    }),
  ]
}

function against(values: Values): FieldSpec[] {
  const isReport = values['purpose'] === 'report'
  return [
    {
      kind: 'heading',
      name: 'sealing',
      label: '检举控告的对象',
      hint: SEALING,
      isHidden: !isReport,
    },
    textField('againstUnit', '被反映的单位', 80, { hint: isReport ? '单位、人员至少写一项' : '可不填' }),
    textField('againstPerson', '被反映的人员', 40, { hint: isReport ? '几个人的用顿号分开' : '可不填' }),
  ].filter(({ isHidden }) => !isHidden) as FieldSpec[]
}

function people({ view }: Surroundings, values: Values): FieldSpec[] {
  const isGroup = values['isGroup'] === true
  return [
    { kind: 'heading', name: 'people', label: '人数和代表' },
    {
      kind: 'check',
      name: 'isGroup',
      label: '多人提出共同事项',
      hint: view.matter.card.peopleCount > 0 ? `登记卡上写的是 ${view.matter.card.peopleCount} 人` : '',
    },
    { kind: 'check', name: 'isJointLetter', label: '联名信', isHidden: !isGroup },
    textField('receivedBy', '接谈人', 40, { hint: '来访的写明由谁接谈' }),
    {
      kind: 'multi',
      name: 'representativeIds',
      label: '代表',
      options: view.matter.parties.map(({ partyId, name }) => ({ value: partyId, label: name || '（未填姓名）' })),
      span: 'full',
      isHidden: !isGroup,
      hint: '多人走访的推选代表，不超过 5 人（信访工作条例第二十条）；名单上没有的先在“修改登记”里添上',
    },
  ]
}

function before(): FieldSpec[] {
  return [
    {
      kind: 'heading',
      name: 'before',
      label: '此前办过什么',
      hint: '判断受理的关键：正在办理的、复核过的，处理不同（第十九条、第三十六条）。',
    },
    {
      kind: 'rows',
      name: 'earlier',
      label: '此前的程序',
      item: '程序',
      max: 10,
      blank: EARLIER_BLANK,
      fields: [
        choiceField('procedure', '程序', choicesOf(EARLIER_PROCEDURES)),
        textField('organ', '机关', 60),
        textField('number', '文号或案号', 60),
      ],
    },
    {
      kind: 'matter',
      name: 'repeatOf',
      label: '重复件：首次提出的那一件',
      hint: '同一事项以前登记过的，关联起来就能看到已经办到哪一步。只关联事项，不统计谁来过几次。',
    },
  ]
}

function wishes(values: Values): FieldSpec[] {
  return [
    { kind: 'heading', name: 'wishes', label: '需要留意' },
    {
      kind: 'checks',
      name: 'flags',
      label: '需要留意',
      items: [
        { name: 'isJudicial', label: '涉法涉诉', hint: '正在或应当诉讼、检察监督、公安程序（第二十二条）' },
        {
          name: 'isUrgent',
          label: '重大、紧急',
          hint: '及时报告本级党委政府，法律没有规定小时数（第二十五条）',
          ...(values['isUrgent'] ? { warning: '保存后请马上记录“重大紧急报告”' } : {}),
        },
        { name: 'isContactUnclear', label: '姓名或住址不清', hint: '不能书面告知的，不计告知期限（第二十三条）' },
        { name: 'wishesSecrecy', label: '信访人要求保密' },
        { name: 'mayPublish', label: '信访人同意公开办理结果', hint: '默认不公开' },
      ],
    },
  ]
}
