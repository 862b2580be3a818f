import { versionInForce, type EditableTable } from '../../src-shared/centre/codeTables.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import { ReportedList } from '../../src-shared/intake/schema.ts'
import { PETITION_ACTS, type PetitionActName } from '../../src-shared/petition/events.ts'
import { PETITION_ACT_TITLES } from '../../src-shared/petition/describe.ts'
import { whyBeyondMandate } from '../../src-shared/petition/mandateScope.ts'
import type { PetitionInput } from '../../src-shared/petition/schema.ts'
import { whyNot, whyUnfit } from '../../src-shared/petition/whyNot.ts'
import { tableVersions } from '../centre/codeTables.ts'
import { openFile } from '../documents/matterFile.ts'
import { claimNumber } from '../documents/numbers.ts'
import { petitionDossierProblems } from '../documents/petitionDossierCheck.ts'
import { deadlineId, findDeadline, supposeExtended } from '../intake/deadlines.ts'
import { listParties } from '../intake/partyRepo.ts'
import { getMatter, getMatterAt, recordEvent, type Recorded } from '../intake/record.ts'
import { saveLink, type MatterRecord } from '../intake/repo.ts'
import { sealAgainst } from '../intake/sealHandlers.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { openMediation } from './toMediation.ts'
import { guardReported } from './guardReported.ts'

interface ActInput {
  matterId: string
  version: number
  act: Record<string, unknown>
}

type ActMethod = `petition.${PetitionActName}`

/** Every act is recorded the same way; what may be done when is the fold's affair. */
const actHandlers = Object.fromEntries(
  (Object.keys(PETITION_ACTS) as PetitionActName[]).map((name) => [
    `petition.${name}`,
    (ctx: Ctx, input: ActInput) => act(ctx, name, input),
  ]),
) as unknown as Pick<Handlers, ActMethod>

/** Acts that give one of this office's papers its number: the next of the series is then spent. */
const OWN_NUMBERS: { [N in PetitionActName]?: string } = {
  tellAcceptance: 'number',
  transfer: 'letterNumber',
  handReport: 'letterNumber',
  issueOpinion: 'number',
  supervise: 'number',
}

/** Days that may lie ahead: terms, not things that happened. */
const AHEAD = new Set(['toOn', 'reportBy', 'nextOn', 'byOn'])

function act(ctx: Ctx, name: PetitionActName, { matterId, version, act: payload }: ActInput): Recorded {
  checkFuture(ctx, name, payload)
  checkReceipt(ctx, matterId, payload)
  checkRepresentatives(ctx, matterId, payload)
  guardReported(ctx, matterId, name, payload)
  const matter = getMatterAt(ctx, matterId, version)
  checkFits(ctx, matter, name)
  if (name === 'publish' && matter.isSealed === 1) throw new AppError('not_allowed', '密封的事项不公开')
  if (name === 'describe') return describe(ctx, matter, payload as PetitionInput<'describe'>)
  if (name === 'runErrand' || name === 'submit') checkMandate(ctx, matterId, payload as PetitionInput<'runErrand'>)
  if (name === 'archive') checkFile(ctx, matterId, payload as PetitionInput<'archive'>)
  if (name === 'extendDeadline') checkExtension(ctx, matterId, payload as PetitionInput<'extendDeadline'>)
  if (name in OWN_NUMBERS) claimNumber(ctx, 'petition', String(payload[OWN_NUMBERS[name] ?? ''] ?? ''))
  const full = name === 'toMediation' ? openMediation(ctx, matter, payload as PetitionInput<'toMediation'>) : payload
  const isReasonShown = name !== 'refuse' && name !== 'guide' && name !== 'leadToProcedure'
  const reason = isReasonShown && typeof payload.reason === 'string' ? payload.reason : ''
  return recordEvent(ctx, matterId, version, `petition.${name}`, full, reason)
}

/** A repeat is linked to its first one, from which every repeat is found; a report is sealed before it is described. */
function describe(ctx: Ctx, matter: MatterRecord, payload: PetitionInput<'describe'>): Recorded {
  const { id: matterId, version, receivedOn } = matter
  checkCode(ctx, 'petition_content', receivedOn, 'contentClass', payload.contentClass)
  if (payload.origin) checkCode(ctx, 'petition_origin', receivedOn, 'origin', payload.origin)
  if (payload.visitPlace) checkCode(ctx, 'petition_visit_place', receivedOn, 'visitPlace', payload.visitPlace)
  if (payload.repeatOf) {
    const first = getMatter(ctx, payload.repeatOf)
    if (first.id === matterId) throw new AppError('invalid', '不能是自己的重复件')
    if (first.isSealed === 1 && payload.purpose !== 'report')
      throw new AppError('not_allowed', `${first.number} 是检举控告，已密封，不能作为其他事项的首次件`)
    saveLink(ctx.db, matterId, first.id, 'same_matter')
  }
  const sealed = payload.purpose === 'report' ? seal(ctx, matter, payload) : { version }
  return recordEvent(ctx, matterId, sealed.version, 'petition.describe', payload)
}

/** A code must be in the table that was in force when the matter came in. */
function checkCode(ctx: Ctx, table: EditableTable, receivedOn: Day, field: string, code: string): void {
  const inForce = versionInForce(tableVersions(ctx, table), receivedOn)
  if (inForce?.codes.some((each) => each.code === code)) return
  throw invalidField(field, `收到当日的“${inForce?.title ?? table}”里没有这个代码，请重新选择`)
}

/** Seals the matter, or adds to those reported who are not named yet. */
function seal(ctx: Ctx, matter: MatterRecord, { againstUnit, againstPerson }: PetitionInput<'describe'>) {
  const checked = ReportedList.safeParse(
    [
      { kind: 'unit' as const, name: againstUnit },
      { kind: 'person' as const, name: againstPerson },
    ].filter(({ name }) => name !== ''),
  )
  if (!checked.success)
    throw new AppError('invalid', '检举控告请写明被反映的单位或人员，以便对其保密（信访工作条例第三十条）')
  return sealAgainst(ctx, matter, checked.data, '检举控告')
}

/** An act is recorded when it has happened; only terms lie ahead. */
function checkFuture(ctx: Ctx, name: PetitionActName, payload: Record<string, unknown>): void {
  for (const [field, value] of Object.entries(payload)) {
    const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
    if (isDay && /On$/.test(`${field === 'on' ? 'On' : field}`) && !AHEAD.has(field) && value > ctx.today)
      throw invalidField(field, `${PETITION_ACT_TITLES[name]}的日期不能晚于今天`)
  }
}

/** Nothing was done about a matter before it came in. */
function checkReceipt(ctx: Ctx, matterId: string, payload: Record<string, unknown>): void {
  const field = payload.acceptedOn ? 'acceptedOn' : 'on'
  const day = payload[field]
  const { receivedOn } = getMatter(ctx, matterId)
  if (typeof day === 'string' && day < receivedOn)
    throw invalidField(field, `日期早于收到日期 ${receivedOn}；如收到日期有误，请先在“修改登记”里更正`)
}

function checkRepresentatives(ctx: Ctx, matterId: string, payload: Record<string, unknown>): void {
  const wanted = (payload.representativeIds ?? []) as string[]
  if (wanted.length === 0) return
  const known = new Set<string>(listParties(ctx.db, matterId).map((party) => party.partyId))
  if (wanted.some((id) => !known.has(id))) throw new AppError('invalid', '所选代表不在这件事项里')
}

function checkFits(ctx: Ctx, matter: MatterRecord, name: PetitionActName): void {
  if (name !== 'objectToSender' && name !== 'reportUrgent') return // saves the rest a reading of the file
  const unfit = whyUnfit(openFile(ctx, matter.id).petition, name, matter)
  if (unfit) throw new AppError('not_allowed', unfit)
}

/** The agent does what the citizen's mandate covers, in its term (B2.4). */
function checkMandate(ctx: Ctx, matterId: string, { on, kind }: PetitionInput<'runErrand'>): void {
  const file = openFile(ctx, matterId)
  const beyond = file.petition.mandate && whyBeyondMandate(file.petitionRecord, { on, kind })
  if (beyond) throw invalidField(beyond.field, beyond.why)
}

/** A file with gaps is put away only where somebody says so and why (一事一档). */
function checkFile(ctx: Ctx, matterId: string, { isIncomplete, note }: PetitionInput<'archive'>): void {
  const file = openFile(ctx, matterId)
  if (whyNot(file.petition, 'archive')) return // refused for that
  const gaps = petitionDossierProblems(file).length
  if (gaps === 0) return
  if (!isIncomplete) throw invalidField('isIncomplete', `档案体检还有 ${gaps} 处没有补齐：请先补齐；仍要归档的，请勾选`)
  if (note === '') throw invalidField('note', '请写明没有补齐的原因')
}

/** Granted within the term that it extends, and no more than the rule allows. */
function checkExtension(ctx: Ctx, matterId: string, payload: PetitionInput<'extendDeadline'>): void {
  const row = findDeadline(ctx, matterId, deadlineId(payload))
  if (!row) throw new AppError('not_found', '没有这个期限')
  if (row.state !== 'running') throw new AppError('not_allowed', '这个期限已经办结或终止')
  if (payload.on > row.dueOn) throw new AppError('not_allowed', '期限已过，不能再批准延长（信访工作条例第三十四条）')
  if (!supposeExtended(row, payload.amount, ctx.calendar)) throw new AppError('not_allowed', '这个期限没有延长的规定')
}

export const petitionActHandlers = {
  ...actHandlers,

  'petition.whatIfExtended': (ctx, { matterId, ruleId, anchor, amount }) => {
    getMatter(ctx, matterId)
    const row = findDeadline(ctx, matterId, deadlineId({ ruleId, anchor }))
    if (!row) throw new AppError('not_found', '没有这个期限')
    const supposed = supposeExtended(row, amount, ctx.calendar)
    if (!supposed) throw new AppError('not_allowed', '这个期限没有延长的规定')
    return { dueOn: supposed.dueOn, steps: supposed.steps.map((step) => step.text) }
  },
} satisfies Partial<Handlers>
