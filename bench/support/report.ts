/** One JSON line a figure; `ratio` and `against` where both sides were measured in this run. */
export interface FigureLine {
  name: string
  value: number
  unit: string
  ratio?: number
  against?: string
  target?: string
}

export function report(line: FigureLine): void {
  const round = (n: number): number => Number(n.toPrecision(4))
  console.log(
    JSON.stringify({
      ...line,
      value: round(line.value),
      ...(line.ratio === undefined ? {} : { ratio: round(line.ratio) }),
    }),
  )
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Milliseconds of one call. */
export function timeMs(work: () => unknown): number {
  const startedMs = performance.now()
  work()
  return performance.now() - startedMs
}

/** `--rows N` of the command line, or the default. */
export function rowsOption(fallback: number): number {
  const at = process.argv.indexOf('--rows')
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
