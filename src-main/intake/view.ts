import { describeEvent } from '../../src-shared/describeEvent.ts'
import { foldMatter, owesFirstAnswer, TO_TRIAGE, type MatterState } from '../../src-shared/intake/matterFold.ts'
import type { ActState, IntakeCard, MatterView } from '../../src-shared/intake/schema.ts'
import { findTakeBack } from '../../src-shared/intake/takeBack.ts'
import { clockTitleOfUnit } from '../../src-shared/linkage/clockUnit.ts'
import { projectLinkage } from '../../src-shared/linkage/project.ts'
import type { MatterId, UserId } from '../../src-shared/kernel/ids.ts'
import { findUser } from '../account/repo.ts'
import { listPlaces } from '../centre/repo.ts'
import { listDocuments } from '../documents/repo.ts'
import { findMediation } from '../mediation/repo.ts'
import { findPetition } from '../petition/repo.ts'
import { hasLookedSince } from '../store/audit.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { viewDeadlines } from './deadlines.ts'
import { getMatter, takenEvents, TOPIC_FOLDS } from './record.ts'
import { findMatter, listEvents, listLinks, type EventRow, type MatterRecord } from './repo.ts'
import { reportUpActs } from './reportUp.ts'
import { sealActs } from './sealHandlers.ts'
import { listKnowers } from './sealRepo.ts'
import { mayKnow } from './visible.ts'
import { viewParties } from './viewParties.ts'

const SAME_LOOK_MS = 10 * 60_000

/** One matter as its page shows it. */
export function viewMatter(ctx: Ctx, matter: MatterRecord): MatterView {
  const events = listEvents(ctx.db, matter.id)
  const state = foldMatter(events, TOPIC_FOLDS)
  const takeBack = findTakeBack(events, state)
  const parties = viewParties(ctx, matter.id, true)
  const documents = listDocuments(ctx.db, matter.id)
  return {
    id: matter.id,
    version: matter.version,
    number: matter.number,
    dossierNumber:
      findMediation(ctx.db, matter.id)?.dossierNumber ?? findPetition(ctx.db, matter.id)?.agencyNumber ?? '',
    kind: matter.kind,
    stage: matter.stage,
    card: toCard(matter),
    placeName: placeName(ctx, matter),
    enteredAt: matter.enteredAt,
    enteredBy: matter.enteredBy,
    ownerId: matter.ownerId,
    ownerName: matter.ownerId ? (findUser(ctx.db, matter.ownerId)?.name ?? '') : '',
    promiseOn: owesFirstAnswer(state, TOPIC_FOLDS) ? matter.promiseOn : null,
    parties,
    timeline: events
      .filter((event) => event.kind !== 'taken_back' && !namesHidden(ctx, event))
      .map((event) => toEntry(event, state, parties)),
    deadlines: viewDeadlines(ctx, matter.id, clockNames(events, state)),
    documents,
    links: listLinks(ctx.db, ctx.actor.userId, matter.id),
    acts: [...headerActs(state), ...sealActs(ctx, matter), ...reportUpActs(ctx, matter, state)],
    toDo: [...toDoOf(matter, parties.length), ...staleNotice(matter, documents)],
    canTakeBack: takeBack !== undefined && (takeBack.actorId === ctx.actor.userId || ctx.actor.roles.includes('head')),
    seal: state.seal && {
      reported: state.seal.reported,
      allowedUserIds: state.seal.allowed as UserId[],
      knowers: listKnowers(ctx.db, matter.id),
    },
  }
}

/** Clocks of a task say which unit's they are. */
function clockNames(events: readonly EventRow[], state: MatterState): Parameters<typeof viewDeadlines>[2] {
  if (state.kind !== 'linkage') return undefined
  const record = projectLinkage(takenEvents(events, state))
  return (row, title) => clockTitleOfUnit(record, row, title)
}

/** True of an event that tells of another matter, with its number, that the caller may not know of. */
function namesHidden(ctx: Ctx, { payload }: EventRow): boolean {
  const { otherId, intoId, fromId } = payload as Partial<Record<'otherId' | 'intoId' | 'fromId', string>>
  const other = findMatter(ctx.db, otherId ?? intoId ?? fromId ?? '')
  return other !== undefined && !mayKnow(ctx, other)
}

export function toCard(m: MatterRecord): Omit<IntakeCard, 'parties'> {
  return {
    receivedOn: m.receivedOn,
    channel: m.channel,
    summary: m.summary,
    facts: m.facts,
    wish: m.wish,
    placeId: m.placeId,
    placeDetail: m.placeDetail,
    sourceUnit: m.sourceUnit,
    sourceNumber: m.sourceNumber,
    peopleCount: m.peopleCount,
    isAnonymous: m.isAnonymous === 1,
  }
}

/** `梧桐里第一居委会 · 一网格` */
export function placeName(ctx: Ctx, { placeId }: Pick<MatterRecord, 'placeId'>): string {
  const places = listPlaces(ctx.db)
  const place = places.find((each) => each.id === placeId)
  const parent = places.find((each) => each.id === place?.parentId)
  return [parent?.name, place?.name].filter(Boolean).join(' · ')
}

function toEntry(
  event: EventRow,
  state: MatterState,
  parties: { partyId: string; name: string }[],
): MatterView['timeline'][number] {
  const { title, text } = describeEvent(
    event.kind,
    event.payload,
    (id) => parties.find((party) => party.partyId === id)?.name ?? '当事人',
  )
  return {
    id: event.id as MatterView['timeline'][number]['id'],
    seq: event.seq,
    kind: event.kind,
    title,
    text: [text, event.reason].filter(Boolean).join('；'),
    actorName: event.actorName,
    at: event.at,
    isTakenBack: state.takenBack.includes(event.id),
    problem: state.problems[event.id] ?? '',
    isSettled: state.settledSteps.includes(event.id),
  }
}

function headerActs({ stage }: MatterState): ActState[] {
  const canTriage = TO_TRIAGE.includes(stage)
  const isGone = stage === 'merged' || stage === 'void'
  const act = (name: string, title: string, isAllowed: boolean, why: string): ActState => ({
    act: name,
    title,
    isAllowed,
    why: isAllowed ? '' : why,
  })
  return [
    act('triage', '分流', canTriage, '已经分流办理'),
    act('amend', '修改登记', !isGone, '已并入或已作废'),
    act('merge', '并入其他事项', !isGone, '已并入或已作废'),
    act('unmerge', '撤销并入', stage === 'merged', '没有并入其他事项'),
    act('handOver', '移交', !isGone, '已并入或已作废'),
    act('void', '作废', stage !== 'void', '已经作废'),
  ]
}

function toDoOf(m: MatterRecord, parties: number): { field: string; text: string }[] {
  const toDo: { field: string; text: string }[] = []
  if (parties === 0 && m.isAnonymous === 0) toDo.push({ field: 'parties', text: '还没有登记当事人' })
  if (m.wish === '') toDo.push({ field: 'wish', text: '还没有写诉求' })
  if (!m.placeId && m.placeDetail === '') toDo.push({ field: 'placeId', text: '还没有写地点' })
  if (m.stage === 'registered') toDo.push({ field: 'triage', text: '还没有分流' })
  return toDo
}

/** A refusal that was taken back leaves a paper in the citizen's hands. */
function staleNotice({ stage }: MatterRecord, documents: MatterView['documents']): MatterView['toDo'] {
  const isStale = stage !== 'refused' && documents.some((each) => each.kind === 'refusal_notice' && !each.isVoid)
  return isStale ? [{ field: 'papers', text: '不予受理已撤回，已出具的不予受理告知书应作废并收回' }] : []
}

export const viewHandlers = {
  'matters.get': (ctx, { matterId }) => {
    const matter = getMatter(ctx, matterId)
    auditLook(ctx, matter)
    return viewMatter(ctx, matter)
  },
} satisfies Partial<Handlers>

/** One line a person and record in ten minutes: a page that reads itself again is the same look. */
export function auditLook(ctx: Ctx, matter: { id: MatterId; number: string }): void {
  const since = new Date(Date.parse(ctx.now) - SAME_LOOK_MS).toISOString()
  if (hasLookedSince(ctx.db, matter.id, ctx.actor.userId, since)) return
  audit(ctx, 'looked', { kind: 'matter', id: matter.id, title: matter.number })
}
