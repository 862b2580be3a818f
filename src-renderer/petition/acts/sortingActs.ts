import { DELIVERIES, PROCEDURES, type ProcedureKind } from '../../../src-shared/petition/codes.ts'
import type { PetitionActName } from '../../../src-shared/petition/events.ts'
import { last } from '../../../src-shared/petition/project.ts'
import { choicesOf, choicesOfTexts } from '../../workbench/fieldSpec.ts'
import { dayField } from '../../workbench/simpleAct.ts'
import {
  choiceField,
  citizenNames,
  describedOf,
  howContacted,
  howDelivered,
  itemField,
  longField,
  NEXT_NUMBER,
  remedyLines,
  textField,
  toBoolean,
  unissuedWarning,
  type SimpleAct,
  type Surroundings,
} from '../actParts.ts'

const procedureTitles = Object.fromEntries(Object.entries(PROCEDURES).map(([key, { title }]) => [key, title]))
const respondentOf = ({ view }: Surroundings): string =>
  view.matter.parties.find(({ role }) => role === 'respondent')?.name ?? ''
const REFUSALS = {
  pending_elsewhere: '不予受理：有权机关已受理或正在办理，又向上级提出（第十九条）',
  after_recheck: '不再受理：复核意见作出后，仍以同一事实和理由提出（第三十六条）',
}
const NATURES = {
  personal_property: '公民之间的人身、财产权益',
  civil_with_organisation: '公民与法人或组织的民事纠纷',
  civil_with_authority: '与行政机关之间有民事权利义务的争议',
  other: '其他可以调解的',
}
const OPINION_PAPERS = {
  handling: 'petition_opinion',
  review: 'petition_review_opinion',
  recheck: 'petition_recheck_opinion',
} as const
const ADOPTIONS = { adopted: '采纳', partly: '部分采纳', noted: '留作研究', none: '不涉及采纳' }

/** Acts by which a petition gets its way (信访工作条例 Arts. 19, 22, 23, 29-33, 36). */
export const SORTING_ACTS: Partial<Record<PetitionActName, SimpleAct>> = {
  accept: {
    note: (_, values) =>
      values['item'] === '31-6'
        ? '受理之日起六十日内办结（第三十四条）；收到之日起十五日内书面告知信访人（第二十三条）。'
        : '这一类不适用六十日的规定；仍应在收到之日起十五日内书面告知信访人（第二十三条）。',
    initial: ({ today, myName }) => ({ acceptedOn: today, item: '31-6', isSimple: false, handler: myName }),
    fields: ({ view }, values) => [
      dayField('acceptedOn', '受理日期'),
      textField('handler', '经办人', 40),
      itemField(),
      {
        kind: 'check',
        name: 'isSimple',
        label: '简易办理',
        hint: '受理后十个工作日，六十日同时计（办法只见到摘录，未核原文）',
        isHidden: values['item'] !== '31-6' || view.state.isRepeat,
      },
    ],
  },
  tellAcceptance: {
    note: '收到之日起十五日内书面告知信访人接收情况、处理途径和程序；能当场告知的当场告知（第二十三条）。受理告知书在“卷内文书”里出具。',
    warnings: (s) => unissuedWarning(s, 'petition_acceptance_notice'),
    initial: ({ today, view }) => ({ on: today, how: 'direct', number: view.nextNumber }),
    fields: () => [
      dayField('on', '告知日期'),
      howDelivered(),
      textField('number', '告知书编号', 60, { hint: NEXT_NUMBER }),
    ],
  },
  guide: {
    note: '不属于本单位和本系统职权的，告知信访人向谁提出（第二十三条）。能当场书面告知的当场告知。',
    initial: ({ today }) => ({ on: today, toWhom: '', reason: '', how: 'direct' }),
    fields: () => [
      dayField('on', '告知日期'),
      howDelivered(),
      textField('toWhom', '应当向谁提出', 80, { required: true, span: 2 }),
      longField('reason', '理由', 500, { hint: '会印在告知书上' }),
    ],
  },
  leadToProcedure: {
    note: '应当通过其他法定途径解决的，告知信访人适用的程序和机关（第三十一条第一项至第五项）。知道那条途径的起算日的，填上，申请的最后一日会提醒；那是信访人的权利，不是本单位的期限。',
    initial: ({ today }) => ({
      on: today,
      procedure: '',
      organ: '',
      reason: '',
      knownOn: '',
      how: 'direct',
    }),
    fields: (_, values) => [
      choiceField('procedure', '途径', choicesOf(procedureTitles), { span: 2 }),
      dayField('on', '告知日期'),
      howDelivered(),
      choiceField(
        'organ',
        '机关',
        choicesOfTexts(
          values['procedure'] && Object.hasOwn(PROCEDURES, String(values['procedure']))
            ? [PROCEDURES[values['procedure'] as ProcedureKind].organ]
            : [],
        ),
        { allowFree: true, span: 2, hint: '最好写具体的机关' },
      ),
      longField('reason', '理由', 500, { hint: '会印在告知书上' }),
      {
        kind: 'day',
        name: 'knownOn',
        label: '那条途径的起算日',
        hint: '行政复议：知道行政行为之日；劳动仲裁：知道权利被侵害之日。不清楚的不填',
        isHidden: !['reconsideration', 'labour_arbitration'].includes(String(values['procedure'])),
      },
    ],
  },
  procedureBegins: {
    initial: ({ today, view }) => ({ on: today, organ: last(view.record, 'leadToProcedure')?.organ ?? '', number: '' }),
    fields: () => [
      dayField('on', '受理日期'),
      textField('organ', '机关', 80, { required: true }),
      textField('number', '案号或文号', 60),
    ],
  },
  procedureEnds: {
    initial: ({ today }) => ({ on: today, result: '', number: '' }),
    fields: () => [dayField('on', '日期'), textField('number', '文号', 60), longField('result', '结果', 1000)],
  },
  handReport: {
    note: '检举控告由有权单位依规依纪依法接收、受理、办理和反馈（第三十条）。不得将材料和情况透露或者转给被反映的单位和人员；填写的单位若是被反映的单位，程序不会保存。',
    initial: ({ today, view }) => ({
      on: today,
      organ: '',
      signedBy: '',
      letterNumber: view.nextNumber,
      isChecked: false,
    }),
    fields: () => [
      dayField('on', '转送日期'),
      textField('organ', '转给哪个有权单位', 80, { required: true, hint: '如区纪委监委；按管理权限' }),
      textField('letterNumber', '函号', 60, { hint: NEXT_NUMBER }),
      textField('signedBy', '签收人', 40),
      { kind: 'check', name: 'isChecked', label: '已核对：接收单位不是被反映的单位、人员，也不归其管理' },
    ],
  },
  refuse: {
    note: '只有这两种情形可以不受理，理由和其他途径都要告知信访人。来过几次不是理由。',
    initial: ({ today }) => ({
      on: today,
      ground: 'pending_elsewhere',
      earlierNumber: '',
      reason: '',
      remedies: [''],
      how: 'direct',
    }),
    fields: (_, values) => [
      choiceField('ground', '情形', choicesOf(REFUSALS), { span: 'full' }),
      dayField('on', '日期'),
      howDelivered(),
      textField('earlierNumber', values['ground'] === 'after_recheck' ? '复核意见书文号' : '正在办理的单位和编号', 80, {
        required: true,
      }),
      longField('reason', '理由', 500, { hint: '会印在告知书上' }),
      remedyLines(),
    ],
  },
  reply: {
    note: '建议意见、咨询和能当场答清的，答复并记录（第二十三条、第二十九条）。',
    initial: ({ today }) => ({ on: today, text: '', adoption: 'none', how: 'face' }),
    fields: ({ view }) => [
      dayField('on', '答复日期'),
      howContacted('答复方式'),
      choiceField('adoption', '建议是否采纳', choicesOf(ADOPTIONS), {
        isHidden: view.state.purpose === 'consult',
      }),
      longField('text', '答复内容', 3000, { rows: 4 }),
    ],
  },
  objectToSender: {
    note: '收到转送、交办之日起五个工作日内向转送单位提出异议并说明理由；经核实同意后交还材料（第二十三条）。异议期间，书面告知信访人的十五日不停。',
    initial: ({ today, view }) => ({ on: today, sender: view.matter.card.sourceUnit, reason: '' }),
    fields: () => [
      dayField('on', '提出日期'),
      textField('sender', '转送单位', 80, { required: true, span: 2 }),
      longField('reason', '理由', 500),
    ],
  },
  senderDecides: {
    initial: ({ today }) => ({ on: today, isAgreed: '', note: '' }),
    fields: () => [
      dayField('on', '答复日期'),
      choiceField('isAgreed', '答复', choicesOf({ yes: '同意，材料交还', no: '不同意，由本单位办理' })),
      textField('note', '说明', 300),
    ],
    toPayload: ({ isAgreed, ...rest }) => ({ ...rest, isAgreed: toBoolean(isAgreed) }),
  },
  toMediation: {
    note: '经双方同意才能转人民调解（第三十三条）。不能转的：专门机关管辖、涉法涉诉未终结、行政争议、一方明确拒绝（访调对接，只见到摘录）。调解另立一件，信访人为申请人；结果自动反馈到这里。',
    initial: (s) => ({
      on: s.today,
      otherSide: respondentOf(s) || describedOf(s)?.againstUnit || describedOf(s)?.againstPerson || '',
      citizenConsentedOn: s.today,
      otherConsentedOn: '',
      nature: '',
    }),
    fields: () => [
      dayField('on', '移交日期'),
      textField('otherSide', '对方当事人', 80, { required: true, span: 2 }),
      choiceField('nature', '争议性质', choicesOf(NATURES), { span: 3 }),
      dayField('citizenConsentedOn', '信访人同意的日期'),
      dayField('otherConsentedOn', '对方同意的日期', { hint: '没有同意的，先不要转' }),
    ],
  },
  mediationReturns: {
    note: '关联的调解一有结果会自动记到这里；只有调解在别处进行的，才在这里手工记录。',
    initial: ({ today, view }) => ({ on: today, result: '', number: view.mediation?.number ?? '', note: '' }),
    fields: () => [
      dayField('on', '日期'),
      choiceField('result', '结果', choicesOf({ success: '调解成功', failure: '调解不成', refused: '不予调解' })),
      textField('number', '调解编号', 60),
      textField('note', '说明', 1000, { span: 'full' }),
    ],
  },
  tellDirection: {
    note: ({ view }) =>
      view.state.purpose === 'report'
        ? '告知信访人已收到并依规转送有权单位（第二十三条）；只告知本人，注意保密（第三十条）。'
        : '转送、交办后，告知信访人转给了谁（第二十三条）。',
    initial: ({ today }) => ({ on: today, how: 'direct' }),
    fields: () => [dayField('on', '告知日期'), howDelivered()],
  },
  withdraw: {
    note: '由信访人自己提出。书面撤回的附上；以后仍可以再提出。',
    initial: ({ today }) => ({ on: today, reason: '', isInWriting: false }),
    fields: () => [
      dayField('on', '撤回日期'),
      textField('reason', '信访人说明的原因', 300, { span: 2 }),
      { kind: 'check', name: 'isInWriting', label: '书面撤回' },
    ],
  },
  serve: {
    note: (s) =>
      `复查、复核的三十日从信访人收到书面答复起算（第三十五条、第三十六条），送达日期请以送达回证为准。${s.view.record.issueOpinion ? '' : '还没有意见书，可以记录其他文书的送达。'}`,
    warnings: (s, { what }) => unissuedWarning(s, OPINION_PAPERS[what as keyof typeof OPINION_PAPERS]),
    initial: (s) => ({
      what: (['recheck', 'review', 'handling'] as const).find((level) => isUnserved(s, level)) ?? 'notice',
      paper: '',
      on: s.today,
      how: 'direct',
      receivedBy: citizenNames(s.view).slice(0, 40),
      server: s.myName,
      comment: '',
    }),
    fields: (s, values) => [
      choiceField('what', '送达什么', [
        ...(['handling', 'review', 'recheck'] as const)
          .filter((level) => isUnserved(s, level))
          .map((level) => ({ value: level, label: LEVELS[level] })),
        { value: 'notice', label: '其他文书' },
      ]),
      textField('paper', '文书名称和编号', 120, {
        required: true,
        span: 2,
        isHidden: values['what'] !== 'notice',
      }),
      dayField('on', '送达（签收）日期'),
      choiceField('how', '送达方式', choicesOf(DELIVERIES)),
      textField('receivedBy', '签收人', 40, { required: true }),
      textField('server', '送达人', 40, { required: true }),
      textField('comment', '信访人意见', 500, { span: 'full' }),
    ],
  },
}

const LEVELS = { handling: '信访处理意见书', review: '复查意见书', recheck: '复核意见书' } as const
const isUnserved = ({ view }: Surroundings, level: keyof typeof LEVELS): boolean => {
  const opinion = view.state.opinions[level]
  return opinion !== null && opinion.servedOn === null
}
