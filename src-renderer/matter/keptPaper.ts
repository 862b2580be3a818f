import { shallowRef } from 'vue'
import type { DocumentId } from '../../src-shared/kernel/ids.ts'
import { RpcError } from '../api/rpcError.ts'
import { readPaper, type ShownPaper } from './issuePaper.ts'

/** A paper whose bytes are at another seat. */
export interface ElsewherePaper {
  documentId: DocumentId
  title: string
}

/** Opens kept papers; one whose bytes are not on this computer is named in `elsewhere`, for `FetchPaper.vue` to offer. */
export function useKeptPaper() {
  const elsewhere = shallowRef<ElsewherePaper>()
  /** @returns the paper, or undefined if it is elsewhere @throws RpcError */
  async function read(documentId: DocumentId, title: string): Promise<ShownPaper | undefined> {
    elsewhere.value = undefined
    try {
      return await readPaper(documentId, 'view')
    } catch (error) {
      if (!(error instanceof RpcError) || error.details['isElsewhere'] !== true) throw error
      elsewhere.value = { documentId, title }
      return undefined
    }
  }
  return { elsewhere, read }
}
