import type { InputOf } from '../../src-shared/contract.ts'
import type { DocumentId, MatterId } from '../../src-shared/kernel/ids.ts'
import { bytesOfBase64 } from '../api/bytesOfBase64.ts'
import { call } from '../api/call.ts'

/** A paper on the screen. */
export interface ShownPaper {
  title: string
  fileName: string
  bytes: Uint8Array<ArrayBuffer>
  /** Of a kept paper: printing and saving it are noted. */
  documentId?: DocumentId
  /** The same for papers that another store keeps. */
  read?: (purpose: PaperPurpose) => Promise<ShownPaper & { isReprint: boolean }>
  /** Not a paper yet: it can be looked at, but neither printed nor saved. */
  isPreview?: boolean
  /** What is to be said above it: which fonts stand in for missing ones. */
  notices?: readonly string[]
}

export type PaperPurpose = InputOf<'papers.bytes'>['purpose']

/** The kept bytes. Printing and saving are noted by the core; from the second time on it is a 补打. @throws RpcError */
export async function readPaper(
  documentId: DocumentId,
  purpose: PaperPurpose,
): Promise<ShownPaper & { isReprint: boolean }> {
  const { title, fileName, pdfBase64, isReprint } = await call('papers.bytes', { documentId, purpose })
  return { documentId, title, fileName, isReprint, bytes: bytesOfBase64(pdfBase64) }
}

/** Numbers, typesets and keeps a paper, and fetches it. @throws RpcError */
export async function issuePaper(matterId: MatterId, kind: string, ref = ''): Promise<ShownPaper> {
  const document = await call('papers.issue', { matterId, kind, ref })
  return readPaper(document.id, 'view')
}

/** A paper as it would look now; nothing is kept. @throws RpcError */
export async function previewPaper(matterId: MatterId, kind: string, ref = ''): Promise<ShownPaper> {
  const { title, pdfBase64, fontNotice } = await call('papers.preview', { matterId, kind, ref })
  return {
    title: `${title}（预览）`,
    fileName: `${title}-预览.pdf`,
    bytes: bytesOfBase64(pdfBase64),
    isPreview: true,
    notices: fontNotice,
  }
}
