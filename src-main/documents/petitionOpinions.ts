import type { PaperData } from '../../src-shared/paper/registry.ts'
import { CONCLUSIONS, type Conclusion } from '../../src-shared/mediation/events.ts'
import { DELIVERIES, OPINION_CONCLUSIONS, REVIEW_RESULTS } from '../../src-shared/petition/codes.ts'
import { all, last, opinionOf } from '../../src-shared/petition/project.ts'
import { UNIT_TEXT } from '../../src-shared/calendar/deadlineRule.ts'
import { isPaperKind, PAPERS } from '../../src-shared/paper/registry.ts'
import type { DocumentRow } from '../../src-shared/intake/schema.ts'
import { listDeadlines } from '../intake/deadlineRepo.ts'
import { ruleOf } from '../intake/deadlines.ts'
import { findMediation } from '../mediation/repo.ts'
import type { Builders } from './draftPaper.ts'
import type { MatterFile } from './matterFile.ts'
import {
  addresseeOf,
  citizenNames,
  citizensOf,
  contactOf,
  factsOf,
  found,
  materialsOf,
  namedSubject,
  office,
  outgoing,
  partiesAs,
  pick,
  subjectOf,
} from './petitionFile.ts'
import { issuedNumber } from './petitionNotices.ts'

const LEVELS = {
  petition_opinion: 'handling',
  petition_review_opinion: 'review',
  petition_recheck_opinion: 'recheck',
} as const
type OpinionKind = keyof typeof LEVELS
export type Level = (typeof LEVELS)[OpinionKind]
const BEFORE = { handling: null, review: 'handling', recheck: 'review' } as const

/** The level of an opinion's paper; undefined for any other paper. */
export const levelOf = (kind: string): Level | undefined => LEVELS[kind as OpinionKind]

const opinionAt =
  (level: Level) =>
  (file: MatterFile, _: string, number: string): PaperData<'petition_opinion'> => {
    const { petitionRecord: record, ctx } = file
    const opinion = found(opinionOf(record, level), '还没有作出这份意见')
    const before = BEFORE[level] && opinionOf(record, BEFORE[level])
    const asked = all(record, 'applyReview').findLast((each) => each.level === level)
    const { matterNumber, receivedOn, receivedFrom, summary } = subjectOf(file)
    const organ = { handling: ctx.settings.reviewOrgan, review: ctx.settings.recheckOrgan, recheck: '' }[level]
    return {
      ...outgoing(file, number, addresseeOf(file), opinion.on, last(record, 'accept')?.handler),
      office: opinion.unit,
      contact: opinion.unit === office(file) ? contactOf(file, last(record, 'accept')?.handler) : {},
      matterNumber,
      summary,
      receivedOn: level === 'handling' ? receivedOn : (asked?.receivedOn ?? null),
      receivedFrom: level === 'handling' ? receivedFrom : '',
      acceptedOn: level === 'handling' ? file.petition.acceptedOn : (asked?.receivedOn ?? null),
      before: before ? { unit: before.unit, number: before.number, on: before.on, appliedOn: asked?.on ?? null } : null,
      items: opinion.items.map(({ request, conclusion, reply }) => ({
        request,
        conclusion: OPINION_CONCLUSIONS[conclusion],
        reply,
      })),
      factsFound: opinion.factsFound,
      legalBasis: opinion.legalBasis,
      conclusion: OPINION_CONCLUSIONS[opinion.conclusion],
      reviewResult: opinion.reviewResult && REVIEW_RESULTS[opinion.reviewResult],
      nextOrgan: level === 'recheck' ? '' : opinion.nextOrgan || organ,
      signedBy: opinion.signedBy,
    }
  }

const STAGE_WORDS = { handling: '办理', recheck: '复核' } as const

/** To be sent before the hearing, so that a hearing on record is not needed: place and time are then left open. */
function hearingNotice(file: MatterFile, ref: string, number: string): PaperData<'petition_hearing_notice'> {
  const held = ref === '' ? undefined : found(pick(all(file.petitionRecord, 'hear'), ref), '没有这次听证')
  const isLive = file.petition.stage === 'handling' || file.petition.stage === 'rechecking'
  if (!held) found(isLive || undefined, '办理或者复核中才能听证')
  return {
    ...outgoing(file, number, addresseeOf(file), file.ctx.today),
    ...subjectOf(file),
    level: held ? STAGE_WORDS[held.of] : file.petition.stage === 'rechecking' ? '复核' : '办理',
    heldOn: held?.fromOn ?? null,
    place: held?.place ?? '',
    participants: held?.participants ?? '',
  }
}

function hearingRecord(file: MatterFile, ref: string): PaperData<'petition_hearing_record'> {
  const held = found(pick(all(file.petitionRecord, 'hear'), ref), '还没有听证')
  const { fromOn, toOn, place, participants, record } = held
  return {
    office: office(file),
    ...namedSubject(file),
    citizens: citizensOf(file).map(({ name }) => name),
    level: STAGE_WORDS[held.of],
    fromOn,
    toOn,
    place,
    participants,
    record,
  }
}

function settlement(file: MatterFile, ref: string, number: string): PaperData<'petition_settlement'> {
  const agreed = found(pick(all(file.petitionRecord, 'settle'), ref), '还没有达成协议')
  return {
    office: office(file),
    number,
    ...namedSubject(file),
    paperTitle: agreed.form === 'mediated' ? '调解协议书' : '和解协议书',
    parties: partiesAs(file, '信访人'),
    sides: agreed.parties,
    facts: factsOf(file),
    terms: agreed.terms,
    amountFen: agreed.amountFen > 0 ? agreed.amountFen : null,
    agreedOn: agreed.on,
  }
}

const EFFECTS: Partial<Record<string, string>> = {
  petition_opinion: '不服本意见的，自签收之日起30日内可以请求复查（《信访工作条例》第三十五条）。',
  petition_review_opinion: '不服本意见的，自签收之日起30日内可以请求复核（《信访工作条例》第三十六条）。',
}

/** The act of service that a paper belongs to, by level or by the paper's number. */
export const serviceOf = (file: MatterFile, { kind, number, title }: Pick<DocumentRow, 'kind' | 'number' | 'title'>) =>
  all(file.petitionRecord, 'serve').findLast((each) =>
    each.what === 'notice' ? each.paper.includes(number || title) : each.what === levelOf(kind),
  )

/** `ref` names an issued paper, or an act of service whose paper was not made here. */
function serviceReceipt(file: MatterFile, ref: string): PaperData<'petition_service_receipt'> {
  const document = file.documents.find((each) => each.id === ref && !each.isVoid)
  const served = document
    ? serviceOf(file, document)
    : all(file.petitionRecord, 'serve').find((each) => each.id === ref)
  found(document ?? served, '没有需要送达的文书')
  const opinion = served && served.what !== 'notice' ? opinionOf(file.petitionRecord, served.what) : undefined
  const kind = document?.kind ?? Object.entries(LEVELS).find(([, level]) => level === served?.what)?.[0] ?? ''
  const person = citizensOf(file)[0]
  return {
    office: office(file),
    matterNumber: file.matter.number,
    recipient: addresseeOf(file),
    address: person?.address ?? '',
    phone: person?.phone ?? '',
    paper: document?.title ?? (isPaperKind(kind) ? PAPERS[kind].title : (served?.paper ?? '')),
    paperNumber: document?.number ?? opinion?.number ?? '',
    copies: '1份',
    delivery: served ? DELIVERIES[served.how] : null,
    server: served?.server ?? '',
    serverPhone: file.ctx.settings.centrePhone,
    servedOn: served?.on ?? null,
    receivedBy: served?.receivedBy ?? '',
    comment: served?.comment ?? '',
    effect: EFFECTS[kind] ?? '',
  }
}

const NATURES = {
  personal_property: '公民之间的人身、财产权益争议',
  civil_with_organisation: '公民与法人或者其他组织之间的民事争议',
  civil_with_authority: '与行政机关之间具有民事权利义务的争议',
  other: '其他可以调解的争议',
} as const

function mediationReferral(file: MatterFile, ref: string, number: string): PaperData<'petition_mediation_referral'> {
  const { petitionRecord: record, ctx } = file
  const sent = found(pick(all(record, 'toMediation'), ref), '没有转人民调解')
  const clock = listDeadlines(ctx.db, sent.mediationId).find((row) => row.isOption === 0)
  const rule = clock && ruleOf(clock)
  const mediation = findMediation(ctx.db, sent.mediationId)
  const refused = all(record, 'mediationReturns').find((each) => each.seq > sent.seq && each.result === 'refused')
  const { contact, ...head } = outgoing(file, number, ctx.settings.committeeName, sent.on)
  return {
    ...head,
    handler: contact.handler,
    phone: contact.phone,
    ...subjectOf(file),
    parties: partiesAs(file, '信访人'),
    otherSide: sent.otherSide,
    nature: NATURES[sent.nature],
    facts: factsOf(file),
    citizenConsentedOn: sent.citizenConsentedOn,
    otherConsentedOn: sent.otherConsentedOn,
    materials: [{ name: '信访事项登记表', copies: '1份', note: '复印件' }, ...materialsOf(file)],
    limit: rule ? `${rule.amount}${UNIT_TEXT[rule.unit]}` : '',
    dueOn: clock?.dueOn ?? null,
    signedOn: mediation?.acceptedOn ?? null,
    isTaken: refused ? false : mediation?.acceptedOn ? true : null,
    refusal: refused?.note ?? '',
  }
}

const RESULTS = { success: '调解成功', failure: '调解不成', refused: '不予调解' } as const

/** The committee's answer to its own office; amount and performance come from the mediation. */
function mediationReply(file: MatterFile, ref: string, number: string): PaperData<'petition_mediation_reply'> {
  const { petitionRecord: record, ctx } = file
  const back = found(pick(all(record, 'mediationReturns'), ref), '调解还没有反馈结果')
  const sent = all(record, 'toMediation').findLast((each) => each.seq < back.seq)
  const mediation = sent && findMediation(ctx.db, sent.mediationId)
  const isDone = back.result === 'success'
  return {
    committeeName: ctx.settings.committeeName,
    number,
    addressee: office(file),
    referralNumber: sent ? issuedNumber(file, 'petition_mediation_referral', sent.id) : '',
    referredOn: sent?.on ?? null,
    matterNumber: file.matter.number,
    parties: sent ? `${citizenNames(file)}与${sent.otherSide}` : citizenNames(file),
    result: RESULTS[back.result],
    agreementNumber: isDone ? mediation?.agreementNumber || back.number : '',
    amountFen: isDone && mediation && mediation.amountFen > 0 ? (mediation.amountFen as never) : null,
    performance: isDone && mediation?.conclusion ? CONCLUSIONS[mediation.conclusion as Conclusion] : '',
    reason: back.note,
    materialsBack: isDone ? [] : materialsOf(file),
    repliedOn: back.on,
  }
}

export const OPINION_BUILDERS = {
  petition_opinion: opinionAt('handling'),
  petition_review_opinion: opinionAt('review'),
  petition_recheck_opinion: opinionAt('recheck'),
  petition_hearing_notice: hearingNotice,
  petition_hearing_record: hearingRecord,
  petition_settlement: settlement,
  petition_service_receipt: serviceReceipt,
  petition_mediation_referral: mediationReferral,
  petition_mediation_reply: mediationReply,
} satisfies Builders
