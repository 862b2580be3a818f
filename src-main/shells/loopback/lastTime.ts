import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'

const LastTime = z.object({
  port: z.int().min(1).max(65_535),
  /** Digests of the secrets of the windows that were let in; from them no cookie can be made. */
  windows: z.array(z.string().regex(/^[\w-]{43}$/)).max(200),
})

/** What the shell knows of its last run on this folder, so that open windows find it again. */
export type LastTime = z.infer<typeof LastTime>

const fileIn = (dataDir: string): string => join(dataDir, 'loopback.json')

/** Undefined if there was none or it cannot be read: then a free port will do. */
export function readLastTime(dataDir: string): LastTime | undefined {
  try {
    return LastTime.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')))
  } catch {
    return undefined
  }
}

/** Only the same user can read it. A full disk must not keep the program from running. */
export function rememberThisTime(dataDir: string, state: LastTime): void {
  try {
    writeFileAtomic.sync(fileIn(dataDir), JSON.stringify(state), { mode: 0o600 })
  } catch {
    // The next run gets another port, and its windows are opened anew.
  }
}
