import type { z } from 'zod'
import { formatChinaTime, type Day, type Instant } from '../../kernel/day.ts'
import { CONTACT_WAYS, PURGE_REASONS, type PurgeReason } from '../codes.ts'
import type { ClientState } from '../fold.ts'
import type { CARE_PAPERS } from './papers.ts'
import { withoutTelling } from './source.ts'

type Data<K extends keyof typeof CARE_PAPERS> = z.input<(typeof CARE_PAPERS)[K]['schema']>

const dayAlone = (on: Day): string => `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日`
const openPromises = ({ promises }: ClientState) => promises.filter(({ kept, dropped }) => !kept && !dropped)

/** 走访名单, to carry along: what it takes to find somebody and to keep one's word, and not why. */
export function buildRoundList({
  from,
  to,
  printedAt,
  visits,
  hideName,
  ...words
}: {
  office: string
  worker: string
  printedBy: string
  printedAt: Instant
  from: Day
  to: Day
  /** A name partly hidden, as lists show it. */
  hideName: (name: string) => string
  visits: readonly { on: Day; state: ClientState }[]
}): Data<'care_round_list'> {
  return {
    ...words,
    fromOn: from,
    toOn: to,
    printedAt: formatChinaTime(printedAt),
    rows: visits.map(({ on, state }) => ({
      dueOn: dayAlone(on),
      name: hideName(state.person?.name ?? ''),
      address: state.person?.address ?? '',
      how: CONTACT_WAYS[state.plan?.contactWay ?? 'any'],
      quietHours: state.plan?.quietHours ?? '',
      remember: withoutTelling(openPromises(state).map(({ what }) => what)).join('；'),
    })),
  }
}

/** 移交清单, which both sign: names partly hidden, what is still owed to whom. */
export function buildHandOver({
  office,
  act,
  clients,
  hideName,
}: {
  office: string
  act: { fromName: string; toName: string; on: Day; reason: string }
  hideName: (name: string) => string
  clients: readonly { number: string; state: ClientState; lastVisitOn: Day | null; nextDueOn: Day | null }[]
}): Data<'care_hand_over'> {
  const { fromName, toName, on, reason } = act
  return {
    office,
    on,
    fromName,
    toName,
    reason,
    rows: clients.map(({ number, state, lastVisitOn, nextDueOn }) => ({
      number,
      name: hideName(state.person?.name ?? ''),
      startOn: state.enrolments.map(({ startOn }) => startOn).sort()[0] ?? '',
      lastVisitOn: lastVisitOn ?? '',
      nextOn: nextDueOn ?? '',
      promises: `${openPromises(state).length}件`,
      responses: `${state.responses.filter(({ answered }) => !answered).length}件`,
      note: state.plan?.quietHours ? `不便的时间：${state.plan.quietHours}` : '',
    })),
  }
}

/** 销毁单: it learns no name, so that none can stay on it. */
export function buildDestruction({
  office,
  act,
  records,
}: {
  office: string
  act: { on: Day; why: PurgeReason; basis: string; witness: string; byName: string }
  records: readonly { number: string; closedOn: Day | null; eraseAfter: Day | null }[]
}): Data<'care_destruction'> {
  return {
    office,
    on: act.on,
    basis: act.basis,
    operator: act.byName,
    witness: act.witness,
    rows: records.map(({ number, closedOn, eraseAfter }) => ({
      number,
      closedOn: closedOn ?? '',
      retainUntil: eraseAfter ?? '',
      reason: PURGE_REASONS[act.why],
    })),
  }
}
