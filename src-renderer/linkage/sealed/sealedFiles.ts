import { base64OfFile } from '../../api/base64OfFile.ts'
import { bytesOfBase64 } from '../../api/bytesOfBase64.ts'
import { RpcError } from '../../api/rpcError.ts'
import { saveFile } from '../../matter/saveFile.ts'

/** As the contract: 60 million letters of base64. */
const MOST_BYTES = 45_000_000
const TYPE = 'application/octet-stream'

export const saveSealed = ({ base64, fileName }: { base64: string; fileName: string }): void =>
  saveFile(bytesOfBase64(base64), fileName, TYPE)

/** A file as the contract carries it. @throws RpcError for one that is too large to be a sealed package */
export async function readSealed(file: File): Promise<string> {
  if (file.size > MOST_BYTES) throw new RpcError('too_large', `“${file.name}”太大，不像是密封包或回复包`)
  return base64OfFile(file)
}
