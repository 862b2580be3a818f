import { PUBLISH_PLACES, RATINGS, RESULTS } from '../../../src-shared/petition/codes.ts'
import type { PetitionActName } from '../../../src-shared/petition/events.ts'
import { choicesOf, choicesOfTexts } from '../../workbench/fieldSpec.ts'
import { dayField } from '../../workbench/simpleAct.ts'
import { choiceField, howContacted, longField, textField, type SimpleAct } from '../actParts.ts'

/** Acts once the citizen was answered: rating, publishing, return visit, closing, archive (B2.5, B3.5). */
export const CLOSING_ACTS: Partial<Record<PetitionActName, SimpleAct>> = {
  rate: {
    note: '由信访人评价，对办理单位和代理工作分别问（国信发〔2022〕11号，未核全文）。评价的是工作，不给任何人打分；没有在期限内评价的记“逾期未评”。',
    hasMore: ({ view }) => !view.state.ratings.unit || (view.state.mandates > 0 && !view.state.ratings.agency),
    initial: ({ today, view }) => ({
      of: view.state.ratings.unit && view.state.mandates > 0 ? 'agency' : 'unit',
      on: today,
      rating: '',
      note: '',
    }),
    fields: ({ view }) => [
      choiceField(
        'of',
        '评价什么',
        choicesOf(
          view.state.mandates > 0 ? { unit: '办理单位的工作', agency: '代理工作' } : { unit: '办理单位的工作' },
        ),
      ),
      dayField('on', '评价日期'),
      choiceField('rating', '评价', choicesOf(RATINGS)),
      textField('note', '信访人的话', 500, { span: 'full' }),
    ],
  },
  visitReturn: {
    initial: ({ today, myName }) => ({ on: today, how: 'phone', text: '', visitor: myName }),
    fields: () => [
      dayField('on', '回访日期'),
      howContacted(),
      textField('visitor', '回访人', 40),
      longField('text', '回访情况', 2000, { hint: '答复是否落实，还有什么困难' }),
    ],
  },
  publish: {
    note: '信访人同意公开的，答复以后可以公开办理结果（个人信息保护法第二十五条）。不写姓名、住址、电话，也不写能认出信访人的细节；调解、和解的内容不公开。',
    initial: ({ today, myName }) => ({ on: today, where: '', place: '', by: myName, isAnonymised: false }),
    fields: () => [
      dayField('on', '公开日期'),
      choiceField('where', '在哪里公开', choicesOf(PUBLISH_PLACES)),
      textField('by', '公开人', 40, { required: true }),
      textField('place', '网址或哪一处公示栏', 200, { span: 'full' }),
      { kind: 'check', name: 'isAnonymised', label: '已隐去姓名、住址等个人信息', span: 'full' },
    ],
    needs: (_, { isAnonymised }): Record<string, string> =>
      isAnonymised ? {} : { isAnonymised: '公开之前请隐去个人信息，并勾选确认' },
  },
  close: {
    note: '答复送达，或者已按其他方式处理并告知信访人的，可以办结。信访人申请复查、复核的权利不受影响。',
    initial: ({ today }) => ({ on: today, result: '', summary: '', approver: '' }),
    fields: () => [
      dayField('on', '办结日期'),
      choiceField('result', '结果', choicesOf(RESULTS)),
      textField('approver', '审批人', 40, { required: true }),
      longField('summary', '办理结果', 2000, { rows: 4, hint: '怎么办的、信访人的请求解决到什么程度' }),
    ],
    needs: (_, { result }): Record<string, string> => (result ? {} : { result: '请选择结果' }),
  },
  archive: {
    note: '一事一档。保管期限以当地档案部门规定为准（未核实）。',
    warnings: ({ view }) => ({
      title: `档案体检还有 ${view.dossier.length} 处没有补齐，请先补齐；仍要归档的，请在说明里写明原因：`,
      lines: view.dossier.map(({ text }) => text),
    }),
    initial: ({ today, settings, myName }) => ({
      on: today,
      retention: settings?.retention ?? '',
      filedBy: myName,
      isIncomplete: false,
      note: '',
    }),
    fields: ({ view }) => [
      dayField('on', '归档日期'),
      choiceField('retention', '保管期限', choicesOfTexts(['10年', '30年', '永久']), { allowFree: true }),
      textField('filedBy', '立卷人', 40, { required: true }),
      {
        kind: 'check',
        name: 'isIncomplete',
        label: '材料没有补齐，仍要归档',
        isHidden: view.dossier.length === 0,
      },
      textField('note', view.dossier.length > 0 ? '没有补齐的原因' : '说明', 300, {
        required: view.dossier.length > 0,
        span: 'full',
      }),
    ],
    needs: ({ view }, { isIncomplete, note }) =>
      view.dossier.length === 0
        ? {}
        : {
            ...(isIncomplete ? {} : { isIncomplete: '请先补齐材料；仍要归档的，请勾选' }),
            ...(String(note).trim() ? {} : { note: '请写明没有补齐的原因' }),
          },
  },
  reopen: {
    note: '已签发月份的台账不会变；重新打开后的变化列入差异单。',
    initial: ({ today }) => ({ on: today, reason: '' }),
    fields: () => [dayField('on', '日期'), textField('reason', '原因', 300, { required: true, span: 2 })],
  },
}
