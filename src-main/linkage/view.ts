import { workdayOnOrAfter } from '../../src-shared/calendar/workCalendar.ts'
import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import { titleOn } from '../../src-shared/centre/codeTables.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { findDeadlineRule } from '../../src-shared/deadlineRules.ts'
import { dueCards, keyOfAnchor, levelOfLine } from '../../src-shared/linkage/cards.ts'
import { extendedDueOn, termsOf } from '../../src-shared/linkage/clocks.ts'
import { LINKAGE_ACT_TITLES } from '../../src-shared/linkage/describe.ts'
import type { LinkageActName } from '../../src-shared/linkage/events.ts'
import { all, last } from '../../src-shared/linkage/project.ts'
import type { LinkageView, PartView } from '../../src-shared/linkage/schema.ts'
import { whyNot } from '../../src-shared/linkage/whyNot.ts'
import { tableVersions } from '../centre/codeTables.ts'
import { linkageDossierProblems } from '../documents/linkageDossierCheck.ts'
import { listLinkagePapers } from '../documents/linkagePaperList.ts'
import { openFile, type MatterFile } from '../documents/matterFile.ts'
import { nextPaperNumber } from '../documents/numbers.ts'
import { getMatter } from '../intake/record.ts'
import { auditLook, viewMatter } from '../intake/view.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { cardLines } from './acts.ts'
import { findLinkage } from './directory.ts'
import { handedOver } from './sealed/handedOver.ts'
import { listUnitKeys } from './sealed/sealedRepo.ts'
import { directiveOf } from './sheetOfDirective.ts'
import { stateOf } from './toRow.ts'

/** The workbench of one task. */
function viewLinkage(ctx: Ctx, matterId: string): LinkageView {
  const file = openFile(ctx, matterId)
  if (file.state.kind !== 'linkage') throw new AppError('not_allowed', '这件事项没有分流到六联协同')
  const matter = viewMatter(ctx, file.matter)
  const { linkage: state, linkageRecord: record } = file
  const causeTable = tableVersions(ctx, 'linkage_cause')
  const isGone = matter.stage === 'merged' || matter.stage === 'void'
  const acts = (Object.keys(LINKAGE_ACT_TITLES) as LinkageActName[]).map((name) => {
    const why = isGone ? '已并入或已作废' : whyNot(state, name)
    return { act: `linkage.${name}`, title: LINKAGE_ACT_TITLES[name], isAllowed: why === undefined, why: why ?? '' }
  })
  return {
    matter: { ...matter, acts: [...matter.acts, ...acts] },
    linkageTitle: last(record, 'describe')?.title ?? '',
    nextNumber: nextPaperNumber(ctx, 'linkage'),
    usual: usualDays(ctx, state.linkage, ctx.today),
    state,
    record,
    causes: Object.fromEntries(
      all(record, 'supervise').map(({ id, cause, on }) => [id, titleOn(causeTable, cause, on)]),
    ),
    parts: viewParts(ctx, file),
    directive: directiveOf(ctx, record),
    dossier: isGone ? [] : linkageDossierProblems(file),
    papers: listLinkagePapers(file, matter.documents),
  }
}

/** As forms propose them: people agree on working days. */
function usualDays(ctx: Ctx, linkage: string, on: Day): LinkageView['usual'] {
  const task = findLinkage(ctx, linkage, on)?.task
  const after = (days: number | undefined): Day | null =>
    days ? workdayOnOrAfter(ctx.calendar, addDays(on, days)) : null
  return { dueOn: after(task?.handleDays), answerBy: after(task?.supervisionDays) }
}

/** Every unit that has or had the task, those that have it first, the lead before its helpers. */
function viewParts(ctx: Ctx, { matter, events, linkage: state, linkageRecord: record }: MatterFile): PartView[] {
  const withKey = new Set(listUnitKeys(ctx.db).map((each) => each.unitCode))
  const lines = cardLines(ctx, matter.id)
  const terms = termsOf(record)
  const cards = dueCards(
    // who gives it back waits for the centre, and is shown no card
    state.parts.filter(({ endedAs, key }) => endedAs === null && key !== state.pending?.key),
    lines,
    ctx.today,
  )
  return state.parts
    .flatMap((part): PartView[] => {
      const own = terms.filter((each) => each.part.key === part.key)
      const term = own.at(-1)
      if (!term) return []
      const { responsible, contact, phone, request, unitCode, slipCode } = term.part
      const card = cards.find(({ key }) => key === part.key)
      const answers = all(record, 'unitAnswers').filter(({ key }) => key === part.key)
      const answer = answers.at(-1)
      return [
        {
          key: part.key,
          role: part.role,
          unitCode,
          unit: part.unit,
          responsible,
          contact,
          phone,
          slipCode,
          request,
          on: part.on,
          dueOn: extendedDueOn(record, term),
          redoneOn: term.no > 1 ? term.startOn : null,
          earlier: own.slice(0, -1).map((each) => ({
            on: each.startOn,
            dueOn: extendedDueOn(record, each),
            answeredOn: each.met?.on ?? null,
            answer: answers.find(({ seq }) => seq === each.met?.seq)?.text ?? '',
          })),
          receivedOn: part.receivedOn,
          answeredOn: part.answeredOn,
          answer: answer?.text ?? '',
          answerClosure: answer?.closure ?? null,
          hasKey: withKey.has(unitCode),
          handedOver: handedOver(events, part.key).map(({ at, by }) => ({ at, by })),
          level: part.level,
          state: part.endedAs ?? stateOf(part, state),
          lines: lines
            .filter((line) => line.state === 'running' && keyOfAnchor(line.anchor) === part.key)
            .map(({ ruleId, dueOn, steps }) => ({
              level: levelOfLine(ruleId),
              title: findDeadlineRule(ruleId)?.title ?? ruleId,
              on: dueOn,
              isPassed: dueOn < ctx.today,
              steps,
            })),
          dueCard: card ? { level: card.level, steps: card.steps } : null,
        },
      ]
    })
    .sort((a, b) => place(a) - place(b))
}

const ENDED: readonly PartView['state'][] = ['returned', 'released', 'replaced']
const place = ({ state, role }: PartView): number => (ENDED.includes(state) ? 2 : 0) + (role === 'lead' ? 0 : 1)

export const linkageViewHandlers = {
  'linkage.get': (ctx, { matterId }) => {
    auditLook(ctx, getMatter(ctx, matterId))
    return viewLinkage(ctx, matterId)
  },
  'linkage.usualDays': (ctx, { matterId, on }) => usualDays(ctx, openFile(ctx, matterId).linkage.linkage, on),
} satisfies Partial<Handlers>
