import { existsSync } from 'node:fs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** The system's Chromium, Chrome or Edge. */
export function findBrowser(): string {
  const found = process.env.ONEWINDOW_BROWSER ?? PLACES.find((place) => existsSync(place))
  if (!found) throw new Error('No browser found; set ONEWINDOW_BROWSER')
  return found
}
