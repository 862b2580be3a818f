import { request } from 'node:http'
import type { RunningInfo } from './dataFolder.ts'

export const WAKE_PATH = '/wake'
export const WAKE_HEADER = 'x-onewindow-wake'

/** Asks the running loopback shell for one more start address; undefined if it does not answer in time. */
export function askForStartAddress(running: RunningInfo, limitMs = 3_000): Promise<string | undefined> {
  return new Promise((resolve) => {
    if (running.address === '') return resolve(undefined)
    const call = request(
      running.address + WAKE_PATH,
      { method: 'POST', headers: { [WAKE_HEADER]: running.wakeKey }, signal: AbortSignal.timeout(limitMs) },
      (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (body += part))
        response.on('end', () => resolve(response.statusCode === 200 ? body : undefined))
        response.on('error', () => resolve(undefined))
      },
    )
    call.on('error', () => resolve(undefined))
    call.end()
  })
}
