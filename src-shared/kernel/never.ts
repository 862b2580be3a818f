/** Marks a branch that the types rule out, so that a new union member fails to compile. */
export function never(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
