import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { screen, type BrowserWindow } from 'electron'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'

const SAVE_AFTER_MS = 500

const WindowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400),
  height: z.int().min(300),
  isMaximized: z.boolean(),
})
export type WindowState = z.infer<typeof WindowState>

/** Where the window was; undefined if that is unknown or on no screen of today. Never an error. */
export function readWindowState(dataDir: string): WindowState | undefined {
  try {
    const state = WindowState.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')))
    return screen.getAllDisplays().some(({ workArea }) => overlap(workArea, state)) ? state : undefined
  } catch {
    return undefined
  }
}

/** Keeps the state on disk, half a second after the last move. */
export function rememberWindowState(window: BrowserWindow, dataDir: string): void {
  let timer: NodeJS.Timeout | undefined
  const save = () => {
    clearTimeout(timer)
    if (window.isDestroyed()) return
    const state: WindowState = { ...window.getNormalBounds(), isMaximized: window.isMaximized() }
    try {
      writeFileAtomic.sync(fileIn(dataDir), JSON.stringify(state))
    } catch {
      // A full disk must not keep a window from moving or closing.
    }
  }
  const saveSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(save, SAVE_AFTER_MS)
  }
  window.on('move', saveSoon)
  window.on('resize', saveSoon)
  window.on('maximize', saveSoon)
  window.on('unmaximize', saveSoon)
  window.on('close', save)
}

const fileIn = (dataDir: string) => join(dataDir, 'window.json')

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Enough to take hold of the title bar. */
function overlap(screenArea: Box, window: Box): boolean {
  const across = Math.min(screenArea.x + screenArea.width, window.x + window.width) - Math.max(screenArea.x, window.x)
  return across >= 100 && window.y >= screenArea.y && window.y <= screenArea.y + screenArea.height - 40
}
