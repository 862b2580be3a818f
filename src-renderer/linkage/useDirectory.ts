import { shallowRef, type ShallowRef } from 'vue'
import { call } from '../api/call.ts'
import { useChanged } from '../api/useChanged.ts'
import { TABLES, toDirectory, type Directory, type DirectoryName, type Tables } from './directory.ts'

/** The tables as the office keeps them; empty until they are read. */
export function useDirectory(): Readonly<ShallowRef<Directory>> {
  const found = shallowRef<Directory>(toDirectory({ linkages: [], units: [], classes: [], causes: [] }))
  async function read(): Promise<void> {
    const names = Object.keys(TABLES) as DirectoryName[]
    const tables = await Promise.all(names.map((name) => call('centre.codeTable', { table: TABLES[name] })))
    found.value = toDirectory(
      Object.fromEntries(names.map((name, at) => [name, tables[at]?.versions ?? []])) as unknown as Tables,
    )
  }
  void read()
  useChanged('centre', read)
  return found
}
