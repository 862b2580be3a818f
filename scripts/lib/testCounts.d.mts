export interface Counts {
  passed: number
  failed: string[]
  skipped: { name: string; reason: string }[]
}
export function countVitest(file: string, exitCode: number): Counts
export function countPlaywright(file: string, exitCode: number): Counts
export function sumLine(all: readonly Counts[]): string
