export const SEAT_FLAGS: readonly string[]
export const SEAT_ENV: Readonly<Record<string, string>>
