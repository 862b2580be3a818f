import { addDays, startOfDay, type Day, type Instant } from '../../src-shared/kernel/day.ts'
import { optionText } from '../../src-shared/calendar/deadlineRule.ts'
import type { OutputOf } from '../../src-shared/contract.ts'
import { findDeadlineRule } from '../../src-shared/deadlineRules.ts'
import { CONFIDENTIAL } from '../../src-shared/kernel/confidential.ts'
import { TODAY_BASES, TODAY_GROUPS, type TodayItem } from '../../src-shared/today/schema.ts'
import { DIRECTIVE_KINDS } from '../../src-shared/directive/schema.ts'
import { listDirectives } from '../directive/view.ts'
import { listDrafts } from '../draft/repo.ts'
import { listBackups } from '../store/backup.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { findSecret } from '../intake/confidentialRepo.ts'
import { listSealed } from '../intake/sealRepo.ts'
import { expiringItems } from './expiring.ts'
import { jointItems } from './joint.ts'
import { taskItems } from './tasks.ts'
import { listToSettle } from './toSettle.ts'
import {
  countToday,
  listDueClocks,
  listDueInstalments,
  listPromised,
  listToServe,
  listWaiting,
  type DueInstalments,
  type DueRow,
} from './repo.ts'

const SOON_DAYS = 7
/** Of each group; a list longer than this is worked from the list page. */
const MOST = 200
const BACKUP_OVERDUE_MS = 26 * 3_600_000
const ORDER = Object.keys(TODAY_GROUPS)
const BASES = Object.keys(TODAY_BASES)

/** The home page: what has consequences first, in each group the law's days first; each matter once a reason. */
export function listToday(
  ctx: Ctx,
  isMineOnly: boolean,
  /** Whose gates it passes: `NOBODY` for what leaves the screen without any sealed matter. */
  me: string = ctx.actor.userId,
): OutputOf<'today.list'> {
  const reader = { me, ownerId: isMineOnly ? me : null }
  const { today } = ctx
  const until = addDays(today, SOON_DAYS)
  const items: TodayItem[] = [
    ...listDueClocks(ctx.db, { today, until }, reader, MOST).map((row) =>
      toItem(row, groupOf(row.on, today), ruleTitle(row.ruleId), basisOf(row.ruleId)),
    ),
    ...listToServe(ctx.db, reader, MOST).map((row) =>
      toItem(
        row,
        row.on && row.on <= today ? groupOf(row.on, today) : 'to_serve',
        ruleTitle(row.ruleId),
        row.on && 'office',
      ),
    ),
    ...listPromised(ctx.db, until, reader, MOST).map((row) =>
      toItem(
        row,
        row.on < today ? 'overdue' : row.on === today ? 'due_today' : 'promised',
        '答应过的首次答复',
        'office',
      ),
    ),
    ...listDueInstalments(ctx.db, { today, until }, reader, MOST).map((row) =>
      toItem(row, row.overdue > 0 ? 'overdue' : 'instalment', instalmentsText(row), 'agreed'),
    ),
    ...taskItems(ctx, reader, MOST),
    ...listToSettle(ctx.db, reader, MOST),
    ...listWaiting(ctx.db, reader, MOST).map((row) => toItem(row, 'open', WAITS_FOR[row.stage] ?? '', null)),
    ...directiveItems(ctx, until, me),
    ...expiringItems(ctx, reader.ownerId),
    ...(isMineOnly ? [] : jointItems(ctx, SOON_DAYS, MOST)),
    ...listDrafts(ctx.db, ctx.actor.userId, false).map((draft) => ({
      group: 'draft' as const,
      matterId: null,
      draftKey: draft.key,
      settles: '' as const,
      directiveId: null,
      number: '',
      title: draft.title || '（未写事由）',
      what: '没写完',
      basis: null,
      on: null,
      ownerName: ctx.actor.name,
    })),
  ]
  const newest = listBackups(ctx.settings.backupDir)[0]
  return {
    today,
    items: items.sort(
      (a, b) =>
        ORDER.indexOf(a.group) - ORDER.indexOf(b.group) ||
        BASES.indexOf(a.basis ?? '') - BASES.indexOf(b.basis ?? '') ||
        (a.on ?? '').localeCompare(b.on ?? ''),
    ),
    counts: countToday(
      ctx.db,
      me,
      startOfDay(today),
      startOfDay(`${today.slice(0, 7)}-01` as Day),
      `${today.slice(0, 7)}-01` as Day,
    ),
    lastBackupAt: newest ? (new Date(newest.madeAtMs).toISOString() as Instant) : null,
    isBackupOverdue: !ctx.isPractice && (!newest || Date.parse(ctx.now) - newest.madeAtMs > BACKUP_OVERDUE_MS),
  }
}

const toItem = (
  { matterId, number, summary, ownerName, on }: Omit<DueRow, 'on'> & { on: Day | null },
  group: TodayItem['group'],
  what: string,
  basis: TodayItem['basis'],
): TodayItem => ({
  group,
  matterId,
  draftKey: '',
  directiveId: null,
  settles: '',
  number,
  title: summary,
  what,
  basis,
  on,
  ownerName,
})

/** Directives that wait for the street: unread ones always, others when they are due. They are the whole street's, nobody's own. */
function directiveItems(ctx: Ctx, until: Day, me: string): TodayItem[] {
  return listDirectives(ctx, me, true).flatMap(({ id, number, title, kind, stage, owes }) => {
    if (!owes || (stage !== 'sent' && owes.dueOn > until)) return []
    const due = groupOf(owes.dueOn, ctx.today)
    const group = stage === 'sent' && due === 'due_soon' ? ('directive' as const) : due
    const what = `${DIRECTIVE_KINDS[kind]}待${owes.what}`
    const empty = { matterId: null, draftKey: '', settles: '' as const, ownerName: '' }
    return [{ ...empty, group, directiveId: id, number, title, what, basis: 'directed' as const, on: owes.dueOn }]
  })
}

const groupOf = (on: Day, today: Day): TodayItem['group'] =>
  on < today ? 'overdue' : on === today ? 'due_today' : 'due_soon'
function ruleTitle(ruleId: string): string {
  const rule = findDeadlineRule(ruleId)
  if (!rule) return ruleId
  return rule.isOption ? `${rule.title}（${optionText(rule)}）` : rule.title
}
const basisOf = (ruleId: string): TodayItem['basis'] => (findDeadlineRule(ruleId)?.isSetting ? 'office' : 'statutory')

/** `第 2 期履行`, or how many instalments and from which on. */
function instalmentsText({ no, overdue, soon }: DueInstalments): string {
  if (overdue + soon === 1) return `第 ${no} 期履行`
  if (overdue === 0) return `${soon} 期该履行，最早第 ${no} 期`
  return `${overdue} 期到期没有履行，最早第 ${no} 期${soon > 0 ? `；七天内还有 ${soon} 期` : ''}`
}

/** What a matter waits for where somebody has to decide or to deliver. */
const WAITS_FOR: Record<string, string> = {
  registered: '等待分流',
  to_accept: '等待受理',
  to_sort: '等待甄别',
  to_describe: '等待受理登记',
  to_dispatch: '等待分流交办',
}

export const todayHandlers = {
  'today.list': (ctx, { isMineOnly }) => listToday(ctx, isMineOnly),
  'today.morningSheet': async (ctx, { isMineOnly }) => {
    const sealed = new Set<string>(listSealed(ctx.db)) // paper hangs where no gate can follow
    const { items: all, today } = listToday(ctx, isMineOnly)
    const items = all.filter(({ matterId }) => !matterId || !sealed.has(matterId))
    const secret = findSecret(
      ctx.db,
      items.flatMap(({ matterId }) => matterId ?? []),
    )
    const sections = Object.entries(TODAY_GROUPS).map(([group, title]) => ({
      title,
      items: items
        .filter((item) => item.group === group)
        .map(({ matterId, number, title: name, what, basis, on, ownerName }) => ({
          number,
          title: matterId && secret.has(matterId) ? CONFIDENTIAL : name,
          what: basis ? `〔${TODAY_BASES[basis]}〕${what}` : what,
          on,
          ownerName,
        })),
    }))
    const { pdf } = await ctx.services.typeset(
      'morning_sheet',
      { centreName: ctx.settings.centreName, person: ctx.actor.name, on: today, sections },
      { mode: 'issue', timestamp: ctx.now },
    )
    return { pdfBase64: Buffer.from(pdf).toString('base64') }
  },
} satisfies Partial<Handlers>
