import type { ClientId } from '../../src-shared/care/events.ts'
import { bytesOfBase64 } from '../api/bytesOfBase64.ts'
import { call } from '../api/call.ts'
import type { PaperPurpose, ShownPaper } from '../matter/issuePaper.ts'

/** A kept paper; printing and saving it are lines that the head of care reads. @throws RpcError */
export async function readCarePaper(
  clientId: ClientId,
  paperId: string,
  purpose: PaperPurpose = 'view',
): Promise<ShownPaper & { isReprint: boolean }> {
  const { title, fileName, pdfBase64, isReprint } = await call('care.paperBytes', { clientId, paperId, purpose })
  const read = (again: PaperPurpose) => readCarePaper(clientId, paperId, again)
  return { title, fileName, isReprint, read, bytes: bytesOfBase64(pdfBase64) }
}

/** Makes a paper of a client, keeps it with the record, and fetches it. @throws RpcError */
export async function issueCarePaper(
  clientId: ClientId,
  kind: string,
  ref: string,
  withPhotos = false,
): Promise<ShownPaper> {
  return readCarePaper(clientId, (await call('care.issuePaper', { kind, clientId, ref, withPhotos })).paperId)
}

/** A list of the office, to print at once: it is kept on paper alone. @throws RpcError */
export async function sheetOfCare(kind: string, ref: string): Promise<ShownPaper> {
  const { title, pdfBase64, fontNotice } = await call('care.previewPaper', { kind, clientId: null, ref })
  return { title, fileName: `${title}.pdf`, bytes: bytesOfBase64(pdfBase64), notices: fontNotice }
}
