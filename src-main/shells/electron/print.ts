import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { BrowserWindow } from 'electron'
import { z } from 'zod'
import { PRINT_PARTITION } from './security.ts'

export const PRINT_METHOD = 'shell.print'

export const PrintRequest = z.object({
  pdfBase64: z.base64().max(140_000_000),
  /** Without a dialog, to `deviceName` or the default printer. */
  isSilent: z.boolean().default(false),
  deviceName: z.string().max(200).optional(),
})
export type PrintRequest = z.infer<typeof PrintRequest>

/** The built-in viewer does not say when its pages are there. */
const VIEWER_SETTLES_MS = 500

/** Prints the bytes of a PDF as they are. The file that the viewer needs is gone afterwards. */
export async function printPdf(request: PrintRequest): Promise<'printed' | 'cancelled' | 'failed'> {
  const dir = await mkdtemp(join(tmpdir(), 'onewindow-print-')) // made for its user alone
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      plugins: true, // the viewer of PDF files
      partition: PRINT_PARTITION,
    },
  })
  try {
    const file = join(dir, 'paper.pdf')
    await writeFile(file, Buffer.from(request.pdfBase64, 'base64'), { mode: 0o600 })
    await window.loadFile(file)
    await delay(VIEWER_SETTLES_MS)
    return await new Promise((resolve) => {
      const options = { silent: request.isSilent, printBackground: true }
      window.webContents.print(
        request.deviceName === undefined ? options : { ...options, deviceName: request.deviceName },
        (isPrinted, reason) => resolve(isPrinted ? 'printed' : /cancel/i.test(reason) ? 'cancelled' : 'failed'),
      )
    })
  } finally {
    window.destroy()
    await rm(dir, { recursive: true, force: true })
  }
}
