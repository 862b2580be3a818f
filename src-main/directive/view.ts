import { openClock, readArithmetic } from '../../src-shared/directive/clocks.ts'
import { describeSteps } from '../../src-shared/directive/describe.ts'
import type { DirectiveEventKind } from '../../src-shared/directive/events.ts'
import {
  type DirectivePaper,
  type DirectiveRow,
  type DirectiveView,
  OPEN_DIRECTIVE_STAGES,
} from '../../src-shared/directive/schema.ts'
import { whyNot } from '../../src-shared/directive/whyNot.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import type { DocumentId } from '../../src-shared/kernel/ids.ts'
import { findDocument, listDocuments } from '../documents/repo.ts'
import { tasksOfDirective } from '../linkage/directiveTasks.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { matterOf, withEvents, type Directive } from './find.ts'
import { listDirectiveRecords } from './repo.ts'

/** @param me whose eyes; nobody's for what leaves the office */
export function listDirectives(ctx: Pick<Ctx, 'db' | 'today'>, me: string, isOpenOnly: boolean): DirectiveRow[] {
  return listDirectiveRecords(ctx.db, me)
    .map((record) => withEvents(ctx, record))
    .filter(({ state }) => !isOpenOnly || OPEN_DIRECTIVE_STAGES.includes(state.stage))
    .map((one) => toRow(one, ctx.today))
}

function toRow(one: Directive, today: string): DirectiveRow {
  const { id, number, kind, title, issuedAt, issuedBy, receiveBy, replyBy, state, events } = one
  const owed = openClock(state.stage, one)
  return {
    ...{ id, number, kind, title, issuedAt, issuedBy, receiveBy, replyBy },
    stage: state.stage,
    owes: owed && { ...owed, isOverdue: owed.dueOn < today },
    lastAt: events.reduce((last, { at }) => (at > last ? at : last), issuedAt as string) as Instant,
  }
}

const ROLE_OF: Readonly<Record<string, readonly string[]>> = { returned: ['head'] }
const ACTS: readonly DirectiveEventKind[] = ['received', 'accepted', 'returned', 'replied', 'linked']

/** As the street opens it. */
export function viewDirective(ctx: Ctx, one: Directive): DirectiveView {
  const matter = matterOf(ctx, one)
  const toPaper = ({ id, title, number, pages }: DirectivePaper): DirectivePaper => ({ id, title, number, pages })
  return {
    ...toRow(one, ctx.today),
    text: one.text,
    arithmetic: readArithmetic(one.arithmetic),
    seen: one.seen,
    steps: describeSteps(one.events, one.state),
    replies: one.state.replies.map(({ at, byName, text, documentIds, verdict, verdictText }) => ({
      ...{ at: at as Instant, byName, text, verdict, verdictText },
      papers: documentIds.flatMap((id) => {
        const found = findDocument(ctx.db, id as DocumentId)
        return found ? [toPaper(found)] : []
      }),
    })),
    returned: one.state.returned && { ...one.state.returned, at: one.state.returned.at as Instant },
    matter: matter ? { id: matter.id, number: matter.number, summary: matter.summary } : null,
    matterPapers: matter
      ? listDocuments(ctx.db, matter.id)
          .filter(({ isVoid }) => !isVoid)
          .map(toPaper)
      : [],
    tasks: tasksOfDirective(ctx, one.id),
    acts: ACTS.map((act) => {
      const why = whyNot(one.state, act) || roleProblem(ctx, act)
      return { act, isAllowed: why === '', why }
    }),
  }
}

function roleProblem({ actor }: Ctx, act: DirectiveEventKind): string {
  const roles = ROLE_OF[act] ?? ['clerk', 'head']
  if (actor.roles.some((role) => roles.includes(role))) return ''
  return act === 'returned' ? '退回要由负责人办' : '由窗口受理员或负责人办'
}
