import { titleOn } from '../../src-shared/centre/codeTables.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { levelTitle, ROLES_OF_UNIT, SOURCES } from '../../src-shared/linkage/codes.ts'
import { endOf, extendedDueOn, termsOf } from '../../src-shared/linkage/clocks.ts'
import { all, assignmentsOf, first, last, partKey, type GivenPart } from '../../src-shared/linkage/project.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { PaperData, PaperKind } from '../../src-shared/paper/registry.ts'
import { tableVersions } from '../centre/codeTables.ts'
import type { Builders } from './draftPaper.ts'
import { gapsPaper } from './gapsPaper.ts'
import { linkageDossierProblems } from './linkageDossierCheck.ts'
import type { MatterFile } from './matterFile.ts'

/** The act or part that a paper is about, the newest where none is named. @throws AppError 'not_allowed' if there is none */
function pick<T>(list: readonly T[], fits: (one: T) => boolean, ref: string, why: string): T {
  const found = ref === '' ? list.at(-1) : list.find(fits)
  if (found === undefined) throw new AppError('not_allowed', why)
  return found
}

const head = (file: MatterFile, number: string) => {
  const { ctx, matter } = file
  return {
    office: ctx.settings.centreName,
    number,
    matterNumber: matter.number,
    summary: told(matter),
    place: placeOf(file),
  }
}
/** What it is about, once: the facts often begin with the very words of the summary. */
function told({ summary, facts }: Pick<MatterFile['matter'], 'summary' | 'facts'>): string {
  const bare = (text: string): string => text.replace(/[\s\p{P}]/gu, '')
  if (bare(facts).startsWith(bare(summary))) return facts || summary
  return [summary, facts].filter(Boolean).join('\n')
}
const placeOf = (file: MatterFile): string => described(file)?.place || file.matter.placeDetail
const described = (file: MatterFile) => last(file.linkageRecord, 'describe')
const contactOf = ({ ctx }: MatterFile): string => [ctx.actor.name, ctx.settings.centrePhone].filter(Boolean).join('　')
const partOf = (file: MatterFile, ref: string): GivenPart =>
  pick(assignmentsOf(file.linkageRecord), ({ key }) => key === ref, ref, '还没有交办')

/** A unit as papers name it, with its last day as it stands. */
function unitOf({ linkage, linkageRecord: record }: MatterFile, part: GivenPart) {
  const term = termsOf(record).findLast((each) => each.part.key === part.key)
  return {
    unit: part.unit,
    responsible: part.responsible,
    contact: part.contact,
    phone: part.phone,
    dueOn: term ? extendedDueOn(record, term) : part.dueOn,
    receivedOn: linkage.parts.find(({ key }) => key === part.key)?.receivedOn ?? null,
  }
}
const personOf = ({ contact, phone }: { contact: string; phone: string }): string =>
  [contact, phone].filter(Boolean).join('　')

function intake(file: MatterFile, _: string, number: string): PaperData<'linkage_intake'> {
  const about = described(file)
  const { matter, ctx } = file
  return {
    ...head(file, number),
    receivedOn: matter.receivedOn,
    takenOn: matter.receivedOn,
    kind: about ? SOURCES[about.source] : '',
    sheetNumber: about?.sheet ? `${about.sheet.system} ${about.sheet.number}` : matter.sourceNumber,
    linkage: about?.title ?? '',
    eventClass: about ? titleOn(tableVersions(ctx, 'linkage_class'), about.eventClass, matter.receivedOn) : '',
    handler: matter.enteredBy,
    proposal: about?.proposal ?? '',
  }
}

/** What is asked and from when: after a verification that did not pass, what is to be done anew. */
function askedOf({ linkageRecord: record }: MatterFile, part: GivenPart): { request: string; fromOn: Day } {
  const term = termsOf(record).findLast((each) => each.part.key === part.key)
  const failed = all(record, 'verify').find(({ id }) => term && term.no > 1 && term.anchor === `${id}/${part.key}`)
  if (!failed) return { request: part.request, fromOn: part.on }
  return { request: `${part.request}\n重办：${failed.on} 验证没有通过。${failed.text}`, fromOn: failed.on }
}

function order(file: MatterFile, ref: string, number: string): PaperData<'linkage_order'> {
  const part = partOf(file, ref)
  const now = togetherWith(file, part)
  const lead = now.findLast(({ role }) => role === 'lead') ?? part
  const conference = all(file.linkageRecord, 'confer').find(({ seq }) => seq === part.seq)
  return {
    ...head(file, number),
    slipCode: part.slipCode,
    slipMark: part.slipCode,
    linkage: described(file)?.title ?? '',
    meeting: conference ? `会商 ${conference.number}` : '',
    ...askedOf(file, part),
    addressee: part.unit,
    role: ROLES_OF_UNIT[part.role],
    lead: unitOf(file, lead),
    helpers: now.filter(({ role }) => role === 'helper').map((each) => unitOf(file, each)),
    dueOn: unitOf(file, part).dueOn,
    contact: contactOf(file),
  }
}

/** The units that had the task with a part: those that have it now, or, where the part ended, those that had it at its order. */
function togetherWith({ linkage, linkageRecord }: MatterFile, part: GivenPart): GivenPart[] {
  const given = assignmentsOf(linkageRecord)
  const active = new Set(linkage.parts.filter(({ endedAs }) => endedAs === null).map(({ key }) => key))
  if (active.has(part.key)) return given.filter(({ key }) => active.has(key))
  return given.filter((each) => {
    const ended = endOf(linkageRecord, each)
    return each.seq <= part.seq && !(ended && ended.seq <= part.seq)
  })
}

function transfer(file: MatterFile, ref: string, number: string): PaperData<'linkage_transfer'> {
  const part = partOf(file, ref)
  const { dueOn, receivedOn } = unitOf(file, part)
  return {
    ...head(file, number),
    slipCode: part.slipCode,
    slipMark: part.slipCode,
    unit: part.unit,
    responsible: part.responsible,
    ...askedOf(file, part),
    dueOn,
    receivedOn,
    contact: personOf(part),
    answer: answerOf(file, part)?.text ?? '',
  }
}

const answerOf = ({ linkageRecord }: MatterFile, { key }: GivenPart) =>
  all(linkageRecord, 'unitAnswers').findLast((each) => each.key === key)

function reply(file: MatterFile, ref: string, number: string): PaperData<'linkage_reply'> {
  const part = partOf(file, ref)
  const answer = answerOf(file, part)
  return {
    ...head(file, number),
    slipCode: part.slipCode,
    slipMark: part.slipCode,
    unit: part.unit,
    on: answer?.on ?? null,
    answer: answer?.text ?? '',
    contact: answer ? [answer.by, answer.phone].filter(Boolean).join('　') : '',
    dueOn: unitOf(file, part).dueOn,
  }
}

const application = (file: MatterFile, _: string, number: string): PaperData<'linkage_application'> => ({
  ...head(file, number),
  summary: file.matter.summary,
  unit: file.matter.sourceUnit,
  contact: '',
  on: file.matter.receivedOn,
  reason: file.matter.facts,
  proposal: described(file)?.proposal ?? '',
})

const reportUp = (file: MatterFile, _: string, number: string): PaperData<'linkage_report'> => ({
  ...head(file, number),
  summary: file.matter.summary,
  unit: file.ctx.settings.centreName,
  contact: contactOf(file),
  above: '',
  reason: file.matter.facts,
  advice: last(file.linkageRecord, 'confer')?.decision ?? described(file)?.proposal ?? '',
})

function supervision(file: MatterFile, ref: string, number: string): PaperData<'linkage_supervision'> {
  const { linkageRecord: record, ctx } = file
  const act = pick(all(record, 'supervise'), ({ id }) => id === ref, ref, '还没有督办')
  const part = partOf(file, act.key)
  return {
    ...head(file, number),
    level: levelTitle(act.level),
    unit: part.unit,
    on: act.on,
    dispatchedOn: part.on,
    dueOn: unitOf(file, part).dueOn,
    cause: titleOn(tableVersions(ctx, 'linkage_cause'), act.cause, act.on),
    text: act.text,
    answerBy: act.answerBy,
    answer: all(record, 'superviseAnswer').find(({ superviseId }) => superviseId === act.id)?.text ?? '',
  }
}

function minutes(file: MatterFile, ref: string, number: string): PaperData<'linkage_minutes'> {
  const { linkageRecord: record } = file
  const act = pick(all(record, 'confer'), ({ id }) => id === ref, ref, '还没有会商')
  const parts = assignmentsOf(record)
  const lead = act.assignments.find(({ role }) => role === 'lead')
  return {
    ...head(file, number),
    on: act.on,
    place: act.place,
    chair: act.chair,
    attendees: act.attendees,
    returns: all(record, 'unitReturns')
      .filter(({ seq }) => seq < act.seq)
      .map(({ key, on, reason }) => ({ on, unit: parts.find((part) => part.key === key)?.unit ?? '', reason })),
    minutes: act.minutes,
    decision: act.decision,
    lead: lead?.unit ?? '',
    helpers: act.assignments.filter(({ role }) => role === 'helper').map(({ unit }) => unit),
    dueOn: lead?.dueOn ?? null,
  }
}

export const linkageGaps = (file: MatterFile): PaperData<'dossier_gaps'> =>
  gapsPaper(file, linkageDossierProblems(file), {
    committeeName: file.ctx.settings.centreName,
    number: file.matter.number,
    title: file.matter.summary,
  })

export const LINKAGE_BUILDERS = {
  linkage_intake: intake,
  linkage_order: order,
  linkage_transfer: transfer,
  linkage_application: application,
  linkage_report: reportUp,
  linkage_reply: reply,
  linkage_supervision: supervision,
  linkage_minutes: minutes,
} satisfies Builders

const OF_UNIT: readonly PaperKind[] = ['linkage_order', 'linkage_transfer', 'linkage_reply']

/** The unit whose a paper of a task is, for its title, so that papers of one order are told apart; empty if nobody's. */
export const linkagePaperUnit = ({ linkageRecord }: MatterFile, kind: PaperKind, ref: string): string => {
  if (kind === 'linkage_supervision') {
    const act = all(linkageRecord, 'supervise').findLast(({ id }) => ref === '' || id === ref)
    const part = assignmentsOf(linkageRecord).find(({ key }) => key === act?.key)
    return act && part ? `${part.unit} ${levelTitle(act.level)}` : ''
  }
  if (!OF_UNIT.includes(kind)) return ''
  const parts = assignmentsOf(linkageRecord)
  return (ref === '' ? parts.at(-1) : parts.find(({ key }) => key === ref))?.unit ?? ''
}

const ORDERS: readonly string[] = ['linkage_order', 'linkage_transfer'] satisfies PaperKind[]

/**
 * The number that an act gave a paper of a task; empty if none did. Units of one order share its number; the number of
 * a conference is that of its minutes, and its orders share the one that the first of them is issued under.
 */
export function recordedLinkageNumber(file: MatterFile, kind: PaperKind, ref: string): string {
  const { linkageRecord: record, documents } = file
  if (ORDERS.includes(kind)) {
    const gives = ({ id, assignments }: { id: string; assignments: readonly unknown[] }): boolean =>
      assignments.some((_, no) => partKey(id, no) === ref)
    const conference = all(record, 'confer').find(gives)
    if (!conference) return all(record, 'dispatch').find(gives)?.number ?? ''
    const own = conference.assignments.map((_, no) => partKey(conference.id, no))
    return documents.find((each) => !each.isVoid && ORDERS.includes(each.kind) && own.includes(each.ref))?.number ?? ''
  }
  if (kind === 'linkage_supervision') return all(record, 'supervise').find(({ id }) => id === ref)?.number ?? ''
  if (kind === 'linkage_minutes')
    return (all(record, 'confer').find(({ id }) => id === ref) ?? first(record, 'confer'))?.number ?? ''
  return ''
}
