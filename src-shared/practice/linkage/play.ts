import { addDays, toSerial, type Day } from '../../kernel/day.ts'
import { practiceCentre } from '../centre.ts'
import { officeDaysAfter } from '../officeDays.ts'
import type { Random } from '../random.ts'
import type { Story } from '../types.ts'
import type { TaskPhrases } from './phrases.ts'
import type { StoryTask, TaskStep } from './steps.ts'

type Told = Pick<Story, 'receivedOn' | 'clerk' | 'location' | 'facts' | 'sourceUnit' | 'sourceNumber'> & {
  triagedDay: number
}

const CURE = '4'
const HEAD = '秦立柏'
/** Working days after its last day on which a unit that has not answered is shown the yellow card: one past the line. */
const YELLOW_AFTER = 6

/**
 * How a matter fares after it went to 六联: dispatched, received, answered, verified, closed, told and archived, now and then
 * returned, late or done again. Steps of one day stand in the order of the work.
 *
 * @param horizonDay nothing is told of later days, counted from the day of receipt
 */
export function playTask(random: Random, story: Told, phrases: TaskPhrases, horizonDay: number): StoryTask {
  const { receivedOn, clerk } = story
  const received = toSerial(receivedOn)
  const on = (day: number): Day => addDays(receivedOn, day)
  /** So many working days after a day of the story. */
  const after = (day: number, count: number): number => officeDaysAfter(received + day, count) - received
  const by = practiceCentre().staff.find(({ login }) => login === clerk)?.name ?? HEAD
  const steps: TaskStep[] = []
  const add = (day: number, act: TaskStep['act'], payload: object, more: Partial<TaskStep> = {}): void =>
    void steps.push({ day, act, payload: { on: on(day), ...payload }, login: clerk, ...more })
  const dispatch = (day: number, lead: string, helpers: readonly string[], dueDay: number): void =>
    add(day, 'dispatch', {
      request: random.pick(phrases.request),
      approver: HEAD,
      assignments: [
        { role: 'lead', unitCode: lead, dueOn: on(dueDay) },
        ...helpers.map((unitCode) => ({ role: 'helper', unitCode, dueOn: on(dueDay - 3) })),
      ],
    })

  steps.push({ day: story.triagedDay, act: 'describe', payload: describe(story, phrases), login: clerk })
  let [day, lead] = [after(story.triagedDay, random.int(0, 1)), phrases.lead]
  dispatch(day, lead, phrases.helpers, day + 15)
  let helpers = phrases.helpers
  if (random.chance(0.12)) {
    day = after(day, 2)
    add(day, 'unitReturns', { reason: random.pick(phrases.returns) }, { unit: lead })
    day = after(day, 1)
    lead = phrases.other
    helpers = helpers.filter((each) => each !== lead)
    dispatch(day, lead, [], day + 15)
  }
  const dueDay = day + 15
  for (const unit of [lead, ...helpers]) add(after(day, random.int(0, 1)), 'unitReceives', {}, { unit })
  const helped = helpers.map((unit) => {
    const at = after(day, random.int(2, 5))
    add(at, 'unitAnswers', { text: random.pick(phrases.help), closure: 'substantive' }, { unit })
    return at
  })
  let answered = after(day, random.int(3, 8))
  if (random.chance(0.1)) {
    const shown = after(dueDay, YELLOW_AFTER)
    const cause = random.pick(['01', '02', '04', '05', '06'])
    const card = { level: 'yellow', cause, text: '答复期限已过，请说明原因并尽快办好。', answerBy: on(shown + 7) }
    add(shown, 'supervise', card, { unit: lead })
    add(after(shown, 1), 'superviseAnswer', { text: '已安排专人，本周内办好。' })
    answered = after(shown, 3)
  }
  add(answered, 'unitAnswers', { text: random.pick(phrases.answer), closure: 'substantive' }, { unit: lead })
  let verified = after(Math.max(answered, ...helped), random.int(1, 2))
  const how = random.pick(['site', 'call', 'photo'] as const)
  if (random.chance(0.08)) {
    const redo = { unit: lead, dueOn: on(verified + 7) }
    add(verified, 'verify', { by, how: 'site', isPassed: false, text: random.pick(phrases.failed) }, { redo })
    const again = after(verified, 3)
    add(again, 'unitAnswers', { text: random.pick(phrases.answer), closure: 'substantive' }, { unit: lead })
    verified = after(again, 1)
  }
  const rating = random.pick(['satisfied', 'satisfied', 'fair', 'unasked'] as const)
  add(verified, 'verify', { by, how, isPassed: true, text: random.pick(phrases.verified), rating })
  const closed = after(verified, random.int(0, 1))
  const closure = random.weighted([
    ['substantive', 7],
    ['stage', 2],
    ['procedural', 1],
  ] as const)
  const lookDay = closure === 'substantive' ? undefined : closed + 30
  const look = lookDay === undefined ? {} : { lookBackOn: on(lookDay) }
  add(closed, 'close', { closure, summary: random.pick(phrases.closed), approver: HEAD, ...look })
  const told = { toWhom: story.sourceUnit || '反映人', how: story.sourceUnit ? 'letter' : 'phone' }
  add(after(closed, 1), 'feedBack', { ...told, text: random.pick(phrases.closed), by })
  const looked = lookDay === undefined ? closed : after(lookDay, 0)
  if (lookDay !== undefined) add(looked, 'lookBack', { text: '回看一次，没有反复。', by })
  add(after(looked, random.int(3, 8)), 'archive', { retention: '10年', filedBy: by })
  return { linkage: CURE, steps: inOrder(steps).filter((step) => step.day <= horizonDay) }
}

/** By day, and within one day as they were told. */
function inOrder(steps: readonly TaskStep[]): TaskStep[] {
  return steps
    .map((step, no) => ({ step, no }))
    .sort((a, b) => a.step.day - b.step.day || a.no - b.no)
    .map(({ step }) => step)
}

function describe(
  { location, facts, sourceUnit, sourceNumber }: Told,
  { eventClass }: TaskPhrases,
): TaskStep['payload'] {
  const sheet = sourceUnit ? { system: sourceUnit, number: sourceNumber } : null
  const source = sheet ? 'system' : facts.startsWith('网格') ? 'grid' : 'window'
  return { linkage: CURE, source, sheet, eventClass, place: location, people: 0 }
}
