import { z } from 'zod'
import { defineContract } from '../kernel/procedure.ts'

/** Long work names itself with an id that the caller made, so that it can ask and cancel meanwhile. */
export const JobId = z.string().regex(/^[a-zA-Z0-9-]{1,60}$/)

export const jobContract = defineContract({
  'jobs.progress': {
    kind: 'query',
    allow: 'anyone',
    input: z.object({ jobId: JobId }),
    output: z.object({ done: z.int(), total: z.int(), what: z.string(), isRunning: z.boolean() }),
  },
  'jobs.cancel': { kind: 'query', allow: 'anyone', input: z.object({ jobId: JobId }), output: z.object({}) },
})
