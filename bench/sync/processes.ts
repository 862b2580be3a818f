import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/** Processor time and memory as the kernel counts them, of any process. */
export interface Usage {
  cpuS: number
  /** The most it ever had resident. */
  peakMb: number
}

const TICKS = 100
/** Linux begins to count the peak anew. */
const FORGET_PEAK = '5'

/** Setting a seat up derives keys with more memory than it ever has afterwards. */
export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, FORGET_PEAK)

export function usageOf(pid: number): Usage {
  const stat = fieldsOf(pid)
  const peak = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return { cpuS: (Number(stat[11]) + Number(stat[12])) / TICKS, peakMb: Number(peak ?? 0) / 1024 }
}

/** A PostgreSQL: the time of its processes, those that ended included; memory that is shared counts once. */
export function usageOfPostgres(pid: number): Usage {
  const own = fieldsOf(pid)
  let cpuS = [11, 12, 13, 14].reduce((sum, at) => sum + Number(own[at]), 0) / TICKS
  let peakMb = memoryOf(pid)
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = fieldsOf(Number(name))
      if (stat[1] !== String(pid)) continue
      cpuS += (Number(stat[11]) + Number(stat[12])) / TICKS
      peakMb += memoryOf(Number(name))
    } catch {
      continue // it ended meanwhile
    }
  }
  return { cpuS, peakMb }
}

function memoryOf(pid: number): number {
  return Number(/Pss:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
}

function fieldsOf(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}
