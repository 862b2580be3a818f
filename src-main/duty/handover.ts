import { CONFIDENTIAL } from '../../src-shared/kernel/confidential.ts'
import { ofKind, standing } from '../../src-shared/duty/fold.ts'
import type { StintView } from '../../src-shared/duty/schema.ts'
import { spanOf, type Span } from '../../src-shared/duty/spans.ts'
import { maskNameAlone } from '../../src-shared/intake/mask.ts'
import { replaceNames } from '../../src-shared/intake/namesInText.ts'
import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { NOBODY } from '../intake/visible.ts'
import { listPromisesUntil } from '../today/repo.ts'
import { dayOfMinute, stintsOn } from './now.ts'
import { readDuty, type Duty } from './posting.ts'
import { listAllEvents, listEvents } from './repo.ts'
import { nameOf, whereText } from './words.ts'

/** Of promises on the sheet: what is more is read on the day's page. */
const MOST = 20

/** A line of the sheet holds 400 characters; one that is cut says so. */
const short = (line: string): string => (line.length <= 400 ? line : `${line.slice(0, 380)}……（全文见查岗记录）`)
const joined = (names: readonly string[]): string => [...new Set(names)].join('、')

/** One post's shift. Whoever is on in the next one too takes over from nobody: he is no taker. */
function draft(ctx: Ctx, on: Day, shift: string, postId: RowId) {
  const { stints } = stintsOn(ctx, on)
  const duty = readDuty(ctx, on, addDays(on, 1))
  const mine = stints.filter((each) => each.shift === shift && each.postId === postId)
  const next = nextAt(ctx, duty, [postId], on, shift)
  const [before, after] = [
    mine.map(({ name }) => name),
    next.flatMap(({ people }) => people.map((id) => nameOf(duty, id))),
  ]
  const stays = before.filter((name) => after.includes(name))
  const without = (names: readonly string[]): string[] => names.filter((name) => !stays.includes(name))
  const until = next.length > 0 ? dayOfMinute(Math.max(...next.map(({ span }) => span.end)) - 1) : addDays(on, 1)
  return {
    from: joined(without(before)),
    to: joined(without(after)),
    stays: joined(stays),
    lines: [...linesOfShift(ctx, duty, on, mine, postId), ...linesOfPromises(ctx, until)],
  }
}

/** The next shift of each post by the day after, with who is on it: nobody where it must be manned and is not. */
function nextAt(ctx: Ctx, duty: Duty, posts: readonly string[], on: Day, shift: string) {
  const own = duty.shifts.get(shift)
  if (!own) return []
  const { start } = spanOf(on, own)
  const cells = [on, addDays(on, 1)].flatMap((day) => stintsOn(ctx, day).stints)
  return posts.flatMap((postId) => {
    const ahead = new Map<string, { span: Span; people: string[] }>()
    const at = (place: { on: Day; shift: string }): { span: Span; people: string[] } | undefined => {
      const kind = duty.shifts.get(place.shift)
      if (!kind) return undefined
      const key = `${place.on}/${place.shift}`
      const found = ahead.get(key) ?? { span: spanOf(place.on, kind), people: [] }
      if (found.span.start > start) ahead.set(key, found)
      return found
    }
    for (const slot of duty.slots) if (slot.postId === postId) at(slot)
    for (const stint of cells) if (stint.postId === postId) at(stint)?.people.push(stint.personId)
    return [...ahead.values()].sort((a, b) => a.span.start - b.span.start).slice(0, 1)
  })
}

/** What the shift left undone. Who has not come is known only once the shift has begun. */
function linesOfShift(ctx: Ctx, duty: Duty, on: Day, mine: readonly StintView[], postId: RowId): string[] {
  const events = [...listEvents(ctx.db, ['inspection', 'handover'], on, on), ...listAllEvents(ctx.db, ['void'])]
  const open = ofKind(standing(events), 'inspection').filter(
    ({ payload }) => payload.postId === postId && payload.hasProblem && payload.handled === '',
  )
  return [
    ...open.map(({ payload }) => short(`查岗发现还没处置：${whereText(duty, payload)} ${payload.finding}`)),
    ...mine
      .filter(({ signedIn, absence, phase }) => signedIn === '' && absence === '' && phase !== 'ahead')
      .map((each) => `${each.name}在${each.post}没有签到`),
  ]
}

/**
 * Promises due by a day, the latest first. Without any sealed matter, whoever asks, and with the parties' names partly
 * hidden: paper hangs where no gate can follow.
 */
function linesOfPromises(ctx: Ctx, until: Day): string[] {
  const found = listPromisesUntil(ctx.db, until, NOBODY)
  const lines = found.slice(0, MOST).map(({ number, summary, partyNames, isSecret, on, ownerName }) => {
    const title = isSecret ? CONFIDENTIAL : replaceNames(summary, partyNames.split('、'), maskNameAlone)
    const late = on < ctx.today ? '（已超期）' : ''
    return [`〔答应过的答复〕${number} ${title}`, `答应 ${on} 前答复${late}`, ownerName].filter(Boolean).join('　')
  })
  return found.length > MOST ? [...lines, `另有 ${found.length - MOST} 件，见今日`] : lines
}

export const handoverHandlers = {
  'duty.draftHandover': (ctx, { on, shift, postId }) => draft(ctx, on, shift, postId),
} satisfies Partial<Handlers>
