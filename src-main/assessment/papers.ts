import { APPEAL_STATES } from '../../src-shared/assessment/fold.ts'
import { pointsText } from '../../src-shared/assessment/evaluate.ts'
import { basesOf, basisLines, basisOf } from '../../src-shared/assessment/measures.ts'
import type { MonthScores, UnitScore } from '../../src-shared/assessment/schema.ts'
import { groupText, itemText, monthText, scoreText, unreviewedOf } from '../../src-shared/assessment/words.ts'
import { sinceText } from '../../src-shared/centre/codeTables.ts'
import { formatNumber } from '../../src-shared/centre/numbering.ts'
import { dayOf, type Day, type Month } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { column, rowsIn, type LedgerCells, type LedgerColumn } from '../../src-shared/ledger/definition.ts'
import { toPrintTable } from '../../src-shared/ledger/paper/schema.ts'
import { issuePaper, type PaperDraft } from '../documents/issue.ts'
import { audit, type ActionCtx, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { monthTitle } from '../ledger/ledgerPapers.ts'
import { exportList, printList, type PlainList } from '../ledger/plainList.ts'
import { peekNext, takeNext } from '../store/series.ts'
import { unitMonth } from './acts.ts'
import { findLocked, insertDifference, insertLocked, listDifferenceRows } from './repo.ts'
import { indicatorsOf, monthBasis, partsOf, presentScores, scoreUnit } from './scores.ts'
import { openDifferences, whyNotLock } from './views.ts'

const SERIES = 'assessment_difference'
const ruleWords = ({ rule }: Pick<MonthScores, 'rule'>): string =>
  `${rule.title}第 ${rule.version} 版，${sinceText(rule.effectiveFrom)}`

/** How a month was counted, for the head of its table; a locked one has it from the version it was locked with. */
function basisWords(ctx: Ctx, { month, from, to, rule }: MonthScores): string {
  const bases = basesOf(indicatorsOf(monthBasis(ctx, month).version).map(({ detail }) => detail.part))
  return [`本期自 ${from} 至 ${to}`, ruleWords({ rule }), ...bases].join('；')
}

/** The month's table: a column for each 大项, units in the order of the directory. */
export function monthTable(scores: MonthScores): Pick<PlainList, 'columns' | 'rows'> {
  const groups = [...new Set(scores.units.flatMap(({ items }) => items.map(({ group }) => group)))]
  const columns: LedgerColumn[] = [
    column('no', '序号', 8, 'center', { kind: 'integer' }),
    column('unit', '单位', 40, 'left', { sum: rowsIn('个单位') }),
    ...groups.map((group, index) => column(`g${index}`, `${group}|得分/应得`, 22)),
    column('got', '得分', 16, 'right'),
    column('full', '应得', 16, 'right'),
    column('total', '折合百分|含加分', 20, 'right'),
    column('notes', '说明', 66, 'left'),
  ]
  return { columns, rows: scores.units.map((unit) => unitRow(unit, groups)) }
}

function unitRow(row: UnitScore, groups: readonly string[]): LedgerCells {
  const { unit, got, full, total, notes } = row
  return {
    unit,
    ...Object.fromEntries(groups.map((group, index) => [`g${index}`, groupText(row, group)])),
    got: monthText(got, { total }),
    full: monthText(full, { total }),
    total: scoreText(total),
    notes: notes.join('；'),
  }
}

function lockDraft(ctx: Ctx, month: Month): PaperDraft<'assessment_month'> & { scores: MonthScores } {
  const scores = presentScores(ctx, month)
  const why = whyNotLock(ctx, scores)
  if (why) throw new AppError(findLocked(ctx.db, month) ? 'signed_off' : 'not_allowed', why)
  const { columns, rows } = monthTable(scores)
  const title = `${monthTitle(month)}联考月表`
  return {
    kind: 'assessment_month',
    matterId: null,
    ref: month,
    number: '',
    subject: title,
    scores,
    stamp: JSON.stringify(scores),
    data: {
      organisation: ctx.settings.centreName,
      title: '成员单位联考月表',
      period: monthTitle(month),
      basis: `${basisWords(ctx, scores)}；按单位代码排列，不排名次`,
      signedOff: `${ctx.actor.name} ${ctx.today}`,
      typeSizePt: 8,
      ...toPrintTable(columns, rows),
      preparedOn: ctx.today,
    },
  }
}

function differenceDraft(ctx: Ctx, month: Month): PaperDraft<'difference_sheet'> {
  const locked = findLocked(ctx.db, month)
  if (!locked) throw new AppError('not_allowed', '这个月还没有锁定')
  const items = openDifferences(ctx, month)
  if (items.length === 0) throw new AppError('not_allowed', '与锁定的得分没有差异')
  const { settings } = ctx
  const year = Number(ctx.today.slice(0, 4))
  const number = formatNumber(settings.noticePattern.replace('告字', '考更字'), {
    year,
    seat: settings.seatLetter,
    seq: peekNext(ctx.db, SERIES, year, settings.seatLetter),
    committee: settings.committeeShortName,
    street: settings.streetName,
  })
  return {
    kind: 'difference_sheet',
    matterId: null,
    ref: month,
    number,
    subject: `${monthTitle(month)}联考更正`,
    stamp: JSON.stringify(items),
    data: {
      organisation: settings.centreName,
      number,
      period: monthTitle(month),
      sheetTitle: '成员单位联考月表',
      numberTitle: '单位',
      signedOffOn: dayOf(locked.signedAt),
      signedOffBy: locked.signedBy,
      items: items.map(({ unitCode: _, unit, item, ...rest }) => ({ dossierNumber: unit, columnTitle: item, ...rest })),
      preparedBy: ctx.actor.name,
      preparedOn: ctx.today,
    },
  }
}

function unitDraft(ctx: Ctx, month: Month, unitCode: string, appealId: string): PaperDraft {
  const { unit, indicators, state, records } = unitMonth(ctx, month, unitCode)
  const score = scoreUnit(unit, indicators, records(), state)
  const { rule } = presentScores(ctx, month)
  const head = {
    organisation: ctx.settings.centreName,
    period: monthTitle(month),
    unit: unit.title,
    rule: ruleWords({ rule }),
    preparedBy: ctx.actor.name,
    preparedOn: ctx.today,
  }
  const subject = `${monthTitle(month)}联考 ${unit.title}`
  const paper = { matterId: null, number: '', subject }
  if (!appealId) {
    const { total, got, full, bonus } = score
    const data = {
      ...head,
      items: score.items.map((item) => ({
        group: item.group,
        title: item.title,
        full: pointsText(item.full),
        self: item.self === null ? '' : pointsText(item.self),
        score: itemText(item),
        steps: item.steps,
        reason: item.reason,
      })),
      summary:
        total === null
          ? '本月没有可以计分的项目，不计分。'
          : `应得 ${pointsText(full)} 分，得 ${pointsText(got)} 分，折合百分 ${pointsText(total - bonus)} 分，加分 ${pointsText(bonus)} 分，共 ${pointsText(total)} 分。`,
      notes: [...score.notes, ...basisLines(partsOf(indicators))],
    }
    return { ...paper, kind: 'assessment_sheet', ref: `${month}:${unitCode}`, data, stamp: JSON.stringify(data) }
  }
  const appeal = state.appeals.find(({ id }) => id === appealId)
  if (!appeal) throw new AppError('not_found', '没有这件申诉')
  const item = score.items.find(({ code }) => code === appeal.code)
  const basis = basisOf(indicators.find(({ code }) => code === appeal.code)?.detail.part ?? '')
  const isDecided = appeal.state !== 'open'
  const data = {
    ...head,
    item: `${item?.title ?? appeal.code}${basis ? `（${basis}）` : ''}`,
    score: item ? itemText(item) : '',
    by: appeal.by,
    on: appeal.on as Day,
    claim: appeal.claim,
    evidence: appeal.evidence,
    outcome: isDecided ? APPEAL_STATES[appeal.state] : '',
    decision: appeal.decision,
    decidedBy: appeal.decidedBy,
    decidedOn: isDecided ? (appeal.decidedOn as Day) : null,
  }
  return { ...paper, kind: 'assessment_appeal', ref: appealId, data, stamp: JSON.stringify(data) }
}

function listOf(ctx: Ctx, month: Month): PlainList {
  const scores = findLocked(ctx.db, month)?.scores ?? presentScores(ctx, month)
  return {
    title: `${monthTitle(month)}成员单位联考`,
    note: `${basisWords(ctx, scores)}；不排名次`,
    ...monthTable(scores),
  }
}

export const assessmentPaperHandlers = {
  'assessment.lock': async (ctx: ActionCtx, { month }) => {
    const document = await issuePaper(
      ctx,
      (now) => lockDraft(now, month),
      (tx, documentId, draft) => {
        const { scores } = draft as ReturnType<typeof lockDraft>
        const { from, to, rule } = scores
        insertLocked(tx.db, {
          month,
          from,
          to,
          ruleVersion: rule.version,
          scores,
          signedAt: tx.now,
          signedBy: tx.actor.name,
          documentId,
        })
        const unreviewed = unreviewedOf(scores.units).units.length
        audit(
          tx,
          'signed_off',
          { kind: 'assessment', id: month, title: `${monthTitle(month)}联考` },
          `${scores.units.length} 个单位${unreviewed > 0 ? `，其中 ${unreviewed} 个没有复评` : ''}`,
        )
        tx.changed('assessment')
      },
    )
    return { documentId: document.id }
  },
  'assessment.issueDifferences': async (ctx: ActionCtx, { month }) => {
    const document = await issuePaper(
      ctx,
      (now) => differenceDraft(now, month),
      (tx, documentId) => {
        const no = listDifferenceRows(tx.db, month).length + 1
        insertDifference(tx.db, { month, no, scores: presentScores(tx, month), documentId, issuedAt: tx.now })
        takeNext(tx.db, SERIES, Number(tx.today.slice(0, 4)), tx.settings.seatLetter)
        tx.changed('assessment')
      },
    )
    return { documentId: document.id, number: document.number }
  },
  'assessment.issue': async (ctx: ActionCtx, { month, unitCode, appealId }) => ({
    documentId: (await issuePaper(ctx, (now) => unitDraft(now, month, unitCode, appealId))).id,
  }),
  'assessment.export': (ctx, { month, purpose }) => exportList(ctx, listOf(ctx, month), purpose),
  'assessment.print': (ctx, { month, purpose }) => printList(ctx, listOf(ctx, month), purpose),
} satisfies Partial<Handlers>
