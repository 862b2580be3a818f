/** A small seeded generator (sfc32). The same seed and stream give the same numbers on every machine. */
export type Random = {
  /** A number in [0, 1). */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number
  /** True with probability `share`. */
  chance(share: number): boolean
  /** One item; the list must not be empty. */
  pick<T>(items: readonly T[]): T
  /** One item of `[item, weight]` pairs; weights are positive and need not sum to 1. */
  weighted<T>(pairs: readonly (readonly [T, number])[]): T
}

/** Stream `stream` of `seed`: streams are independent, so that story 7 does not depend on story 6. */
export function createRandom(seed: number, stream: number, part = 0): Random {
  let a = scramble(seed ^ 0x9e3779b9)
  let b = scramble(stream ^ 0x85ebca6b)
  let c = scramble((part + 1) ^ 0xc2b2ae35)
  let counter = 1

  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
  for (let warmUp = 0; warmUp < 12; warmUp++) next()

  return {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (share) => next() < share,
    pick: <T>(items: readonly T[]) => items[Math.floor(next() * items.length)] as T,
    weighted: <T>(pairs: readonly (readonly [T, number])[]) => {
      let total = 0
      for (const pair of pairs) total += pair[1]
      let left = next() * total
      for (const [item, weight] of pairs) {
        left -= weight
        if (left < 0) return item
      }
      return (pairs[pairs.length - 1] as readonly [T, number])[0]
    },
  }
}

/** A stable number for a text, to tie things such as a company's telephone to its name. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return scramble(hash) >>> 0
}

function scramble(value: number): number {
  let x = value | 0
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad)
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
  return (x ^ (x >>> 15)) | 0
}
