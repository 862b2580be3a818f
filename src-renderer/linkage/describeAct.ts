import type { DirectiveRow } from '../../src-shared/directive/schema.ts'
import { NATURES, SOURCES, URGENCIES } from '../../src-shared/linkage/codes.ts'
import { last } from '../../src-shared/linkage/project.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'
import { choicesOf, timeField } from '../workbench/fieldSpec.ts'
import type { Directory } from './directory.ts'
import { choiceField, longField, textField, type SimpleAct, type Surroundings } from './parts.ts'

/** Directives that a task may come from; one that is over stays with the task that names it. */
function directiveChoices({ view }: Surroundings, directives: readonly DirectiveRow[]): Choice[] {
  const listed = directives.map(({ id, number, title, replyBy }) => ({
    value: id,
    label: `${number} ${title}`,
    note: `${replyBy} 前答复`,
  }))
  const own = view.directive
  return own && !listed.some(({ value }) => value === own.id)
    ? [...listed, { value: own.id, label: `${own.number} ${own.title}` }]
    : listed
}

/** 受理登记 beyond the intake card. */
export const describeAct = (directory: Directory, directives: readonly DirectiveRow[]): SimpleAct => ({
  note: '来件的编号照原样保留，办结后按来件单位的格式反馈。',
  initial: ({ view }) => {
    const before = last(view.record, 'describe')
    const { card } = view.matter
    const isSheet = card.channel === 'transfer' && card.sourceNumber !== ''
    const sheet = before?.sheet ?? (isSheet ? { system: card.sourceUnit, number: card.sourceNumber } : undefined)
    return {
      linkage: before?.linkage ?? '',
      source: before?.source ?? (isSheet ? (card.sourceUnit.includes('12345') ? 'hotline' : 'system') : 'window'),
      eventClass: before?.eventClass ?? '',
      happenedOn: before?.happenedOn ?? '',
      happenedAt: before?.happenedAt ?? '',
      place: before?.place ?? [view.matter.placeName, card.placeDetail].filter(Boolean).join(' '),
      nature: before?.nature ?? 'single',
      people: String((before?.people ?? card.peopleCount) || ''),
      urgency: before?.urgency ?? 'normal',
      isMajor: before?.isMajor ?? false,
      isLegacy: before?.isLegacy ?? false,
      isSecret: before?.isSecret ?? false,
      proposal: before?.proposal ?? '',
      directiveId: before?.directiveId ?? '',
      sheetSystem: sheet?.system ?? '',
      sheetNumber: sheet?.number ?? '',
      sheetKind: before?.sheet?.kind ?? '',
      sheetClasses: before?.sheet?.classes ?? [''],
      sheetDueOn: before?.sheet?.dueOn ?? '',
      sheetOpinion: before?.sheet?.opinion ?? '',
      sheetForwardedBy: before?.sheet?.forwardedBy ?? '',
    }
  },
  fields: (s, values) => {
    const on = s.view.matter.card.receivedOn
    const isSheet = ['hotline', 'system'].includes(String(values['source']))
    const more = { isHidden: !isSheet }
    return [
      choiceField('linkage', '属于哪一联', directory.choices('linkages', on)),
      choiceField('source', '来源', choicesOf(SOURCES)),
      choiceField('directiveId', '哪一件督办、交办', directiveChoices(s, directives), {
        required: false,
        isHidden: values['source'] !== 'directive',
        hint: '文号、答复期限和要求随之写进任务；不是从程序里收到的不用选',
      }),
      choiceField('eventClass', '事件分类', directory.choices('classes', on)),
      { kind: 'day', name: 'happenedOn', label: '发生日期' },
      timeField('happenedAt', '发生时间'),
      textField('place', '发生地点', 120),
      choiceField('nature', '事件性质', choicesOf(NATURES)),
      { kind: 'number', name: 'people', label: '涉及人数' },
      choiceField('urgency', '紧急等级', choicesOf(URGENCIES)),
      {
        kind: 'checks',
        name: 'flags',
        label: '标记',
        items: [
          { name: 'isMajor', label: '重大' },
          { name: 'isLegacy', label: '历史遗留' },
          { name: 'isSecret', label: '要求保密', hint: '台账和清单里不写事由' },
        ],
      },
      longField('proposal', '拟办意见', 1000, { required: false }),
      { kind: 'heading', name: 'sheet', label: '来件', isHidden: !isSheet },
      textField('sheetSystem', '来件系统', 40, { ...more, required: true }),
      textField('sheetNumber', '来件编号', 60, { ...more, required: true }),
      { kind: 'day', name: 'sheetDueOn', label: '来件要求的办结时限', ...more },
      textField('sheetKind', '工单类型', 40, more),
      textField('sheetForwardedBy', '转办人', 40, more),
      { kind: 'lines', name: 'sheetClasses', label: '一至五级分类', max: 5, ...more },
      longField('sheetOpinion', '转办意见', 1000, { ...more, required: false }),
    ]
  },
  toPayload: (values) => {
    const { sheetSystem, sheetNumber, sheetKind, sheetClasses, sheetDueOn, sheetOpinion, sheetForwardedBy, ...given } =
      values
    const rest = { ...given, directiveId: given['directiveId'] || null, people: given['people'] || 0 }
    if (sheetNumber === undefined) return { ...rest, sheet: null }
    const sheet = {
      system: sheetSystem,
      number: sheetNumber,
      kind: sheetKind,
      classes: sheetClasses,
      dueOn: sheetDueOn || null,
      opinion: sheetOpinion,
      forwardedBy: sheetForwardedBy,
    }
    return { ...rest, sheet }
  },
})
