import { AppError } from '../../kernel/errors.ts'
import { formatChinaTime, formatDayChinese, type Day } from '../../kernel/day.ts'
import type { z } from 'zod'
import {
  ABSENCE_REASONS,
  BASES,
  CLOSE_REASONS,
  CONTACT_WAYS,
  MEASURE_KINDS,
  NEED_KINDS,
  REFERRAL_ANSWERS,
  REFERRAL_KINDS,
  VISIT_WAYS,
} from '../codes.ts'
import type { Enrolment, Visit } from '../fold.ts'
import { backingText, cadenceText } from '../rules.ts'
import type { CARE_PAPERS } from './papers.ts'
import {
  askOf,
  countsOf,
  keptUntil,
  personHead,
  politeName,
  TELLING,
  timeOf,
  withoutTelling,
  type PaperSource,
} from './source.ts'

type Papers = typeof CARE_PAPERS
type Build<K extends keyof Papers> = (source: PaperSource, ref: string) => z.input<Papers[K]['schema']>

const OUTCOMES = { very_good: '非常好', good: '好', fair: '一般', poor: '不好' } as const

const missing = (what: string): AppError => new AppError('not_allowed', what)
const needsOf = (needs: readonly { kind: keyof typeof NEED_KINDS; text: string }[]) =>
  needs.map(({ kind, text }) => ({ title: NEED_KINDS[kind], text }))

function visitOf({ state }: PaperSource, ref: string): Visit {
  const found = state.visits.find(({ visitId }) => visitId === ref) ?? (ref === '' ? state.visits.at(-1) : undefined)
  if (!found) throw missing('还没有走访记录')
  return found
}
function enrolmentOf({ state }: PaperSource, ref: string): Enrolment {
  const found = state.enrolments.find(({ id }) => id === ref) ?? (ref === '' ? state.enrolments.at(-1) : undefined)
  if (!found) throw missing('没有这项登记')
  return found
}
const closedOf = (source: PaperSource, ref: string) => {
  const enrolment = enrolmentOf(source, ref)
  if (!enrolment.closed) throw missing('这项帮扶还没有结束')
  return { enrolment, closed: enrolment.closed }
}

/** Help that was given and asked for in a time, with what came of it. */
function helpsOf({ state }: PaperSource, from: Day, to: Day) {
  const within = (on: Day): boolean => from <= on && on <= to
  const given = state.measures
    .filter(({ on }) => within(on))
    .map(({ on, kind, what }) => ({ on, title: MEASURE_KINDS[kind], text: what, result: '已办' }))
  const asked = state.referrals
    .filter(({ on }) => within(on))
    .map(({ on, kind, what, unit, answers }) => {
      const answer = answers.at(-1)
      const result = answer ? REFERRAL_ANSWERS[answer.result] : '等待答复'
      return { on, title: REFERRAL_KINDS[kind], text: `${unit}：${what}`, result }
    })
  return [...given, ...asked].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}
const openPromises = ({ state }: PaperSource) =>
  state.promises.filter(({ kept, dropped }) => !kept && !dropped).map(({ what, byOn }) => ({ what, byOn }))

const visitRecord: Build<'care_visit_record'> = (source, ref) => {
  const visit = visitOf(source, ref)
  const { state, configOf } = source
  const response = state.responses.find(({ visitId }) => visitId === visit.visitId)
  const { on, time } = timeOf(visit.at)
  const questions = state.enrolments.flatMap(({ group }) => configOf(group, on).questions)
  const title = (id: string): string => questions.find((each) => each.id === id)?.title ?? ''
  const signed = response?.signed
  return {
    ...personHead(source),
    on,
    time,
    plannedOn: source.due.find(({ visitId }) => visitId === visit.visitId)?.on ?? null,
    how: VISIT_WAYS[visit.how],
    place: visit.place,
    visitors: visit.visitors,
    isMet: visit.isMet,
    absence: visit.absence ? ABSENCE_REASONS[visit.absence] : '',
    needs: needsOf(visit.needs),
    answers: Object.entries(visit.answers)
      .filter(([id, answer]) => title(id) && answer)
      .map(([id, answer]) => ({ question: title(id), answer })),
    note: visit.note,
    measures: visit.measures,
    promises: state.promises
      .filter(({ visitId }) => visitId === visit.visitId)
      .map(({ what, byOn }) => ({ what, byOn })),
    hasAbnormality: response !== undefined,
    abnormality: response?.what ?? '',
    signedFor: signed ? `${signed.by} ${formatChinaTime(signed.at)}` : '',
    reply: response?.answered?.answer ?? '',
    nextOn: visit.nextOn,
    slipGiven: visit.slipGiven,
    photos: source.withPhotos
      ? state.photos.filter(({ visitId }) => visitId === visit.visitId).map(({ photoId }) => ({ photoId }))
      : [],
    corrections: visit.corrections.map(({ writtenAt, byName, note, measures, reason }) => ({
      at: formatChinaTime(writtenAt),
      who: byName,
      text: [note, measures].filter(Boolean).join('\n'),
      reason,
    })),
  }
}

const plan: Build<'care_plan'> = (source) => {
  const { state, today, configOf } = source
  if (!state.plan) throw missing('还没有帮扶方案')
  const running = state.enrolments.filter(({ closed }) => !closed)
  const ends = running.map(({ endOn }) => endOn)
  return {
    ...personHead(source),
    startOn: running.map(({ startOn }) => startOn).sort()[0] ?? null,
    endOn: ends.includes(null) ? null : (ends.sort().at(-1) ?? null),
    needs: needsOf(state.plan.needs),
    goals: state.plan.goals,
    measures: state.plan.measures,
    rules: running.flatMap(({ group, tracks }) => {
      const config = configOf(group, today)
      const track = tracks.findLast(({ on }) => on <= today)?.track ?? ''
      return config.rules
        .filter((rule) => rule.effectiveFrom <= today && (rule.tracks.length === 0 || rule.tracks.includes(track)))
        .map(({ title, cadence, ...backing }) => ({
          title: `${config.title}：${title}`,
          howOften: cadenceText(cadence),
          basis: backingText(backing),
        }))
    }),
    contactWay: CONTACT_WAYS[state.plan.contactWay],
    quietHours: state.plan.quietHours,
    mergesVisits: state.plan.mergesVisits,
    worker: state.assigned?.workerName ?? '',
    helpers: state.assigned?.helpers.map(({ name, unit }) => ({ name, unit })) ?? [],
    contacts: state.person?.contacts.map(({ name, relation, phone }) => ({ name, relation, phone })) ?? [],
    agreedOn: state.plan.agreedOn,
    agreedBy: state.plan.agreedBy,
  }
}

const review: Build<'care_review'> = (source, ref) => {
  const { reviews, assigned } = source.state
  const found = reviews.find(({ reviewId }) => reviewId === ref) ?? (ref === '' ? reviews.at(-1) : undefined)
  if (!found) throw missing('还没有小结或者评估')
  return {
    ...personHead(source),
    paperTitle: found.kind === 'year' ? '年度评估' : '季度小结',
    fromOn: found.from,
    toOn: found.to,
    counts: countsOf(source, found.from, found.to),
    helps: helpsOf(source, found.from, found.to),
    openPromises: openPromises(source),
    text: found.text,
    outcome: found.outcome ? OUTCOMES[found.outcome] : '',
    worker: assigned?.workerName ?? '',
    writtenOn: timeOf(found.writtenAt).on,
  }
}

const endSummary: Build<'care_end_summary'> = (source, ref) => {
  const { enrolment, closed } = closedOf(source, ref)
  return {
    ...personHead(source),
    groups: [source.configOf(enrolment.group, closed.on).title],
    startOn: enrolment.startOn,
    endOn: closed.on,
    reason: CLOSE_REASONS[closed.reason],
    counts: countsOf(source, enrolment.startOn, closed.on),
    helps: helpsOf(source, enrolment.startOn, closed.on),
    text: closed.note,
    goesOn: openPromises(source)
      .map(({ what, byOn }) => `${what}（${formatDayChinese(byOn)}前）`)
      .join('\n'),
    retainUntil: keptUntil(source, enrolment),
    worker: source.state.assigned?.workerName ?? '',
  }
}

const endNotice: Build<'care_end_notice'> = (source, ref) => {
  const { enrolment, closed } = closedOf(source, ref)
  const { state } = source
  return {
    office: source.office,
    addressee: state.person?.name ?? '',
    startOn: enrolment.startOn,
    endOn: closed.on,
    done: withoutTelling(state.measures.map(({ what }) => what)),
    open: withoutTelling(openPromises(source).map(({ what, byOn }) => `${what}（${formatDayChinese(byOn)}前）`)),
    retainUntil: keptUntil(source, enrolment),
    ask: askOf(source),
    issuedOn: source.today,
  }
}

const consent: Build<'care_consent'> = (source, ref) => {
  const enrolment = enrolmentOf(source, ref)
  const { retention, law } = source.configOf(enrolment.group, enrolment.startOn)
  const guardian = source.state.person?.contacts.find(({ isGuardian }) => isGuardian)
  return {
    office: source.office,
    paperTitle: enrolment.basis === 'law' ? '告知书' : '告知同意书',
    name: source.state.person?.name ?? '',
    guardian: guardian?.name ?? '',
    guardianRelation: guardian?.relation ?? '',
    purpose: enrolment.purpose,
    basis: [
      BASES[enrolment.basis],
      enrolment.basisNote,
      ...(enrolment.basis === 'law' ? law.map((each) => `${each.law}${each.article}`) : []),
    ]
      .filter(Boolean)
      .join('；'),
    items: ['姓名、性别、出生日期、证件号码', '电话和住址', '家属或者监护人的姓名、电话', '走访时说到的困难和办法'],
    howLong: retention.months > 0 ? `服务结束后${retention.months}个月，期满销毁` : '服务结束即销毁',
    ask: askOf(source),
    saidOn: enrolment.consentOn ?? enrolment.toldOn,
  }
}

const slip: Build<'care_slip'> = (source, ref) => {
  const visit = visitOf(source, ref)
  const own = source.state.promises.filter(({ visitId }) => visitId === visit.visitId)
  return {
    office: source.office,
    addressee: politeName(source.state),
    ...timeOf(visit.at),
    visitors: visit.visitors,
    agreed: withoutTelling(visit.measures.split('\n')),
    promises: own.filter(({ what }) => !TELLING.test(what)).map(({ what, byOn }) => ({ what, byOn })),
    nextOn: visit.nextOn,
    isLeft: visit.how === 'absent',
    ask: { ...askOf(source), worker: visit.visitors[0] ?? source.myName },
  }
}

/** Papers of one client. `ref`: which visit, review or enrolment; the last one where it is ''. */
export const CLIENT_PAPER_BUILDERS = {
  care_visit_record: visitRecord,
  care_plan: plan,
  care_review: review,
  care_end_summary: endSummary,
  care_end_notice: endNotice,
  care_consent: consent,
  care_slip: slip,
} satisfies { [K in keyof Papers]?: Build<K> }
export type ClientPaperKind = keyof typeof CLIENT_PAPER_BUILDERS
