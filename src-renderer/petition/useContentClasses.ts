import { shallowRef } from 'vue'
import {
  firstVersion,
  titleOn,
  versionInForce,
  type EditableTable,
  type TableVersion,
} from '../../src-shared/centre/codeTables.ts'
import type { CodeTable } from '../../src-shared/kernel/codeTable.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { CONTENT_CLASSES } from '../../src-shared/petition/codes.ts'
import { call } from '../api/call.ts'
import { useChanged } from '../api/useChanged.ts'

export interface ContentClasses {
  /** The table that applies to what was received on that day. */
  inForce(day: Day): TableVersion
  titleOf(code: string, day: Day): string
}

/** 内容分类 as the office keeps it. */
export const useContentClasses = (): ContentClasses => useCodes('petition_content', CONTENT_CLASSES)

/** A code table as the office keeps it; until that is read, the one that ships with the program. */
export function useCodes(table: EditableTable, shipped: CodeTable): ContentClasses {
  const first = firstVersion(shipped)
  const versions = shallowRef<readonly TableVersion[]>([first])
  async function read(): Promise<void> {
    const found = await call('centre.codeTable', { table }).catch(() => undefined)
    if (found) versions.value = found.versions
  }
  void read()
  useChanged('centre', read)
  return {
    inForce: (day) => versionInForce(versions.value, day) ?? first,
    titleOf: (code, day) => titleOn(versions.value, code, day),
  }
}
