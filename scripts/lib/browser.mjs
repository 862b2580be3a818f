import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]
const LINUX = [
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  '/opt/apps/com.google.chrome/files/google/chrome/chrome',
  '/opt/apps/org.deepin.browser/files/org.deepin.browser',
  '/usr/lib/chromium/chromium',
]
const MAC = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'Chromium.app/Contents/MacOS/Chromium',
]
const WINDOWS = [
  'Google/Chrome/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
  'Chromium/Application/chrome.exe',
]

/** A Chromium, Chrome or Edge of this machine; `ONEWINDOW_BROWSER` names another one. */
export function findBrowser(platform = process.platform, env = process.env, exists = existsSync) {
  const candidates = env.ONEWINDOW_BROWSER ? [env.ONEWINDOW_BROWSER] : candidatesFor(platform, env)
  return candidates.find((file) => exists(file))
}

/** The same engine without a window of its own, where it is installed: browser tests take a quarter less time with it. */
const HEADLESS = ['/usr/bin/chromium-headless-shell', '/usr/lib/chromium/chromium-headless-shell']

/** The browser of tests: one without windows if there is one, else what `findBrowser` finds. */
export function findTestBrowser(platform = process.platform, env = process.env, exists = existsSync) {
  const headless = platform === 'linux' && !env.ONEWINDOW_BROWSER ? HEADLESS.find((file) => exists(file)) : undefined
  return headless ?? findBrowser(platform, env, exists)
}

function candidatesFor(platform, env) {
  switch (platform) {
    case 'win32':
      return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
        .filter(Boolean)
        .flatMap((dir) => WINDOWS.map((file) => join(dir, file)))
    case 'darwin':
      return ['/Applications', join(env.HOME ?? '', 'Applications')].flatMap((dir) =>
        MAC.map((file) => join(dir, file)),
      )
    default:
      return [...(env.PATH ?? '').split(delimiter).flatMap((dir) => NAMES.map((name) => join(dir, name))), ...LINUX]
  }
}

/** Chromium refuses to run as root with its sandbox, and only then goes without. */
export const isRoot = () => process.getuid?.() === 0

export const canShowWindows = (platform = process.platform, env = process.env) =>
  platform === 'win32' || platform === 'darwin' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)

/** How an application window is opened: no tabs, no address line, a profile of its own. */
export function appWindowArgs(address, profileDir) {
  return [
    `--app=${address}`,
    `--user-data-dir=${profileDir}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-features=Translate',
    '--lang=zh-CN',
    ...(isRoot() ? ['--no-sandbox'] : []),
  ]
}

export function hasChineseFont() {
  if (process.platform !== 'linux') return true
  try {
    return execFileSync('fc-list', [':lang=zh-cn', 'file'], { encoding: 'utf8' }).trim() !== ''
  } catch {
    return false
  }
}
