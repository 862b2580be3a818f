import { ref, type Ref } from 'vue'
import type { z } from 'zod'
import { issueTexts } from '../../src-shared/kernel/issueText.ts'
import { errorText, fieldErrors } from '../api/errorTexts.ts'

export interface Attempt {
  readonly isBusy: Ref<boolean>
  /** Why the last attempt failed, for people; empty if it did not. */
  readonly problem: Ref<string>
  /** Errors by field name. */
  readonly errors: Ref<Record<string, string>>
  /** Runs the work once at a time. @returns its value, or undefined if it was refused */
  attempt<T>(work: () => Promise<T>): Promise<{ value: T } | undefined>
  /** Checks with the contract's own schema; fills `errors`. @returns the checked value, or undefined */
  check<S extends z.ZodType>(schema: S, value: unknown): z.output<S> | undefined
}

/**
 * What every form of this frame needs: busy mark, field errors, one sentence for the rest.
 *
 * @param textOf words for a refusal; throws again what is none
 */
export function useAttempt(textOf: (error: unknown) => string = errorText): Attempt {
  const isBusy = ref(false)
  const problem = ref('')
  const errors = ref<Record<string, string>>({})

  async function attempt<T>(work: () => Promise<T>): Promise<{ value: T } | undefined> {
    if (isBusy.value) return undefined
    isBusy.value = true
    problem.value = ''
    errors.value = {}
    try {
      return { value: await work() }
    } catch (error) {
      problem.value = textOf(error)
      errors.value = fieldErrors(error)
      return undefined
    } finally {
      isBusy.value = false
    }
  }

  function check<S extends z.ZodType>(schema: S, value: unknown): z.output<S> | undefined {
    const parsed = schema.safeParse(value)
    errors.value = issueTexts(parsed.error)
    return parsed.data
  }
  return { isBusy, problem, errors, attempt, check }
}
