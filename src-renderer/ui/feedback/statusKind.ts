/** How a state is shown: each has a sign and a colour of its own. */
export type StatusKind = 'ok' | 'info' | 'warn' | 'bad' | 'idle' | 'waiting'
