import { dayOf } from '../../src-shared/kernel/day.ts'
import type { OutputOf } from '../../src-shared/contract.ts'
import { sheetContract } from '../../src-shared/linkage/sheetContract.ts'
import { ANSWER_FIELDS, SHEET_DOORS, USUAL_ANSWERS, withTheirHeads } from '../../src-shared/linkage/sheetSource.ts'
import { call } from '../api/call.ts'
import { choiceField, choicesOf, textField, type Values } from '../workbench/fieldSpec.ts'
import type { DialogForm } from '../workbench/SpecDialog.vue'
import type { Directory } from './directory.ts'

export type Source = OutputOf<'linkage.sheetSources'>[number]

const BLANK: Omit<Source, 'id' | 'heads'> = {
  name: '',
  door: 'system',
  linkage: '',
  eventClass: '',
  answers: [...USUAL_ANSWERS],
  isActive: true,
}

/** How lists of a system are read and answered; a new one where none is given. A name that is in use is not asked again. */
export function sourceForm(source: Source | undefined, directory: Directory): DialogForm {
  const today = dayOf(new Date().toISOString())
  const { name, door, linkage, eventClass, isActive, answers } = source ?? BLANK
  const isKept = (source?.linkage ?? '') !== ''
  const initial = {
    name,
    door,
    linkage,
    eventClass,
    isActive,
    answers: source ? withTheirHeads(source) : answers,
    id: source?.id ?? null,
  }
  return {
    title: source ? `来件系统：${source.name}` : '新增来件系统',
    verb: '保存',
    draft: `linkage.source:${source?.id ?? 'new'}`,
    note: '导入的来件先按这里的“哪一联”和分类登记，交办前可以逐件改。答复的列照对方的表排，第一列是对方的编号。',
    initial: structuredClone(initial),
    fields: [
      ...(isKept ? [] : [textField('name', '名称', 40, { required: true, hint: '写在每一件上，以后不改' })]),
      choiceField('door', '来源', choicesOf(SHEET_DOORS)),
      choiceField('linkage', '属于哪一联', directory.choices('linkages', today)),
      choiceField('eventClass', '事件分类', directory.choices('classes', today)),
      { kind: 'checks', name: 'flags', label: '状态', items: [{ name: 'isActive', label: '使用中' }] },
      {
        kind: 'rows',
        name: 'answers',
        label: '答复的列',
        item: '列',
        max: 20,
        span: 'full',
        blank: { head: '', field: '' } as Values,
        fields: [
          textField('head', '列名', 40, { required: true }),
          choiceField('field', '填什么', choicesOf(ANSWER_FIELDS)),
        ],
      },
    ],
    schema: sheetContract['linkage.saveSheetSource'].input,
    send: (payload) => call('linkage.saveSheetSource', payload),
  }
}
