import { BUILT_IN_GROUPS } from '../../src-shared/care/groupsBuiltIn.ts'
import { GroupConfig } from '../../src-shared/care/groups.ts'
import type { Db } from '../store/open.ts'
import { listOfficeEvents } from './eventRepo.ts'

const cache = new WeakMap<Db, { newest: string; versions: readonly GroupConfig[] }>()

/** All versions of all groups: those that ship and the street's own; one that cannot be read counts as not there. */
export function groupVersions(db: Db): readonly GroupConfig[] {
  const events = listOfficeEvents(db, { kind: 'configure' })
  const newest = events.map(({ id }) => id).join(' ')
  const found = cache.get(db)
  if (found?.newest === newest) return found.versions
  const own = events.flatMap(({ payload }) => {
    const parsed = GroupConfig.safeParse(payload['content'])
    return parsed.success ? [parsed.data] : []
  })
  const versions = [...BUILT_IN_GROUPS, ...own]
  cache.set(db, { newest, versions })
  return versions
}
