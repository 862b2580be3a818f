import { AppError } from '../../src-shared/kernel/errors.ts'
import type { PaperData } from '../../src-shared/paper/registry.ts'
import {
  AGENCY_LEVELS,
  AGENCY_SOURCES,
  CONTACTS,
  ERRANDS,
  OPINION_CONCLUSIONS,
  PURPOSES,
  RATINGS,
  RESULTS,
  SCOPES,
  type Errand,
  type Scope,
} from '../../src-shared/petition/codes.ts'
import { currentTransfer } from '../../src-shared/petition/fold.ts'
import { agentOf, all, first, last, opinionOf } from '../../src-shared/petition/project.ts'
import type { Builders } from './draftPaper.ts'
import type { MatterFile } from './matterFile.ts'
import {
  chinese,
  citizenNames,
  contentClassOf,
  described,
  earlierOf,
  factsOf,
  found,
  joined,
  office,
  partiesAs,
  pick,
  representativesOf,
  shorten,
} from './petitionFile.ts'
import { extensionsOf } from './petitionForms.ts'

type Agent = ReturnType<typeof agentOf>
const printAgent = ({ agentName, agentUnit, cardNumber, agentPhone }: Omit<Agent, 'userId'>) => ({
  name: agentName,
  unit: agentUnit,
  cardNumber,
  phone: agentPhone,
})

const ticks = <K extends string>(titles: Readonly<Record<K, string>>, chosen: readonly K[]) =>
  (Object.keys(titles) as K[]).map((key) => ({ title: titles[key], isOn: chosen.includes(key) }))

/**
 * The mandate that `ref` names, or the one that a hand-over goes on with. Before there is one it is a form to
 * sign, with what is known filled in.
 */
function mandate(file: MatterFile, ref: string): PaperData<'agency_mandate'> {
  const { petitionRecord: record, ctx } = file
  if (file.petition.purpose === 'report') throw new AppError('not_allowed', '检举控告类不宜代理')
  const handOver = all(record, 'handOverAgency').find((each) => each.id === ref)
  const given = handOver
    ? all(record, 'mandate').findLast((each) => each.seq < handOver.seq)
    : pick(all(record, 'mandate'), ref)
  const about = described(file)
  const asked = [...(about?.requests ?? []), factsOf(file)].filter(Boolean).join('\n')
  return {
    office: office(file),
    number: file.petitionRow?.agencyNumber ?? '',
    principals: partiesAs(file, '委托人'),
    representatives: representativesOf(file),
    agent: handOver || given ? printAgent(handOver ?? (given as Agent)) : {},
    subject: given?.subject ?? asked,
    scopes: ticks(SCOPES, given?.scopes ?? ([] as Scope[])),
    specialAuthority: given?.specialAuthority ?? '',
    fromOn: handOver?.on ?? given?.fromOn ?? null,
    toOn: given?.toOn ?? null,
    receivers: joined([leadUnit(file), ...helpersOf(file)]),
    retention: ctx.settings.retention,
    contact: joined([ctx.settings.centrePhone, ctx.settings.centreAddress], ' '),
    consents: given?.consents ?? {},
    signedByCitizenOn: handOver?.citizenAgreedOn ?? given?.signedByCitizenOn ?? null,
    signedByAgentOn: handOver ? handOver.on : (given?.signedByAgentOn ?? null),
  }
}

const leadUnit = (file: MatterFile): string =>
  currentTransfer(file.petition)?.unit ?? last(file.petitionRecord, 'submit')?.unit ?? ''
const helpersOf = (file: MatterFile): string[] =>
  last(file.petitionRecord, 'transfer')?.helpers ?? last(file.petitionRecord, 'submit')?.helpers ?? []

function agencyRegistration(file: MatterFile): PaperData<'agency_registration'> {
  const { petitionRecord: record, petition, matter } = file
  const mandated = found(first(record, 'mandate'), '还没有代理委托')
  const newest = last(record, 'mandate') ?? mandated
  const about = described(file)
  const opinion = opinionOf(record, 'handling')
  const told = first(record, 'tellAcceptance')
  const receipts = all(record, 'recordReceipt')
  const sent = last(record, 'toMediation')
  const archived = petition.stage === 'archived' ? last(record, 'archive') : undefined
  const rated = all(record, 'rate').findLast((each) => each.of === 'agency')
  return {
    office: office(file),
    number: file.petitionRow?.agencyNumber ?? '',
    matterNumber: matter.number,
    registeredOn: mandated.on,
    registrar: matter.enteredBy,
    source: AGENCY_SOURCES[mandated.source],
    level: AGENCY_LEVELS[newest.level],
    principals: partiesAs(file, '委托人'),
    peopleCount: matter.peopleCount > 0 ? `${matter.peopleCount}人` : '',
    isGroup: about?.isGroup ?? null,
    representatives: representativesOf(file),
    purpose: about ? PURPOSES[about.purpose] : '',
    contentClass: contentClassOf(file),
    problemPlace: about?.problemPlace ?? '',
    summary: matter.summary,
    leadUnit: leadUnit(file),
    helpers: helpersOf(file),
    earlier: earlierOf(file),
    agent: printAgent(agentOf(record)),
    errands: ticks(ERRANDS, [...new Set(all(record, 'runErrand').map(({ kind }): Errand => kind))]),
    submissions: all(record, 'submit').map(({ id, on, unit, materials }) => {
      const receipt = receipts.find((each) => each.submitId === id)
      return {
        on,
        unit,
        materials,
        receipt: joined([receipt?.number ?? '', receipt?.signedBy ?? ''], ' '),
        receiptOn: receipt?.on ?? null,
      }
    }),
    toldOn: told?.on ?? null,
    toldNumber: told?.number ?? '',
    process: all(record, 'runErrand').map(({ on, kind, unit, text }) => ({
      on,
      how: ERRANDS[kind],
      text: joined([unit, text], '：'),
    })),
    meetings: all(record, 'meet').map(({ on, units, actions, minutes }) => ({
      on,
      units: shorten(units.join('、'), 200),
      text: actions.length > 0 ? actions.map(({ unit, what }) => `${unit}：${what}`).join('；') : shorten(minutes, 200),
    })),
    feedbacks: all(record, 'feedBack').map(({ on, how, text, isSigned }) => ({
      on,
      how: CONTACTS[how],
      text,
      isSigned,
    })),
    extension: shorten(extensionsOf(file), 300),
    opinionOn: opinion?.on ?? null,
    conclusion: opinion ? OPINION_CONCLUSIONS[opinion.conclusion] : '',
    mediation: sent ? joined([chinese(sent.on), sent.mediationNumber], ' ') : '',
    rating: rated ? RATINGS[rated.rating] : '',
    result: petition.result ? RESULTS[petition.result] : '',
    end: endOf(file),
    archivedOn: archived?.on ?? null,
    archiveNumber: file.petitionRow?.archiveNumber ?? '',
  }
}

function endOf({ petition, petitionRecord: record }: MatterFile): string {
  if (petition.mandate) return ''
  const [revoked, ended, closed] = [last(record, 'revokeMandate'), last(record, 'endMandate'), last(record, 'close')]
  const words = [
    revoked && { seq: revoked.seq, text: joined([`${chinese(revoked.on)}委托人撤回`, revoked.reason], '：') },
    ended && { seq: ended.seq, text: `${chinese(ended.on)}终止：${ended.reason}` },
    closed && { seq: closed.seq, text: `${chinese(closed.on)}办结` },
  ].filter((each) => !!each)
  return words.sort((a, b) => b.seq - a.seq)[0]?.text ?? ''
}

function meeting(file: MatterFile, ref: string): PaperData<'agency_meeting'> {
  const held = found(pick(all(file.petitionRecord, 'meet'), ref), '还没有协调会')
  const done = all(file.petitionRecord, 'finishAction').filter((each) => each.meetId === held.id)
  return {
    office: office(file),
    number: file.matter.number,
    matterNumber: file.matter.number,
    summary: file.matter.summary,
    heldOn: held.on,
    place: held.place,
    chair: held.chair,
    units: held.units,
    isCitizenPresent: held.citizenPresent,
    minutes: held.minutes,
    actions: held.actions.map(({ no, unit, what, byOn }) => {
      const finished = done.find((each) => each.no === no)
      return { no: String(no), unit, what, byOn, done: finished ? `${chinese(finished.on)} ${finished.text}` : '' }
    }),
  }
}

function feedback(file: MatterFile, ref: string): PaperData<'agency_feedback'> {
  const given = all(file.petitionRecord, 'feedBack')
  const one = found(pick(given, ref), '还没有反馈')
  return {
    office: office(file),
    number: file.petitionRow?.agencyNumber ?? '',
    principal: citizenNames(file),
    agent: printAgent(agentOf(file.petitionRecord)),
    summary: file.matter.summary,
    ordinal: given.indexOf(one) + 1,
    on: one.on,
    how: CONTACTS[one.how],
    text: one.text,
  }
}

export const AGENCY_BUILDERS = {
  agency_mandate: mandate,
  agency_registration: agencyRegistration,
  agency_meeting: meeting,
  agency_feedback: feedback,
} satisfies Builders
