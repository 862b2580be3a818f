import { computed, shallowRef, type ComputedRef } from 'vue'
import { versionInForce, type TableVersion } from '../../src-shared/centre/codeTables.ts'
import { dayOf } from '../../src-shared/kernel/day.ts'
import { call } from '../api/call.ts'
import { useChanged } from '../api/useChanged.ts'

/** The page of a linkage by its code, which is the same in every preset and stays when an office renames it. */
const PAGE_OF: Readonly<Record<string, string>> = {
  '1': '/linkage/forbid',
  '2': '/linkage/mediate',
  '3': '/linkage/move',
  '4': '/linkage/cure',
  '5': '/linkage/build',
}

export interface LinkagePage {
  /** The linkage's own, by which its tasks are found. */
  code: string
  to: string
  title: string
}

/** The code of the linkage that a page belongs to, whether the office has it in force today or had it before. */
export const codeOfPage = (to: string): string => Object.entries(PAGE_OF).find(([, page]) => page === to)?.[0] ?? ''

/** As last read: on the next page the tabs stand where they stood, while they are read again. */
const versions = shallowRef<readonly TableVersion[]>([])

/** The linkages of the office that have a page, with their names and in their order as in force today. */
export function useLinkagePages(): ComputedRef<LinkagePage[]> {
  async function read(): Promise<void> {
    versions.value = (await call('centre.codeTable', { table: 'linkage' })).versions
  }
  void read()
  useChanged('centre', read)
  return computed(() =>
    (versionInForce(versions.value, dayOf(new Date().toISOString()))?.codes ?? []).flatMap(({ code, title }) => {
      const to = PAGE_OF[code]
      return to ? [{ code, to, title }] : []
    }),
  )
}
