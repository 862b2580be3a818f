import { IntakeCard } from '../../src-shared/intake/schema.ts'
import { addDays, type Day, type Instant } from '../../src-shared/kernel/day.ts'
import type { EventId } from '../../src-shared/kernel/ids.ts'
import { DESCRIBE_INPUT, LINKAGE_ACTS, type AssignmentInput } from '../../src-shared/linkage/events.ts'
import { PRACTICE_HOTLINE } from '../../src-shared/practice/linkage/hotlineSheet.ts'
import { monthOfTasks, type MonthTask } from '../../src-shared/practice/linkage/month.ts'
import { SOURCE_PRESETS } from '../../src-shared/linkage/sheetSource.ts'
import type { StoryTask, TaskStep } from '../../src-shared/practice/linkage/steps.ts'
import { claimNumber, nextPaperNumber } from '../documents/numbers.ts'
import { registerMatter } from '../intake/register.ts'
import { linkageOn } from '../linkage/directory.ts'
import { saveSource } from '../linkage/sheetRepo.ts'
import { toAssignments } from '../linkage/toAssignments.ts'
import type { Actor, Ctx } from '../ctx/ctx.ts'
import { instantOn, putActs, withClock, type Act } from './seedEvents.ts'
import type { SeedCentre } from './seedStory.ts'

const GIVING: readonly string[] = ['dispatch', 'confer', 'addHelpers']
const NUMBERED: readonly string[] = ['dispatch', 'confer', 'supervise']

/** The steps of a task as events, with what its commands add: words and limits in force, codes and numbers of the papers. */
export function linkageActs(ctx: Ctx, receivedOn: Day, { linkage, steps }: StoryTask): Act[] {
  const { title, detail } = linkageOn(ctx, linkage, receivedOn)
  const keys = new Map<string, string>()
  let supervised = ''
  return steps.map(({ day, act, payload, unit, redo, login }: TaskStep): Act => {
    const id = ctx.newId<EventId>()
    const then = withClock(ctx, instantOn(addDays(receivedOn, day), 600), ctx.actor)
    const key = unit ? (keys.get(unit) ?? '') : ''
    const about = unit ? { key, anchor: key } : {}
    const more: Record<string, unknown> = { ...about, superviseId: supervised }
    if (act === 'describe') Object.assign(more, DESCRIBE_INPUT.parse(payload), { title, task: detail.task })
    if (NUMBERED.includes(act)) more.number = takeNumber(then)
    if (GIVING.includes(act)) {
      const given = payload.assignments as AssignmentInput[]
      more.assignments = toAssignments(then, linkage, payload.on as Day, given.map(whole))
      given.forEach(({ unitCode }, no) => keys.set(unitCode, `${id}:${no}`))
    }
    if (act === 'supervise') supervised = id
    if (redo) more.redo = [{ key: keys.get(redo.unit) ?? '', dueOn: redo.dueOn }]
    return [day, `linkage.${act}`, LINKAGE_ACTS[act].parse({ ...payload, ...more }), login, '', id]
  })
}

const whole = (each: AssignmentInput): AssignmentInput => ({
  ...each,
  responsible: each.role === 'lead' ? '示例负责人' : '',
  contact: '示例联络员',
  phone: '13000000000',
})

function takeNumber(ctx: Ctx): string {
  const number = nextPaperNumber(ctx, 'linkage')
  claimNumber(ctx, 'linkage', number)
  return number
}

/** The hotline that sent some of the month's tasks, set as an office would, so that more can be taken in and all be answered. */
export function seedHotline(ctx: Ctx): void {
  const preset = SOURCE_PRESETS.find(({ id }) => id === PRACTICE_HOTLINE.id)
  if (preset) saveSource(ctx.db, { ...preset, ...PRACTICE_HOTLINE }, ctx.now, ctx.actor.name)
}

/** The made-up month of 六联: when each of its tasks came in, and how to write it. */
export function monthJobs(ctx: Ctx, centre: SeedCentre): { at: Instant; write: () => void }[] {
  return monthOfTasks(ctx.today).map((task, no) => {
    const at = instantOn(task.receivedOn, 520 + no)
    return { at, write: () => writeTask(ctx, task, at, centre, no) }
  })
}

function writeTask(ctx: Ctx, task: MonthTask, at: Instant, { actors, places }: SeedCentre, no: number): void {
  const { receivedOn, summary, facts, wish, location, reporter } = task
  const clerk = actors.get('chuangkou1') as Actor
  const place = places[(no * 5) % Math.max(1, places.length)]
  const describe = task.task?.steps[0]?.payload as { sheet: { system: string; number: string } | null } | undefined
  const card = IntakeCard.parse({
    ...{ receivedOn, summary, facts, wish, placeDetail: location },
    channel: describe?.sheet ? 'transfer' : 'visit',
    placeId: place?.grids[no % Math.max(1, place.grids.length)] ?? place?.id ?? null,
    sourceUnit: describe?.sheet?.system ?? '',
    sourceNumber: describe?.sheet?.number ?? '',
    parties: [{ role: 'visitor', party: { name: reporter, phone: '13000000000' } }],
  })
  const { matterId } = registerMatter(withClock(ctx, at, clerk), card)
  const triaged: Act = [0, 'triaged', { route: 'linkage', answer: '', remedies: [] }, 'chuangkou1']
  const acts = task.task ? linkageActs(ctx, receivedOn, task.task) : []
  putActs(ctx, { matterId, receivedOn, clerk, actors, title: summary }, [triaged, ...acts])
}
