import { foldClient } from '../../src-shared/care/fold.ts'
import { GroupConfig } from '../../src-shared/care/groups.ts'
import { historyOf } from '../../src-shared/care/project.ts'
import { unfold } from '../../src-shared/care/unfold.ts'
import { whatMoved } from '../../src-shared/care/unfoldMoved.ts'
import type { VisitRule } from '../../src-shared/care/rules.ts'
import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import { noServiceIn } from '../../src-shared/care/boundary.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { CareCtx, Handlers } from '../ctx/ctx.ts'
import { listClientEvents } from './eventRepo.ts'
import { groupVersions } from './groups.ts'
import { occasionsOf } from './occasions.ts'
import { numberOf } from './number.ts'
import { readOffice } from './office.ts'
import { listOpenOf } from './officeRepo.ts'
import { unplanGroup } from './projectRepo.ts'
import { recordOffice } from './record.ts'

/** Rows of the preview. */
const EXAMPLES = 20
/** How far ahead the preview looks. */
const PREVIEW_DAYS = 92

/** A group's whole configuration by version; a new one is tried on everybody before it is agreed. */
export const configureHandlers = {
  'care.groups': (ctx) => {
    const versions = groupVersions(ctx.care.db)
    const changes = new Map(readOffice(ctx, 'configure').map((read) => [`${read.act.group} ${read.act.version}`, read]))
    return versions.map((content) => {
      const { group, version, effectiveFrom } = content
      const change = changes.get(`${group} ${version}`)
      const isInForce = !versions.some(
        (each) => each.group === group && each.version > version && each.effectiveFrom <= ctx.today,
      )
      return {
        group,
        version,
        effectiveFrom,
        content: content as never,
        isInForce: isInForce && (version === 1 || effectiveFrom <= ctx.today),
        changedBy: change?.event.actorName ?? '',
        reason: change?.act.reason ?? '',
      }
    })
  },

  'care.previewConfigure': (ctx, input) => {
    const before = groupVersions(ctx.care.db)
    const after = [...before, checked(ctx, input)]
    const occasions = occasionsOf(ctx.care.db)
    const range = { from: ctx.today, to: addDays(ctx.today, PREVIEW_DAYS) }
    const moves = listOpenOf(ctx.care.db, input.group).flatMap((clientId) => {
      const state = foldClient(listClientEvents(ctx.care.db, clientId))
      const histories = state.enrolments.map((enrolment) => historyOf(state, enrolment, occasions))
      const moved = whatMoved(unfold(histories, before, range), unfold(histories, after, range))
      return moved.length > 0 ? [{ clientId, moved }] : []
    })
    const all = moves.flatMap(({ moved }) => moved)
    const count = (kind: string): number => all.filter((move) => move.kind === kind).length
    return {
      clients: moves.length,
      added: count('added'),
      dropped: count('dropped'),
      moved: count('moved'),
      examples: moves.slice(0, EXAMPLES).map(({ clientId, moved }) => ({
        number: numberOf(clientId),
        before: moved.flatMap(({ was }) => (was ? [was.dueOn] : [])),
        after: moved.flatMap(({ is }) => (is ? [is.dueOn] : [])),
      })),
    }
  },

  'care.configure': (ctx, { reason, ...input }) => {
    const content = checked(ctx, input)
    recordOffice(ctx, 'configure', { ...input, version: content.version, content: content as never, reason })
    unplanGroup(ctx.care.db, input.group)
    return { version: content.version }
  },
} satisfies Partial<Handlers>

/** The next version of the group. A rule that the street changes takes the next version of its own, too. */
function checked(
  ctx: CareCtx,
  input: Pick<GroupConfig, 'group' | 'effectiveFrom'> & { content: unknown },
): GroupConfig {
  const known = groupVersions(ctx.care.db).filter(({ group }) => group === input.group)
  const version = Math.max(...known.map((each) => each.version)) + 1
  const { group, effectiveFrom } = input
  const content = input.content as Partial<GroupConfig>
  const rules = content.rules?.map((rule) => numbered(rule, known, effectiveFrom))
  const parsed = GroupConfig.safeParse({ ...content, ...(rules && { rules }), group, version, effectiveFrom })
  if (!parsed.success) {
    const told = parsed.error.issues.find(({ message }) => /\p{Script=Han}/u.test(message))
    throw new AppError('invalid', told?.message ?? '这一类的设置有误，请检查')
  }
  const { title, purpose, visitors, tracks, questions } = parsed.data
  const asked = questions.flatMap((each) => [each.title, ...each.choices])
  for (const text of [title, purpose, visitors, ...tracks.map((track) => track.title), ...asked]) {
    const word = noServiceIn(text)
    if (word) throw new AppError('invalid', `“${word}”不是帮扶要用的：这里只登记服务需要的内容，请改写`)
  }
  if (effectiveFrom < ctx.today) throw new AppError('invalid', '生效日不能早于今天')
  return parsed.data
}

/** A rule as it was keeps its version; one that was changed gets the next, from the day of the group's new version on. */
function numbered(rule: VisitRule, known: readonly GroupConfig[], effectiveFrom: Day): VisitRule {
  const before = known.flatMap(({ rules }) => rules).filter(({ id }) => id === rule.id)
  if (before.length === 0) return { ...rule, version: 1, effectiveFrom }
  const plain = (each: VisitRule): string => JSON.stringify({ ...each, version: 0, effectiveFrom: '' })
  const same = before.find((each) => plain(each) === plain(rule))
  return same ?? { ...rule, version: Math.max(...before.map((each) => each.version)) + 1, effectiveFrom }
}
