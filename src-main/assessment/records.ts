import { CONFIDENTIAL } from '../../src-shared/kernel/confidential.ts'
import type { AssessedRecord, MeasureId } from '../../src-shared/assessment/measures.ts'
import type { UnitDetail } from '../../src-shared/linkage/config.ts'
import { isWithin } from '../../src-shared/kernel/regionCode.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterId, PlaceId, RowId } from '../../src-shared/kernel/ids.ts'
import { gridCards } from '../grid/cards.ts'
import { listEventsBetween, type ListedEvent } from '../grid/listRepo.ts'
import { NOBODY } from '../intake/visible.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { listDueParts, type PartRow } from './repo.ts'

/** A record with what a list shows of it. */
export interface UnitRecord extends AssessedRecord {
  matterId: MatterId | null
  eventId: RowId | null
  number: string
  summary: string
  dueOn: Day | null
  answeredOn: Day | null
}

/** Units as the directory has them on a day. */
export interface Unit {
  code: string
  title: string
  detail: UnitDetail
}

/** Records of every unit in a period, by unit. A part that is not answered counts as late once its day is over. */
export function recordsOf(ctx: Ctx, units: readonly Unit[], from: Day, to: Day): Map<string, UnitRecord[]> {
  const byUnit = new Map<string, UnitRecord[]>(units.map(({ code }) => [code, []]))
  for (const part of listDueParts(ctx.db, from, to)) {
    if (part.answeredOn === null && part.dueOn >= ctx.today) continue // not owed yet
    byUnit.get(part.unitCode)?.push(ofPart(part))
  }
  const events = listEventsBetween(ctx.db, NOBODY, 'found', from, to)
  if (events.length > 0) {
    const unitOf = unitOfPlace(ctx, units)
    for (const event of events) {
      const code = unitOf.get(event.placeId) ?? unitOf.get(event.communityId)
      if (code !== undefined) byUnit.get(code)?.push(ofEvent(event))
    }
  }
  return byUnit
}

function ofPart(part: PartRow): UnitRecord {
  const { answeredOn, dueOn, card } = part
  const isLead = part.role === 'lead'
  // what the task came to is told once, of the term with which its work ended
  const { closure, rating } = part.isLast === 1 ? part : { closure: '', rating: '' }
  const flags: [MeasureId, boolean][] = [
    ['due', true],
    ['inTime', answeredOn !== null && answeredOn <= dueOn],
    ['late', answeredOn === null || answeredOn > dueOn],
    ['yellow', card === 'yellow' || card === 'red'],
    ['red', card === 'red'],
    ['leadDue', isLead],
    ['redone', isLead && part.failures > 0],
    ['closed', isLead && closure !== ''],
    ['substantive', isLead && closure === 'substantive'],
    ['asked', isLead && ['satisfied', 'fair', 'unsatisfied'].includes(rating)],
    ['satisfied', isLead && ['satisfied', 'fair'].includes(rating)],
  ]
  return {
    key: `${part.matterId}:${part.key}${part.term > 1 ? `:${part.term}` : ''}`,
    measures: flags.filter(([, holds]) => holds).map(([measure]) => measure),
    matterId: part.matterId,
    eventId: null,
    number: part.number,
    summary: part.isSecret ? CONFIDENTIAL : part.summary,
    dueOn,
    answeredOn,
  }
}

function ofEvent(event: ListedEvent): UnitRecord {
  const measures: MeasureId[] = ['gridFound']
  if (event.checkedOn) measures.push('gridChecked')
  if (event.checkedOn && event.doneOn) measures.push('gridDone')
  return {
    key: `grid:${event.id}`,
    measures,
    matterId: null,
    eventId: event.id,
    number: event.number,
    summary: event.summary,
    dueOn: event.foundOn,
    answeredOn: event.doneOn,
  }
}

/** Which unit a community or grid belongs to: by its area code, else by the community's name. */
function unitOfPlace(ctx: Ctx, units: readonly Unit[]): Map<PlaceId, string> {
  const areas = units.filter(({ detail }) => detail.kind === 'area')
  const found = new Map<PlaceId, string>()
  for (const { id, regionCode, communityName } of gridCards(ctx)) {
    const unit =
      areas.find(({ detail }) => regionCode !== '' && isWithin(regionCode, detail.regionCode)) ??
      areas.find(({ title }) => title === communityName)
    if (unit) found.set(id, unit.code)
  }
  return found
}
