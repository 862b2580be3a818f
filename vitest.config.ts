import { configDefaults, defineConfig } from 'vitest/config'
import { isEveryday } from './tests/support/depth.ts'
import { LongestFirst } from './tests/support/longestFirst.ts'
import { QUICK_START } from './tests/support/quickStart.ts'

export default defineConfig({
  test: {
    include: ['tests/{unit,store,main,district,sync}/**/*.test.ts'],
    // Whether the simulator still finds faults is asked where there is time for it.
    exclude: [...configDefaults.exclude, ...(isEveryday ? ['tests/sync/mutants.test.ts'] : [])],
    environment: 'node',
    setupFiles: ['tests/support/fastCheck.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    execArgv: [...QUICK_START],
    sequence: { sequencer: LongestFirst },
    // Files share what they import, as one program does; modules of ours keep nothing but caches. Importing anew for each
    // file took a sixth of the time.
    isolate: false,
    unstubEnvs: true,
  },
})
