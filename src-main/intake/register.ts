import { toPromiseDay } from '../../src-shared/intake/promise.ts'
import type { IntakeCard, NewCard } from '../../src-shared/intake/schema.ts'
import { formatNumber } from '../../src-shared/centre/numbering.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { invalidField } from '../../src-shared/kernel/errors.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import { isInSignedMonth } from '../ledger/repo.ts'
import { moveTaskCard } from '../linkage/counters.ts'
import { moveToPlace } from '../mediation/afterEvent.ts'
import { movePetitionCard } from '../petition/counters.ts'
import { indexMatter } from '../search/indexMatter.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { takeNext } from '../store/series.ts'
import { joinNames, saveParties } from './parties.ts'
import { getMatterAt, newEvent, recordEvent } from './record.ts'
import { insertEvent, insertMatter, isNumberTaken, updateCard } from './repo.ts'
import { refuseReportedActor } from './sealHandlers.ts'

export interface Registering {
  importId?: string | null
  report?: NewCard['report']
  /** Whether somebody stands at the window and is promised a first answer. */
  isPromised?: boolean
}

/** Saves the card of a new matter with its number, first event and search entry; a report is sealed in the same transaction. */
export function registerMatter(
  ctx: Ctx,
  card: IntakeCard,
  { importId = null, report = null, isPromised = true }: Registering = {},
): { matterId: MatterId; version: number; number: string; promiseOn: ReturnType<typeof toPromiseDay> } {
  checkDay(ctx, card)
  if (report) refuseReportedActor(ctx, report.reported)
  const matterId = ctx.newId<MatterId>()
  const number = nextMatterNumber(ctx, card.receivedOn)
  const { promiseWorkingDays } = ctx.settings
  const promiseOn = isPromised ? toPromiseDay(card.receivedOn, ctx.today, promiseWorkingDays, ctx.calendar) : null
  const rid = insertMatter(ctx.db, {
    id: matterId,
    number,
    card,
    enteredAt: ctx.now,
    enteredBy: ctx.actor.name,
    ownerId: ctx.actor.userId,
    promiseOn,
    importId,
    partyNames: joinNames(card.parties),
  })
  insertEvent(ctx.db, matterId, newEvent(ctx, 1, 'registered', { kind: 'open', isImported: importId !== null }))
  const version = report ? recordEvent(ctx, matterId, 1, 'sealed', report).version : 1 // before anybody is in it
  saveParties(ctx, matterId, card.parties)
  indexMatter(ctx.db, rid, matterId)
  audit(ctx, 'changed', { kind: 'matter', id: matterId, title: number }, '登记')
  ctx.changed('matters')
  return { matterId, version, number, promiseOn }
}

/** The next number of this seat, in the year of receipt; one that came back from the district is passed over. */
export function nextMatterNumber(ctx: Ctx, receivedOn: Day): string {
  const { settings } = ctx
  const year = Number(receivedOn.slice(0, 4))
  for (;;) {
    const number = formatNumber(settings.matterPattern, {
      year,
      seat: settings.seatLetter,
      seq: takeNext(ctx.db, 'matter', year, settings.seatLetter),
      committee: settings.committeeShortName,
      street: settings.streetName,
    })
    if (!isNumberTaken(ctx.db, number)) return number
  }
}

/** Received before typed in is normal and kept visible; received in the future is a slip of the finger. */
function checkDay(ctx: Ctx, card: IntakeCard): void {
  if (card.receivedOn > ctx.today) throw invalidField('receivedOn', '收到日期不能晚于今天')
}

/** What was signed off is corrected with a reason: the difference sheet prints it. */
function askReason({ db }: Ctx, matterId: MatterId, reason: string): void {
  if (reason.trim() !== '' || !isInSignedMonth(db, matterId)) return
  throw invalidField('reason', '这件事项所在月份的台账已经签发，更正请写明原因')
}

/** Which fields of the card differ, by name. */
function changedFields(before: Record<string, unknown>, after: IntakeCard): string[] {
  const names: Record<string, string> = {
    summary: '事由',
    facts: '详情',
    wish: '诉求',
    channel: '来源方式',
    sourceUnit: '来源单位',
    sourceNumber: '来源编号',
    placeId: '地点',
    placeDetail: '详址',
    peopleCount: '人数',
    receivedOn: '收到日期',
  }
  return Object.entries(names)
    .filter(([key]) => before[key] !== after[key as keyof IntakeCard])
    .map(([, name]) => name)
}

export const registerHandlers = {
  'intake.register': (ctx, { report, ...card }) => registerMatter(ctx, card, { report }),

  'intake.amend': (ctx, { matterId, version, card, reason }) => {
    checkDay(ctx, card)
    const before = getMatterAt(ctx, matterId, version)
    askReason(ctx, matterId, reason)
    const changed = [...changedFields(before as unknown as Record<string, unknown>, card), '当事人']
    saveParties(ctx, matterId, card.parties)
    updateCard(ctx.db, matterId, card, joinNames(card.parties))
    moveToPlace(ctx, matterId, before.placeId, card.placeId)
    movePetitionCard(ctx, matterId, before, card)
    moveTaskCard(ctx, matterId, before, card)
    const recorded = recordEvent(ctx, matterId, version, 'amended', { changed }, reason)
    indexMatter(ctx.db, before.rid, matterId)
    return recorded
  },
} satisfies Partial<Handlers>
