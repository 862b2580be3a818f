import { describe, expect, it } from 'vitest'
import { appWindowArgs, canShowWindows, findBrowser, findTestBrowser } from '../../../scripts/lib/browser.mjs'

describe('findBrowser', () => {
  const finds = (platform: NodeJS.Platform, env: Record<string, string>, there: string) =>
    findBrowser(platform, env, (file) => file.replaceAll('\\', '/') === there)

  it.each<[NodeJS.Platform, Record<string, string>, string]>([
    ['linux', { PATH: '/bin:/usr/bin' }, '/usr/bin/chromium'],
    ['linux', { PATH: '' }, '/opt/google/chrome/chrome'],
    ['darwin', { HOME: '/Users/x' }, '/Users/x/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['win32', { 'PROGRAMFILES(X86)': 'C:/P86' }, 'C:/P86/Microsoft/Edge/Application/msedge.exe'],
    ['linux', { ONEWINDOW_BROWSER: '/home/x/chrome' }, '/home/x/chrome'],
  ])('on %s with %o', (platform, env, there) => {
    expect(finds(platform, env, there)?.replaceAll('\\', '/')).toBe(there)
  })
  it('finds none where there is none, and takes no other than the one that was named', () => {
    expect(finds('linux', { PATH: '/usr/bin' }, '/nowhere')).toBeUndefined()
    expect(finds('linux', { PATH: '/usr/bin', ONEWINDOW_BROWSER: '/gone' }, '/usr/bin/chromium')).toBeUndefined()
  })
})

describe('findTestBrowser', () => {
  const finds = (env: Record<string, string>, ...there: string[]) =>
    findTestBrowser('linux', env, (file) => there.includes(file))
  const [headless, windowed] = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

  it('takes the one without windows, the usual one where it is missing, and the one that was named above all', () => {
    expect(finds({ PATH: '/usr/bin' }, headless, windowed)).toBe(headless)
    expect(finds({ PATH: '/usr/bin' }, windowed)).toBe(windowed)
    expect(finds({ PATH: '/usr/bin', ONEWINDOW_BROWSER: windowed }, headless, windowed)).toBe(windowed)
  })
})

it('knows a machine without a screen', () => {
  expect(canShowWindows('linux', {})).toBe(false)
  expect(canShowWindows('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
  expect(canShowWindows('win32', {})).toBe(true)
})

it('opens a window with a profile of its own', () => {
  expect(appWindowArgs('http://127.0.0.1:1/', '/data/browser')).toEqual(
    expect.arrayContaining(['--app=http://127.0.0.1:1/', '--user-data-dir=/data/browser']),
  )
})
