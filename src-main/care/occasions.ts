import { readOccasion, type Occasion } from '../../src-shared/care/occasions.ts'
import { groupOn } from '../../src-shared/care/groups.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { Handlers } from '../ctx/ctx.ts'
import type { Db } from '../store/open.ts'
import { listOfficeEvents } from './eventRepo.ts'
import { groupVersions } from './groups.ts'
import { countOccasionVisits } from './officeRepo.ts'
import { unplanGroup } from './projectRepo.ts'
import { recordOffice } from './record.ts'

const cache = new WeakMap<Db, { newest: string; occasions: readonly Occasion[] }>()

/** Bad weather and festivals as they were announced last, the newest first; what was called off is left out. */
export function occasionsOf(db: Db): readonly Occasion[] {
  const events = listOfficeEvents(db, { kind: 'occasion' })
  const newest = events.map(({ id }) => id).join(' ')
  const found = cache.get(db)
  if (found?.newest === newest) return found.occasions
  const last = new Map<string, Occasion>()
  for (const { payload } of events) {
    const one = readOccasion(payload)
    if (one && !last.has(one.occasionId)) last.set(one.occasionId, one)
  }
  const occasions = [...last.values()].filter(({ isOff }) => !isOff)
  cache.set(db, { newest, occasions })
  return occasions
}

export const occasionHandlers = {
  'care.occasions': (ctx) => {
    const versions = groupVersions(ctx.care.db)
    return occasionsOf(ctx.care.db).map((one) => {
      const ruleIds = one.groups.flatMap((group) =>
        groupOn(versions, group, one.from).rules.flatMap(({ id, cadence }) =>
          cadence.kind === 'after' && cadence.trigger === 'occasion' ? [`${group} ${id}`] : [],
        ),
      )
      return { ...one, ...countOccasionVisits(ctx.care.db, { from: one.from, to: one.to, ruleIds }) }
    })
  },

  'care.announce': (ctx, input) => {
    const versions = groupVersions(ctx.care.db)
    for (const group of input.groups) {
      const { rules, title } = groupOn(versions, group, input.from)
      if (!rules.some(({ cadence }) => cadence.kind === 'after' && cadence.trigger === 'occasion'))
        throw new AppError('not_allowed', `“${title}”没有天气、节日的走访规则`)
    }
    const before = occasionsOf(ctx.care.db).find(({ occasionId }) => occasionId === input.occasionId)
    const occasionId = input.occasionId ?? ctx.newId<string>()
    recordOffice(ctx, 'occasion', { ...input, occasionId })
    for (const group of new Set([...input.groups, ...(before?.groups ?? [])])) unplanGroup(ctx.care.db, group)
    return { occasionId }
  },
} satisfies Partial<Handlers>
