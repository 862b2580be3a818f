import { isRoot } from '../../../scripts/lib/browser.mjs'

/*
 * A browser takes the last `--disable-features` only: this one repeats what Playwright turns off (chromiumSwitches.ts).
 * The list under the address line is a web page of the browser's own, opened with every window of every test; it costs
 * more than our page does.
 */
const FEATURES_OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
  // ours
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'SpareRendererForSitePerProcess',
]

/** How the tests' browser is started, beside what Playwright says. */
export const BROWSER_ARGS = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--js-flags=--single-threaded-gc --no-maglev --no-opt',
  `--disable-features=${FEATURES_OFF.join(',')}`,
  ...(isRoot() ? ['--no-sandbox'] : []),
]
