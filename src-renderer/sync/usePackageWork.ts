import { ref } from 'vue'
import { ownWords } from '../api/errorTexts.ts'

export const PACKAGE_TYPE = 'application/octet-stream'
/** As the contract: 90 million letters of base64. */
export const MOST_PACKAGE_BYTES = 67_000_000

/** Making or taking in a package: what is going on, and what is wrong with a file in the core's own words. */
export function usePackageWork() {
  const title = ref('')
  const isRunning = ref(false)
  const problem = ref('')

  async function run<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    if (isRunning.value) return undefined
    title.value = what
    problem.value = ''
    isRunning.value = true
    try {
      return await work()
    } catch (error) {
      problem.value = `${ownWords(error).replace(/。$/, '')}。本机没有改动。`
      return undefined
    } finally {
      isRunning.value = false
    }
  }
  return { title, isRunning, problem, run }
}
