/**
 * Flags for processes of tests, which start often and end soon: PGlite compiled quickly instead of well, and garbage collected
 * seldom and by the thread that made it, since the other processor has a test of its own. A fifth less work for the simulator.
 */
export const QUICK_START = ['--liftoff-only', '--single-threaded-gc', '--max-semi-space-size=32'] as const
