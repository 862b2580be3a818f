import { z } from 'zod'
import { RowId } from '../../src-shared/kernel/ids.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { VOLUNTEER_PAPER_KINDS } from '../../src-shared/volunteer/model.ts'
import {
  ActivityCard,
  PaperCard,
  ServiceHours,
  TeamCard,
  VolunteerCard,
  type TeamView,
  type VolunteerRow,
} from '../../src-shared/volunteer/schema.ts'
import { call } from '../api/call.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'
import { choiceField, choicesOf, longField, textField } from '../workbench/fieldSpec.ts'
import type { DialogForm } from '../workbench/SpecDialog.vue'

/** The forms of volunteers. */
export interface VolunteerChoices {
  teams: readonly Choice[]
  classes: readonly Choice[]
  bases: readonly Choice[]
  minimums: readonly Choice[]
  kinds: readonly Choice[]
  places: readonly Choice[]
  colleagues: readonly Choice[]
}
const none: Choice = { value: '', label: '（不选）' }
/** Empty text of a choice is nobody or nothing. */
const orNull = (value: unknown): unknown => (value === '' ? null : value)

export function teamForm(choices: VolunteerChoices, team?: TeamView): DialogForm {
  return {
    title: team ? `修改${team.name}` : '加队伍',
    verb: '保存',
    draft: `volunteer.team:${team?.id ?? 'new'}`,
    note: '“参加要求”写在队伍上，不写在个人上：不登记谁是低保、谁是党员。',
    fields: () => [
      textField('name', '队伍名称', 60, { required: true }),
      choiceField('base', '依托', [none, ...choices.bases], { required: false }),
      choiceField('minimum', '参加要求', [none, ...choices.minimums], { required: false }),
      textField('leader', '队长', 40),
      choiceField('placeId', '居村委', [none, ...choices.places], { required: false }),
      choiceField('ownerId', '负责人员', [none, ...choices.colleagues], {
        required: false,
        hint: '保险、证书快到期在他的“今日”里提醒',
      }),
      { kind: 'check', name: 'isActive', label: '使用中' },
    ],
    initial: team
      ? { ...team, placeId: team.placeId ?? '', ownerId: team.ownerId ?? '' }
      : { name: '', base: '', minimum: '', leader: '', placeId: '', ownerId: '', isActive: true },
    send: (typed: Record<string, unknown>) =>
      call('volunteer.saveTeam', {
        id: team?.id ?? null,
        team: TeamCard.parse({ ...typed, placeId: orNull(typed['placeId']), ownerId: orNull(typed['ownerId']) }),
      }),
  }
}

export function volunteerForm(choices: VolunteerChoices, today: Day, row?: VolunteerRow): DialogForm {
  return {
    title: row ? `修改${row.name}` : '登记志愿者',
    verb: '保存',
    draft: `volunteer.card:${row?.id ?? 'new'}`,
    note: '只记服务要用的：姓名、电话、队伍、类别。不登记证件号码、政治面貌和位置。',
    fields: () => [
      textField('name', '姓名', 40, { required: true }),
      textField('number', '编号', 20),
      textField('phone', '电话', 30, { hint: '要改就整个重填，不改就不要动它' }),
      choiceField('teamId', '队伍', choices.teams),
      choiceField('class', '类别', choices.classes),
      choiceField('placeId', '居村委', [none, ...choices.places], { required: false }),
      { kind: 'day', name: 'joinedOn', label: '登记日期', required: true },
      textField('note', '备注', 200),
    ],
    initial: row
      ? { ...row, placeId: row.placeId ?? '' }
      : { name: '', number: '', phone: '', teamId: '', class: '', placeId: '', joinedOn: today, note: '' },
    schema: VolunteerCard.extend({ placeId: VolunteerCard.shape.placeId.catch(null) }),
    send: (card: VolunteerCard) => call('volunteer.save', { id: row?.id ?? null, volunteer: card }),
  }
}

export function paperForm(row: VolunteerRow, today: Day): DialogForm {
  return {
    title: `${row.name}的培训、保险与证书`,
    verb: '保存',
    draft: `volunteer.paper:${row.id}`,
    fields: () => [
      choiceField('kind', '种类', choicesOf(VOLUNTEER_PAPER_KINDS)),
      textField('title', '名称', 60, { required: true }),
      textField('number', '编号', 60),
      { kind: 'day', name: 'fromOn', label: '开始日期', required: true },
      { kind: 'day', name: 'untilOn', label: '到期日期', hint: '保险必须填；证书没有期限就空着' },
    ],
    initial: { kind: 'insurance', title: '', number: '', fromOn: today, untilOn: '' },
    schema: PaperCard,
    send: (paper: never) => call('volunteer.addPaper', { volunteerId: row.id, paper }),
  }
}

export function leaveForm(row: VolunteerRow, today: Day): DialogForm {
  return {
    title: `${row.name}退出`,
    verb: '退出',
    note: '服务记录都在；到了保存期限，由负责人清除个人信息。',
    fields: () => [
      { kind: 'day', name: 'on', label: '退出日期', required: true },
      textField('reason', '原因', 100, { required: true }),
    ],
    initial: { on: today, reason: '' },
    send: ({ on, reason }: { on: Day; reason: string }) => call('volunteer.leave', { id: row.id, on, reason }),
  }
}

/** As it is typed: one number of hours for all who took part. */
const TypedActivity = ActivityCard.omit({ people: true }).extend({
  hours: z
    .string()
    .transform((typed) => Number(typed.normalize('NFKC').trim() || Number.NaN))
    .pipe(ServiceHours),
  people: z.array(RowId).min(1, '请选择参加的人').max(500),
})

export function activityForm(
  choices: VolunteerChoices,
  today: Day,
  people: readonly VolunteerRow[],
  told: (uninsured: readonly string[]) => void,
): DialogForm {
  return {
    title: '登记服务活动',
    verb: '保存',
    draft: 'volunteer.activity:new',
    fields: ({ teamId }) => [
      choiceField('teamId', '队伍', choices.teams),
      { kind: 'day', name: 'on', label: '日期', required: true },
      choiceField('kind', '活动类型', choices.kinds),
      textField('title', '活动名称', 60, { required: true }),
      textField('place', '地点', 100),
      textField('hours', '每人时长（小时）', 5, { required: true, hint: '可以有半小时，如 2.5' }),
      {
        kind: 'multi',
        name: 'people',
        label: '参加的人',
        span: 'full',
        options: people
          .filter((each) => !teamId || each.teamId === teamId)
          .map(({ id, name, team }) => ({ value: id, label: name, note: team })),
      },
      {
        kind: 'check',
        name: 'isRisky',
        label: '可能有人身危险',
        hint: '活动前应当有人身意外保险（志愿服务条例第十七条）',
      },
      longField('note', '备注', 500, { required: false }),
    ],
    initial: {
      teamId: '',
      on: today,
      kind: '',
      title: '',
      place: '',
      hours: '2',
      people: [],
      isRisky: false,
      note: '',
    },
    schema: TypedActivity,
    send: async ({ hours, people: ids, ...activity }: z.output<typeof TypedActivity>) => {
      const done = await call('volunteer.saveActivity', {
        activity: { ...activity, people: ids.map((volunteerId) => ({ volunteerId, hours })) },
      })
      told(done.uninsured)
    },
  }
}
