/**
 * How the process that keeps a seat's store is started. A computer at the window has little memory: V8 need not keep 48 MB
 * for what was just made (measured: a tenth less in a first sync, and as fast), and glibc need not keep a pool of freed
 * memory for each thread.
 */
export const SEAT_FLAGS = ['--max-semi-space-size=4']
export const SEAT_ENV = { MALLOC_ARENA_MAX: '2' }
