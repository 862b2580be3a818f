/** Numbers from 0 to 1 that repeat (mulberry32). */
export function seeded(seed: number) {
  let a = seed
  const next = (): number => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number): number => Math.floor(next() * n)
  return {
    next,
    below,
    oneOf: <T>(list: readonly T[]): T => list[below(list.length)] as T,
    is: (p: number) => next() < p,
  }
}
