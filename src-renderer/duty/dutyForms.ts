import { DUTY_EVENTS } from '../../src-shared/duty/events.ts'
import { PersonCard, POST_DAYS, POST_KINDS, PostCard, type DutyPost } from '../../src-shared/duty/model.ts'
import type { MonthView, PersonView, StintView } from '../../src-shared/duty/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { call } from '../api/call.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'
import { choiceField, choicesOf, longField, textField, timeField, type FieldSpec } from '../workbench/fieldSpec.ts'
import type { DialogForm } from '../workbench/SpecDialog.vue'

/** The forms of 岗位联勤. */
export interface DutyChoices {
  units: readonly Choice[]
  categories: readonly Choice[]
  levels: readonly Choice[]
  absences: readonly Choice[]
  shifts: readonly Choice[]
  posts: readonly Choice[]
  people: readonly Choice[]
}
const none: Choice = { value: '', label: '（不选）' }
export const check = (name: string, label: string, hint = ''): FieldSpec => ({ kind: 'check', name, label, hint })
export const multi = (name: string, label: string, options: readonly Choice[], hint = ''): FieldSpec => ({
  kind: 'multi',
  name,
  label,
  options,
  hint,
  span: 'full',
})
export const time = (name: string, label: string): FieldSpec => timeField(name, label, { required: true })

export const shiftChoices = (shifts: MonthView['shifts']): Choice[] =>
  shifts.map(({ code, title, text }) => ({ value: code, label: title, note: text }))
export const personChoices = (people: readonly PersonView[]): Choice[] =>
  people.filter(({ isActive }) => isActive).map(({ id, name, unit }) => ({ value: id, label: name, note: unit }))

export function postForm(choices: DutyChoices, post?: DutyPost): DialogForm {
  return {
    title: post ? `修改岗位 ${post.code}` : '加岗位',
    verb: '保存',
    draft: `duty.post:${post?.id ?? 'new'}`,
    fields: () => [
      textField('code', '岗位编号', 20, { required: true }),
      textField('name', '岗位名称', 40, { required: true }),
      textField('place', '位置', 100),
      choiceField('kind', '岗位类型', choicesOf(POST_KINDS)),
      choiceField('unitCode', '责任单位', [none, ...choices.units], { required: false }),
      { kind: 'number', name: 'minPeople', label: '最低人数', required: true },
      choiceField('days', '哪些天', choicesOf(POST_DAYS)),
      choiceField('fromLevel', '从哪一级起设岗', [{ value: '', label: '平时就设' }, ...choices.levels], {
        required: false,
      }),
      multi('shifts', '班次', choices.shifts),
      longField('duties', '职责（定责）', 1000, { required: false }),
      longField('notes', '注意事项', 500, { required: false }),
      check('isActive', '使用中', '停用的岗位不再排班，以前的记录都在'),
    ],
    initial: post
      ? { ...post, minPeople: String(post.minPeople) }
      : {
          ...PostCard.parse({ code: '0', name: '0', minPeople: 1, shifts: ['1'] }),
          code: '',
          name: '',
          minPeople: '1',
          shifts: [],
        },
    schema: PostCard,
    send: (card: PostCard) => call('duty.savePost', { id: post?.id ?? null, post: card }),
  }
}

export function personForm(choices: DutyChoices, person?: PersonView): DialogForm {
  return {
    title: person ? `修改 ${person.name}` : '加上岗人员',
    verb: '保存',
    draft: `duty.person:${person?.id ?? 'new'}`,
    note: '只记上岗要用的：姓名、类别、单位、电话。电话平时遮住中间几位。',
    fields: () => [
      textField('name', '姓名', 40, { required: true }),
      choiceField('category', '类别', choices.categories),
      choiceField('unitCode', '单位', [none, ...choices.units], { required: false }),
      textField('phone', '电话', 30, { hint: '要改就整个重填，不改就不要动它' }),
      multi('posts', '定岗', choices.posts, '不选就是哪个岗位都可以'),
      check('canLead', '可以带班'),
      check('isActive', '使用中'),
    ],
    initial: person
      ? { ...person }
      : { name: '', category: '', unitCode: '', phone: '', posts: [], canLead: false, isActive: true },
    schema: PersonCard,
    send: (card: PersonCard) => call('duty.savePerson', { id: person?.id ?? null, person: card }),
  }
}

type Sign = 'sign_in' | 'sign_out'
export function signForm(kind: Sign, stint: StintView, now: string): DialogForm {
  const { postId, on, shift, personId } = stint
  return {
    title: `${stint.name} ${kind === 'sign_in' ? '到岗签到' : '离岗签退'}`,
    verb: kind === 'sign_in' ? '签到' : '签退',
    note: `${stint.post} ${stint.shiftText}。只记时间，不记位置。${kind === 'sign_in' ? '比开始早很多的，在备注里写明原因。' : ''}`,
    fields: () => [time('time', '时间'), textField('note', '备注', 200)],
    initial: { postId, on, shift, personId, time: now, note: '' },
    schema: DUTY_EVENTS[kind],
    send: (entry: never) => call('duty.record', { kind, entry }),
  }
}
export function absenceForm(choices: DutyChoices, stint: StintView): DialogForm {
  const { postId, on, shift, personId } = stint
  return {
    title: `${stint.name} 缺勤`,
    verb: '登记',
    note: `${stint.post} ${stint.shiftText}。统计时只按原因，不按人。`,
    fields: () => [choiceField('reason', '缺勤原因', choices.absences), textField('note', '备注', 200)],
    initial: { postId, on, shift, personId, reason: '', note: '' },
    schema: DUTY_EVENTS.absence,
    send: (entry: never) => call('duty.record', { kind: 'absence', entry }),
  }
}
export function leaveForm(choices: DutyChoices, today: Day): DialogForm {
  return {
    title: '登记请假',
    verb: '登记',
    draft: 'duty.leave:new',
    note: '请假的日子自动排班不排他；已经排了的会提示。',
    fields: () => [
      choiceField('personId', '谁', choices.people),
      textField('reason', '原因', 100, { required: true }),
      { kind: 'day', name: 'on', label: '从哪天', required: true },
      { kind: 'day', name: 'toOn', label: '到哪天', required: true },
    ],
    initial: { personId: '', reason: '', on: today, toOn: today },
    schema: DUTY_EVENTS.leave,
    send: (entry: never) => call('duty.record', { kind: 'leave', entry }),
  }
}

export function startForm(choices: DutyChoices, today: Day): DialogForm {
  return {
    title: '启动防控等级',
    verb: '启动',
    draft: 'duty.level:new',
    note: '从这一天起按这一级要求的人数和岗位排班，直到解除。各级怎样增加人数在“班次与规则”里定。',
    fields: () => [
      choiceField('level', '防控等级', choices.levels),
      textField('task', '任务名称', 100, { required: true }),
      { kind: 'day', name: 'on', label: '从哪天', required: true },
      time('time', '时间'),
      textField('orderedBy', '下令人', 40, { required: true }),
      textField('number', '文号', 60),
      longField('text', '命令内容', 1000, { required: false }),
    ],
    initial: { level: '', task: '', on: today, time: '00:00', orderedBy: '', number: '', text: '' },
    schema: DUTY_EVENTS.level_start,
    send: (entry: never) => call('duty.order', { kind: 'level_start', entry }),
  }
}
export function stopForm(startId: string, title: string, today: Day): DialogForm {
  return {
    title: `解除${title}`,
    verb: '解除',
    draft: `duty.level:${startId}`,
    fields: () => [
      { kind: 'day', name: 'on', label: '到哪天为止', required: true },
      time('time', '时间'),
      textField('orderedBy', '下令人', 40, { required: true }),
      textField('number', '文号', 60),
      longField('summary', '勤务小结', 2000, { required: false }),
    ],
    initial: { startId, on: today, time: '23:59', orderedBy: '', number: '', summary: '' },
    schema: DUTY_EVENTS.level_stop,
    send: (entry: never) => call('duty.order', { kind: 'level_stop', entry }),
  }
}
