import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { OutputOf } from '../../src-shared/contract.ts'
import type { GroupId } from '../../src-shared/care/codes.ts'
import { GroupConfig, groupOn, trackTitle } from '../../src-shared/care/groups.ts'
import { dayOf, type Day } from '../../src-shared/kernel/day.ts'
import { call } from '../api/call.ts'
import { useChanged } from '../api/useChanged.ts'
import { hasRole, session } from '../app/session.ts'
import { useReading } from '../ledger/useReading.ts'
import { CARE_ROLES } from '../../src-shared/kernel/roles.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'

/**
 * What all pages of care need: whether the records are open for this log-in, and the groups. A cache that forgets
 * everything with the log-in, since whoever comes next may not know that there are groups in use.
 */
export const useCareStore = defineStore('care', () => {
  const status = shallowRef<OutputOf<'care.status'>>()
  const versions = shallowRef<readonly GroupConfig[]>([])
  const waiting = ref(0)
  let isWanted = false

  const isOpen = computed(() => status.value?.state === 'open')

  /** One reading at a time: of two, the older answer must not come last and close what is open. */
  const { run: load, problem } = useReading(read)
  /** Of whom the status tells: a reading that fails leaves it, so that nothing typed is lost, but not to the next person. */
  let ofUser = ''
  async function read(): Promise<void> {
    if (session.me?.userId !== ofUser) forget()
    ofUser = session.me?.userId ?? ''
    if (!hasRole(CARE_ROLES)) return forget()
    const found = await call('care.status', {})
    if (found.state === 'open') {
      const [groups, counted] = await Promise.all([call('care.groups', {}), call('care.waiting', {})])
      versions.value = groups.map(({ content }) => GroupConfig.parse(content))
      waiting.value = counted.count
    } else forget()
    status.value = found
  }
  function forget(): void {
    status.value = undefined
    versions.value = []
    waiting.value = 0
  }
  useChanged(['care', 'users', 'session'], () => (isWanted ? load() : undefined))

  /** Reads once; later calls find what is there. */
  function want(): void {
    if (isWanted) return
    isWanted = true
    void load()
  }

  const today = (): Day => dayOf(new Date().toISOString())
  const configOf = (group: GroupId, on: Day = today()): GroupConfig | undefined =>
    versions.value.some((each) => each.group === group) ? groupOn(versions.value, group, on) : undefined
  const titleOf = (group: GroupId | null): string => (group ? (configOf(group)?.title ?? group) : '')
  const trackOf = (group: GroupId, track: string): string => {
    const config = configOf(group)
    return config ? trackTitle(config, track) : track
  }
  /** Groups in use, each in the version of today. */
  const used = computed(() => {
    const ids = [...new Set(versions.value.map(({ group }) => group))]
    return ids.map((group) => groupOn(versions.value, group, today())).filter(({ isUsed }) => isUsed)
  })
  const choices = computed<Choice[]>(() => used.value.map(({ group, title }) => ({ value: group, label: title })))

  return { status, problem, isOpen, versions, waiting, used, choices, want, load, configOf, titleOf, trackOf }
})
