export const root: string
export function at(...parts: string[]): string
export function nodeBinary(): string
export function say(line: string): void
export function fail(line: string, code?: number): never
