import { existsSync, readFileSync } from 'node:fs'
import { findBrowser, findTestBrowser, hasChineseFont, isRoot } from './browser.mjs'
import { fail, say } from './paths.mjs'
import { run } from './run.mjs'

/** What end-to-end tests need: on Debian as root it is installed, elsewhere a person is told what to install. */
export async function ensureTestBrowser() {
  const missing = () => [
    ...(findBrowser() ? [] : ['chromium']),
    ...(process.platform === 'linux' && !hasChineseFont() ? ['fontconfig', 'fonts-noto-cjk'] : []),
  ]
  const canInstall = isDebian() && isRoot()
  // Faster, not needed: where it cannot be had the tests use the browser with windows.
  const isSlow = !process.env.ONEWINDOW_BROWSER && findTestBrowser() === findBrowser()
  if (missing().length === 0 && !(canInstall && isSlow)) return
  if (canInstall) {
    const packages = missing()
    say(`正在安装测试所需的 ${[...packages, 'chromium-headless-shell'].join('、')}……`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const install = (names) => run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], { env })
    await run('apt-get', ['update', '-q'], { env })
    if ((await install([...packages, 'chromium-headless-shell'])) !== 0 && packages.length > 0) await install(packages)
  }
  if (missing().length === 0) return
  fail(
    `端到端测试需要本机有 Chromium、Chrome 或 Edge，以及一种中文字体；缺少：${missing().join('、')}。\n` +
      '请用系统的软件管理器安装后重试；浏览器装在别处时用环境变量 ONEWINDOW_BROWSER 指明程序文件。',
  )
}

export function isDebian() {
  const file = '/etc/os-release'
  return existsSync('/usr/bin/apt-get') && existsSync(file) && /^ID="?debian"?$/m.test(readFileSync(file, 'utf8'))
}
