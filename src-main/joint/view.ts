import type { Words } from '../../src-shared/joint/fields.ts'
import { valueText } from '../../src-shared/joint/fields.ts'
import { duesOn } from '../../src-shared/joint/clocks.ts'
import { actText, titleOfAct } from '../../src-shared/joint/describe.ts'
import { whyNot } from '../../src-shared/joint/fold.ts'
import type { JointView } from '../../src-shared/joint/schema.ts'
import { findPart } from '../../src-shared/joint/state.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import { tableVersions } from '../centre/codeTables.ts'
import { listPlaces } from '../centre/repo.ts'
import { listDocumentsOf } from '../documents/repo.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { wordOf } from '../linkage/directory.ts'
import { findListed, type ListedItem } from './listRepo.ts'
import { papersOf } from './paperList.ts'
import { listPhotos } from './photoRepo.ts'
import { getJoint, isHeads, mayTakeBack, newestAct, type OpenedJoint } from './record.ts'
import { toRow } from './rows.ts'

/** Puts a record's codes into the words of its first day. */
export function wordsOf(ctx: Pick<Ctx, 'db'>, { item, folded }: OpenedJoint): Words {
  const places = new Map(listPlaces(ctx.db).map(({ id, name }) => [String(id), name]))
  return {
    code: (table, code) => wordOf(tableVersions(ctx, table), code, item.startedOn),
    area: (id) => places.get(id) ?? '',
    part: (key) => findPart(folded.state, key)?.label ?? '',
    criterion: (index) => folded.state.standard?.criteria[index]?.title ?? `第 ${index + 1} 条`,
  }
}

/** After a name's last day: its end first; renewal and re-check only as what was done in time and is written down late. */
const AFTER_EXPIRY = ['lapse', 'renew', 'recheck', 'revoke']
const LATE_WORDS: Readonly<Record<string, string>> = {
  renew: '补记续期（到期前批准的）',
  recheck: '补记复查（到期前做的）',
}

function viewJoint(ctx: Ctx, opened: OpenedJoint): JointView {
  const { item, kind, folded, events } = opened
  const { state } = folded
  const words = wordsOf(ctx, opened)
  const newest = newestAct(opened)
  const row = toRow(ctx, findListed(ctx.db, item.id) as ListedItem)
  const names = ['amend', ...(row.isOutlived ? AFTER_EXPIRY : Object.keys(kind.acts)), 'void']
  const acts = names.map((act) => ({
    act,
    title: titleOfAct(kind, act),
    button: (row.isOutlived && LATE_WORDS[act]) || (kind.acts[act]?.button ?? titleOfAct(kind, act)),
    // what is written down late after the last day is of a day before it
    why: whyNot(kind, state, act) ?? (row.isOutlived ? '' : (kind.acts[act]?.whyOn?.(state, ctx.today) ?? '')),
    byHead: isHeads(kind, act),
  }))
  return {
    row,
    version: events.length,
    state,
    card: kind.card
      .map((field) => ({ label: field.label, text: valueText(field, state.card[field.key], words) }))
      .filter(({ text }) => text !== ''),
    dues: duesOn(kind, state, ctx.calendar, ctx.today),
    acts,
    leads:
      (row.isOutlived ? undefined : kind.leads?.(state)) ??
      acts.find(({ act, why }) => kind.acts[act] && why === '')?.act ??
      '',
    timeline: [...events].reverse().map(({ id, at, act, actorName, payload }) => ({
      id,
      at: at as Instant,
      title: titleOfAct(kind, act),
      who: actorName,
      text: actText(kind, act, payload, words),
      isUndone: folded.undone.has(id),
      refused: folded.refused.get(id) ?? '',
    })),
    takeBack: newest && mayTakeBack(ctx, newest) ? { eventId: newest.id, title: titleOfAct(kind, newest.act) } : null,
    parts: state.parts.map(({ key, list, label, dueOn, doneOn, note }) => ({
      key,
      list,
      label,
      dueOn,
      isDone: doneOn !== null,
      note,
    })),
    photos: listPhotos(ctx.db, item.id).map(({ itemId: _, ...photo }) => photo),
    papers: papersOf(opened),
    documents: listDocumentsOf(ctx.db, item.id),
  }
}

export const viewHandlers = {
  'joint.get': (ctx, { id }) => {
    const opened = getJoint(ctx, id)
    audit(ctx, 'looked', { kind: 'joint', id, title: opened.item.number })
    return viewJoint(ctx, opened)
  },
} satisfies Partial<Handlers>
