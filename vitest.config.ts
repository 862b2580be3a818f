import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/{unit,store,main,district,sync}/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['tests/support/fastCheck.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
