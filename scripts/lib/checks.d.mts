export const CHECKS: readonly { name: string; args: string[] }[]
