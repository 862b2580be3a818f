export function findBrowser(
  platform?: NodeJS.Platform,
  env?: NodeJS.ProcessEnv,
  exists?: (file: string) => boolean,
): string | undefined
export function findTestBrowser(
  platform?: NodeJS.Platform,
  env?: NodeJS.ProcessEnv,
  exists?: (file: string) => boolean,
): string | undefined
export function isRoot(): boolean
export function canShowWindows(platform?: NodeJS.Platform, env?: NodeJS.ProcessEnv): boolean
export function appWindowArgs(address: string, profileDir: string): string[]
export function hasChineseFont(): boolean
