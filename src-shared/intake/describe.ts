import { join, text, type Descriptions } from '../kernel/describe.ts'
import { ROUTES } from './schema.ts'

const enclosed = (list: unknown): string => (Array.isArray(list) && list.length > 0 ? `附 ${list.join('、')}` : '')

/** The events that any matter can have; those of a topic are in its own `describe.ts`. */
export const INTAKE_DESCRIPTIONS: Descriptions = {
  registered: (p) => ({ title: '登记', text: p.isImported ? '由表格导入' : '' }),
  amended: (p) => ({ title: '修改登记', text: Array.isArray(p.changed) ? p.changed.join('、') : '' }),
  triaged: (p) => ({
    title: `分流：${ROUTES[p.route as keyof typeof ROUTES] ?? ''}`,
    text: join(
      text(p.answer),
      Array.isArray(p.remedies) && p.remedies.length > 0 ? `已告知：${p.remedies.join('、')}` : '',
    ),
  }),
  linked: () => ({ title: '关联事项', text: '' }),
  unlinked: () => ({ title: '取消关联', text: '' }),
  merged: () => ({ title: '并入其他事项', text: '' }),
  unmerged: () => ({ title: '撤销并入', text: '' }),
  handed_over: (p) => ({ title: `移交给${text(p.toName)}`, text: '' }),
  taken_back: () => ({ title: '撤回上一步', text: '' }),
  voided: () => ({ title: '作废', text: '' }),
  sealed: (p) => ({
    title: '密封（检举控告）',
    text: Array.isArray(p.reported)
      ? `被反映：${p.reported.map((each: { name: string }) => each.name).join('、')}`
      : '',
  }),
  reported_up: () => ({ title: '上报区里', text: '' }),
  report_up_withdrawn: () => ({ title: '撤回上报', text: '' }),
  left_step_settled: () => ({ title: '没有生效的一步已处理', text: '' }),
  package_sealed: (p) => ({
    title: `密封包交${text(p.unit)}`,
    text: join(enclosed(p.documents), p.withPeople === true ? '含当事人姓名、电话' : ''),
  }),
  package_taken: (p) => ({
    title: `收下${text(p.centre)}的密封包`,
    text: join(
      `${text(p.number)} ${text(p.slipCode)}`,
      `${text(p.dueOn)} 前答复`,
      text(p.request),
      enclosed(p.documents),
    ),
  }),
  package_answered: (p) => ({
    title: `密封包回复${text(p.centre)}`,
    text: join(text(p.on), text(p.closure), text(p.text), enclosed(p.documents)),
  }),
  unsealed: () => ({ title: '解除密封', text: '' }),
}
