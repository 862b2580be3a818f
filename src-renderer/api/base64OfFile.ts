import { RpcError } from './rpcError.ts'

/** The file as the contract carries it. @throws RpcError if it went away or cannot be read */
export async function base64OfFile(file: File): Promise<string> {
  const url = await new Promise<string>((done, fail) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result))
    reader.onerror = () => fail(new RpcError('file_damaged'))
    reader.readAsDataURL(file)
  })
  return url.slice(url.indexOf(',') + 1)
}
